// Somebody who only reads: the front page, the notes, the text, the consultation, the decisions.
import { expect, expectEqual, expectIn } from "./expect.mjs";

export const title = "A visitor";

const home = "/ostergotland";

export async function tell({ house, test }) {
  const visitor = await house.visitor({ scripts: false, width: 320 });

  await test("reads on the front page where things stand and what comes next", async () => {
    await visitor.goes(home);
    expectIn(await visitor.words("[aria-current=step]"), "Samverkan", "the phase line");
    await visitor.sees("Stormöte", "Anmäl senast", "Regionfullmäktige", "antas");
    await visitor.sees("013-00 00 00", "011-00 00 00");
    expectIn(await visitor.words("header"), "demonstration", "the header");
  });

  await test("sees the same number of affiliated as the list and its data count", async () => {
    await visitor.sees("45");
    const { count, items } = await house.data(`${home}/organisations.json`);
    expectEqual([count, items.length], [45, 45], "organisations as data");
    const then = await house.data(`${home}/organisations.json?on=2018-12-11`);
    expectEqual(then.count, 41, "organisations on 11 December 2018");
  });

  await test("finds an organisation by name, field and municipality", async () => {
    await visitor.goes(`${home}/organisations`);
    await visitor.picks("Kommun", "Finspång");
    await visitor.presses(/^Visa/);
    await visitor.sees("Amatörteatern Dovern exempel");
    await visitor.seesNot("Idrottens samråd Norrköping exempel");
    await visitor.follows("Amatörteatern Dovern exempel");
    await visitor.sees("Amatörteatern Dovern exempel", "registrerat från papper");
  });

  await test("reads the notes by theme", async () => {
    await visitor.goes(`${home}/contributions`);
    await visitor.sees("Självständighet och oberoende", "Bidrag får inte bli ett munkorg.");
    expectEqual((await house.data(`${home}/contributions.json`)).count, 58, "notes");
  });

  await test("compares the draft with the adopted text, word by word", async () => {
    await visitor.goes(`${home}/texts/1/versions/2/changes/1`);
    await visitor.sees("Version 1", "Version 2", "tillagt: och inkludering");
    expect((await visitor.page.locator("main ins").count()) > 1, "nothing is marked as added");
    expect((await visitor.page.locator("main del").count()) > 1, "nothing is marked as removed");
  });

  await test("reads the 32 responses with their stances, and one section of them", async () => {
    await visitor.goes(`${home}/consultations/1/responses`);
    await visitor.sees("Länsbygderådet Vänner exempel", "Tillstyrker med ändring", "Sent", "På papper");
    const { count, items } = await house.data(`${home}/consultations/1/responses.json`);
    expectEqual([count, items.filter((one) => one.late).length], [32, 2], "responses, and late ones");
    await visitor.goes(`${home}/consultations/1/sections/syfte`);
    await visitor.sees("Lägg till inkludering, inte bara delaktighet.", "Beaktas");
  });

  await test("follows a remark to what became of it in the text", async () => {
    await visitor.goes(`${home}/remarks/2`);
    await visitor.follows("Se stycke 6");
    await visitor.sees("och inkludering");
  });

  await test("reads the chain of decisions and who has signed", async () => {
    await visitor.goes(`${home}/decisions`);
    await visitor.sees("Regionutvecklingsnämnden", "Regionstyrelsen", "Regionfullmäktige");
    expectEqual((await house.data(`${home}/decisions.json`)).count, 4, "decisions");
    await visitor.goes(`${home}/signatures`);
    await visitor.sees("Region Östergötland", "registrerat från papper");
  });

  await test("is told when the date for registering has passed", async () => {
    await visitor.goes(`${home}/activities/1/registration`);
    await visitor.sees("Den här är genomförd");
    expectEqual(await visitor.page.locator("main form").count(), 0, "forms");
  });
}
