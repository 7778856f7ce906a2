// Every page of those who are signed in, as each of those it is for: valid, accessible and as wide as
// the window. Coordinators read Swedish as one party and English as the other; those who
// represent an organisation read Finnish too.
import { expectEqual } from "./expect.mjs";
import { expectGoodInEveryLook } from "./accessible.mjs";
import * as routes from "./routes.mjs";

export const title = "Pages of those who are signed in";

const { civil, region, registrator, seat, memberPages, memberFiles, readRoutes } = routes;
const home = "/ostergotland";

function languagesOf(who) {
  if (who === civil) return ["en"];
  return [region, seat, registrator].includes(who) ? ["sv"] : ["sv", "fi", "en"];
}

// What the demonstration does not bring: a proposal that waits.
async function putsToTheParties(coordinator) {
  await coordinator.goes(`${home}/texts/1/versions/new`);
  await coordinator.presses(/^Spara/);
  await coordinator.presses("Be parterna");
}

// Addresses whose number only the page before knows.
async function ownPages(person) {
  await person.goes(`${home}/my-organisations`);
  const own = await person.page.locator("main a[href*='/my-organisations/']").first().getAttribute("href");
  const whole = own.replace(/\/edit$/, "");
  return [whole, `${whole}/edit`];
}

export async function tell({ house, test }) {
  const all = (await readRoutes()).filter(({ who }) => who !== "anyone").map(({ path }) => path);
  await test("each route has an example here", () => {
    const unknown = all.filter((path) => !(path in memberPages) && !(path in memberFiles));
    const gone = Object.keys({ ...memberPages, ...memberFiles }).filter((path) => !all.includes(path));
    expectEqual([unknown, gone], [[], []], "routes without an example, examples without a route");
  });

  const visits = new Map();
  for (const { who = [], paths = [] } of Object.values(memberPages))
    for (const address of who) visits.set(address, [...(visits.get(address) ?? []), ...paths]);
  const first = await house.signedIn(region);
  await test("something waits for the parties' yes", () => putsToTheParties(first));

  for (const [address, paths] of visits) {
    const person = address === region ? first : await house.signedIn(address);
    const own = address === routes.contact ? await ownPages(person) : [];
    for (const path of [...paths, ...own])
      await test(`${path} is good to read for ${address}`, async () => {
        for (const language of languagesOf(address)) await expectGoodInEveryLook(person, path, language);
      });
  }
}
