// dist/chrome/ and dist/firefox/ from extension/ and the built core, and one zip of each.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import * as esbuild from "esbuild";
import { zip } from "./zip.mjs";

/** For a worker and own pages without WebAssembly, which only Firefox can be told to have: in Chrome their policy is our own. */
const ONLY_FIREFOX = ["worker.fallback.js"];
const CORE = [...["panel", "page", "desk", "reader"].flatMap((part) => [`${part}.js`, `${part}_bg.wasm`]), "tab.fallback.js", ...ONLY_FIREFOX];
/** Scripts are made small, this one with what it imports; the core stays files of its own, beside it. */
const BUNDLED = ["worker.js"];
/** What is in a part of the core (build/shrink.mjs). */
const WITHIN = ["guard.js"];

/** Every file below `dir`, as paths relative to it. */
async function filesIn(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(dir, join(entry.parentPath, entry.name)));
}

/** Strings of a manifest that name a file of the extension. */
function filesNamedBy(value) {
  if (typeof value === "string") return /^[\w@-][\w./@-]*\.(js|html|css|png|svg|wasm|json)$/.test(value) ? [value] : [];
  return value && typeof value === "object" ? Object.values(value).flatMap(filesNamedBy) : [];
}

function small(file, outfile) {
  const asBundle = BUNDLED.includes(file) && { bundle: true, format: "esm", external: CORE.map((part) => `./${part}`) };
  return esbuild.build({ entryPoints: [`extension/${file}`], outfile, minify: true, ...asBundle, target: "es2022", logLevel: "error" });
}

async function assemble(browser) {
  const dist = `dist/${browser}`;
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const own = (await filesIn("extension")).filter((file) => !/^manifest\.\w+\.json$/.test(file) && !WITHIN.includes(file));
  for (const file of own) await (file.endsWith(".js") ? small(file, `${dist}/${file}`) : cp(`extension/${file}`, `${dist}/${file}`));
  const core = CORE.filter((file) => browser === "firefox" || !ONLY_FIREFOX.includes(file));
  for (const file of core) await cp(`target/core/${file}`, `${dist}/${file}`);
  const manifest = JSON.parse(await readFile(`extension/manifest.${browser}.json`, "utf8"));
  await writeFile(`${dist}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);

  const files = new Map();
  for (const file of await filesIn(dist)) files.set(file, await readFile(`${dist}/${file}`));
  const absent = filesNamedBy(manifest).filter((file) => !files.has(file));
  if (absent.length > 0) throw new Error(`extension/manifest.${browser}.json names files that are not there: ${absent.join(", ")}`);
  const archive = await zip(files);
  await writeFile(`dist/orgready-${browser}-${manifest.version}.zip`, archive);
  console.error(`   dist/${browser}/: ${files.size} files; zip ${archive.length} bytes`);
}

for (const browser of ["chrome", "firefox"]) await assemble(browser);
