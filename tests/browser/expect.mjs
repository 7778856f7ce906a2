// What a test may demand, with words that say what was wrong.
const patience = 5000;
const pause = 50;

export async function until(isTrue, complaint, patient = patience) {
  const end = Date.now() + patient;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(typeof complaint === "function" ? await complaint() : complaint);
    await new Promise((done) => setTimeout(done, pause));
  }
}

export function expect(isTrue, complaint) {
  if (!isTrue) throw new Error(complaint);
}

export function expectEqual(actual, expected, what) {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}: is ${is}, should be ${should}`);
}

// Every kind of blank is one blank, as it looks on the page.
export function tidy(text) {
  return text.replace(/\s+/gu, " ").trim();
}

export function expectIn(text, wanted, what) {
  const tidied = tidy(text);
  const found = wanted instanceof RegExp ? wanted.test(tidied) : tidied.includes(wanted);
  if (!found) throw new Error(`${what} does not say ${wanted}, but:\n${tidied.slice(0, 3000)}`);
}
