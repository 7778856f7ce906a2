// The door on a phone: two helpers without an account, one of them without network for a while; a participant's
// code is read by another's reader.
import { expectEqual, expectIn, until } from "./expect.mjs";
import { expectAccessible, expectValid } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";
import { readByZbar } from "./qr.mjs";

export const title = "At the door";

const home = "/ostergotland";
const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

async function here(person, count) {
  const says = () => person.words("#count").catch(() => "");
  await until(async () => (await says()).startsWith(`${count} av `), async () => `not ${count} here, but: ${await says()}`);
}

const guest = (person, name) => person.page.locator(".o-guests li", { hasText: name });

export async function tell({ house, test }) {
  const eva = await house.signedIn("samordnare@region.example.org");
  const [first, second] = [await house.visitor({ width: 320 }), await house.visitor({ width: 320 })];
  let meeting = "";
  let door = "";
  let code = "";

  await test("a coordinator opens the door of a meeting that is today", async () => {
    await eva.goes(`${home}/activities/new`);
    await eva.fillsIn({ Titel: "Öppet hus", Dag: today, "Börjar": "00:01", Slutar: "23:59" });
    await eva.presses("Spara som utkast");
    meeting = eva.path;
    await eva.presses("Publicera");
    for (const [name, mail] of [["Lisa Lind", "lisa@tradet.example.org"], ["Kim Ek", ""]]) {
      await eva.goes(`${meeting}/registrations/new`);
      await eva.writes("Namn", name);
      if (mail) await eva.writes("E-post", mail);
      await eva.presses("Anmäl");
    }
    await eva.goes(`${meeting}/doors`);
    await eva.presses("Öppna dörren");
    await expectAccessible(eva);
    const address = await readByZbar(await eva.page.locator(".o-qr").screenshot());
    expectIn(address, `${house.url}${home}/door/`, "the code of the door");
    door = address.slice(house.url.length);
  });

  await test("a participant's page shows a code, and the camera leads to nobody's name", async () => {
    const lisa = await house.visitor({ width: 320 });
    await lisa.goes(linkIn(await house.letter("lisa@tradet.example.org", "Öppet hus"), "/registrations/"));
    await expectAccessible(lisa);
    const address = await readByZbar(await lisa.page.locator(".o-qr").screenshot());
    expectIn(address, `${house.url}${home}/check-in/`, "the participant's code");
    code = address.slice(house.url.length);
    await lisa.goes(code);
    await lisa.sees("En kod till dörren");
    await lisa.seesNot("Lisa");
  });

  await test("a helper checks in by name and by code, and another helper sees it", async () => {
    for (const helper of [first, second]) await helper.goes(door);
    await expectAccessible(first);
    await expectValid(await first.page.content(), "the door");
    await first.goes(code);
    await first.follows("Till listan vid dörren");
    await first.page.locator(".ds-alert").getByRole("button", { name: "Är här" }).click();
    await here(second, 1);
    await guest(second, "Lisa Lind").getByRole("button", { name: "Ångra" }).waitFor();
  });

  await test("the camera reads a code where the browser can, and says who it is; nowhere else may it", async () => {
    const third = await house.visitor({ width: 320 });
    await third.page.addInitScript(() => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").fillRect(0, 0, 9, 9);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(5);
      globalThis.BarcodeDetector = class {
        static getSupportedFormats = async () => ["qr_code"];
        detect = async () => (globalThis.heldUp ? [{ rawValue: globalThis.heldUp }] : []);
      };
    });
    await third.goes(door);
    await third.page.getByRole("button", { name: "Läs koder med kameran" }).click();
    await third.page.evaluate((address) => (globalThis.heldUp = address), house.url + code);
    await third.sees("Lisa Lind är redan här");
    await expectAccessible(third);
    await third.page.evaluate(() => (globalThis.heldUp = "https://other.example.org/12.1.made-up"));
    await third.sees("Den koden hör inte till den här aktiviteten");
    await third.losesNetwork();
    await third.page.evaluate((address) => (globalThis.heldUp = address), house.url + code);
    await third.sees("Utan nät går koden inte att pröva");
    await third.page.getByRole("button", { name: "Stäng kameran" }).click();
    await third.findsNetwork();
    const policy = async (path) => (await house.fetch(path)).headers.get("permissions-policy");
    expectIn(await policy(door), "camera=(self)", "the door");
    expectIn(await policy(`${home}/activities`), "camera=()", "another page");
  });

  await test("a browser that can not read codes says what to do instead", async () => {
    const plain = await house.visitor({ width: 320 });
    await plain.page.addInitScript(() => delete globalThis.BarcodeDetector);
    await plain.goes(door);
    await plain.sees("Den här webbläsaren kan inte läsa koder med kameran");
  });

  await test("without network the door goes on, opens again, and what it noted counts once", async () => {
    await second.page.evaluate(() => navigator.serviceWorker.ready);
    await until(
      () => second.page.evaluate(async () => (await (await caches.open(`overens ${location.pathname}`)).keys()).length > 2),
      () => "the page is not kept",
    );
    await second.losesNetwork();
    await second.page.getByLabel("Namn, organisation eller kod").fill("kim");
    await guest(second, "Kim Ek").getByRole("button", { name: "Är här" }).click();
    await second.sees("Inte skickat än", "Kim Ek");
    await first.goes(door);
    await guest(first, "Kim Ek").getByRole("button", { name: "Är här" }).click();
    await here(first, 2);
    await second.page.reload();
    await second.sees("Inte skickat än", "Kim Ek");
    await second.findsNetwork();
    await second.sees("Skickat.");
    await here(second, 2);
  });

  await test("what a phone kept of the door is forgotten after 48 hours without network", async () => {
    const age = (hours) =>
      second.page.evaluate(async (kept) => {
        const cache = await caches.open(`overens ${location.pathname}`);
        const page = await cache.match(location.href, { ignoreVary: true });
        const headers = new Headers(page.headers);
        headers.set("date", new Date(Date.now() - kept * 3_600_000).toUTCString());
        await cache.put(location.href, new Response(await page.blob(), { headers }));
      }, hours);
    await age(47.9);
    await second.losesNetwork();
    await second.page.reload();
    await second.sees("Kim Ek");
    await age(48.1);
    const failed = await second.page.reload().catch((error) => error);
    expectIn(String(failed), "ERR_", "the page that is too old");
    await second.findsNetwork();
    await second.goes(door);
  });

  await test("somebody who is not on the list is written down, and a mistake is undone", async () => {
    await first.page.getByText("Någon som inte står på listan").click();
    await first.page.locator("details").getByLabel("Namn", { exact: true }).fill("Karin Ny");
    await first.page.getByRole("button", { name: "Skriv upp" }).click();
    await here(first, 3);
    await guest(first, "Karin Ny").getByRole("button", { name: "Ångra" }).click();
    await here(second, 2);
  });

  await test("a code of nobody gets a clear word", async () => {
    await second.goes(`${door}?q=12.1.made-up`);
    await second.sees("Den koden hör inte till den här aktiviteten");
    expectEqual((await house.fetch(`${home}/door/made-up`)).status, 404, "a made-up link");
  });
}
