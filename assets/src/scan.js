// At the door a camera reads the codes, where the browser knows how (BarcodeDetector) and is let to. What it reads is
// looked up as if it had been typed. Without network a code can not be judged; its numbers still say whose place it is.
import { documentAt } from "./live.js";

const LOOK_MS = 250;
const SAME_MS = 4000; // the same code held up before the camera is one code

export function scan(root) {
  const place = root.querySelector("[data-scan]");
  const found = root.getElementById("found");
  if (!place || !found) return;
  found.addEventListener("submit", ({ target }) => {
    const words = `${place.dataset.noted} ${target.closest("[data-whom]")?.dataset.whom ?? ""}`;
    setTimeout(() => found.replaceChildren(paragraph(words))); // when the outbox has taken it
  });
  canRead().then((can) => (can ? new Scanner(place, found) : place.replaceChildren(paragraph(place.dataset.cannot))));
}

async function canRead() {
  if (!globalThis.BarcodeDetector || !navigator.mediaDevices?.getUserMedia) return false;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code");
}

class Scanner {
  constructor(place, found) {
    Object.assign(this, { words: place.dataset, place, found, stream: null, last: "", lastAt: 0 });
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.button = element("button", this.words.begin, "ds-button");
    this.button.type = "button";
    this.button.dataset.variant = "secondary";
    this.button.addEventListener("click", () => (this.stream ? this.stop() : this.start()));
    this.video = element("video", "", "");
    Object.assign(this.video, { playsInline: true, muted: true, hidden: true });
    this.told = paragraph("");
    this.told.setAttribute("role", "status");
    place.replaceChildren(this.button, this.told, this.video);
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch {
      this.told.textContent = this.words.denied;
      return;
    }
    this.video.srcObject = this.stream;
    this.show(true);
    this.video.play().catch(() => {}); // until there is a picture, nothing is found in it
    this.look();
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.show(false);
  }

  show(isOn) {
    this.video.hidden = !isOn;
    this.button.textContent = isOn ? this.words.end : this.words.begin;
    this.told.textContent = isOn ? this.words.look : "";
  }

  async look() {
    if (!this.stream) return;
    const codes = await this.detector.detect(this.video).catch(() => []);
    const read = codes[0]?.rawValue;
    if (read && (read !== this.last || Date.now() - this.lastAt > SAME_MS)) {
      this.last = read;
      await this.lookUp(read.slice(read.lastIndexOf("/") + 1));
    }
    if (read) this.lastAt = Date.now();
    setTimeout(() => this.look(), LOOK_MS);
  }

  async lookUp(code) {
    navigator.vibrate?.(80);
    try {
      const answer = (await documentAt(`${location.pathname}?q=${encodeURIComponent(code)}`)).getElementById("found");
      this.found.replaceChildren(...[...answer.childNodes].map((one) => document.importNode(one, true)));
    } catch {
      this.found.replaceChildren(...this.unjudged(code));
    }
  }

  unjudged(code) {
    const [registration, number] = code.split(".");
    const guest = document.getElementById(`guest-${registration}-${number}`)?.cloneNode(true);
    if (!guest) return [paragraph(this.words.unknown)];
    guest.removeAttribute("id");
    const list = element("ul", "", "o-guests");
    list.append(guest);
    return [paragraph(this.words.offline), list];
  }
}

const paragraph = (words) => element("p", words, "");

function element(name, words, css) {
  const made = document.createElement(name);
  made.textContent = words;
  if (css) made.className = css;
  return made;
}
