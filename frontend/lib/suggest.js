// A text input that suggests places while one types: the combobox pattern of WAI-ARIA with a list below.
import { words } from "./words.js";

let count = 0;

export function suggest(input) {
  const into = document.querySelector(input.dataset.suggestInto ?? null);
  const list = document.createElement("ul");
  const spoken = document.createElement("p");
  const wrap = document.createElement("div");
  list.id = `pilihan-${++count}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  list.hidden = true;
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  wrap.className = "suggest";
  input.replaceWith(wrap);
  wrap.append(input, list, spoken);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" };
  for (const name of Object.keys(roles)) input.setAttribute(name, roles[name]);

  let results = [], at = -1, timer, asked = 0, chosen = input.value;

  function mark(to) {
    at = to;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }
  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }
  function choose(n) {
    const result = results[n];
    if (!result) return;
    chosen = input.value = result.label;
    if (into) into.value = result.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function show() {
    list.replaceChildren(
      ...results.map((result, n) => {
        const item = document.createElement("li");
        const detail = document.createElement("span");
        item.id = `${list.id}-${n}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        detail.textContent = result.detail ?? "";
        item.append(result.label, detail);
        return item;
      }),
    );
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    spoken.textContent = results.length ? words.found(results.length) : words.none;
    mark(-1);
  }
  async function ask() {
    const query = input.value.trim(), mine = ++asked;
    if (query.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(query)}`);
      if (!answer.ok || mine !== asked) return;
      results = (await answer.json()).results.slice(0, 8);
      show();
    } catch {
      close(); // No network: what is typed is taken as it is.
    }
  }

  input.addEventListener("input", () => {
    if (into && input.value !== chosen) into.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" && open) mark((at + 1) % results.length);
    else if (event.key === "ArrowUp" && open) mark((at <= 0 ? results.length : at) - 1);
    else if (event.key === "Enter" && open && at >= 0) choose(at);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose([...list.children].indexOf(event.target.closest("li"))));
  input.addEventListener("blur", close);
}
