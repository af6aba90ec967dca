// The little that pages need beyond htmx: every page works without it.
"use strict";

document.addEventListener("htmx:afterSwap", (event) => {
  // A refused form returns with its first wrong field focused, so that the keyboard alone suffices.
  const wrong = event.target.querySelector("[aria-invalid='true']");
  if (wrong) wrong.focus();
});

document.addEventListener("DOMContentLoaded", () => {
  // A wide picture begins where the case stands.
  for (const box of document.querySelectorAll("[data-centres]")) {
    const here = box.querySelector(box.dataset.centres);
    if (!here) continue;
    const frame = box.getBoundingClientRect();
    const place = here.getBoundingClientRect();
    box.scrollLeft += place.left + place.width / 2 - (frame.left + frame.width / 2);
    box.scrollTop += place.top + place.height / 2 - (frame.top + frame.height / 2);
  }
});

document.addEventListener("change", (event) => {
  const control = event.target;
  if (control.matches("[data-submits]") && control.form) control.form.requestSubmit();
  if (control.matches("[data-ticks]") && control.form) {
    for (const box of control.form.querySelectorAll(`input[type=checkbox][name="${control.dataset.ticks}"]`)) box.checked = control.checked;
  }
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
