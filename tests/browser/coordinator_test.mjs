// Those who run the compact, one of each party: activities, registrations, organisations, the front page,
// contacts, decisions, corrections.
import { expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible } from "./accessible.mjs";

export const title = "A coordinator";

const home = "/ostergotland";

function dayFromNow(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function tellOfActivities(test, house, eva, party) {
  const meeting = `Frukostmöte ${party}`;
  const participant = `per.${party}@skogen.example.org`;
  let path;

  await test(`of the ${party} party creates, publishes and changes an activity`, async () => {
    await eva.goes(`${home}/activities/new`);
    await expectAccessible(eva);
    await eva.fillsIn({
      Titel: meeting,
      "Vad det handlar om": "Vi äter frukost.",
      "Dag": dayFromNow(20),
      "Börjar": "08:00",
      "Slutar": "09:30",
      "Anmäl senast": dayFromNow(10),
      "Antal platser": "2",
    });
    await eva.presses("Spara som utkast");
    path = eva.path;
    await eva.presses("Publicera");
    await eva.goes(`${path}/edit`);
    await eva.writes("Plats", "Torget 1");
    await eva.presses(/^Spara/);
    const visitor = await house.visitor();
    await visitor.goes(`${home}/activities`);
    await visitor.follows(meeting);
    await visitor.sees("Torget 1", "Anmäl senast", "0 av 2 platser är tagna");
    const { items } = await house.data(`${home}/activities.json`);
    expectEqual(items.filter((one) => one.title === meeting).length, 1, "the activity as data");
  });

  await test(`of the ${party} party adds somebody who phoned, and exports who comes`, async () => {
    await eva.goes(`${path}/registrations`);
    await eva.follows("Skriv upp någon");
    await eva.fillsIn({ Namn: "Per Phone", "E-post": participant });
    await eva.presses("Anmäl");
    await eva.goes(`${path}/registrations`);
    await eva.sees("1 anmäld", "Per Phone", participant);
    const csv = await eva.downloads("Som kalkylblad");
    expectEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf], "the mark of UTF-8, for Excel");
    expectIn(csv.toString("utf8"), "Per Phone", "the export");
    await house.letter(participant, meeting);
    await eva.goes(`${path}/registrations/print`);
    await eva.sees("Per Phone");
  });

  await test(`of the ${party} party cancels it, and who had registered gets a mail`, async () => {
    await eva.goes(`${path}/cancellation`);
    await eva.writes("Varför ställs den in?", "Bageriet är stängt.");
    await eva.presses("Ställ in aktiviteten");
    const letter = await house.letter(participant, "Inställt");
    expectIn(letter.text, "Bageriet är stängt.", "the mail");
    const visitor = await house.visitor();
    await visitor.goes(path);
    await visitor.sees("Den här är inställd", "Bageriet är stängt.");
  });

  await test(`of the ${party} party adds what came of an activity`, async () => {
    const past = `${home}/activities/${party === "public" ? 5 : 6}`;
    await eva.goes(`${past}/result`);
    await eva.writes("Vad det ledde till", `Vi skrev under, säger ${party}.`);
    await eva.presses("Spara");
    await eva.goes(past);
    await eva.sees(`Vi skrev under, säger ${party}.`);
  });
}

async function tellOfOrganisations(test, house, eva, party) {
  const [first, second] = [`Skidklubben ${party}`, `Skid och vandring ${party}`];
  let path;
  await test(`of the ${party} party adds, renames and ends an organisation`, async () => {
    await eva.goes(`${home}/organisations/new`);
    await eva.writes("Namn", first);
    await eva.picks("Part", "Idéburen sektor i Östergötland");
    await eva.chooses("Verkar i hela området");
    await eva.presses("Lägg till organisationen");
    await eva.goes(`${home}/organisations/all`);
    await eva.follows(first);
    path = eva.path.replace(/\/edit$/, "");
    await eva.goes(`${path}/edit`);
    await eva.writes("Namn", second);
    await eva.presses(/^Spara/);
    await eva.goes(`${path}/edit`);
    expectEqual(await eva.page.getByLabel("Namn").first().inputValue(), second, "the new name");
    await eva.goes(`${path}/end`);
    await eva.presses(/^Avsluta/);
    await eva.goes(`${home}/organisations/all`);
    expectEqual((await house.data(`${home}/organisations.json`)).count, 45, "affiliated as before");
  });
}

async function tellOfTheRest(test, house, eva, party) {
  await test(`of the ${party} party changes the front page's text and a contact`, async () => {
    await eva.goes(`${home}/edit`);
    await eva.writes("På svenska", `Välkommen, hälsar ${party}.`);
    await eva.presses("Spara");
    await eva.goes(`${home}/contacts/new`);
    await eva.fillsIn({ Namn: `Nils ${party}`, Uppdrag: "Processledare", Telefon: "013-11 11 11" });
    await eva.presses("Lägg till kontakten");
    const visitor = await house.visitor();
    await visitor.goes(home);
    await visitor.sees(`Välkommen, hälsar ${party}.`, `Nils ${party}`, "013-11 11 11");
  });

  await test(`of the ${party} party records a decision and corrects it; what it said stays`, async () => {
    const body = `Samverkansrådet ${party}`;
    await eva.goes(`${home}/decisions/new`);
    await eva.fillsIn({
      "När det beslutades": "2025-02-03",
      "Vilket organ som beslutade": body,
      "Vad det gällde": "Arbetsplan för 2025",
      Utfall: "antas",
      Diarienummer: "SR 2025-7",
    });
    await eva.presses("Registrera beslutet");
    await eva.goes(`${home}/decisions`);
    await eva.follows(body);
    const path = eva.path;
    await eva.goes(`${path}/correction`);
    await eva.fillsIn({ "När det beslutades": "2025-02-04", "Varför det rättas": "Fel dag i protokollet." });
    await eva.presses("Spara rättelsen");
    const visitor = await house.visitor();
    await visitor.goes(path);
    await visitor.sees("4 februari 2025", "2025-02-03", "Fel dag i protokollet.");
    const { items } = await house.data(`${home}/decisions.json`);
    expectEqual(items.find((one) => one.body === body)?.date, "2025-02-04", "the decision as data");
  });
}

export async function tell({ house, test }) {
  const people = { public: "samordnare@region.example.org", civil: "kontakt@idebura.example.org" };
  for (const [party, address] of Object.entries(people)) {
    let eva;
    await test(`of the ${party} party signs in and sees what waits`, async () => {
      eva = await house.signedIn(address, { scripts: party === "public" });
      await eva.goes(`${home}/todo`);
      await eva.sees("Att göra", "Ansökningar att ta ställning till");
      await eva.goes(`${home}/records`);
      await eva.sees("Föreningen Gläntan exempel", "Undertecknande 46");
    });
    if (!eva) continue;
    await tellOfActivities(test, house, eva, party);
    await tellOfOrganisations(test, house, eva, party);
    await tellOfTheRest(test, house, eva, party);
  }
}
