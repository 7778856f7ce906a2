// Not the demonstration: a house of one's own that sends mail over SMTP to a real server, which first takes
// what it gets and then asks to be left alone for a while.
import { SMTPServer } from "smtp-server";
import ICAL from "ical.js";
import { expect, expectEqual, expectIn, until } from "./expect.mjs";
import { codeIn, linkIn } from "./letters.mjs";
import { readByZbar } from "./qr.mjs";

export const title = "Real mail";

const post = { letters: [], refused: 0, isOpen: true };

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onRcptTo(address, session, done) {
    if (address.address.startsWith("ingen@"))
      return done(Object.assign(new Error("5.1.1 nobody of that name"), { responseCode: 550 }));
    if (post.isOpen) return done();
    post.refused += 1;
    return done(Object.assign(new Error("come back later"), { responseCode: 450 }));
  },
  async onData(stream, session, done) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const to = session.envelope.rcptTo.map((one) => one.address).join();
    post.letters.push({ to, raw: Buffer.concat(chunks).toString("utf8") });
    done();
  },
});

export async function settings() {
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return `mail = "smtp"\nsmtp_host = "127.0.0.1"\nsmtp_port = ${server.server.address().port}\nsmtp_tls = "none"
mail_from = "overens@example.org"\n`;
}

// The parts of a mail by their type, decoded.
function partsOf(raw) {
  const parts = {};
  for (const part of raw.split(/^--.*$/m)) {
    const [head, ...rest] = part.replace(/\r\n/g, "\n").trimStart().split("\n\n");
    const type = head.match(/^content-type:\s*([\w/]+)/im)?.[1];
    const coding = head.match(/^content-transfer-encoding:\s*(\S+)/im)?.[1].toLowerCase();
    const body = rest.join("\n\n");
    if (!type || type.startsWith("multipart")) continue;
    if (type.startsWith("image/")) parts[type] = Buffer.from(body, "base64");
    else if (coding === "base64") parts[type] = Buffer.from(body, "base64").toString("utf8");
    else if (coding === "quoted-printable") parts[type] = fromQuotedPrintable(body);
    else parts[type] = body;
  }
  return parts;
}

function fromQuotedPrintable(text) {
  const bytes = text.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

// The calendar part as ical.js reads it, the instants reckoned with the zone that came along.
function calendarOf(parts) {
  const calendar = new ICAL.Component(ICAL.parse(parts["text/calendar"]));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  const component = calendar.getFirstSubcomponent("vevent");
  const start = component.getFirstPropertyValue("dtstart");
  start.zone = zone;
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: component.getFirstPropertyValue("uid"),
    sequence: component.getFirstPropertyValue("sequence"),
    status: component.getFirstPropertyValue("status"),
    organizer: component.getFirstPropertyValue("organizer"),
    attendees: component.getAllProperties("attendee").map((one) => one.getFirstValue()),
    starts: new Date(start.toUnixTime() * 1000).toISOString(),
    event: new ICAL.Event(component),
  };
}

// The Saturday and the Monday round the change to summer time of next year.
function roundTheChange() {
  const year = new Date().getUTCFullYear() + 1;
  const sunday = new Date(Date.UTC(year, 2, 31));
  sunday.setUTCDate(31 - sunday.getUTCDay());
  return [-1, 1].map((days) => new Date(sunday.getTime() + days * 86_400_000).toISOString().slice(0, 10));
}

async function letterTo(address) {
  let found;
  await until(
    () => (found = post.letters.find((one) => one.to === address && !one.isRead)),
    () => `no mail to ${address}; refused ${post.refused}`,
    15_000,
  );
  found.isRead = true;
  return { ...partsOf(found.raw), head: found.raw.slice(0, found.raw.indexOf("\r\n\r\n")) };
}

async function signsInByRealMail(person, address) {
  await person.goes("/sign-in");
  await person.writes("Din e-postadress", address);
  await person.presses("Skicka ett mejl till mig");
  const { "text/plain": text } = await letterTo(address);
  await person.writes("Koden i mejlet", codeIn({ text: text.replace(/\r/g, "") }));
  await person.presses("Logga in");
}

export async function tell({ house, test }) {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const eva = await house.visitor();
  let path;

  await test("a coordinator signs in by it, in a house that has no mails to read in the browser", async () => {
    await signsInByRealMail(eva, "samordnare@region.example.org");
    await eva.goes("/ostergotland/todo");
    await eva.goes("/dev/mail", 404);
  });

  await test("a participant gets it with a calendar part that another program reads", async () => {
    await eva.goes("/ostergotland/activities/new");
    await eva.fillsIn({ Titel: "Öppet hus", "Dag": day, "Börjar": "17:00", "Slutar": "19:00" });
    await eva.presses("Spara som utkast");
    path = eva.path;
    await eva.presses("Publicera");
    const lisa = await house.visitor();
    await lisa.goes(`${path}/registration`);
    await lisa.fillsIn({ "Ditt namn": "Lisa Lind", "Din e-postadress": "lisa@tradet.example.org" });
    await lisa.presses("Skicka anmälan");
    const parts = await letterTo("lisa@tradet.example.org");
    expectIn(parts["text/plain"], "Öppet hus", "the words of the mail");
    const { event, method } = calendarOf(parts);
    expectEqual([event.summary, event.startDate.toString()], ["Öppet hus", `${day}T17:00:00`], "the event");
    expectEqual(method, "REQUEST", "the method");
    expectIn(await readByZbar(parts["image/png"]), "/ostergotland/check-in/", "the code for the door");
  });

  await test("a change and a cancellation follow the same event, across the change to summer time", async () => {
    const [winter, summer] = roundTheChange();
    await eva.goes("/ostergotland/activities/new");
    await eva.fillsIn({ Titel: "Vårmöte", "Dag": winter, "Börjar": "17:00", "Slutar": "19:00" });
    await eva.presses("Spara som utkast");
    const spring = eva.path;
    await eva.presses("Publicera");
    const kim = await house.visitor();
    await kim.goes(`${spring}/registration`);
    await kim.fillsIn({ "Ditt namn": "Kim Ek", "Din e-postadress": "kim@tradet.example.org" });
    await kim.presses("Skicka anmälan");
    const first = await letterTo("kim@tradet.example.org");
    await eva.goes(`${spring}/edit`);
    await eva.writes("Dag", summer);
    await eva.presses(/^Spara/);
    const second = await letterTo("kim@tradet.example.org");
    await kim.goes(linkIn({ text: first["text/plain"].replace(/\r/g, "") }, "/registrations/"));
    await kim.follows("Avboka min anmälan");
    await kim.presses("Ja, avboka min anmälan");
    const third = await letterTo("kim@tradet.example.org");
    const told = [first, second, third].map(calendarOf);
    expectEqual(told.map((one) => one.method), ["REQUEST", "REQUEST", "CANCEL"], "the methods");
    expectEqual(new Set(told.map((one) => one.uid)).size, 1, "names of the event");
    expect(told[0].sequence < told[1].sequence && told[1].sequence < told[2].sequence, "the sequence does not rise");
    expectEqual(told[2].status, "CANCELLED", "the status");
    const starts = [`${winter}T16:00:00.000Z`, `${summer}T15:00:00.000Z`, `${summer}T15:00:00.000Z`];
    expectEqual(told.map((one) => one.starts), starts, "when it begins");
    for (const one of told) {
      expectEqual(one.attendees, ["mailto:kim@tradet.example.org"], "the attendees");
      expectEqual(one.organizer, "mailto:overens@example.org", "the organizer");
    }
    expectIn(first.head, "<overens@example.org>", "From");
    expect(!/list-unsubscribe/i.test(first.head), "a confirmation is no list");
  });

  await test("what the server refuses for good is told to the coordinator in the server's words", async () => {
    const nobody = await house.visitor();
    await nobody.goes(`${path}/registration`);
    await nobody.fillsIn({ "Ditt namn": "Inga Ingen", "Din e-postadress": "ingen@tradet.example.org" });
    await nobody.presses("Skicka anmälan");
    await until(async () => {
      await eva.goes(`${path}/mails`);
      return (await eva.words()).includes("5.1.1 nobody of that name");
    }, "the coordinator is not told");
    await eva.sees("Misslyckades", "1 mejl kom inte fram");
  });

  await test("while the server asks for patience the receipt on the page comes all the same", async () => {
    post.isOpen = false;
    const bo = await house.visitor();
    await bo.goes(`${path}/registration`);
    await bo.fillsIn({ "Ditt namn": "Bo Berg", "Din e-postadress": "bo@tradet.example.org" });
    await bo.presses("Skicka anmälan");
    await bo.sees("Din anmälan har kommit fram");
    await until(() => post.refused > 0, "the server was not asked");
    expectEqual(post.letters.filter((one) => one.to === "bo@tradet.example.org").length, 0, "mails to Bo");
    await eva.goes(`${path}/registrations`);
    await eva.sees("Bo Berg", "3 anmälda");
  });

  await new Promise((done) => server.close(done));
}
