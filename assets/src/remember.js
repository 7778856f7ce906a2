// A long form of somebody for whom the server keeps no draft: <form data-remembered="Sparas här …" data-of="17"> with a
// <p class="o-saved" role="status"> in it. What is typed stays in this tab until the server has taken it: it survives a
// page loaded anew, an error and a connection that fails, and goes with the tab, as on a library's computer, and when
// somebody signs out in any tab. It comes back to the same person only, and in the same version of a text that it was
// typed in. The page after a form that was taken ends in "#sent". Files and hidden fields are not kept.
const QUIET_MS = 500;
const KEPT = "overens form ";
const SENT = "overens sent";
const TAKEN = "#sent";
const kinds = ["hidden", "file", "password", "submit", "button"];

export function remember(root) {
  try {
    forgetOnSignOut(root, sessionStorage);
    forgetWhatWasTaken(sessionStorage);
    root.querySelectorAll("form[data-remembered]").forEach((form) => keep(form, sessionStorage));
  } catch {
    // A browser that keeps nothing for pages: the form works without.
  }
}

let signedOut = false;

const nameOf = (form) =>
  [KEPT + new URL(form.action).pathname, form.dataset.of, form.elements.namedItem("version")?.value ?? ""].join(" ");
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !kinds.includes(one.type));
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);

function forgetWhatWasTaken(storage) {
  if (location.hash !== TAKEN) return;
  storage.removeItem(storage.getItem(SENT));
  storage.removeItem(SENT);
  history.replaceState(history.state, "", location.pathname + location.search);
}

function forgetOnSignOut(root, storage) {
  const tabs = new BroadcastChannel("overens signed out");
  const forget = () => {
    signedOut = true;
    for (const name of Object.keys(storage)) if (name === SENT || name.startsWith(KEPT)) storage.removeItem(name);
  };
  tabs.addEventListener("message", forget);
  for (const way of root.querySelectorAll('form[action^="/sign-out"]'))
    way.addEventListener("submit", () => {
      forget();
      tabs.postMessage("");
    });
}

function keep(form, storage) {
  const name = nameOf(form);
  const status = form.querySelector(".o-saved");
  const known = () => JSON.parse(storage.getItem(name) ?? "{}");
  let timer;
  const save = () => {
    clearTimeout(timer);
    if (signedOut) return;
    const typed = fieldsOf(form).map((one) => [keyOf(one), isChoice(one) ? one.checked : one.value]);
    try {
      storage.setItem(name, JSON.stringify({ ...known(), ...Object.fromEntries(typed) }));
      status.textContent = form.dataset.remembered;
    } catch {
      status.textContent = ""; // it is full
    }
  };
  const before = known();
  for (const one of fieldsOf(form)) {
    const value = before[keyOf(one)];
    if (value === undefined) continue;
    if (isChoice(one)) one.checked = value;
    else one.value = value;
    const folded = one.closest("details");
    if (folded && value && value !== one.defaultValue) folded.open = true;
  }
  // What the browser itself brings back when somebody goes back to it after it was taken.
  addEventListener("pageshow", (event) => {
    const isBack = event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (isBack && !storage.getItem(name)) form.reset();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  });
  form.addEventListener("submit", () => {
    save();
    storage.setItem(SENT, name);
  });
}
