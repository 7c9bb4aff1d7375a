// The queue by keyboard: j and k move, Enter opens, / goes to the search box. Rows never move by themselves.
const list = document.querySelector("[data-rows]");
const rows = list ? [...list.children] : [];
let current = -1;

const typing = (element) => element.closest("input, select, textarea, [contenteditable]");

function go(to) {
  if (!rows.length) return;
  rows[current]?.removeAttribute("data-current");
  current = Math.max(0, Math.min(rows.length - 1, to));
  const row = rows[current];
  row.setAttribute("data-current", "");
  row.querySelector("a")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

list?.addEventListener("focusin", (event) => {
  const at = rows.findIndex((row) => row.contains(event.target));
  if (at >= 0 && at !== current) {
    rows[current]?.removeAttribute("data-current");
    rows[(current = at)].setAttribute("data-current", "");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") go(current + 1);
  else if (event.key === "k") go(current - 1);
  else if (event.key === "Enter" && current >= 0 && !event.target.closest("a, button")) rows[current].querySelector("a")?.click();
  else if (event.key === "/") document.querySelector("input[type=search]")?.focus();
  else return;
  event.preventDefault();
});
