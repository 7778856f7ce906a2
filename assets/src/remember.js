// A long form of somebody for whom the server keeps no draft: <form data-remembered="Sparas här …"> with a
// <p class="o-saved" role="status"> in it. What is typed stays in this tab until it has been sent: it survives a page
// loaded anew and a connection that fails, and goes with the tab, as on a library's computer. A form that is still
// there after it was sent was not accepted. Files and hidden fields are not kept. Words come from the page.
const QUIET_MS = 500;
const KEPT = "overens form ";
const SENT = "overens sent";
const kinds = ["hidden", "file", "password", "submit", "button"];

export function remember(root) {
  const forms = [...root.querySelectorAll("form[data-remembered]")];
  try {
    forgetWhatWasAccepted(sessionStorage, forms);
    forms.forEach((form) => keep(form, sessionStorage));
  } catch {
    // A browser that keeps nothing for pages: the form works without.
  }
}

const nameOf = (form) => KEPT + new URL(form.action).pathname;
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !kinds.includes(one.type));
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);

function forgetWhatWasAccepted(storage, forms) {
  const sent = storage.getItem(SENT);
  storage.removeItem(SENT);
  if (sent && !forms.some((form) => nameOf(form) === sent)) storage.removeItem(sent);
}

function keep(form, storage) {
  const name = nameOf(form);
  const status = form.querySelector(".o-saved");
  const known = () => JSON.parse(storage.getItem(name) ?? "{}");
  let timer;
  const save = () => {
    clearTimeout(timer);
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
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  });
  form.addEventListener("submit", () => {
    save();
    storage.setItem(SENT, name);
  });
}
