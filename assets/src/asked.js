// A question that hangs on an answer is shown only where that answer is given. Without this file all are shown, each
// with the words of when it is asked; the server keeps no answer that nobody asked for, either way.
export function asked(root) {
  const parts = [...root.querySelectorAll("[data-asked-if]")];
  if (parts.length === 0) return;
  const show = () => parts.forEach((part) => (part.hidden = !holds(part))); // in their order: one may hang on another
  for (const event of ["input", "change"]) root.addEventListener(event, show);
  addEventListener("pageshow", show);
  show();
}

function holds(part) {
  const { askedIf, askedAnswer } = part.dataset;
  const given = [...part.closest("form").elements].filter(
    (field) => field.name === askedIf && isChosen(field) && !field.closest("[data-asked-if][hidden]"),
  );
  return given.some(({ value }) => value.trim() !== "" && (askedAnswer === "" || value.trim() === askedAnswer));
}

const isChosen = (field) => !["checkbox", "radio"].includes(field.type) || field.checked;
