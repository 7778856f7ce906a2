// Ticking many boxes without the mouse. Keys of one letter act only while a box of the form has the
// focus (WCAG 2.1.4), and stand in words above the form, which are shown where this runs.
const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function move(boxes, box, step) {
  boxes[boxes.indexOf(box) + step]?.focus();
}

function tickAll(boxes) {
  const isOn = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = isOn;
}

// The first choice is the empty one: 1 is the one after it.
function choose(part, digit) {
  const list = part.querySelector("select[name=theme]");
  if (!list || digit >= list.options.length) return;
  list.selectedIndex = digit;
  part.querySelector("[role=status]").textContent = list.options[digit].text;
}

function press(part) {
  const form = part.querySelector("form");
  form.requestSubmit(form.querySelector("button[type=submit]"));
}

export function keys(root) {
  for (const part of root.querySelectorAll("[data-keyed]")) {
    part.querySelector("[hidden]").hidden = false;
    part.addEventListener("keydown", (event) => {
      if (event.target.type !== "checkbox" || event.ctrlKey || event.altKey || event.metaKey) return;
      const boxes = [...part.querySelectorAll("input[type=checkbox]")];
      if (event.key in steps) move(boxes, event.target, steps[event.key]);
      else if (event.key === "a") tickAll(boxes);
      else if (/^[1-9]$/.test(event.key)) choose(part, Number(event.key));
      else if (event.key === "g") press(part);
      else return;
      event.preventDefault();
    });
  }
}
