/**
 * What was built, as text and bytes, and how to bring it into a page that is not an extension's.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
export const pathOf = (path) => fileURLToPath(new URL(path, ROOT));
export const textOf = (path) => readFileSync(pathOf(path), "utf8");
export const bytesOf = (path) => readFileSync(pathOf(path));

/** A script and the module it loads, for `importInto`. The fallback brings no module. */
export const part = (folder, name) => ({ script: textOf(`${folder}/${name}.js`), wasm: bytesOf(`${folder}/${name}_bg.wasm`).toString("base64") });
export const fallback = (folder, name) => ({ script: textOf(`${folder}/${name}.fallback.js`), wasm: "" });

/** Imports built modules into a page, as `globalThis[name]`. The page's own policy must be off. */
export async function importInto(page, modules) {
  for (const [name, module] of Object.entries(modules)) {
    await page.evaluate(
      async ({ name, script, wasm }) => {
        const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
        const imported = await import(url);
        const module = imported.anew?.() ?? imported;
        await module.default?.({ module_or_path: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)) });
        globalThis[name] = module;
      },
      { name, ...module },
    );
  }
}
