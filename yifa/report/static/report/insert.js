// Puts a figure's token where the writer's cursor stands. Without this script the button still works: it adds the token at the end.
"use strict";

// Until the writer points anywhere, that is the end.
const written = document.getElementById("text");
if (written) written.setSelectionRange(written.value.length, written.value.length);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-inserts]");
  const prose = document.getElementById("text");
  if (!button || !prose) return;
  event.preventDefault();
  prose.setRangeText(button.dataset.inserts, prose.selectionStart, prose.selectionEnd, "end");
  prose.dispatchEvent(new Event("input", { bubbles: true }));
  prose.focus();
});
