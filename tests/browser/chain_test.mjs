// What no file contains: a new note, its theme, a paragraph of a new draft, two parties' yes, a consultation, a
// remark and its disposition, the version it changed and the decision, and then the chain walked both ways.
import { expectAccessible } from "./accessible.mjs";
import { expectEqual, expectIn, until } from "./expect.mjs";

export const title = "The chain";

const home = "/ostergotland";
const said = "Låna ut lokalerna till varandra på kvällarna.";
const first = "Parterna lånar ut lokaler till varandra.";
const agreed = "Parterna lånar ut lokaler till varandra, också på kvällarna.";
const decided = `${agreed} Det är kostnadsfritt.`;
const daysAgo = (days) => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString().slice(0, 10);

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
  let note, draft, paragraph, consultation, remark;

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

  await test("the fixed text is sent out, and an organisation wants the paragraph otherwise", async () => {
    await eva.goes(`${home}/consultations/new`);
    await eva.picks("Texten som ska besvaras", draft.split("/").pop());
    await eva.fillsIn({ Titel: "Remiss om lokalerna", "Första dagen": daysAgo(9), "Sista dagen": daysAgo(2) });
    await eva.page.locator("main").getByLabel("Bjud in alla anslutna organisationer med mejl").uncheck();
    await eva.presses("Skicka ut den");
    consultation = eva.path;
    const contact = await house.signedIn("kontakt@lansforeningenlyktan.example.org");
    await contact.goes(`${consultation}/response`);
    await contact.leaves(contact.page.getByRole("button", { name: "Spara och svara stycke för stycke" }).last());
    const key = `p${paragraph.split("/").pop()}`;
    await contact.page.locator(`[name=stance_${key}][value=supports_with_change]`).check();
    await contact.page.locator(`textarea[name=wording_${key}]`).fill("Det ska inte kosta något.");
    await contact.page.locator(`textarea[name=proposed_${key}]`).fill(decided);
    await contact.presses("Spara och gå tillbaka till helheten");
    await contact.page.locator("[name=stance_0][value=supports]").check();
    await contact.presses("Kontrollera dina svar");
    await contact.presses("Skicka in svaret");
    const { items } = await house.data(`${consultation}/remarks.json`);
    remark = `${home}/remarks/${items.find((one) => one.proposed === decided).number}`;
  });

  await test("the remark gets its theme by keys alone", async () => {
    await eva.goes(`${consultation}/coding`);
    await eva.sees("Tangenter, när en ruta har fokus");
    await expectAccessible(eva);
    const boxes = eva.page.locator("main input[type=checkbox]");
    await boxes.first().focus();
    for (const key of ["ArrowDown", "ArrowUp", " ", "a", "a", "1"]) await eva.page.keyboard.press(key);
    expectEqual(await boxes.first().isChecked(), true, "the box");
    const theme = await eva.page.locator("main select[name=theme] option").nth(1).innerText();
    await Promise.all([eva.page.waitForEvent("framenavigated"), eva.page.keyboard.press("g")]);
    await eva.sees(`Teman: ${theme}`);
  });

  await test("every party says yes to what becomes of it", async () => {
    await eva.goes(`${remark}/disposition`);
    await eva.chooses("Beaktas");
    await eva.writes("Motivering", "Det är så det är tänkt.");
    await eva.presses("För in och ta nästa");
    await eva.presses("Lägg fram dem för parterna");
    for (const seat of seats) await saysYes(seat);
    await eva.goes(`${consultation}/dispositions`);
    await eva.presses("Publicera dem");
    await eva.presses("Stäng som hanterad");
    await eva.sees("Hanterad");
  });

  await test("the next version is built, fixed and decided, and the chain holds both ways", async () => {
    await eva.goes(`${consultation}/new-version`);
    await expectAccessible(eva);
    await eva.presses("Gör utkastet");
    const version = eva.path;
    await eva.presses("Be parterna att låsa det");
    for (const seat of seats) await saysYes(seat);
    await until(async () => (await house.fetch(version)).ok, "the version is not fixed", 15_000);
    await eva.goes(`${home}/decisions/new`);
    await eva.fillsIn({
      "När det beslutades": daysAgo(0),
      "Vilket organ som beslutade": "Regionfullmäktige",
      "Vad det gällde": "Överenskommelsen, reviderad",
    });
    await eva.picks("Texten som antas", version.split("/").pop());
    await eva.presses("Registrera beslutet");
    const visitor = await house.visitor({ scripts: false });
    await visitor.goes(note);
    await visitor.follows(/^Stycke/);
    await visitor.sees(decided, said, "Det ska inte kosta något.", "Det är så det är tänkt.", "Vad som ändrade orden");
    await visitor.follows(`Synpunkt ${remark.split("/").pop()}`);
    expectEqual(visitor.path, remark, "the remark");
    await visitor.sees("Ord som den ändrade", "Beaktas");
    await visitor.goes(`${version}#p${paragraph.split("/").pop()}`);
    await visitor.sees(decided);
    await visitor.goes(paragraph);
    await visitor.follows(/^inspel \d+$/);
    await visitor.sees(said);
    await visitor.goes(`${home}/decisions`);
    await visitor.sees("Överenskommelsen, reviderad");
  });
}
