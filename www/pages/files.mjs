/** The pages' own scripts and style sheets, from the host of the page, so that `script-src 'self'` lets them run. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { bundleOf, MODES } from "../lightning/bundle.mjs";

const TYPES = { js: "text/javascript; charset=UTF-8", mjs: "text/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };

const folder = (address, directory) => {
  const names = readdirSync(new URL(directory, import.meta.url)).filter((name) => name.split(".").pop() in TYPES);
  return names.map((name) => [`${address}${name}`, { type: TYPES[name.split(".").pop()], body: readFileSync(new URL(`${directory}${name}`, import.meta.url), "utf8") }]);
};

const FILES = new Map([...folder("/jslibrary/", "script/"), ...folder("/sCSS/", "style/")]);

/** The transparent picture that Classic draws its icons on. */
const S_GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

const PICTURES = ["/s.gif", "/favicon.ico", "/img/checkbox_checked.gif", "/img/checkbox_unchecked.gif"];

const BUNDLES = new Map(MODES.map((mode) => [`/jslibrary/lightning-${mode}.js`, bundleOf(mode)]));

/** Lightning's own components, where they were bundled. @param {string} name */
function bundle(name) {
  if (existsSync(name)) return { status: 200, headers: { "content-type": TYPES.js }, body: readFileSync(name) };
  return { status: 503, headers: { "content-type": TYPES.js }, body: "throw new Error(\"No Lightning components: run `node www/lightning/bundle.mjs` first.\");\n" };
}

/** @param {string} path */
export function file(path) {
  if (BUNDLES.has(path)) return bundle(BUNDLES.get(path));
  if (PICTURES.includes(path)) return { status: 200, headers: { "content-type": "image/gif" }, body: S_GIF };
  const found = FILES.get(path);
  return found ? { status: 200, headers: { "content-type": found.type }, body: found.body } : null;
}
