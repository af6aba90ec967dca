// The little that pages need beyond htmx: every page works without it.
"use strict";

document.addEventListener("htmx:afterSwap", (event) => {
  // A refused form returns with its first wrong field focused, so that the keyboard alone suffices.
  const wrong = event.target.querySelector("[aria-invalid='true']");
  if (wrong) wrong.focus();
});

document.addEventListener("change", (event) => {
  const control = event.target;
  if (control.matches("[data-submits]") && control.form) control.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const printer = event.target.closest("[data-prints]");
  if (printer) window.print();
  const copier = event.target.closest("[data-copies]");
  if (copier) {
    const source = document.getElementById(copier.dataset.copies);
    if (source) navigator.clipboard.writeText(source.textContent.trim());
  }
});
