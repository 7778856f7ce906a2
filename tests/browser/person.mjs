// Somebody in front of a browser. What the page, or the browser about the page, complains about is kept
// and fails the story at its end: errors in the console, broken files, and any request that leaves the house.
import { expect, expectEqual, expectIn, tidy, until } from "./expect.mjs";
import { codeIn } from "./letters.mjs";

const patience = 8000;

const stopWhatIsSent = (route) =>
  route.request().method() === "POST" ? route.abort("internetdisconnected") : route.fallback();

export class Person {
  static async come(house, { scripts = true, width = 1280, colour = "light", language = "sv-SE" }) {
    const context = await house.browser.newContext({
      javaScriptEnabled: scripts,
      viewport: { width, height: 900 },
      colorScheme: colour,
      locale: language,
      acceptDownloads: true,
      baseURL: house.url,
    });
    context.setDefaultTimeout(patience);
    const person = new Person();
    Object.assign(person, { house, context, hasScripts: scripts, complaints: [] });
    person.page = await context.newPage();
    person.listen();
    return person;
  }

  listen() {
    const { page, house, complaints } = this;
    const where = () => new URL(page.url()).pathname;
    page.on("pageerror", (error) => complaints.push(`${where()}: ${error.message}`));
    page.on("console", (line) => {
      // That a page answered 404 or 422 is the test's business; broken files are heard of below.
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
        complaints.push(`${where()}: ${line.text()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(house.url + "/") && !url.startsWith("data:"))
        complaints.push(`${where()}: asks for ${url}`);
    });
    page.on("response", (answer) => {
      if (!answer.request().isNavigationRequest() && answer.status() >= 400)
        complaints.push(`${where()}: ${answer.url()} answers ${answer.status()}`);
    });
  }

  // A page that is loaded anew forgets for a moment that it is offline; what it would send then is stopped here.
  async losesNetwork() {
    await this.context.route("**/*", stopWhatIsSent);
    await this.context.setOffline(true);
  }

  async findsNetwork() {
    await this.context.unroute("**/*", stopWhatIsSent);
    await this.context.setOffline(false);
  }

  async goes(path, status = 200) {
    const answer = await this.page.goto(path);
    expectEqual(answer.status(), status, path);
    return answer;
  }

  get path() {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async words(part = "main") {
    return tidy(await this.page.locator(part).first().innerText());
  }

  async sees(...wanted) {
    for (const one of wanted) {
      const isThere = async () => {
        const text = await this.words().catch(() => "");
        return one instanceof RegExp ? one.test(text) : text.includes(one);
      };
      await until(isThere, async () => `${this.path} does not say “${one}”, but:\n${await this.words()}`);
    }
  }

  async seesNot(unwanted) {
    const text = await this.words();
    expect(!text.includes(unwanted), `${this.path} says “${unwanted}”:\n${text}`);
  }

  // Presses what leads to another page, and waits for that.
  async leaves(locator) {
    await locator.waitFor();
    const arrives = this.page.waitForEvent("framenavigated", { timeout: patience });
    await Promise.all([arrives, locator.click()]);
    await this.page.waitForLoadState();
  }

  async presses(name, part = "main") {
    await this.leaves(this.page.locator(part).getByRole("button", { name }).first());
  }

  async follows(name, part = "main") {
    await this.leaves(this.page.locator(part).getByRole("link", { name }).first());
  }

  async writes(label, text) {
    await this.page.locator("main").getByLabel(label).first().fill(text);
  }

  async chooses(label) {
    await this.page.locator("main").getByLabel(label).first().check();
  }

  async picks(label, option) {
    await this.page.locator("main").getByLabel(label).first().selectOption(option);
  }

  // { "Din e-postadress": "anna@…" }: true ticks a box, anything else is written.
  async fillsIn(fields) {
    for (const [label, value] of Object.entries(fields)) {
      if (value === true) await this.chooses(label);
      else await this.writes(label, value);
    }
  }

  async downloads(name) {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.page.locator("main").getByRole("link", { name }).first().click(),
    ]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  // The mail with the code, as everybody signs in.
  async signsIn(address) {
    await this.goes("/sign-in");
    await this.writes("Din e-postadress", address);
    await this.presses("Skicka ett mejl till mig");
    await this.writes("Koden i mejlet", codeIn(await this.house.letter(address, "kod")));
    await this.presses("Logga in");
    expectIn(await this.words("header"), "Logga ut", "the header");
  }

  async goesHome() {
    await this.context.close().catch(() => {});
  }
}
