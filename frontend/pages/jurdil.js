// Small comforts of every page; each page works without them.

import { settle } from "../lib/draft.js";
import { leave } from "../lib/leave.js";

settle();

// A page with errors starts at the summary, so that a screen reader says it first.
document.querySelector("[data-focus]")?.focus();

// One press sends a form once. The server would recognise the second sending too; this only spares the wait.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !confirm(question)) return event.preventDefault();
  if (form.dataset.sent && Date.now() - form.dataset.sent < 8000) return event.preventDefault();
  form.dataset.sent = Date.now();
  const pressed = event.submitter?.classList;
  pressed?.add("busy");
  setTimeout(() => pressed?.remove("busy"), 8000); // a download leaves the page where it is
  if ("leave" in form.dataset) leave();
});

// Back from the browser's cache: a form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  document.body.hidden = false;
  for (const button of document.querySelectorAll(".busy")) button.classList.remove("busy");
});

// On paper everything is open.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) folded.open = true;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if ("print" in button.dataset) return print();
  const text = document.querySelector(button.dataset.copy)?.textContent.trim().replace(/\s+/g, " ");
  navigator.clipboard?.writeText(text ?? "").then(() => {
    if (button.dataset.copied) button.textContent = button.dataset.copied;
  });
});
