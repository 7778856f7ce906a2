// One installation of Överens: the program in a process of its own, its database in a temporary folder,
// and the people who visit it.
import { execFile, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { until } from "./expect.mjs";
import { lettersIn } from "./letters.mjs";
import { Person } from "./person.mjs";

const program = process.env.OVERENS_PROGRAM;
const pictures = "build/browser";
const startsWithin = 60_000;

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export async function printedBy(...command) {
  const { stdout } = await promisify(execFile)(program, command, { maxBuffer: 1 << 24 });
  return stdout;
}

export class House {
  constructor(browser, folder) {
    this.browser = browser;
    this.folder = folder;
    this.people = [];
    this.read = new Set();
    this.log = "";
  }

  // Without settings it is the demonstration; otherwise a house of one's own, with the demo's files imported.
  async open(settings) {
    await mkdir(this.folder, { recursive: true });
    const port = await freePort();
    this.url = `http://localhost:${port}`;
    this.port = port;
    const database = ["--db", `sqlite:${join(this.folder, "overens.sqlite")}`];
    const listen = ["--listen", `127.0.0.1:${port}`];
    if (!settings) return this.start(["serve", "--demo", ...database, ...listen]);
    const config = join(this.folder, "overens.toml");
    await writeFile(config, await settings());
    await printedBy("import", "demo/ostergotland", "--config", config, ...database);
    return this.start(["serve", "--config", config, ...database, ...listen]);
  }

  async start(command) {
    this.child = spawn(program, command, {
      env: { ...process.env, OVERENS_PUBLIC_URL: this.url },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.ended = new Promise((done) => this.child.once("exit", done));
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on("data", (bytes) => (this.log += bytes));
    await until(
      async () => this.child.exitCode !== null || (await this.answers()),
      () => `the program does not answer:\n${this.log}`,
      startsWithin,
    );
    if (this.child.exitCode !== null) throw new Error(`the program ended:\n${this.log}`);
  }

  async answers() {
    return fetch(`${this.url}/`).then((answer) => answer.ok, () => false);
  }

  // A visitor has cookies of their own. `scripts: false` is a browser without JavaScript.
  async visitor(options = {}) {
    const person = await Person.come(this, options);
    this.people.push(person);
    return person;
  }

  async signedIn(address, options = {}) {
    const person = await this.visitor(options);
    await person.signsIn(address);
    return person;
  }

  letters(to, about) {
    return lettersIn(this, to, about);
  }

  // The next letter to somebody that nobody has read yet; it may still be on its way.
  async letter(to, about = "") {
    let unread = [];
    await until(
      async () => {
        unread = (await this.letters(to, about)).filter((one) => !this.read.has(one.address));
        return unread.length > 0;
      },
      () => `no new mail to ${to} about “${about}”`,
    );
    const letter = unread.at(-1);
    this.read.add(letter.address);
    return letter;
  }

  async fetch(path) {
    return fetch(this.url + path);
  }

  async data(path) {
    const answer = await this.fetch(path);
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return answer.json();
  }

  expectNoComplaints() {
    const complaints = this.people.flatMap((person) => person.complaints);
    if (complaints.length) throw new Error([...new Set(complaints)].join("\n"));
  }

  async keepPictures(title) {
    await mkdir(pictures, { recursive: true });
    const name = title.replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 100);
    for (const [i, person] of this.people.entries()) {
      const path = join(pictures, `${name}_${i + 1}.png`);
      await person.page.screenshot({ path, fullPage: true, timeout: 5000 }).catch(() => {});
    }
  }

  async close() {
    await Promise.all(this.people.map((person) => person.goesHome()));
    if (!this.child || this.child.exitCode !== null) return;
    this.child.kill("SIGTERM");
    await this.ended;
  }
}
