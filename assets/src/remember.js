// A long form of somebody for whom the server keeps no draft: <form data-remembered="Sparas här …"> with a
// <p class="o-saved" role="status"> in it. What is typed stays in this tab until the server has taken it: it survives a
// page loaded anew, an error and a connection that fails, and goes with the tab, as on a library's computer, and when
// somebody signs out. The page after a form that was taken ends in "#sent". What was typed over other words than stand
// there now does not come back: they are newer. Files and hidden fields are not kept. Words come from the page.
const QUIET_MS = 500;
const WORDINGS = 5; // of the server, that what is typed in a field has taken the place of
const KEPT = "overens form ";
const SENT = "overens sent";
const TAKEN = "#sent";
const kinds = ["hidden", "file", "password", "submit", "button"];

export function remember(root) {
  try {
    forgetWhatWasTaken(sessionStorage);
    root.querySelectorAll("form[data-remembered]").forEach((form) => keep(form, sessionStorage));
    for (const way of root.querySelectorAll('form[action="/sign-out"]'))
      way.addEventListener("submit", () => forgetAll(sessionStorage));
  } catch {
    // A browser that keeps nothing for pages: the form works without.
  }
}

const nameOf = (form) => KEPT + new URL(form.action).pathname;
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !kinds.includes(one.type));
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
const givenIn = (field) => {
  if (isChoice(field)) return field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].find((one) => one.defaultSelected)?.value ?? "";
  return field.defaultValue;
};
const typedIn = (field) => (isChoice(field) ? field.checked : field.value);

function forgetWhatWasTaken(storage) {
  if (location.hash !== TAKEN) return;
  storage.removeItem(storage.getItem(SENT));
  storage.removeItem(SENT);
  history.replaceState(history.state, "", location.pathname + location.search);
}

function forgetAll(storage) {
  for (const name of Object.keys(storage)) if (name === SENT || name.startsWith(KEPT)) storage.removeItem(name);
}

function keep(form, storage) {
  const name = nameOf(form);
  const status = form.querySelector(".o-saved");
  const known = () => JSON.parse(storage.getItem(name) ?? "{}");
  let timer;
  const save = () => {
    clearTimeout(timer);
    const kept = known();
    for (const one of fieldsOf(form)) {
      const instead = new Set([...(kept[keyOf(one)]?.instead ?? []), givenIn(one)]);
      kept[keyOf(one)] = { instead: [...instead].slice(-WORDINGS), typed: typedIn(one) };
    }
    try {
      storage.setItem(name, JSON.stringify(kept));
      status.textContent = form.dataset.remembered;
    } catch {
      status.textContent = ""; // it is full
    }
  };
  const before = known();
  for (const one of fieldsOf(form)) {
    const value = before[keyOf(one)];
    if (!value?.instead.includes(givenIn(one))) continue;
    if (isChoice(one)) one.checked = value.typed;
    else one.value = value.typed;
    const folded = one.closest("details");
    if (folded && value.typed && value.typed !== givenIn(one)) folded.open = true;
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  });
  form.addEventListener("submit", () => {
    save();
    storage.setItem(SENT, name);
  });
}
