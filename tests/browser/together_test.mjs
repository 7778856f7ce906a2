// Two write one organisation's response together, one of them on a phone; the network is cut and comes back, and
// nothing that was typed is lost.
import { expectEqual, until } from "./expect.mjs";
import { expectAccessible } from "./accessible.mjs";

export const title = "Two who write one response";

const form = "/ostergotland/consultations/2/response";
const contact = "kontakt@lansforeningenlyktan.example.org";

const area = (person, name) => person.page.locator(`textarea[name=${name}]`);
const status = (person) => person.page.locator(".o-saved").innerText();

async function says(person, words) {
  await until(
    async () => (await status(person)).includes(words),
    async () => `the form says “${await status(person)}”, not “${words}”`,
  );
}

export async function tell({ house, test }) {
  const phone = await house.signedIn(contact, { width: 320 });
  const desk = await house.signedIn(contact);

  await test("what is typed is saved by itself", async () => {
    await phone.goes(form);
    await desk.goes(form);
    await expectAccessible(phone);
    await area(phone, "wording_0").fill("Vi skriver från telefonen.");
    await says(phone, "Utkastet sparat kl.");
  });

  await test("without a network it says so, keeps the words, and saves when there is one", async () => {
    await phone.losesNetwork();
    await area(phone, "wording_3").fill("Skrivet utan nät.");
    await says(phone, "Inte sparat än");
    await phone.page.getByRole("button", { name: "Kontrollera dina svar" }).click();
    expectEqual(await area(phone, "wording_3").inputValue(), "Skrivet utan nät.", "the words on the phone");
    await phone.findsNetwork();
    await says(phone, "Utkastet sparat kl.");
  });

  await test("who writes in the same place is shown both wordings and puts them together", async () => {
    await area(desk, "wording_3").fill("Skrivet vid skrivbordet.");
    await says(desk, "Någon annan har skrivit på samma ställe");
    desk.complaints.length = 0; // the 409 that was told
    await desk.presses("Spara utkastet");
    await desk.sees("Någon annan skrev på samma ställe", "Skrivet utan nät.");
    expectEqual(await area(desk, "wording_3").inputValue(), "Skrivet vid skrivbordet.", "the words at the desk");
    await expectAccessible(desk);
    await area(desk, "wording_3").fill("Skrivet utan nät, och vid skrivbordet.");
    await desk.presses("Spara utkastet");
    await phone.goes(form);
    expectEqual(await area(phone, "wording_0").inputValue(), "Vi skriver från telefonen.", "the first words");
    expectEqual(
      await area(phone, "wording_3").inputValue(),
      "Skrivet utan nät, och vid skrivbordet.",
      "the words of both",
    );
  });

  await test("answers a paragraph in its own words, on the phone", async () => {
    await phone.page.getByRole("button", { name: "Spara och svara stycke för stycke" }).first().click();
    await phone.page.waitForURL(/response\/sections\//);
    await expectAccessible(phone);
    const proposed = phone.page.locator("textarea[name^=proposed_p]").first();
    await proposed.fill(`${await proposed.inputValue()} Alltid.`);
    await says(phone, "Utkastet sparat kl.");
    await phone.page.locator("[name^=stance_p][value=supports_with_change]").first().check();
    await phone.presses("Spara och gå tillbaka till helheten");
    await phone.page.locator("[name=stance_0][value=supports]").check();
    await phone.page.locator("[name=stance_3][value=supports_with_change]").check();
    await phone.presses("Kontrollera dina svar");
    await phone.sees("Skrivet utan nät, och vid skrivbordet.", "Alltid.");
    await expectAccessible(phone);
    await phone.presses("Skicka in svaret");
    await phone.sees("Ditt svar är mottaget");
  });
}
