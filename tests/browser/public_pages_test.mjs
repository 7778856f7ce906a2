// Every page that anyone may read, and the pages that say no.
import { expect, expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible, expectGoodPage, expectValid } from "./accessible.mjs";
import { publicFiles, publicPages, readRoutes } from "./routes.mjs";

export const title = "Public pages";

const types = {
  atom: "application/atom+xml",
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ics: "text/calendar",
  js: "text/javascript",
  json: "application/json",
  md: "text/markdown",
  pdf: "application/pdf",
  txt: "text/plain",
};

async function isWhatItSays(house, path) {
  const answer = await house.fetch(path);
  expectEqual(answer.status, 200, path);
  const kind = path.split(".").pop();
  expectIn(answer.headers.get("content-type"), types[kind], path);
  if (kind !== "json") return;
  const { count, items } = await answer.json();
  expect(Number.isInteger(count) && Array.isArray(items), `${path} has no count and items`);
}

export async function tell({ house, test }) {
  const routes = (await readRoutes()).filter(({ who }) => who === "anyone").map(({ path }) => path);
  await test("each route has an example here", () => {
    const unknown = routes.filter((path) => !(path in publicPages) && !(path in publicFiles));
    expectEqual(unknown, [], "routes without an example");
  });

  const visitor = await house.visitor();
  let turn = 0;
  for (const path of routes.flatMap((route) => publicPages[route] ?? []).filter((one) => one.startsWith("/")))
    await test(`${path} is good to read`, () => expectGoodPage(visitor, path, 200, turn++));
  for (const path of routes.flatMap((route) => publicFiles[route] ?? []))
    await test(`${path} is what it says`, () => isWhatItSays(house, path));

  await test("what is not there, what needs a sign-in and what is too much say so well", async () => {
    await expectGoodPage(visitor, "/ostergotland/nothing-here", 404, turn++);
    await expectGoodPage(visitor, "/ostergotland/decisions/9999", 404, turn++);
    await expectGoodPage(visitor, "/ostergotland/todo", 401, turn++);
  });

  await test("a form with a mistake shows it first, with what was typed", async () => {
    await visitor.goes("/sign-in");
    await visitor.writes("Din e-postadress", "anna@");
    await visitor.presses("Skicka ett mejl till mig");
    expectEqual(await visitor.page.getByLabel("Din e-postadress").inputValue(), "anna@", "what was typed");
    const focused = await visitor.page.evaluate(() => document.activeElement.className);
    expectIn(focused, "ds-error-summary", "what has the focus");
    await expectValid(await visitor.page.content(), "the form with a mistake");
    await expectAccessible(visitor);
  });

  await test("asking for the code, and the mail with it, are good to read", async () => {
    await visitor.goes("/sign-in");
    await visitor.writes("Din e-postadress", "kontakt@idebura.example.org");
    await visitor.presses("Skicka ett mejl till mig");
    await expectGoodPage(visitor, "/sign-in/code", 200, turn++);
    const letter = await house.letter("kontakt@idebura.example.org");
    await expectGoodPage(visitor, letter.address, 200, turn++);
  });
}
