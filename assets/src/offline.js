// Stands between one page and the network (a service worker, its scope that page's address), so that the page
// opens without network where it was opened before. See offline_rules.js for what it may do.
import { isTooOld, mayKeep, mustForget, ruleFor } from "./offline_rules.js";

const scope = self.registration.scope;
const page = scope; // kept under its address without a query
const kept = `overens ${new URL(scope).pathname}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const rule = ruleFor(event.request, scope);
  if (rule === "page") event.respondWith(fromNetwork(event.request));
  if (rule === "file") event.respondWith(asKept(event.request));
});

// The page was there before this script was: it says what it is made of.
self.addEventListener("message", (event) => {
  const keep = async (url) => {
    const isPage = url === page;
    if (!isPage && ruleFor({ method: "GET", url, mode: "" }, scope) !== "file") return;
    const answer = await fetch(url);
    if (mayKeep(answer)) await (await caches.open(kept)).put(url, answer);
  };
  event.waitUntil(Promise.all((event.data?.keep ?? []).map((url) => keep(url).catch(() => {}))));
});

async function fromNetwork(request) {
  const cache = await caches.open(kept);
  try {
    const answer = await fetch(request);
    if (mustForget(answer)) await cache.delete(page, { ignoreVary: true });
    else if (mayKeep(answer)) await cache.put(page, answer.clone());
    return answer;
  } catch (error) {
    const old = await cache.match(page, { ignoreVary: true });
    if (!old) throw error;
    if (!isTooOld(old, Date.now())) return old;
    await cache.delete(page, { ignoreVary: true });
    throw error;
  }
}

async function asKept(request) {
  const cache = await caches.open(kept);
  const old = await cache.match(request, { ignoreVary: true });
  if (old) return old;
  const answer = await fetch(request);
  if (mayKeep(answer)) await cache.put(request, answer.clone());
  return answer;
}
