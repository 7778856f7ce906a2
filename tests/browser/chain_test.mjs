// What no file contains: a new note, its theme, a paragraph of a new draft, two parties' yes, and then the
// chain walked both ways.
import { expectAccessible } from "./accessible.mjs";
import { expectIn, until } from "./expect.mjs";

export const title = "The chain";

const home = "/ostergotland";
const said = "Låna ut lokalerna till varandra på kvällarna.";
const first = "Parterna lånar ut lokaler till varandra.";
const agreed = "Parterna lånar ut lokaler till varandra, också på kvällarna.";

async function saysYes(seat) {
  await seat.goes(`${home}/todo`);
  await seat.follows("Förslag som väntar på ditt ja");
  await seat.presses("Säg ja för min part");
}

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org");
  const seats = [
    await house.signedIn("ledamot1@region.example.org"),
    await house.signedIn("ledamot1@idebura.example.org"),
  ];
  let note, draft, paragraph;

  await test("begins with a note, which gets a theme among the others", async () => {
    await eva.goes(`${home}/contributions/new`);
    await eva.writes("Inspelet", said);
    await eva.presses("Lägg till inspelet");
    note = eva.path;
    await eva.sees("Ingen koppling");
    await eva.goes(`${home}/contributions/themes?of=none`);
    await expectAccessible(eva);
    await eva.chooses(said);
    await eva.writes("Eller ett nytt tema", "Lokaler");
    await eva.presses("Ge dem temat");
    await eva.goes(note);
    expectIn(await eva.words("aside"), "Lokaler", "the facts of the note");
  });

  await test("a new paragraph comes into a draft, looked at before it is saved", async () => {
    await eva.goes(`${home}/texts/1/versions/new`);
    const text = eva.page.locator("main textarea[name=markdown]");
    await text.fill(`${await text.inputValue()}\n\n${first}`);
    await eva.presses("Se styckena först");
    await eva.sees("Inget är sparat än", first);
    await eva.presses("Spara och se styckena");
    draft = eva.path;
    await eva.sees(first);
    await eva.goes(`${draft}/paragraphs`);
    await expectAccessible(eva);
  });

  await test("the joint group agrees on another wording, and it goes into the draft", async () => {
    await eva.goes(`${draft}/suggestions`);
    await expectAccessible(eva);
    await eva.page.locator("main").getByRole("link", { name: /^Föreslå något/ }).last().click();
    await eva.page.waitForURL(/\/suggestion$/);
    await eva.writes("Lydelsen", agreed);
    await eva.page.locator("main textarea[name=reason]").fill("Det var så det sades.");
    await eva.presses("Spara i min parts eget rum");
    await seats[1].goes(eva.path, 404);
    await eva.presses("Lägg fram det");
    const suggestion = eva.path;
    for (const seat of seats) {
      await seat.goes(suggestion);
      await seat.follows("Säg ja för din part");
      await seat.presses("Säg ja för min part");
    }
    const isIn = async () => {
      await eva.goes(draft);
      return (await eva.words()).includes(agreed);
    };
    await until(isIn, "the wording does not go into the draft", 15_000);
  });

  await test("the note is linked, and every party's yes fixes the draft", async () => {
    await eva.goes(draft);
    const place = eva.page.locator(".o-document__par", { hasText: agreed });
    const number = (await place.getAttribute("id")).slice(1);
    paragraph = `${home}/texts/1/paragraphs/${number}`;
    await eva.goes(paragraph);
    await eva.writes("Inspelets nummer", note.split("/").pop());
    await eva.presses("Koppla inspelet");
    await eva.goes(draft);
    await eva.presses("Be parterna att låsa det");
    for (const seat of seats) await saysYes(seat);
    const visitor = await house.visitor({ scripts: false });
    const isOut = async () => (await house.fetch(draft)).ok;
    await until(isOut, "the draft is not fixed", 15_000);
    await visitor.goes(note);
    await visitor.follows(/^Stycke/);
    await visitor.sees(agreed, "1 inspel", said);
    await visitor.follows(/^inspel \d+$/);
    await visitor.sees(said);
    await visitor.goes(`${home}/contributions/33`);
    await visitor.sees("Möten på kvällar", "Ingen koppling");
  });
}
