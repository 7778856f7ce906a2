// Somebody who speaks for nobody but themselves answers a consultation, on the phone and without an account.
import { expect, expectEqual, expectIn } from "./expect.mjs";
import { expectAccessible } from "./accessible.mjs";
import { linkIn } from "./letters.mjs";

export const title = "A private person";

const form = "/ostergotland/consultations/2/own-response";
const petra = "petra@example.net";

export async function tell({ house, test }) {
  const person = await house.visitor({ width: 320 });
  const { page } = person;
  const whole = () => page.locator("textarea[name=wording_0]");
  const folded = () => page.locator("details", { hasText: "Svara stycke för stycke" }).first();

  await test("reads a paragraph and changes its words in place", async () => {
    await person.goes(form);
    await person.fillsIn({ "Ditt namn": "Petra Privat", "Din e-postadress": petra });
    await whole().fill("Bra att den finns.");
    await folded().locator("summary").click();
    const wording = folded().locator("textarea[name^=proposed_p]").first();
    await wording.fill((await wording.inputValue()) + " Det gäller alla.");
    await folded().locator("textarea[name^=wording_p]").first().fill("Säg att det gäller alla.");
    await expectAccessible(person);
  });

  await test("finds it all again when the page is loaded anew", async () => {
    await page.getByText("sparas i den här fliken").waitFor();
    await page.reload();
    expectEqual(await whole().inputValue(), "Bra att den finns.", "the remark on the whole");
    const wording = folded().locator("textarea[name^=proposed_p]").first();
    expectIn(await wording.inputValue(), "Det gäller alla.", "the changed paragraph");
    expect(await wording.isVisible(), "what was written is folded away");
    expectEqual(await person.page.getByLabel("Ditt namn").inputValue(), "Petra Privat", "the name");
  });

  await test("finds it again when the server could not take it", async () => {
    const own = (url) => url.pathname === form;
    await page.route(own, (route) => route.request().method() === "POST" ? route.fulfill({ status: 503, contentType: "text/html; charset=utf-8", body: "<main>Försök igen.</main>" }) : route.continue());
    await person.presses("Gå vidare");
    await person.sees("Försök igen.");
    await page.unroute(own);
    await person.goes("/ostergotland");
    await person.goes(form);
    expectEqual(await whole().inputValue(), "Bra att den finns.", "the remark on the whole");
  });

  await test("is told what is missing, and keeps what stands there", async () => {
    await person.presses("Gå vidare");
    await person.sees("Välj ett ställningstagande till texten som helhet", "synpunkten gäller: Stycke 1");
    expectEqual(await whole().inputValue(), "Bra att den finns.", "the remark on the whole");
    await page.locator("#stance_0-supports").check();
    await folded().locator("input[name^=stance_p][value=supports_with_change]").first().check();
    await person.presses("Gå vidare");
    await person.sees("Vi har skickat en länk");
  });

  await test("confirms by the link in the mail, and is read by everybody", async () => {
    const letter = await house.letter(petra);
    await person.goes(linkIn(letter, "own-response"));
    await person.sees("Säg att det gäller alla.", "tillagt: Det gäller alla.");
    await person.presses("Skicka in svaret");
    await person.sees("nummer 1");
    const { items } = await house.data("/ostergotland/consultations/2/remarks.json");
    expect(items.some((one) => one.remark === "Säg att det gäller alla." && one.paragraph === 1), "the remark is not in the data");
  });

  await test("leaves nothing behind in the tab", async () => {
    await person.goes(form);
    expectEqual(await whole().inputValue(), "", "the remark on the whole");
    expectEqual(await page.evaluate(() => sessionStorage.length), 0, "what the tab keeps");
  });

  await test("who signs out leaves nothing behind either, in no tab", async () => {
    const coordinator = await house.signedIn("kontakt@idebura.example.org");
    const paper = "/ostergotland/consultations/2/paper-response";
    const ink = "Skrivet med bläck.";
    const own = coordinator.page;
    const another = await own.context().newPage();
    await another.goto(new URL(paper, own.url()).href);
    await another.locator("textarea[name=wording_0]").fill(ink);
    await another.getByText("sparas i den här fliken").waitFor();
    await coordinator.goes(`${paper}?lang=sv`);
    await own.locator("textarea[name=wording_0]").fill(ink);
    await coordinator.presses("Logga ut", "header");
    for (const tab of [own, another])
      expectEqual(await tab.evaluate(() => sessionStorage.length), 0, "what the tab keeps");
    await another.close();
  });
}
