// A coordinator with a phone makes an idea into a documented activity: date, programme, minutes with a
// participant's remark, and the figures.
import { expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "From an idea to a documented activity";

const home = "/ostergotland";
const meeting = "Kvällssamtal om mötesplatser";
const karin = "karin@skogen.example.org";

function dayFromNow(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function fits(person) {
  const [inner, outer] = await person.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expectEqual(inner <= outer, true, `${person.path} fits on a phone`);
  await expectAccessible(person);
}

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org", { width: 320 });
  const visitor = await house.visitor({ width: 320, scripts: false });
  let idea;
  let path;

  await test("an idea knows its month only", async () => {
    await eva.goes(`${home}/activities?when=ideas`);
    await eva.follows("Skriv ner en idé");
    await eva.fillsIn({ Titel: meeting, "Ungefär när?": "2031-03", "Visa den för alla": true });
    await eva.presses("Spara");
    idea = eva.path;
    await eva.sees("Det här är en idé", "mars 2031");
    await fits(eva);
    await visitor.goes(idea);
    await visitor.sees("mars 2031");
  });

  await test("when the date is set it becomes an activity with a programme", async () => {
    await eva.follows("Sätt datum");
    await eva.fillsIn({
      Dag: dayFromNow(-1),
      Börjar: "17:00",
      Slutar: "23:59",
      "Sista dagen": dayFromNow(1),
      Tema: "Mötesplatser",
    });
    await eva.presses("Spara som utkast");
    path = eva.path;
    await eva.presses("Publicera");
    await eva.follows("Program");
    await eva.fillsIn({ Börjar: "17:00", "Vad som händer": "Vi äter soppa" });
    await eva.presses("Lägg till");
    await fits(eva);
    await visitor.goes(idea);
    expectEqual(visitor.path, path, "where the idea leads");
    await visitor.sees("Vi äter soppa", "Mötesplatser");
  });

  await test("somebody who came remarks on the minutes", async () => {
    await eva.goes(`${path}/registrations/new`);
    await eva.fillsIn({ Namn: "Karin Skog", "E-post": karin });
    await eva.presses("Anmäl");
    await eva.goes(`${path}/minutes`);
    await eva.writes("Anteckningar", "Vi enades om **två** mötesplatser.");
    await eva.presses("Spara som en ny version");
    await fits(eva);
    await eva.presses("Skicka till dem som deltog");
    const letter = await house.letter(karin, "Anteckningar att läsa");
    await visitor.goes(linkIn(letter, "/minutes"));
    await visitor.writes("Vad borde vara annorlunda?", "Det var tre mötesplatser.");
    await visitor.presses("Skicka synpunkten");
    await visitor.sees("Det var tre mötesplatser.", "Inte besvarad än.");
    await eva.goes(`${path}/minutes`);
    await eva.writes("Vad det blev av", "Ändrat till tre.");
    await eva.presses("Skicka svaret");
    await eva.follows("Skriv nästa version");
    await eva.writes("Anteckningar", "Vi enades om **tre** mötesplatser.");
    await eva.presses("Spara som en ny version");
    await eva.page.getByLabel("Avsluta omgången tidigare").check();
    await fits(eva);
    await eva.presses(/slutlig och öppen/);
    await eva.sees("Slutliga", "tre");
  });

  await test("those who came say what they thought, and nobody sees who", async () => {
    await eva.goes(`${path}/evaluation`);
    await eva.writes("Vad som står ovanför frågorna", "Tre frågor.");
    await eva.presses("Spara");
    await eva.writes("Fråga", "Blev du hörd?");
    await eva.presses("Lägg till frågan");
    await fits(eva);
    await eva.presses("Skicka till dem som deltog");
    const letter = await house.letter(karin, "Vad tyckte du");
    await visitor.goes(linkIn(letter, "/evaluation"));
    await visitor.chooses("5, mycket");
    await visitor.presses("Skicka mina svar");
    await visitor.sees("Ditt svar har kommit fram");
    await eva.goes(`${path}/evaluation`);
    await eva.sees("1 av 1 har svarat");
    await fits(eva);
  });

  await test("a second evening becomes a series", async () => {
    await eva.goes(`${home}/series/new`);
    await eva.writes("Titel", "Kvällssamtal");
    await eva.presses("Spara");
    const series = eva.path;
    await eva.goes(`${path}/copy`);
    await eva.fillsIn({ Dag: dayFromNow(30), Börjar: "17:00", Slutar: "19:00" });
    await eva.picks("Serie", "Kvällssamtal");
    await eva.presses("Spara som utkast");
    await eva.presses("Publicera");
    await visitor.goes(series);
    await visitor.sees(meeting, "man väljer det datum som passar");
    await eva.goes(series);
    await fits(eva);
    await eva.follows("Ändra serien");
    await fits(eva);
  });

  await test("when it is over its page says who came and where the minutes are", async () => {
    await eva.goes(`${path}/edit`);
    await eva.fillsIn({ Slutar: "18:00", "Sista dagen": "" });
    await eva.presses(/^Spara/);
    await visitor.goes(path);
    await visitor.sees("1 person", "Läs anteckningarna");
    await fits(eva);
    await visitor.follows("Läs anteckningarna");
    await visitor.sees("Vi enades om tre mötesplatser.");
    const { items } = await house.data(`${home}/activities.json`);
    const [one] = items.filter((item) => item.title === meeting);
    expectEqual(one.status, "documented", "the status as data");
    const book = await (async () => {
      await eva.goes(`${path}/registrations`);
      return eva.downloads("Som arbetsbok");
    })();
    expectIn(book.subarray(0, 2).toString(), "PK", "the workbook");
  });
}
