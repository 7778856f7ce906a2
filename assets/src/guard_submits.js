// A second press within a few seconds sends nothing. The button keeps its place and its focus; coming back
// with the browser's back button frees the form again.
const HOLD_MS = 8000;

export function guardSubmits(root) {
  const held = new WeakSet();
  const release = (form) => {
    held.delete(form);
    form.removeAttribute("aria-busy");
  };
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (held.has(form)) return event.preventDefault();
    held.add(form);
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), HOLD_MS);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) root.querySelectorAll("form[aria-busy]").forEach(release);
  });
}
