// Leave quickly: what was typed here goes from this phone at once, the page goes blank, then the server forgets too.
export function leave() {
  try {
    for (const storage of [sessionStorage, localStorage])
      for (const key of Object.keys(storage)) if (key.startsWith("jurdil:")) storage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to clear.
  }
  document.title = "";
  document.body.hidden = true;
}
