// What must hold for every page, whoever made it: axe finds nothing (WCAG 2.2 AA and good practice), the
// markup is valid, the language is said, there is one heading, and nothing is wider than a small phone.
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { expect, expectEqual } from "./expect.mjs";

export const languages = ["sv", "fi", "en"];
const widths = [320, 1280];
const looks = [
  { width: 320, colour: "light" },
  { width: 320, colour: "dark" },
  { width: 1280, colour: "light" },
  { width: 1280, colour: "dark" },
];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Without the rules that are only about how markup is written down.
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "doctype-style": "off",
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "tel-non-breaking": "off",
    "void-style": "off",
  },
});

export async function expectValid(html, path) {
  const { results } = await validator.validateString(html);
  const faults = results.flatMap((result) => result.messages);
  const lines = faults.map((fault) => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`);
  expect(faults.length === 0, `${path} is not valid HTML:\n${lines.join("\n")}`);
}

// What depends on width and colours; the rest of what axe looks for is the same in every look.
const rulesOfLooks = ["color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"];
const everything = { type: "tag", values: rules };
const looksOnly = { type: "rule", values: rulesOfLooks };

async function faultsOf(page, runOnly) {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((asked) => globalThis.axe.run(document, asked), {
    resultTypes: ["violations"],
    runOnly,
  });
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} (${node.any[0]?.message ?? ""})`);
    return `${id}: ${help}\n  ${places.join("\n  ")}`;
  });
}

// The page as it stands, as axe sees it. axe needs the browser's JavaScript; who has none sees the same page.
export async function expectAccessible(person, what = person.path) {
  if (!person.hasScripts) return;
  const faults = await faultsOf(person.page, everything);
  expect(faults.length === 0, `${what}:\n${faults.join("\n")}`);
}

function inLanguage(path, language) {
  return path + (path.includes("?") ? "&" : "?") + `lang=${language}`;
}

async function expectReadable(person, language, what) {
  const { page } = person;
  expectEqual(await page.getAttribute("html", "lang"), language, `${what}: language`);
  const headings = await page.locator("h1").allInnerTexts();
  expectEqual(headings.length, 1, `${what}: number of main headings`);
  expect(headings[0].trim() !== "", `${what}: the main heading is empty`);
  const title = await page.title();
  const parts = title.split(" – ");
  expect(title.trim() !== "", `${what}: has no title`);
  expectEqual(parts.length, new Set(parts).size, `${what}: the title says everything once: ${title}`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const [inner, outer] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(inner <= outer, `${what}: ${inner} px wide at ${width} px`);
  }
}

async function expectGoodIn(person, path, language, status, looksHere) {
  const { page } = person;
  const what = `${path} in ${language}`;
  const answer = await person.goes(inLanguage(path, language), status);
  await expectValid(await answer.text(), what);
  await expectReadable(person, language, what);
  const faults = [];
  for (const [i, { width, colour }] of looksHere.entries()) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: colour });
    const found = await faultsOf(page, i === 0 ? everything : looksOnly);
    faults.push(...found.map((fault) => `${colour}, ${width} px: ${fault}`));
  }
  expect(faults.length === 0, `${what}:\n${faults.join("\n")}`);
}

// In all three languages; the four looks are shared out among them, another way for each `turn`.
export async function expectGoodPage(person, path, status = 200, turn = 0) {
  for (const [i, language] of languages.entries()) {
    const looksHere = looks.filter((_, k) => (k + turn) % languages.length === i);
    await expectGoodIn(person, path, language, status, looksHere);
  }
}

// Every look of a page in one language, loaded once: for the many pages of those who are signed in.
export async function expectGoodInEveryLook(person, path, language) {
  await expectGoodIn(person, path, language, 200, looks);
}
