// A participant without an account: registers for the stormöte, changes, cancels; with and without JavaScript.
import { expect, expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible, expectValid } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "A participant";

const meeting = "/ostergotland/activities/9";

async function registers(person, { name, email, organisation }) {
  await person.goes(meeting);
  await person.follows("Anmäl dig");
  await person.fillsIn({ "Ditt namn": name, "Din e-postadress": email });
  if (organisation) await person.picks("Organisation", organisation);
  await person.presses("Skicka anmälan");
  await person.sees("Din anmälan har kommit fram");
}

export async function tell({ house, test }) {
  for (const scripts of [true, false]) {
    const how = scripts ? "with JavaScript" : "without JavaScript";
    const email = `lisa.${scripts ? "med" : "utan"}@tradet.example.org`;
    const lisa = await house.visitor({ scripts, width: 320 });
    let letter;

    await test(`registers ${how} and gets a mail with the calendar part`, async () => {
      await registers(lisa, { name: "Lisa Lind", email, organisation: "Ungdomsrådet Eken exempel" });
      await expectValid(await lisa.page.content(), "the receipt");
      await expectAccessible(lisa);
      letter = await house.letter(email, "Stormöte");
      expectIn(letter.text, "demonstration", "the mail");
      for (const part of ["BEGIN:VCALENDAR", "METHOD:REQUEST", "SUMMARY:Stormöte", "END:VCALENDAR"])
        expectIn(letter.text, part, "the calendar part");
    });

    await test(`changes the registration by the link, ${how}`, async () => {
      await lisa.goes(linkIn(letter, "/registrations/"));
      await expectAccessible(lisa);
      await lisa.writes("Ditt namn", "Lisa Lindgren");
      await lisa.presses(/^Spara/);
      await lisa.goes(linkIn(letter, "/registrations/"));
      expectEqual(await lisa.page.getByLabel("Ditt namn").inputValue(), "Lisa Lindgren", "the name");
    });

    await test(`cancels by the link, ${how}, and the calendar hears of it`, async () => {
      await lisa.follows("Avboka min anmälan");
      await expectAccessible(lisa);
      await lisa.sees("Din plats går till någon annan på en gång.");
      await lisa.presses("Ja, avboka min anmälan");
      await lisa.sees("Din anmälan är avbokad");
      const farewell = await house.letter(email, "inte längre anmäld");
      expectIn(farewell.text, "METHOD:CANCEL", "the mail about cancelling");
    });
  }

  await test("who writes a wrong address gets the form again with what was typed, and no seat", async () => {
    const hasty = await house.visitor();
    await hasty.goes(`${meeting}/registration`);
    await hasty.fillsIn({ "Ditt namn": "Hasse Hast", "Din e-postadress": "hasse" });
    await hasty.presses("Skicka anmälan");
    expectIn(await hasty.words(".ds-error-summary"), "e-post", "the error summary");
    expectEqual(await hasty.page.getByLabel("Ditt namn").inputValue(), "Hasse Hast", "what was typed");
    await expectAccessible(hasty);
    const eva = await house.signedIn("samordnare@region.example.org");
    await eva.goes(`${meeting}/registrations`);
    await eva.sees("0 anmälda", "2 avbokade");
    await eva.seesNot("Hasse");
  });

  await test("registers by the keyboard alone, beginning with the skip link", async () => {
    const kim = await house.visitor();
    const { page } = kim;
    await kim.goes(`${meeting}/registration`);
    await page.keyboard.press("Tab");
    expectEqual(await page.evaluate(() => document.activeElement.className), "o-skip", "first in the order");
    await page.keyboard.press("Enter");
    const press = async (isThere) => {
      for (let i = 0; i < 30 && !(await page.evaluate(isThere)); i += 1) await page.keyboard.press("Tab");
      expect(await page.evaluate(isThere), `not reached by the keyboard: ${isThere}`);
    };
    await press(() => document.activeElement.name === "name");
    await page.keyboard.type("Kim Ek");
    await page.keyboard.press("Tab");
    await page.keyboard.type("kim@tradet.example.org");
    await press(() => document.activeElement.type === "submit");
    const arrives = page.waitForEvent("framenavigated");
    await Promise.all([arrives, page.keyboard.press("Enter")]);
    await kim.sees("Din anmälan har kommit fram");
    await house.letter("kim@tradet.example.org", "Stormöte");
  });

  await test("a question that hangs on an answer shows when that is given; without JavaScript it says when", async () => {
    const eva = await house.signedIn("samordnare@region.example.org");
    for (const [label, other] of [["Kommer du med buss?", null], ["Var stiger du på?", "Kommer du med buss?"]]) {
      await eva.goes(`${meeting}/questions`);
      await eva.fillsIn({ "Frågan": label, "Varför frågar ni?": "För att hyra bussen." });
      if (other) {
        await eva.picks("Bara efter svar på", other);
        await eva.writes("Och bara om det svaret är", "Ja");
      } else await eva.picks("Slag", "Ja eller nej");
      await eva.presses("Lägg till frågan");
    }
    await expectAccessible(eva);
    const lisa = await house.visitor({ width: 320 });
    await lisa.goes(`${meeting}/registration`);
    const stop = lisa.page.getByLabel("Var stiger du på?");
    expect(!(await stop.isVisible()), "it is asked of everybody");
    await lisa.picks("Kommer du med buss?", "Ja");
    await stop.fill("Torget");
    await expectAccessible(lisa);
    await lisa.picks("Kommer du med buss?", "Nej");
    expect(!(await stop.isVisible()), "it stays when the answer has changed");
    const plain = await house.visitor({ scripts: false, width: 320 });
    await plain.goes(`${meeting}/registration`);
    await plain.sees("Bara om du har svarat ”Ja” på ”Kommer du med buss?”.");
    await eva.goes(`${meeting}/questions`);
    await eva.follows(/Ändra ”Kommer du med buss/);
    await expectAccessible(eva);
    await eva.sees("Ingen har svarat på den.");
    await eva.presses("Ta bort den");
    await eva.seesNot("Var stiger du på?");
  });
}
