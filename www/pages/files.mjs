/** The pages' own scripts and style sheets, from the host of the page, so that `script-src 'self'` lets them run. */
import { readFileSync, readdirSync } from "node:fs";

const TYPES = { js: "text/javascript; charset=UTF-8", mjs: "text/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };

const folder = (address, directory) => {
  const names = readdirSync(new URL(directory, import.meta.url)).filter((name) => name.split(".").pop() in TYPES);
  return names.map((name) => [`${address}${name}`, { type: TYPES[name.split(".").pop()], body: readFileSync(new URL(`${directory}${name}`, import.meta.url), "utf8") }]);
};

const FILES = new Map([...folder("/jslibrary/", "script/"), ...folder("/sCSS/", "style/")]);

/** The transparent picture that Classic draws its icons on. */
const S_GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

/** @param {string} path */
export function file(path) {
  if (path === "/s.gif" || path === "/favicon.ico") return { status: 200, headers: { "content-type": "image/gif" }, body: S_GIF };
  const found = FILES.get(path);
  return found ? { status: 200, headers: { "content-type": found.type }, body: found.body } : null;
}
