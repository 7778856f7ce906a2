// An invitation from the coordinator's list to the answers: on a phone, without JavaScript, for two
// organisations; only who is silent is reminded; and a list is left with one click.
import { expectEqual, expectIn, until } from "./expect.mjs";
import { expectAccessible, expectValid } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "An invitation";

const meeting = "/ostergotland/activities/9";
const contact = "lena@skogen.example.org";
const silent = "tyst@skogen.example.org";
const patience = 20_000;

// The mail tells when the program has come to it: it sends a little at a time.
async function lettersTo(house, address, about, count) {
  let found = [];
  await until(
    async () => (found = await house.letters(address, about)).length >= count,
    () => `${found.length} letters to ${address} about ${about}, not ${count}`,
    patience,
  );
  return found;
}

async function registers(person, name, email) {
  await person.follows(/^(Ja, anmäl|Anmäl fler)$/);
  await person.fillsIn({ "Ditt namn": name, "Din e-postadress": email });
  await person.presses("Skicka anmälan");
  await person.sees("Din anmälan har kommit fram");
}

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org");
  const lena = await house.visitor({ scripts: false, width: 320 });
  let round;
  let links;

  await test("a coordinator brings in a list, sees who would be invited and who not, and sends it", async () => {
    await eva.goes(`${meeting}/invitations/new`);
    await eva.chooses("En egen lista");
    const rows = [
      "Namn;E-post;Organisation",
      `Lena Lind;${contact};Skogens vänner`,
      `Lena Lind;${contact};Ungdomsrådet Eken exempel`,
      `Tyra Tyst;${silent};Tysta gatan`,
      "Fel;ingen adress;Fel",
    ];
    const file = { name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n"), "latin1") };
    await eva.page.locator("input[type=file]").setInputFiles(file);
    await eva.writes("Högst så många platser för en organisation", "2");
    await eva.presses("Se vilka som skulle bjudas in");
    round = eva.path;
    await eva.sees("3 mejl skulle skickas.", "Det är ingen e-postadress.", "Skogens vänner");
    await expectAccessible(eva);
    await expectValid(await eva.page.content(), "the plan");
    expectIn((await eva.downloads("Alla som kalkylblad")).toString("utf8"), "ingen adress", "the rows left out");
    await eva.presses("Skicka dem");
    await eva.sees("Utskicket börjar snart");
    const letters = await lettersTo(house, contact, "Inbjudan", 2);
    links = Object.fromEntries(
      letters.map((one) => [one.text.includes("Skogens vänner") ? "skogen" : "eken", linkIn(one, "/invitations/")]),
    );
    await eva.goes(round);
    await eva.sees("Mejlen är skickade");
  });

  await test("the contact opens it on a phone and registers two colleagues, and no third", async () => {
    await lena.goes(links.skogen);
    await lena.sees("Skogens vänner", "Du kan anmäla 2 personer");
    await expectValid(await lena.page.content(), "the invitation");
    await registers(lena, "Ola Ek", "ola@skogen.example.org");
    await lena.goes(links.skogen);
    await registers(lena, "Pia Al", "pia@skogen.example.org");
    await lena.goes(links.skogen);
    await lena.sees("Du har tackat ja", "Ola Ek", "Pia Al", "Alla platser som inbjudan ger är använda.");
    await house.letter("pia@skogen.example.org", "Du är anmäld");
  });

  await test("and says no for the other organisation", async () => {
    await lena.goes(links.eken);
    await lena.presses("Nej, vi kommer inte");
    await lena.sees("Du har tackat nej");
    const phone = await house.visitor({ width: 320 });
    await phone.goes(links.eken);
    await phone.sees("Du har tackat nej");
    await expectAccessible(phone);
  });

  await test("the coordinator reminds only the one who is silent", async () => {
    await eva.goes(`${meeting}/invitations`);
    await expectAccessible(eva);
    await eva.presses("Påminn 1 som inte har svarat");
    const [letter] = await lettersTo(house, silent, "Påminnelse om en inbjudan", 1);
    expectEqual((await house.letters(contact, "Påminnelse")).length, 0, "reminders to who has answered");
    const tyra = await house.visitor({ width: 320 });
    await tyra.goes(linkIn(letter, "/lists/"));
    await expectAccessible(tyra);
    await tyra.presses("Skicka mig inte fler sådana");
    await tyra.sees("Du får inga fler sådana mejl");
    await expectAccessible(tyra);
  });
}
