// Bundles the small scripts of the pages and minifies the style sheet: src/jurdil/static/dist/.
// Third-party code is never committed; it comes through the lock file at set-up.
import { build } from "esbuild";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = new URL(".", import.meta.url).pathname;
const outdir = here + "../src/jurdil/static/dist";
const scripts = readdirSync(here + "pages").filter((name) => name.endsWith(".js"));

await build({
  entryPoints: [...scripts.map((name) => here + "pages/" + name), here + "jurdil.css"],
  outdir,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome87", "firefox78", "safari14"],
  logLevel: "warning",
});
for (const picture of readdirSync(here).filter((name) => name.endsWith(".svg"))) copyFileSync(here + picture, outdir + "/" + picture);

// The server hands out these when the browser takes them: small pages for people who pay by the megabyte.
for (const file of readdirSync(outdir).filter((name) => /\.(css|js|svg)$/.test(name))) {
  const bytes = readFileSync(outdir + "/" + file);
  writeFileSync(outdir + "/" + file + ".gz", gzipSync(bytes, { level: 9 }));
  writeFileSync(outdir + "/" + file + ".br", brotliCompressSync(bytes));
}
