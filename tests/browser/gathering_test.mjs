// An organisation asks its members before it answers: one of them on a phone, by the link it got, without an
// account; what it says stands beside the organisation's own words and is taken over with one press.
import { expectAccessible } from "./accessible.mjs";
import { expectEqual } from "./expect.mjs";
import { linkIn } from "./letters.mjs";

export const title = "Members are asked first";

const form = "/ostergotland/consultations/2/response";
const contact = "kontakt@lansforeningenlyktan.example.org";
const member = "styrelsen@alfa.example.net";
const inDays = (days) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

export async function tell({ house, test }) {
  const desk = await house.signedIn(contact);

  await test("the organisation asks a member that has no account", async () => {
    await desk.goes(form);
    await desk.follows("Fråga era medlemmar först");
    await desk.fillsIn({ "Vad ni vill säga till dem": "Kära medlemmar", "Deras sista dag": inDays(3) });
    await desk.presses("Börja samla in");
    await desk.writes("Medlemmar att fråga", `Föreningen Alfa, ${member}`);
    await desk.presses("Skicka länken till dem");
    await desk.sees("Föreningen Alfa", "Inget än");
    await expectAccessible(desk);
  });

  await test("the member answers by its link, on a phone", async () => {
    const letter = await house.letter(member, "Vad tycker ni om");
    const phone = await house.visitor({ width: 320 });
    await phone.goes(linkIn(letter, "members-views"));
    await phone.sees("Vad tycker Föreningen Alfa?");
    await expectAccessible(phone);
    await phone.page.locator("textarea[name=wording_3]").fill("Mötas i byarna.");
    await phone.page.locator("[name=may_be_named]").check();
    await phone.presses("Skicka det till");
    await phone.sees("Det har skickats till");
  });

  await test("it is taken over into the draft with one press", async () => {
    await desk.goes(form);
    await desk.sees("Vad 1 medlem säger", "Mötas i byarna.");
    await expectAccessible(desk);
    await desk.page.locator("textarea[name=wording_3]").fill("Mötas oftare.");
    await desk.presses(/^Spara, och ta över/);
    await desk.sees("Övertaget");
    const both = await desk.page.locator("textarea[name=wording_3]").inputValue();
    expectEqual(both, "Mötas oftare.\nMötas i byarna.", "the words");
    await desk.page.locator("[name=stance_0][value=supports]").check();
    await desk.page.locator("[name=stance_3][value=supports]").check();
    await desk.presses("Kontrollera dina svar");
    await desk.presses("Skicka in svaret");
    await desk.follows("Läs svaret");
    await desk.sees("1 medlems synpunkter samlades in innan det skrevs.", "Föreningen Alfa");
  });
}
