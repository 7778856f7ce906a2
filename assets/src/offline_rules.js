// What the script between one page and the network may do with a request. `scope` is that page's address: nothing
// else is ever kept but files of the look, which are the same for everybody.
export const KEPT_MS = 48 * 60 * 60 * 1000;

// "page": from the network, else as it was kept; "file": as it was kept, else from the network; null: not ours.
export function ruleFor({ method, url, mode }, scope) {
  if (method !== "GET") return null;
  const { origin, pathname } = new URL(url);
  const page = new URL(scope);
  if (origin !== page.origin) return null;
  if (pathname.startsWith("/assets/")) return "file";
  return pathname === page.pathname && mode === "navigate" ? "page" : null;
}

// Only whole answers of that address itself are kept: no error, no redirect to somewhere else.
export function mayKeep({ status, redirected, type }) {
  return status === 200 && !redirected && type === "basic";
}

// That a link has ended, or was never one, also ends what is kept of it.
export function mustForget({ status }) {
  return [401, 403, 404, 410].includes(status);
}

export function isTooOld(response, now) {
  return now - Date.parse(response.headers.get("date") ?? "") > KEPT_MS;
}
