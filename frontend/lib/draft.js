// Keeps what is being typed in this tab's memory of the browser until the page is sent, and says so.
// sessionStorage, not localStorage: it goes when the tab is closed, so the phone tells nobody.
import { words } from "./words.js";

const kept = (element) => element.name && element.matches("textarea, input[type=text], input:not([type])");

export function drafts(form) {
  const key = "jurdil:" + form.dataset.draft;
  const state = form.querySelector("[data-draft-state]") ?? document.querySelector("[data-draft-state]");
  const say = (text) => state && (state.textContent = text);
  let memory = {};
  try {
    memory = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  } catch {
    // Unreadable or forbidden: start anew.
  }
  let back = false;
  for (const element of form.elements) {
    if (kept(element) && !element.value && memory[element.name]) {
      element.value = memory[element.name];
      back = true;
    }
  }
  if (back) say(words.restored);
  form.addEventListener("input", (event) => {
    if (!kept(event.target)) return;
    memory[event.target.name] = event.target.value;
    try {
      sessionStorage.setItem(key, JSON.stringify(memory));
      say(navigator.onLine ? words.saved : words.offline);
    } catch {
      // Full or forbidden: the form itself still holds the words.
    }
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return sessionStorage.removeItem(key);
    event.preventDefault();
    say(words.offline);
  });
  addEventListener("offline", () => say(words.offline));
  addEventListener("online", () => say(words.saved));
}
