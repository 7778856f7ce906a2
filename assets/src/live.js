// A part of a page is fetched anew when others write: <div id="wall" data-live="/address/to/watch">. The address
// tells of every change by server-sent events; the page itself says what there is. What stays the same stays in
// its place, and nothing moves under somebody's hands.
const REST_MS = 250; // so that many notes at once are one fetch
const LATER_MS = 30_000; // where the server has no place for us just now

export function live(root) {
  root.querySelectorAll("[data-live]").forEach(watch);
}

// The page at an address as a document: a request of this kind makes no HTML out of text of ours.
export function documentAt(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 ? done(request.response) : failed(new Error(String(request.status))));
    request.onerror = () => failed(new Error("no network"));
    request.send();
  });
}

// Not while somebody writes in it; whose finger is on a button finds it again.
export async function refresh(part) {
  if (isWrittenIn(part)) return;
  const fresh = (await documentAt(location.href)).getElementById(part.id);
  if (!fresh || isWrittenIn(part)) return;
  const held = part.contains(document.activeElement) && document.activeElement.closest("[id]")?.id;
  merge(part, fresh);
  if (held && !part.contains(document.activeElement)) document.getElementById(held)?.querySelector("button, a")?.focus();
}

const isField = (node) => node.matches("input, textarea, select");

function isWrittenIn(part) {
  return part.contains(document.activeElement) && isField(document.activeElement);
}

function watch(part) {
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(part).catch(() => {}), REST_MS);
  };
  const listen = () => {
    const events = new EventSource(part.dataset.live);
    events.onmessage = soon;
    events.onerror = () => {
      if (events.readyState !== EventSource.CLOSED) return; // it tries again by itself
      setTimeout(listen, LATER_MS);
    };
  };
  part.addEventListener("focusout", (event) => isField(event.target) && soon());
  listen();
}

// Children with a name (id) are known again; the others are taken as they come.
function merge(old, fresh) {
  if (old.isEqualNode(fresh)) return old;
  if (!old.id || old.id !== fresh.id) return document.importNode(fresh, true);
  const known = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  const children = [...fresh.childNodes].map((one) =>
    known.has(one.id) ? merge(known.get(one.id), one) : document.importNode(one, true),
  );
  old.replaceChildren(...children);
  return old;
}
