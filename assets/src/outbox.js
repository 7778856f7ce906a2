// What a form with data-outbox sends is not lost without network: it is kept on this device first, then sent, and
// taken away when the server has it. Each has an id of its own, so that sending it twice is once. The page itself
// opens without network too, where it was opened before (offline.js).
import { refresh, documentAt } from "./live.js";

const AGAIN_MS = 15_000;
const LONGEST_ANSWER_MS = 20_000;
const REFUSED = "ds-validation-message";

export function outbox(root) {
  const place = root.querySelector(".o-outbox");
  if (!place || !works()) return;
  const box = new Outbox(place);
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-outbox]")) return;
    event.preventDefault();
    box.take(form);
  });
  addEventListener("online", () => box.send());
  setInterval(() => box.send(), AGAIN_MS);
  box.show();
  box.send();
  opensOffline(place.dataset.offline);
}

function works() {
  try {
    localStorage.setItem("overens", "");
    return true;
  } catch {
    return false; // then the form is sent as any other
  }
}

class Outbox {
  constructor(place) {
    this.place = place;
    this.key = `outbox ${location.pathname}`;
    this.sending = false;
  }

  get kept() {
    return JSON.parse(localStorage.getItem(this.key) ?? "[]");
  }

  set kept(all) {
    all.length ? localStorage.setItem(this.key, JSON.stringify(all)) : localStorage.removeItem(this.key);
  }

  take(form) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "token" && name !== "sent_id");
    const words = fields.find(([name]) => name === "wording")?.[1];
    if (words !== undefined && words.trim() === "") return form.elements.wording.focus();
    const noted = String(Date.now());
    const id = crypto.randomUUID?.() ?? `${noted}-${Math.random()}`;
    const entry = { id, to: form.getAttribute("action"), label: words ?? whom(form) };
    entry.fields = [...fields, ["sent_id", id], ["noted_at", noted]];
    this.kept = [...this.kept, entry];
    form.reset();
    this.correction = null;
    document.querySelector(".ds-error-summary")?.remove();
    this.show();
    this.send();
  }

  drop(id) {
    this.kept = this.kept.filter((one) => one.id !== id);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    let sent = 0;
    try {
      for (const entry of this.kept.filter((one) => !one.refused)) {
        const why = await this.post(entry);
        if (why === "later") break;
        if (why) this.kept = this.kept.map((one) => (one.id === entry.id ? { ...one, refused: why } : one));
        else this.drop(entry.id), (sent += 1);
      }
    } finally {
      this.sending = false;
    }
    this.show(sent);
    if (sent) for (const part of document.querySelectorAll("[data-live]")) refresh(part).catch(() => {});
  }

  // Nothing when it has arrived, "later", or the words by which it was refused.
  async post(entry, isAgain = false) {
    const answer = await post(entry.to, [...entry.fields, ["token", token()]]);
    if (!answer || answer.status === 429 || answer.status >= 500) return "later";
    if (answer.status < 400) {
      this.correction = answer.document?.querySelector("[data-correction]");
      return null;
    }
    if (answer.status === 403 && !isAgain) return (await freshToken()) ? this.post(entry, true) : "later";
    const told = answer.document?.querySelector(`.${REFUSED}, .o-lead`);
    return told?.textContent.trim() || String(answer.status);
  }

  show(sent = 0) {
    const { waits, again, away } = this.place.dataset;
    const all = this.kept;
    if (all.length === 0 && sent === 0 && !this.place.hasChildNodes()) return;
    const items = all.map((entry) => {
      const item = element("li", entry.label);
      if (entry.refused) {
        item.append(element("p", entry.refused, REFUSED));
        if (entry.fields.some(([name]) => name === "wording")) item.append(this.button(again, () => putBack(entry), entry));
        item.append(this.button(away, () => {}, entry));
      }
      return item;
    });
    const list = document.createElement("ul");
    list.append(...items);
    const told = sent || this.correction ? [element("p", this.place.dataset.sent), ...this.toCorrect()] : [];
    const waiting = all.some((entry) => !entry.refused) ? [element("p", waits)] : []; // what is refused says why itself
    this.place.replaceChildren(...(all.length ? [...waiting, list] : told));
  }

  // What was sent last may be corrected for a while: the way there is in the answer, and stays until the next.
  toCorrect() {
    if (!this.correction) return [];
    const paragraph = document.createElement("p");
    paragraph.append(document.importNode(this.correction, true));
    return [paragraph];
  }

  button(words, act, entry) {
    const button = element("button", words, "ds-button");
    button.type = "button";
    button.dataset.variant = "secondary";
    button.addEventListener("click", () => {
      act();
      this.drop(entry.id);
      this.show();
    });
    return button;
  }
}

// Somebody on a list, or somebody who is not on it.
function whom(form) {
  return form.closest("[data-whom]")?.dataset.whom ?? form.elements.name?.value ?? "";
}

function element(name, words, css = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (css) made.className = css;
  return made;
}

function putBack(entry) {
  const form = document.querySelector("form[data-outbox]");
  for (const [name, value] of entry.fields) if (form?.elements[name] && name !== "sent_id") form.elements[name].value = value;
  form?.elements.wording?.focus();
}

function token() {
  return document.querySelector("form[data-outbox] input[name=token]")?.value ?? "";
}

// The page may have been opened long ago, or come from what is kept on the device.
async function freshToken() {
  const fresh = await documentAt(location.pathname).catch(() => null);
  const value = fresh?.querySelector("form[data-outbox] input[name=token]")?.value;
  if (!value) return false;
  for (const field of document.querySelectorAll("input[name=token]")) field.value = value;
  return true;
}

function post(address, fields) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "document";
    request.onload = () => done({ status: request.status, document: request.response });
    request.timeout = LONGEST_ANSWER_MS;
    request.onerror = request.ontimeout = () => done(null);
    request.send(new URLSearchParams(fields));
  });
}

// A script between this page and the network, for this page alone. Trusted Types let exactly its address pass.
function opensOffline(script) {
  if (!script || !navigator.serviceWorker) return;
  const policy = globalThis.trustedTypes?.createPolicy("overens-worker", {
    createScriptURL: (address) => (address === script && address.startsWith("/") ? address : ""),
  });
  navigator.serviceWorker
    .register(policy ? policy.createScriptURL(script) : script, { scope: location.pathname })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      const used = performance.getEntriesByType("resource").map(({ name }) => name);
      active.postMessage({ keep: [location.origin + location.pathname, ...used] });
    })
    .catch(() => {});
}
