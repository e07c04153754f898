// Bundles Salesforce's own Lightning base components for the pages: `node www/lightning/bundle.mjs`. Needed once after `npm ci`; the
// bundles are never committed. lightning-base-components is pinned at the last version under the MIT licence.

import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const MODES = ["synthetic", "native"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Where a mode's bundle is. @param {string} mode */
export const bundleOf = (mode) => here(`out/${mode}.js`);

/** Components ask it whether they run in production; the two stubs are for what the package lacks. Paths must be absolute. */
const production = { name: "production", transform: (code) => (code.includes("process.env.NODE_ENV") ? { code: code.replaceAll("process.env.NODE_ENV", "\"production\""), map: null } : null) };
const MODULES = [
  { name: "lightning/modalUtils", path: here("stubs/modalUtils.js") },
  { name: "lightning/sldsMediaObject", path: here("stubs/sldsMediaObject.css") },
  { dir: here("modules") },
  { npm: "lightning-base-components" },
  { npm: "@lwc/synthetic-shadow" },
];

/** Lint advice of the LWC compiler on Salesforce's own templates is not ours to act on. */
const ADVICE = new Set(["PLUGIN_WARNING", "CIRCULAR_DEPENDENCY"]);

async function bundle(mode) {
  const [{ rollup }, { default: lwc }] = await Promise.all([import("rollup"), import("@lwc/rollup-plugin")]);
  const onwarn = (warning) => ADVICE.has(warning.code) || console.warn(`${warning.code}: ${warning.message}`);
  const made = await rollup({ input: here(`${mode}.js`), onwarn, plugins: [production, lwc({ rootDir: here("."), enableDynamicComponents: true, modules: MODULES })] });
  await mkdir(here("out"), { recursive: true });
  await made.write({ file: bundleOf(mode), format: "iife", inlineDynamicImports: true });
  await made.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const mode of MODES) {
    const there = await stat(bundleOf(mode)).catch(() => null);
    if (there && !process.argv.includes("--again")) continue;
    await bundle(mode);
    console.log(`${mode}: ${Math.round((await stat(bundleOf(mode))).size / 1000)} kB`);
  }
}
