/**
 * The built extension in a copy that a test may alter: with code of the test's own before the worker's or the loader's, which goes through it to
 * the browser's API for extensions.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtExtension } from "./browser.mjs";

/** Where a script takes the browser's API for extensions from. */
const EXTENSION_API = /globalThis\.browser\s*\?\?\s*globalThis\.chrome/;

/**
 * A copy of the built extension. What comes before a script sets `globalThis.alteredExtension`, which stands for the API there.
 * @param {"chromium" | "firefox"} name
 * @param {Record<string, string>} before code by the script that it is to run before
 * @returns {string} its directory, which is the caller's to remove
 */
export function alteredExtension(name, before) {
  const directory = mkdtempSync(join(tmpdir(), "orgready-altered-"));
  cpSync(builtExtension(name), directory, { recursive: true });
  for (const [file, code] of Object.entries(before)) {
    const text = readFileSync(join(directory, file), "utf8");
    assert.match(text, EXTENSION_API);
    const altered = text.replace(EXTENSION_API, "globalThis.alteredExtension");
    if (file === "worker.js") {
      // A module's imports run before it, in their order.
      writeFileSync(join(directory, "before.js"), code);
      writeFileSync(join(directory, file), `import "./before.js";\n${altered}`);
    } else {
      writeFileSync(join(directory, file), `${code}\n${altered}`);
    }
  }
  return directory;
}
