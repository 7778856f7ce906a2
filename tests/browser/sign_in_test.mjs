// How one signs in: by mail, with a link or a code, with and without JavaScript.
import { expectEqual, expectIn } from "./expect.mjs";
import { codeIn, linkIn } from "./letters.mjs";

export const title = "Signing in";

const regional = "samordnare@region.example.org";
const civil = "kontakt@idebura.example.org";

export async function tell({ house, test }) {
  await test("a coordinator types the code, without JavaScript, and sees what waits", async () => {
    const eva = await house.signedIn(regional, { scripts: false });
    await eva.goes("/ostergotland/todo");
    await eva.sees("Att göra");
  });

  await test("a coordinator opens the link where she began, and comes to the page she wanted", async () => {
    const kim = await house.visitor();
    await kim.goes("/ostergotland/decisions/new", 401);
    await kim.follows("Logga in");
    await kim.writes("Din e-postadress", civil);
    await kim.presses("Skicka ett mejl till mig");
    await kim.goes(linkIn(await house.letter(civil, "kod"), "/sign-in/"));
    await kim.presses("Logga in");
    expectEqual(kim.path, "/ostergotland/decisions/new", "where she comes");
    await kim.presses("Logga ut", "header");
    await kim.goes("/ostergotland/decisions/new", 401);
  });

  await test("opened on another device the link says to type the code where one began", async () => {
    const [computer, phone] = [await house.visitor(), await house.visitor({ width: 320 })];
    await computer.goes("/sign-in");
    await computer.writes("Din e-postadress", regional);
    await computer.presses("Skicka ett mejl till mig");
    const letter = await house.letter(regional, "kod");
    await phone.goes(linkIn(letter, "/sign-in/"));
    await phone.sees("Skriv koden där du började");
    await computer.writes("Koden i mejlet", codeIn(letter));
    await computer.presses("Logga in");
    expectIn(await computer.words("header"), "Logga ut", "the header");
  });

  await test("a wrong code is told, an unknown address gets the same answer and no mail", async () => {
    const stranger = await house.visitor();
    await stranger.goes("/sign-in");
    await stranger.writes("Din e-postadress", "nobody@elsewhere.example.org");
    await stranger.presses("Skicka ett mejl till mig");
    await stranger.sees("Om adressen är registrerad här");
    await stranger.writes("Koden i mejlet", "000000");
    await stranger.presses("Logga in");
    await stranger.sees("Koden");
    expectEqual((await house.letters("nobody@elsewhere.example.org")).length, 0, "mails to nobody");
  });
}
