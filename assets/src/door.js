// At the door: the list follows what is typed, also without network; and the phone remembers its door, so that a
// code which its camera opens leads there.
const KEY = "overens door";

export function door(root) {
  const list = root.querySelector("[data-filtered-by]");
  if (list) {
    remember(location.pathname);
    const field = root.querySelector(`input[name=${list.dataset.filteredBy}]`);
    field?.addEventListener("input", () => filter(list, field.value));
  }
  const place = root.querySelector("[data-at-door]");
  const known = place && remembered();
  if (known) lead(place, known);
}

function filter(list, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  for (const item of list.children) item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
}

function lead(place, path) {
  const link = document.createElement("a");
  link.className = "ds-button";
  link.href = `${path}?q=${encodeURIComponent(place.dataset.atDoor)}`;
  link.textContent = place.dataset.words;
  place.replaceChildren(link);
}

function remember(path) {
  try {
    localStorage.setItem(KEY, path);
  } catch {
    // Then the code is typed.
  }
}

function remembered() {
  try {
    const path = localStorage.getItem(KEY);
    return path && /^\/[^/]+\/door\/[^/]+$/.test(path) ? path : null;
  } catch {
    return null;
  }
}
