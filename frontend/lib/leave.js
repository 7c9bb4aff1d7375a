// Leave quickly: what was typed here goes from this phone at once, the page goes blank, then the server forgets too.
export function leave(form) {
  form.addEventListener("submit", () => {
    try {
      sessionStorage.clear();
      for (const key of Object.keys(localStorage)) if (key.startsWith("jurdil:")) localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to clear.
    }
    document.title = "";
    document.body.hidden = true;
  });
}
