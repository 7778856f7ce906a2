// Tells every story (tests/browser/*_test.mjs), two at a time, in one Chromium. A story is a file that
// exports `title` and `tell({ house, test })`; its tests come in order, for it is the same people going on.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { openBrowser } from "./browser.mjs";
import { House } from "./house.mjs";

const AT_ONCE = 2;
const MOST_MS = 60_000;
const here = import.meta.dirname;
const wanted = process.argv.slice(2);
const sums = { passed: 0, failed: 0 };
const houses = new Set();

function report(story, title, started, error) {
  error ? (sums.failed += 1) : (sums.passed += 1);
  const took = `${Date.now() - started} ms`;
  console.log(`${error ? "FAILED" : "ok"}  ${story}: ${title} (${took})`);
  if (error) console.log(String(error.stack ?? error).replace(/^/gm, "        "));
}

async function inTime(tells) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`took more than ${MOST_MS} ms`)), MOST_MS);
  });
  const told = Promise.resolve().then(tells); // also what throws at once ends the clock
  await Promise.race([told, late]).finally(() => clearTimeout(timer));
}

function testerOf(story, house) {
  return async (title, tells) => {
    const started = Date.now();
    try {
      await inTime(tells);
      report(story, title, started);
    } catch (error) {
      await house.keepPictures(`${story} ${title}`);
      report(story, title, started, error);
    }
  };
}

async function tellStory(file, browser, folder) {
  const { title, settings, tell } = await import(join(here, file));
  const started = Date.now();
  const house = new House(browser, join(folder, basename(file, ".mjs")));
  houses.add(house);
  try {
    await house.open(settings);
    const test = testerOf(title, house);
    await tell({ house, test });
    await test("no page had anything to complain about", () => house.expectNoComplaints());
  } catch (error) {
    report(title, "the story ended early", started, error);
  } finally {
    await house.close();
    houses.delete(house);
  }
}

async function main() {
  const all = (await readdir(here)).filter((file) => file.endsWith("_test.mjs")).sort();
  const files = all.filter((file) => !wanted.length || wanted.some((name) => file.includes(name)));
  const folder = await mkdtemp(join(tmpdir(), "overens-browser-"));
  const browser = await openBrowser(join(folder, "profile"));
  const tellNext = async () => {
    for (let file; (file = files.shift()); ) await tellStory(file, browser, folder);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, tellNext));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${sums.passed} passed, ${sums.failed} failed`);
  process.exitCode = sums.failed || !sums.passed ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await Promise.all([...houses].map((house) => house.close()));
    process.exit(1);
  });
}
await main();
