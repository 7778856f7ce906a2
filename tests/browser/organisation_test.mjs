// Organisations act: one answers the open consultation, one signs, a new one joins.
import { expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "An organisation";

const home = "/ostergotland";
const lyktan = "Länsföreningen Lyktan exempel";
const choir = "Kören Nya Toner";
const choirMail = "ordforande@nyatoner.example.org";

async function signs(person, name) {
  await person.fillsIn({ "Ditt namn": name, "Vi har läst texten och undertecknar den i sin helhet.": true });
  await person.presses("Jag har mandat: underteckna");
  await person.sees("Tack, du har undertecknat");
}

async function tellOfAnswering(house, test) {
  const contact = await house.visitor({ scripts: false });
  await test("answers the open consultation, without JavaScript, after checking the answers", async () => {
    await contact.signsIn("kontakt@lansforeningenlyktan.example.org");
    await contact.goes(`${home}/consultations/2`);
    await contact.follows("Svara för din organisation");
    await expectAccessible(contact);
    await contact.page.locator("[name=stance_0][value=supports]").check();
    await contact.page.locator("[name=wording_3]").fill("Skriv ut att syftet är gemensamt.");
    await contact.page.locator("[name=stance_3][value=supports_with_change]").check();
    await contact.presses("Kontrollera dina svar");
    await contact.sees("Skriv ut att syftet är gemensamt.");
    await contact.presses("Skicka in svaret");
    await contact.sees("Ditt svar är mottaget", lyktan);
  });

  await test("finds its response on the page and in the data", async () => {
    const visitor = await house.visitor();
    await visitor.goes(`${home}/consultations/2/sections/syfte`);
    await visitor.sees(lyktan, "Skriv ut att syftet är gemensamt.");
    const { items } = await house.data(`${home}/consultations/2/responses.json`);
    expectEqual(items.map((one) => [one.organisation, one.channel]), [[lyktan, "web"]], "responses");
  });
}

async function tellOfJoining(house, test) {
  const chair = await house.visitor({ width: 320 });
  await test("declares that it meets the criteria and gets a receipt by mail", async () => {
    await chair.goes(home);
    await chair.follows("Ansök om att ansluta er");
    await chair.fillsIn({
      "Organisationens namn": choir,
      "Verksamhetsområde": "Kultur",
      "Norrköping": true,
      "Varför organisationen är med": "Sång hör ihop med hälsa.",
      "Ditt namn": "Tove Ton",
      "Din e-postadress": choirMail,
    });
    await chair.page.getByLabel("Verkar i hela området").uncheck();
    for (const radio of await chair.page.locator("input[type=radio][value=yes]").all()) await radio.check();
    await chair.presses("Skicka ansökan");
    await chair.sees("Öppna länken i mejlet");
    await expectAccessible(chair);
  });

  await test("confirms by the mail, goes on and signs the whole text", async () => {
    const receipt = await house.letter(choirMail);
    await chair.signsIn(choirMail);
    await chair.goes(linkIn(receipt, "/applications/"));
    await chair.presses("Gå vidare och underteckna");
    await signs(chair, "Tove Ton");
    expectIn((await house.letter(choirMail, "Kvitto")).text, "SHA-256", "the receipt of the signature");
  });

  await test("stands in the directory from that day: 46", async () => {
    const visitor = await house.visitor();
    await visitor.goes(`${home}/organisations?q=nya+toner`);
    await visitor.follows(choir);
    await visitor.sees(choir, "Sång hör ihop med hälsa.", "Norrköping");
    await visitor.seesNot("registrerat från papper");
    await visitor.goes(home);
    await visitor.sees("46", choir);
    const { count, items } = await house.data(`${home}/organisations.json`);
    expectEqual([count, items.some((one) => one.name === choir)], [46, true], "organisations as data");
    const then = await house.data(`${home}/organisations.json?on=2018-12-11`);
    expectEqual(then.count, 41, "organisations on 11 December 2018");
    const signatures = (await house.data(`${home}/signatures.json`)).items;
    expectEqual(signatures.find((one) => one.organisation === choir)?.channel, "web", "its signature as data");
  });

  await test("is told that it has signed already when it tries again", async () => {
    await chair.goes(`${home}/texts/1/versions/2/signature`);
    await chair.sees("har undertecknat den", choir);
  });

  await test("is found by both coordinators among what has come in", async () => {
    for (const coordinator of ["samordnare@region.example.org", "kontakt@idebura.example.org"]) {
      const eva = await house.signedIn(coordinator);
      await eva.goes(`${home}/records`);
      await eva.sees(`Vill ansluta sig`, choir, "Undertecknar version 2", lyktan);
    }
  });
}

export async function tell({ house, test }) {
  await tellOfAnswering(house, test);
  await tellOfJoining(house, test);
}
