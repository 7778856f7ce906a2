// The error summary takes focus when the page comes back with mistakes, so that a screen reader starts there.
export function focusErrors(root) {
  root.querySelector(".ds-error-summary[tabindex]")?.focus();
}
