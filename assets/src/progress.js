// Long work shows how far it has come without being asked anew: <div data-progress="/address"> with a
// <p role="status"> and a <progress> in it. The address answers {done, total, words, has_ended}; when it has ended the
// page is loaded anew, as it then shows something else.
const EVERY_MS = 1500;
const MOST_TIMES = 2400; // an hour; after that whoever still looks loads the page

export function watchProgress(root) {
  root.querySelectorAll("[data-progress]").forEach((part) => watch(part, MOST_TIMES));
}

function watch(part, times) {
  if (times === 0) return;
  setTimeout(async () => {
    if (await hasEnded(part)) location.reload();
    else watch(part, times - 1);
  }, EVERY_MS);
}

async function hasEnded(part) {
  try {
    const answer = await fetch(part.dataset.progress, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return false;
    const { done, total, words, has_ended } = await answer.json();
    const told = part.querySelector("[role=status]");
    if (told.textContent !== words) told.textContent = words;
    const bar = part.querySelector("progress");
    bar.max = Math.max(1, total);
    if (total > 0) bar.value = done;
    return has_ended;
  } catch {
    return false; // the network is away; it comes back
  }
}
