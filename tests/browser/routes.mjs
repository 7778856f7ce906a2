// An example of every page that `overens routes` names, so that no new page is forgotten by the tests.
// A route whose address holds a secret says in which story it is met instead.
import { printedBy } from "./house.mjs";

const home = "/ostergotland";

export const publicPages = {
  "/": ["/"],
  "/dev/mail": ["/dev/mail"],
  "/dev/mail/{}": "sign_in_test",
  "/sign-in": ["/sign-in", "/sign-in?then=%2Fostergotland%2Ftodo"],
  "/sign-in/code": "sign_in_test",
  "/sign-in/{}": "sign_in_test",
  "/{compact}": [home],
  "/{compact}/accessibility": [`${home}/accessibility`],
  "/{compact}/activities": [`${home}/activities`, `${home}/activities?when=past`],
  "/{compact}/activities/{}": [1, 5, 9].map((number) => `${home}/activities/${number}`),
  "/{compact}/activities/{}/registration": [1, 9].map((number) => `${home}/activities/${number}/registration`),
  "/{compact}/activities/{}/registration/receipt": "registration_test",
  "/{compact}/consultations": [`${home}/consultations`],
  "/{compact}/consultations/{}": [1, 2].map((number) => `${home}/consultations/${number}`),
  "/{compact}/consultations/{}/responses": [1, 2].map((number) => `${home}/consultations/${number}/responses`),
  "/{compact}/consultations/{}/responses/{}": [1, 31].map((number) => `${home}/consultations/1/responses/${number}`),
  "/{compact}/consultations/{}/sections/{}": [`${home}/consultations/1/sections/syfte`],
  "/{compact}/consultations/{}/whole": [`${home}/consultations/1/whole`],
  "/{compact}/contacts": [`${home}/contacts`],
  "/{compact}/contributions": [`${home}/contributions`],
  "/{compact}/contributions/{}": [`${home}/contributions/6`],
  "/{compact}/decisions": [`${home}/decisions`],
  "/{compact}/decisions/{}": [1, 4].map((number) => `${home}/decisions/${number}`),
  "/{compact}/join": [`${home}/join`],
  "/{compact}/join/application": [`${home}/join/application`],
  "/{compact}/join/received": [`${home}/join/received`],
  "/{compact}/organisations": [`${home}/organisations`, `${home}/organisations?q=idrott`, `${home}/organisations?q=qqqq`],
  "/{compact}/organisations/figures": [`${home}/organisations/figures`],
  "/{compact}/organisations/{}": [1, 2, 20].map((number) => `${home}/organisations/${number}`),
  "/{compact}/privacy": [`${home}/privacy`],
  "/{compact}/registrations/{}": "registration_test",
  "/{compact}/remarks/{}": [`${home}/remarks/2`],
  "/{compact}/signatures": [`${home}/signatures`],
  "/{compact}/signatures/{}": [`${home}/signatures/1`],
  "/{compact}/texts": [`${home}/texts`],
  "/{compact}/texts/{}": [`${home}/texts/1`],
  "/{compact}/texts/{}/paragraphs/{}": [`${home}/texts/1/paragraphs/6`],
  "/{compact}/texts/{}/versions/{}": [1, 2].map((number) => `${home}/texts/1/versions/${number}`),
  "/{compact}/texts/{}/versions/{}/changes/{}": [
    `${home}/texts/1/versions/2/changes/1`,
    `${home}/texts/1/versions/2/changes/1?view=inline`,
  ],
};

// Not pages: what they answer with, and one of them.
export const publicFiles = {
  "/{compact}/activities.{}": ["json", "csv"].map((kind) => `${home}/activities.${kind}`),
  "/{compact}/activities/{}/event.ics": [`${home}/activities/9/event.ics`],
  "/{compact}/calendar.ics": [`${home}/calendar.ics`],
  "/{compact}/consultations.{}": ["json", "csv"].map((kind) => `${home}/consultations.${kind}`),
  "/{compact}/consultations/{}/remarks.{}": ["json", "csv"].map((kind) => `${home}/consultations/1/remarks.${kind}`),
  "/{compact}/consultations/{}/responses.{}": ["json", "csv"].map((kind) => `${home}/consultations/1/responses.${kind}`),
  "/{compact}/contributions.{}": ["json", "csv"].map((kind) => `${home}/contributions.${kind}`),
  "/{compact}/decisions.{}": ["json", "csv"].map((kind) => `${home}/decisions.${kind}`),
  "/{compact}/organisations.{}": ["json", "csv"].map((kind) => `${home}/organisations.${kind}`),
  "/{compact}/signatures.{}": ["json", "csv"].map((kind) => `${home}/signatures.${kind}`),
  "/{compact}/texts.{}": ["json", "csv"].map((kind) => `${home}/texts.${kind}`),
  "/{compact}/texts/{}/versions/{}/text.md": [`${home}/texts/1/versions/2/text.md`],
};

// Every line of `overens routes` that is read, not sent: { path, who }.
export async function readRoutes() {
  const lines = (await printedBy("routes")).trim().split("\n");
  const routes = lines.map((line) => line.split(/\s{2,}|(?<=^\w+)\s+/u));
  return routes.filter(([method]) => method === "GET").map(([, path, who]) => ({ path, who }));
}
