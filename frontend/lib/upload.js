// Sends the chosen files one by one, each with its own progress and "try again"; the words of the form are not touched.
// The server answers each file with JSON {"ok": true} or {"ok": false, "error": "…"}. Anything else, a page we were
// led to for example, is not "received". When all are in, the page is loaded anew and shows them.
import { words } from "./words.js";

export function uploads(form) {
  const input = form.querySelector("input[type=file]");
  if (!input) return;
  form.classList.add("scripted"); // choosing a file sends it; no button is needed
  const list = document.createElement("ul");
  list.className = "uploads";
  list.setAttribute("aria-live", "polite");
  input.closest(".field")?.after(list);
  const queue = [];
  let busy = false, received = 0, trouble = 0;

  function row(file) {
    const item = document.createElement("li"), bar = document.createElement("progress");
    const state = document.createElement("span"), again = document.createElement("button");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.textContent = words.wait;
    again.type = "button";
    again.className = "button button--quiet";
    again.textContent = words.again;
    again.hidden = true;
    item.append(file.name, " · ", state, bar, again);
    list.append(item);
    const job = { file, bar, state, again };
    again.addEventListener("click", () => {
      again.hidden = true;
      trouble -= 1;
      queue.push(job);
      next();
    });
    return job;
  }
  function fail(job, text, retry) {
    job.state.textContent = text;
    job.bar.hidden = !retry;
    job.again.hidden = !retry;
    trouble += 1;
  }
  function next() {
    if (busy) return;
    const job = queue.shift();
    if (!job) {
      if (received && !trouble) location.reload();
      return;
    }
    busy = true;
    const data = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) data.append(hidden.name, hidden.value);
    if (form.dataset.upload) data.append(form.dataset.upload, "1");
    data.append(input.name, job.file);
    const request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action") || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.onprogress = (event) => {
      const percent = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
      job.bar.value = percent;
      job.state.textContent = words.sending(percent);
    };
    request.onload = () => {
      let said = {};
      try {
        said = JSON.parse(request.responseText);
      } catch {
        // A page, not JSON.
      }
      if (request.status < 300 && said.ok === true) {
        job.bar.value = 100;
        job.state.textContent = words.kept;
        received += 1;
      } else fail(job, said.error ?? words.refused, request.status >= 500);
    };
    request.onerror = request.ontimeout = () => fail(job, words.failed, true);
    request.onloadend = () => {
      busy = false;
      next();
    };
    request.send(data);
  }
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) queue.push(row(file));
    next();
  });
}
