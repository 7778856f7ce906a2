// A meeting with tables: two phones write, the wall shows it as it is written, one of them without network for a
// while; the coordinator lets notes wait and hides one.
import { expect, expectEqual, expectIn, until } from "./expect.mjs";
import { expectAccessible, expectValid } from "./accessible.mjs";
import { readByZbar } from "./qr.mjs";

export const title = "Notes live";

const meeting = "/ostergotland/activities/9";

async function writesNote(person, words) {
  await person.writes("Ett inspel", words);
  await person.page.getByRole("button", { name: "Skicka inspelet" }).click();
}

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org");
  const wall = await house.visitor();
  const [three, four] = [await house.visitor({ width: 320 }), await house.visitor({ width: 320 })];
  const signs = [];

  await test("a coordinator opens tables, and each sign's code is read by another's reader", async () => {
    await eva.goes(`${meeting}/tables`);
    await eva.writes("Bord eller grupper", "3\n4");
    await eva.presses("Öppna borden");
    await expectAccessible(eva);
    await eva.follows("Skyltar att skriva ut");
    await expectAccessible(eva);
    for (const code of await eva.page.locator(".o-qr").all()) signs.push(await readByZbar(await code.screenshot()));
    expectEqual(signs.length, 2, "signs");
    for (const sign of signs) expectIn(sign, `${house.url}/ostergotland/tables/`, "the code");
    const printed = await eva.page.locator(".o-sign__address").allInnerTexts();
    expectEqual(signs.join(), printed.join(), "what the codes say");
  });

  await test("two tables write, and the wall shows it as it is written", async () => {
    await wall.goes(`${meeting}/notes`);
    await wall.sees("Inspelen kommer hit");
    for (const [phone, sign] of [[three, signs[0]], [four, signs[1]]]) await phone.goes(sign.slice(house.url.length));
    await writesNote(three, "Mer tid för samtal");
    await wall.sees("Mer tid för samtal", "Bord 3");
    await writesNote(four, "Möten på kvällstid");
    await wall.sees("Möten på kvällstid", "Bord 4");
    await three.sees("Mer tid för samtal");
    await expectAccessible(wall);
    await expectAccessible(three);
    await expectValid(await wall.page.content(), "the wall");
    await expectValid(await three.page.content(), "a table's page");
  });

  await test("a table corrects what it sent last", async () => {
    await four.sees("Skickat.");
    await four.follows("Rätta det");
    await expectAccessible(four);
    await four.writes("Ett inspel", "Möten på kvällar och helger");
    await four.presses("Spara");
    await wall.sees("Möten på kvällar och helger");
    await wall.seesNot("Möten på kvällstid");
  });

  await test("a table without network writes on, is reloaded, and is heard when the network is back", async () => {
    await three.page.evaluate(() => navigator.serviceWorker.ready);
    await until(
      () => three.page.evaluate(async () => (await (await caches.open(`overens ${location.pathname}`)).keys()).length > 2),
      () => "the page is not kept",
    );
    await three.losesNetwork();
    await writesNote(three, "Skrivet utan nät");
    await three.sees("Inte skickat än", "Skrivet utan nät");
    await three.page.reload();
    await three.sees("Bord 3", "Skrivet utan nät");
    await writesNote(three, "Ett till utan nät");
    await three.sees("Ett till utan nät");
    await wall.seesNot("utan nät");
    await three.findsNetwork();
    await wall.sees("Skrivet utan nät", "Ett till utan nät");
    await three.sees("Skickat.");
    const { items } = await house.data("/ostergotland/contributions.json");
    const mine = items.filter(({ wording }) => wording.includes("utan nät"));
    expectEqual(mine.length, 2, "notes that came once each");
    expectEqual(new Set(mine.map(({ table }) => table)).size, 1, "their table");
  });

  await test("nothing but the table's own page and the look is kept on the phone", async () => {
    await three.goes("/ostergotland");
    const kept = await three.page.evaluate(async () => {
      const all = [];
      for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname);
      return all;
    });
    const own = signs[0].slice(house.url.length);
    const others = kept.filter((path) => path !== own && !path.startsWith("/assets/"));
    expectEqual(others.join(), "", "kept besides");
    expect(kept.includes(own), "the page itself is kept");
  });

  await test("the coordinator lets new notes wait, shows one, and hides one with a reason", async () => {
    await eva.goes(`${meeting}/tables`);
    await eva.presses("Låt nya inspel vänta");
    await writesNote(four, "Namnet på en granne");
    await eva.sees("Namnet på en granne");
    await wall.seesNot("granne");
    await eva.presses("Visa inspelet");
    await wall.sees("Namnet på en granne");
    await eva.page.locator("li", { hasText: "granne" }).getByRole("link", { name: "Dölj" }).first().click();
    await eva.writes("Varför det döljs", "Ett namn");
    await eva.presses("Dölj inspelet");
    await until(async () => !(await wall.words()).includes("granne"), () => "the wall still shows it");
    await four.sees("Visas inte: Ett namn");
  });

  await test("a closed table says so and loses nothing", async () => {
    await eva.goes(`${meeting}/tables`);
    await eva.presses("Stäng alla bord");
    await writesNote(four, "Precis för sent");
    await four.sees("Bordet är stängt", "Precis för sent");
    const refused = four.complaints.findIndex((one) => one.endsWith("answers 409")); // as it should
    expect(refused >= 0, "the server refused it");
    four.complaints.splice(refused, 1);
  });

  await test("writes without JavaScript too", async () => {
    await eva.goes(`${meeting}/tables`);
    await eva.presses("Öppna igen");
    await eva.presses("Visa nya inspel med en gång");
    const old = await house.visitor({ scripts: false, width: 320 });
    await old.goes(signs[0].slice(house.url.length));
    await old.writes("Ett inspel", "Från en gammal telefon");
    await old.presses("Skicka inspelet");
    await old.sees("Inspelet har skickats", "Från en gammal telefon");
    await wall.sees("Från en gammal telefon");
  });
}
