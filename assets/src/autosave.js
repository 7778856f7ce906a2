// A long form is kept on the server while it is written: <form data-autosave="/address" data-saved="Sparat kl."
// data-not-saved="…"> with a <p class="o-saved" role="status"> in it. The address takes the whole form by POST,
// token and all, and answers 2xx. Words come from the page, in its language.
const QUIET_MS = 2000;

export function autosave(root) {
  root.querySelectorAll("form[data-autosave]").forEach(keep);
}

function keep(form) {
  const status = form.querySelector(".o-saved");
  let timer;
  let sending = false;
  let changed = false;

  const say = (words) => {
    if (status) status.textContent = words;
  };
  const save = async () => {
    if (sending) return;
    sending = true;
    changed = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const clock = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
      say(`${form.dataset.saved ?? ""} ${clock}`.trim());
    } catch {
      say(form.dataset.notSaved ?? "");
    } finally {
      sending = false;
      if (changed) wait();
    }
  };
  const wait = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  };
  form.addEventListener("input", wait);
  form.addEventListener("submit", () => clearTimeout(timer));
}
