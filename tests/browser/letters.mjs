// The demonstration's mails, read at /dev/mail as a curious visitor would.
import { expect, tidy } from "./expect.mjs";

const characters = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function words(html) {
  return html.replace(/<[^>]*>/g, "").replace(/&(#?\w+);/g, (all, name) => characters[name] ?? all);
}

// The newest first: { address, subject, to }.
async function list(house) {
  const html = await (await house.fetch("/dev/mail")).text();
  const rows = html.match(/<tr><th scope="row">.*?<\/tr>/gs) ?? [];
  return rows.map((row) => ({
    address: row.match(/href="([^"]+)"/)[1],
    subject: tidy(words(row.match(/<th.*?<\/th>/s)[0])),
    to: tidy(words(row.match(/<td.*?<\/td>/s)[0])),
  }));
}

export async function lettersIn(house, to, about = "") {
  const all = (await list(house)).filter((one) => one.to.includes(to) && one.subject.includes(about));
  return Promise.all(
    all.map(async (one) => {
      const html = await (await house.fetch(one.address)).text();
      return { ...one, html, text: words(html.match(/<main.*<\/main>/s)[0]) };
    }),
  );
}

export function codeIn(letter) {
  const code = letter.text.match(/^\d{6}$/m);
  expect(code, `no code in “${letter.subject}”`);
  return code[0];
}

// The path of the first link in the letter that contains `part`.
export function linkIn(letter, part) {
  const links = letter.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((one) => one.includes(part));
  expect(link, `no link with ${part} in “${letter.subject}”: ${links}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}
