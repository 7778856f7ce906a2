// The waiting list on a phone: somebody finds it full and stands in line, is offered a seat, says no; the
// next one says yes, and lets a colleague come instead. The coordinator sees it all.
import { expectIn } from "./expect.mjs";
import { expectAccessible, expectValid } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "The waiting list";

const meeting = "Samtal i liten krets";
const phone = { width: 320 };
const day_ms = 86_400_000;

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org");
  const people = {};
  let path;

  async function registers(name, button, told) {
    const email = `${name.toLowerCase()}@tradet.example.org`;
    const person = await house.visitor(phone);
    await person.goes(`${path}/registration`);
    await person.fillsIn({ "Ditt namn": name, "Din e-postadress": email });
    await person.presses(button);
    await person.sees(told);
    people[name] = { person, email };
    return person;
  }

  async function opens(name, about) {
    const { person, email } = people[name];
    const letter = await house.letter(email, about);
    await person.goes(linkIn(letter, "/registrations/"));
    return person;
  }

  await test("a coordinator gives an activity one seat, asks about food and asks before a seat is given", async () => {
    await eva.goes("/ostergotland/activities/new");
    const day = new Date(Date.now() + 40 * day_ms).toISOString().slice(0, 10);
    await eva.fillsIn({ Titel: meeting, Dag: day, Börjar: "17:00", Slutar: "19:00", "Antal platser på plats": "1" });
    await eva.presses("Spara som utkast");
    path = eva.path;
    await eva.presses("Publicera");
    await eva.goes(`${path}/opening`);
    await expectAccessible(eva);
    await eva.writes("Timmar att tacka ja till en ledig plats", "48");
    await eva.presses("Spara");
    await eva.goes(`${path}/questions`);
    await eva.presses(/^Fråga: Finns det mat/);
    await eva.sees("För att beställa mat som du kan äta.");
    await expectAccessible(eva);
  });

  await test("the first gets the seat, and the others stand in line and see their place", async () => {
    await registers("Ada", "Skicka anmälan", "Din anmälan har kommit fram");
    const bo = await registers("Bo", "Ställ mig på reservlistan", "Du står på reservlistan");
    await expectValid(await bo.page.content(), "the receipt of who waits");
    await registers("Cia", "Ställ mig på reservlistan", "Du står på reservlistan");
    const cia = await opens("Cia", "reservlistan");
    await cia.sees("Du är nummer 2 i kön", "Alla platser är tagna.");
    await expectAccessible(cia);
  });

  await test("the seat that becomes free is offered to the first in line, who says no", async () => {
    const ada = await opens("Ada", "Du är anmäld");
    await ada.follows("Avboka min anmälan");
    await ada.presses("Ja, avboka min anmälan");
    await ada.sees("Din anmälan är avbokad");
    const bo = await opens("Bo", "ledig för dig");
    await expectAccessible(bo);
    await bo.presses("Nej, ge den till nästa i kön");
    await bo.sees("Platsen gick till någon annan");
  });

  await test("the next one says yes, and a colleague comes instead", async () => {
    const cia = await opens("Cia", "ledig för dig");
    await cia.presses("Ja, jag tar platsen");
    await cia.sees("Du är anmäld");
    const letter = await house.letter(people.Cia.email, "Platsen är din");
    expectIn(letter.text, "METHOD:REQUEST", "the calendar part");
    await cia.follows(/byt ut Cia/);
    await expectAccessible(cia);
    await cia.fillsIn({ Namn: "Dag", "E-post": "dag@tradet.example.org" });
    await cia.presses("Spara");
    await cia.sees("dag@tradet.example.org");
    const his = await house.letter("dag@tradet.example.org", "Någon annan har anmält dig");
    expectIn(his.text, "METHOD:REQUEST", "his own calendar part");
    const dag = await house.visitor(phone);
    await dag.goes(linkIn(his, "/participants/"));
    await dag.sees("Du är anmäld", "dag@tradet.example.org", "Vid dörren");
    await dag.seesNot("cia@tradet");
    await expectAccessible(dag);
    await expectValid(await dag.page.content(), "the page of who was registered by another");
  });

  await test("the coordinator sees who comes, and prints a confirmation", async () => {
    await eva.goes(`${path}/registrations`);
    await eva.sees("1 anmäld", "0 väntar", "1 tackade nej", "1 avbokad");
    await eva.follows("Cia");
    await eva.sees("Dag");
    await expectAccessible(eva);
    await eva.follows("Bekräftelse att skriva ut");
    await eva.sees("Anmäld till", "Dag", "Vid dörren");
    await expectAccessible(eva);
  });

  await test("the coordinator puts right what somebody phoned about, and is asked before a seat is lost", async () => {
    await eva.goes(`${path}/registrations`);
    await eva.follows("Cia");
    await eva.fillsIn({ Anteckning: "Talare" });
    await eva.page.locator("form", { hasText: "Anteckning" }).getByRole("button", { name: "Spara" }).first().click();
    await eva.sees("Talare");
    await eva.follows(/byt ut Dag/);
    await expectAccessible(eva);
    await eva.page.getByLabel("Kommer som").selectOption("official");
    await eva.presses("Spara");
    await eva.follows(/Avboka Cia/);
    await eva.sees("1 plats blir ledig för nästa i kön på en gång.");
    await expectAccessible(eva);
    await eva.follows("Nej, behåll anmälan");
    await eva.sees("Dag");
  });
}
