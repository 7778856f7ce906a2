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
  "/{compact}/activities/{}/notes": [`${home}/activities/2/notes`, `${home}/activities/2/notes?by=table&look=dark`],
  "/{compact}/activities/{}/registration": [1, 9].map((number) => `${home}/activities/${number}/registration`),
  "/{compact}/activities/{}/registration/receipt": "registration_test",
  "/{compact}/check-in/{}": "door_test",
  "/{compact}/consultations": [`${home}/consultations`],
  "/{compact}/consultations/{}": [1, 2].map((number) => `${home}/consultations/${number}`),
  "/{compact}/consultations/{}/paragraphs": [`${home}/consultations/1/paragraphs`],
  "/{compact}/consultations/{}/paragraphs/{}": [`${home}/consultations/1/paragraphs/1`],
  "/{compact}/consultations/{}/responses": [1, 2].map((number) => `${home}/consultations/${number}/responses`),
  "/{compact}/consultations/{}/responses/{}": [1, 31].map((number) => `${home}/consultations/1/responses/${number}`),
  "/{compact}/consultations/{}/sections/{}": [`${home}/consultations/1/sections/syfte`],
  "/{compact}/consultations/{}/whole": [`${home}/consultations/1/whole`],
  "/{compact}/contacts": [`${home}/contacts`],
  "/{compact}/contributions": [`${home}/contributions`],
  "/{compact}/contributions/send": [`${home}/contributions/send`],
  "/{compact}/contributions/sent": [`${home}/contributions/sent`],
  "/{compact}/contributions/{}": [`${home}/contributions/6`],
  "/{compact}/decisions": [`${home}/decisions`],
  "/{compact}/decisions/{}": [1, 4].map((number) => `${home}/decisions/${number}`),
  "/{compact}/door/{}": "door_test",
  "/{compact}/join": [`${home}/join`],
  "/{compact}/join/application": [`${home}/join/application`],
  "/{compact}/join/received": [`${home}/join/received`],
  "/{compact}/organisations": [`${home}/organisations`, `${home}/organisations?q=idrott`, `${home}/organisations?q=qqqq`],
  "/{compact}/organisations/figures": [`${home}/organisations/figures`],
  "/{compact}/organisations/{}": [1, 2, 20].map((number) => `${home}/organisations/${number}`),
  "/{compact}/privacy": [`${home}/privacy`],
  "/{compact}/registrations/{}": "registration_test",
  "/{compact}/registrations/{}/people/{}": "waiting_test",
  "/{compact}/remarks/{}": [`${home}/remarks/2`],
  "/{compact}/signatures": [`${home}/signatures`],
  "/{compact}/signatures/{}": [`${home}/signatures/1`],
  "/{compact}/tables/{}": "notes_live_test",
  "/{compact}/tables/{}/notes/{}": "notes_live_test",
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
  "/{compact}/activities.atom": [`${home}/activities.atom`],
  "/{compact}/consultations/{}/responses/{}/versions/{}/files/{}": [],  // organisation_test
  "/{compact}/activities.{}": ["json", "csv"].map((kind) => `${home}/activities.${kind}`),
  "/{compact}/activities/{}/event.ics": [`${home}/activities/9/event.ics`],
  "/{compact}/calendar.ics": [`${home}/calendar.ics`],
  "/{compact}/consultations.{}": ["json", "csv"].map((kind) => `${home}/consultations.${kind}`),
  "/{compact}/consultations/{}/remarks.{}": ["json", "csv"].map((kind) => `${home}/consultations/1/remarks.${kind}`),
  "/{compact}/consultations/{}/responses.{}": ["json", "csv"].map((kind) => `${home}/consultations/1/responses.${kind}`),
  "/{compact}/contributions.{}": ["json", "csv"].map((kind) => `${home}/contributions.${kind}`),
  "/{compact}/decisions.{}": ["json", "csv"].map((kind) => `${home}/decisions.${kind}`),
  "/{compact}/door/offline.js": [`${home}/door/offline.js`],
  "/{compact}/organisations.{}": ["json", "csv"].map((kind) => `${home}/organisations.${kind}`),
  "/{compact}/signatures.{}": ["json", "csv"].map((kind) => `${home}/signatures.${kind}`),
  "/{compact}/tables/offline.js": [`${home}/tables/offline.js`],
  "/{compact}/texts.{}": ["json", "csv"].map((kind) => `${home}/texts.${kind}`),
  "/{compact}/texts/{}/versions/{}/text.md": [`${home}/texts/1/versions/2/text.md`],
};

// The people of the demonstration, and an address that only they may read is met as each of `who`.
export const region = "samordnare@region.example.org";
export const civil = "kontakt@idebura.example.org";
export const seat = "ledamot1@region.example.org";
export const registrator = "registrator@region.example.org";
export const contact = "kontakt@amatorteaterndovern.example.org";
export const signatory = "ordforande@eken.example.org";
export const applicant = "sokande@glantan.example.org";
const both = [region, civil];

export const memberPages = {
  "/me": { who: [contact], paths: ["/me"] },
  "/{compact}/activities/new": { who: both, paths: [`${home}/activities/new`] },
  "/{compact}/activities/{}/cancellation": { who: both, paths: [`${home}/activities/9/cancellation`] },
  "/{compact}/activities/{}/doors": { who: both, paths: [`${home}/activities/9/doors`] },
  "/{compact}/activities/{}/edit": { who: both, paths: [`${home}/activities/9/edit`] },
  "/{compact}/activities/names": { who: both, paths: [`${home}/activities/names`] },
  "/{compact}/activities/{}/opening": { who: both, paths: [`${home}/activities/9/opening`] },
  "/{compact}/activities/{}/questions": { who: both, paths: [`${home}/activities/9/questions`] },
  "/{compact}/activities/{}/registrations/{}": "waiting_test",
  "/{compact}/activities/{}/registrations/{}/confirmation": "waiting_test",
  "/{compact}/activities/{}/programme": { who: both, paths: [`${home}/activities/9/programme`] },
  "/{compact}/activities/{}/programme/{}": "programme_test.cpp",
  "/{compact}/activities/{}/registrations": { who: both, paths: [`${home}/activities/9/registrations`] },
  "/{compact}/activities/{}/registrations/new": { who: both, paths: [`${home}/activities/9/registrations/new`] },
  "/{compact}/activities/{}/registrations/print": { who: both, paths: [`${home}/activities/9/registrations/print`] },
  "/{compact}/activities/{}/tables": { who: both, paths: [`${home}/activities/9/tables`] },
  "/{compact}/activities/{}/tables/signs": { who: both, paths: [`${home}/activities/9/tables/signs`] },
  "/{compact}/activities/{}/tables/sheets": { who: both, paths: [`${home}/activities/9/tables/sheets`] },
  "/{compact}/activities/{}/notes/{}/hiding": { who: both, paths: [`${home}/activities/1/notes/6/hiding`] },
  "/{compact}/activities/{}/result": { who: both, paths: [`${home}/activities/5/result`] },
  "/{compact}/applications": { who: [...both, seat], paths: [`${home}/applications`] },
  "/{compact}/applications/{}": { who: [...both, applicant], paths: [`${home}/applications/1`] },
  "/{compact}/appointments": { who: [...both, seat], paths: [`${home}/appointments`] },
  "/{compact}/consultations/new": { who: both, paths: [`${home}/consultations/new`] },
  "/{compact}/consultations/{}/dispositions": {
    who: [...both, seat],
    paths: [1, 2].map((number) => `${home}/consultations/${number}/dispositions`),
  },
  "/{compact}/consultations/{}/dispositions/together": "dispositions_test.cpp",
  "/{compact}/consultations/{}/invited": { who: [...both, seat], paths: [`${home}/consultations/2/invited`] },
  "/{compact}/consultations/{}/response/files": "answering_test.cpp",
  "/{compact}/consultations/{}/response/sections/{}": {
    who: [contact],
    paths: [`${home}/consultations/2/response/sections/syfte`],
  },
  "/{compact}/consultations/{}/edit": { who: both, paths: [`${home}/consultations/2/edit`] },
  "/{compact}/consultations/{}/extension": { who: both, paths: [`${home}/consultations/2/extension`] },
  "/{compact}/consultations/{}/paper-response": { who: both, paths: [`${home}/consultations/2/paper-response`] },
  "/{compact}/consultations/{}/response": { who: [contact], paths: [`${home}/consultations/2/response`] },
  "/{compact}/consultations/{}/response/preview": "organisation_test",
  "/{compact}/consultations/{}/response/receipt": "organisation_test",
  "/{compact}/contacts/new": { who: both, paths: [`${home}/contacts/new`] },
  "/{compact}/contacts/{}/edit": { who: [region], paths: [`${home}/contacts/1/edit`] },
  "/{compact}/contributions/received": { who: both, paths: [`${home}/contributions/received`] },
  "/{compact}/contributions/themes": { who: both, paths: [`${home}/contributions/themes`] },
  "/{compact}/jobs": { who: [...both, seat], paths: [`${home}/jobs`] },
  "/{compact}/jobs/{}": "jobs_test.cpp",
  "/{compact}/contributions/new": { who: both, paths: [`${home}/contributions/new`] },
  "/{compact}/contributions/{}/edit": { who: both, paths: [`${home}/contributions/6/edit`] },
  "/{compact}/contributions/{}/not-used": { who: both, paths: [`${home}/contributions/6/not-used`] },
  "/{compact}/decisions/new": { who: both, paths: [`${home}/decisions/new`] },
  "/{compact}/decisions/{}/correction": { who: both, paths: [`${home}/decisions/1/correction`] },
  "/{compact}/edit": { who: both, paths: [`${home}/edit`] },
  "/{compact}/my-organisations": { who: [contact, signatory], paths: [`${home}/my-organisations`] },
  "/{compact}/my-organisations/{}": "member_pages_test",
  "/{compact}/my-organisations/{}/edit": "member_pages_test",
  "/{compact}/organisations/all": { who: [...both, seat], paths: [`${home}/organisations/all`] },
  "/{compact}/organisations/new": { who: both, paths: [`${home}/organisations/new`] },
  "/{compact}/organisations/{}/edit": { who: both, paths: [`${home}/organisations/2/edit`] },
  "/{compact}/organisations/{}/end": { who: both, paths: [`${home}/organisations/2/end`] },
  "/{compact}/organisations/{}/mandates": { who: both, paths: [`${home}/organisations/2/mandates`] },
  "/{compact}/proposals": { who: [...both, seat], paths: [`${home}/proposals`] },
  "/{compact}/proposals/{}": { who: [...both, seat], paths: [`${home}/proposals/1`] },
  "/{compact}/letters": { who: both, paths: [`${home}/letters`] },
  "/{compact}/quorum": { who: [...both, seat], paths: [`${home}/quorum`] },
  "/{compact}/records": { who: [...both, registrator], paths: [`${home}/records`] },
  "/{compact}/remarks/{}/disposition": { who: both, paths: [`${home}/remarks/2/disposition`] },
  "/{compact}/signatures/new": { who: both, paths: [`${home}/signatures/new`] },
  "/{compact}/signatures/{}/confirmation": { who: [signatory], paths: [] },
  "/{compact}/signatures/{}/withdrawal": { who: [signatory], paths: [] },
  "/{compact}/texts/{}/versions/new": { who: both, paths: [`${home}/texts/1/versions/new`] },
  "/{compact}/texts/{}/versions/{}/paragraphs": { who: both, paths: [`${home}/texts/1/versions/4/paragraphs`] },
  "/{compact}/texts/{}/versions/{}/paragraphs/{}/identity": "identities_test.cpp",
  "/{compact}/texts/{}/versions/{}/paragraphs/{}/suggestion": "suggestions_test.cpp",
  "/{compact}/texts/{}/versions/{}/suggestions": { who: both, paths: [`${home}/texts/1/versions/4/suggestions`] },
  "/{compact}/texts/{}/versions/{}/suggestions/{}": "suggestions_test.cpp",
  "/{compact}/texts/{}/versions/{}/edit": { who: both, paths: [`${home}/texts/1/versions/4/edit`] },
  "/{compact}/texts/{}/versions/{}/signature": { who: [signatory], paths: [`${home}/texts/1/versions/2/signature`] },
  "/{compact}/todo": { who: [...both, seat, registrator, contact, signatory, applicant], paths: [`${home}/todo`] },
};

// Files that are not for everybody, each met in the story that makes or downloads one.
export const memberFiles = {
  "/{compact}/consultations/{}/response/files/{}": "answering_test.cpp",
  "/{compact}/contributions/{}/original": "contributions_test.cpp",
  "/{compact}/jobs/{}/progress.json": "jobs_test.cpp",
  "/{compact}/activities/{}/registrations.csv": "coordinator_test",
  "/{compact}/applications/{}/decision": "affiliations_test.cpp",
  "/{compact}/consultations/{}/responses/{}/originals/{}": "consultations_test.cpp",
  "/{compact}/records/export.csv": "coordinator_test",
  "/{compact}/signatures/{}/paper": "signatures_test.cpp",
};

// Every line of `overens routes` that is read, not sent: { path, who }.
export async function readRoutes() {
  const lines = (await printedBy("routes")).trim().split("\n");
  const routes = lines.map((line) => line.split(/\s{2,}|(?<=^\w+)\s+/u));
  return routes.filter(([method]) => method === "GET").map(([, path, who]) => ({ path, who }));
}
