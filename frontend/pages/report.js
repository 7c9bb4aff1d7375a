// Comforts of the guided report. Without this file every page still works: files go with the form, the place is typed.
import { drafts } from "../lib/draft.js";
import { suggest } from "../lib/suggest.js";
import { uploads } from "../lib/upload.js";

for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);
for (const form of document.querySelectorAll("form[data-draft]")) drafts(form);
for (const form of document.querySelectorAll("form[data-upload]")) uploads(form);
