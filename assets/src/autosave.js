// A long form is kept on the server while it is written: <form data-autosave="/address" data-saved="Sparat kl."
// data-zone="Europe/Stockholm" data-not-saved="…" data-met="…" data-refused="…"> with a <p class="o-saved" role="status"> in it. The address
// takes the whole form by POST, token and all, and answers 2xx; 409 where somebody else wrote in the same place:
// then both wordings are kept. Without a network it tries again, more and more seldom, and at once when there is one;
// an answer that does not come is no answer. Words come from the page, in its language.
const QUIET_MS = 2000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const LONGEST_ANSWER_MS = 20000;

export function autosave(root) {
  root.querySelectorAll("form[data-autosave]").forEach(keep);
}

// As the page itself writes a time: by the clock where the house is, "9.05" in Swedish and Finnish.
function clock(zone) {
  const { lang } = document.documentElement;
  const now = new Date().toLocaleTimeString(lang, { hour: "numeric", minute: "2-digit", timeZone: zone || undefined });
  return lang === "en" ? now : now.replace(/^0(?=\d)/, "").replace(":", ".");
}

function keep(form) {
  const status = form.querySelector(".o-saved");
  let timer;
  let sending = false;
  let changed = false; // something is typed that the server does not have
  let wait = FIRST_WAIT_MS; // until it is tried again

  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  const told = (answer) => {
    wait = FIRST_WAIT_MS;
    if (answer.ok) {
      say(`${form.dataset.saved ?? ""} ${clock(form.dataset.zone)}`.trim());
    } else {
      say((answer.status === 409 ? form.dataset.met : form.dataset.refused) ?? "");
    }
  };
  const save = async () => {
    if (sending || !changed) return;
    sending = true;
    changed = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      if (answer.status >= 500) throw new Error(String(answer.status));
      told(answer);
      if (changed) later(QUIET_MS);
    } catch {
      changed = true;
      say(form.dataset.notSaved ?? "");
      later(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    } finally {
      sending = false;
    }
  };
  form.addEventListener("input", () => {
    changed = true;
    later(QUIET_MS);
  });
  window.addEventListener("online", () => {
    wait = FIRST_WAIT_MS; // a network that has just come may need a moment, and a try may be under way
    save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      changed = true;
      event.preventDefault(); // the browser's own error page would take the words with it
      return say(form.dataset.notSaved ?? "");
    }
    clearTimeout(timer);
    changed = false;
  });
}
