// Keeps what is being typed in this tab's memory of the browser until the server has it, and says so.
// sessionStorage, not localStorage: it goes when the tab is closed, so the phone tells nobody.
import { words } from "./words.js";

const PREFIX = "jurdil:";
const kept = (element) => element.name && element.matches("textarea, input[type=text], input:not([type])");
const received = (text) => [...document.querySelectorAll(".message--mine")].some((mine) => mine.textContent.includes(text.trim()));

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {}; // Unreadable or forbidden: start anew.
  }
}
function write(key, memory) {
  try {
    sessionStorage.setItem(key, JSON.stringify(memory));
    return true;
  } catch {
    return false; // Full or forbidden: the form itself still holds the words.
  }
}

// On a page that came after a form was taken: its words need not stay on this phone.
export function settle() {
  if (document.documentElement.classList.contains("failed")) return;
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(PREFIX) && read(key).sent && !document.querySelector(`form[data-draft="${key.slice(PREFIX.length)}"]`))
        sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to settle.
  }
}

export function drafts(form) {
  const key = PREFIX + form.dataset.draft;
  const state = form.querySelector("[data-draft-state]") ?? document.querySelector("[data-draft-state]");
  const say = (text) => state && (state.textContent = text);
  // typed: by field, what stood there when the page came and what was typed over it.
  const typed = read(key).typed ?? {};
  for (const element of form.elements) {
    const word = kept(element) && typed[element.name];
    if (!word) continue;
    if (element.value === word.was && word.now !== word.was && !received(word.now)) {
      element.value = word.now;
      say(words.restored);
    } else delete typed[element.name];
  }
  write(key, { typed });
  form.addEventListener("input", (event) => {
    const target = event.target;
    if (!kept(target)) return;
    typed[target.name] = { was: typed[target.name]?.was ?? target.defaultValue, now: target.value };
    if (write(key, { typed })) say(navigator.onLine ? words.saved : words.offline);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return void write(key, { typed, sent: true });
    event.preventDefault();
    say(words.offline);
  });
  addEventListener("offline", () => say(words.offline));
  addEventListener("online", () => say(words.saved));
}
