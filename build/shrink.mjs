// From wasm-bindgen's output to the files that are shipped, in target/core/:
//   panel, page, desk, reader: .js + _bg.wasm   for hosts that may compile wasm
//   tab, worker: .fallback.js                   the same through wasm2js, for pages whose policy forbids it: panel and page; desk and reader
// Each makes its part anew at each call of `anew`, with `closed` (build/traps.mjs) beside what the part exports: after a trap no other will
// do, and a service worker has no `import()`. Each step is skipped while its input is the same.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { alikeTogether } from "./alike.mjs";
import { growInPlace } from "./grow.mjs";
import { guarded } from "./traps.mjs";
import { shortNames } from "./names.mjs";
import { plainData } from "./plain.mjs";
import { leanTable } from "./table.mjs";
import { wholeWords } from "./words.mjs";

const run = promisify(execFile);
const OUT = "target/core";
/** All that are shipped, or those that are asked for. */
const PARTS = process.argv.length > 2 ? process.argv.slice(2) : ["panel", "page", "desk", "reader"];
/** What stands in for a part: as JavaScript two are smaller together. */
const FALLBACK_OF = { panel: "tab", page: "tab", desk: "worker", reader: "worker" };
const FALLBACKS = [...new Set(PARTS.map((part) => FALLBACK_OF[part] ?? part))];
/** What is bundled with the panel, for those who load it: what is not needed in every document. */
const BESIDE = { panel: ["extension/guard.js"], tab: ["extension/guard.js"] };
/** What the panel is started with, beside what the loader gives it: in a module it could not be made small, and would be twice in memory. */
const STYLE = "src/panel/style.css";
const RECIPE = ["build/shrink.mjs", "build/alike.mjs", "build/grow.mjs", "build/traps.mjs", "build/names.mjs", "build/plain.mjs", "build/table.mjs", "build/words.mjs", "package-lock.json"];

/** Builds one output unless the hash of its inputs is the one remembered beside it. */
async function unlessSame(output, inputs, make) {
  const hash = createHash("sha256");
  for (const input of [...inputs, ...RECIPE]) hash.update(await readFile(input));
  const now = hash.digest("hex");
  const remembered = `${OUT}/${output}.inputs`;
  if (await readFile(remembered, "utf8").catch(() => "") === now) return;
  await rm(remembered, { force: true });
  const start = performance.now();
  await make();
  await writeFile(remembered, now);
  console.error(`   ${output}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** binaryen's tools are JavaScript programs of the npm package. */
function binaryen(tool, ...args) {
  return run(process.execPath, [`node_modules/binaryen/bin/${tool}`, ...args], { maxBuffer: 1 << 26 });
}

const beside = (part) => BESIDE[part] ?? [];

/** Exports a part's names from its glue, the panel's start with its style. */
async function exporting(names, glue) {
  const isPanel = names.includes("start_panel");
  const plain = `export { ${names.filter((name) => name !== "start_panel").join(", ")} } from "${glue}";`;
  if (!isPanel) return plain;
  const { code, warnings } = await esbuild.transform(await readFile(STYLE, "utf8"), { loader: "css", minify: true });
  if (warnings.length > 0) throw new Error(`${STYLE}: ${warnings.map(({ text }) => text).join("; ")}`);
  return `${plain}
    import { start_panel as start } from "${glue}";
    export const start_panel = (edge) => start(Object.assign(edge, { style: ${JSON.stringify(code.trim())} }));`;
}

/** Bundles `entry` (the text of a module of a part that imports from `dir`) into one minified module, which makes the part from nothing at each call. */
async function bundle(part, entry, dir, outfile) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: [entry, ...beside(part).map((file) => `export * from "${resolve(file)}";`)].join("\n"), resolveDir: dir },
    bundle: true,
    minify: true,
    format: "cjs",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  const [{ text }] = outputFiles;
  await writeFile(outfile, `export const anew=()=>{const module={exports:{}};${text};return module.exports};\n`);
}

/** What a part itself exports: the glue's names without its two ways to start. */
async function exportsOf(flavour, part) {
  const glue = await esbuild.build({ entryPoints: [`target/bindgen/${flavour}/${part}.js`], bundle: true, format: "esm", write: false, outdir: OUT, metafile: true, external: ["*.wasm"] });
  const [{ exports }] = Object.values(glue.metafile.outputs).filter((output) => output.entryPoint);
  return [...exports.filter((name) => !["default", "initSync"].includes(name)).sort(), "closed"];
}

/** What makes a module small, in either flavour. */
const SMALL = [
  "-Oz",
  // The control flow is taken apart and built anew, and what that leaves is optimised twice: 1.4 kB gzip less in the sidebar's part.
  "--flatten",
  "--rereloop",
  "-Oz",
  "-Oz",
];
const KNOWN = [
  // What is used once is put in its place up to this size: without it the module is a little smaller, and a sixteenth larger gzipped.
  "--one-caller-inline-max-function-size=20",
  // Nothing is kept in the first 1024 bytes: Rust has wasm-ld put the stack first, and they are its far end.
  "--low-memory-unused",
];

/** @returns {Promise<string>} the file of what wasm-bindgen wrote without what stands in its table for nothing */
async function lean(dir, part) {
  const file = `${dir}/${part}.lean.wasm`;
  await writeFile(file, leanTable(await readFile(`${dir}/${part}_bg.wasm`)));
  return file;
}

async function makeWasm(part) {
  const dir = "target/bindgen/wasm";
  const file = `${OUT}/${part}_bg.wasm`;
  const { stdout: short } = await binaryen(
    "wasm-opt",
    ...SMALL,
    ...KNOWN,
    "--minify-imports-and-exports-and-modules",
    // What other tools read: which programs made it and when those were made, what it may use.
    "--strip-producers",
    "--strip-target-features",
    await lean(dir, part),
    "-o",
    file,
  );
  await writeFile(`${dir}/${part}.short.js`, guarded(shortNames(await readFile(`${dir}/${part}.js`, "utf8"), JSON.parse(short))));
  if (!WebAssembly.validate(await readFile(file))) throw new Error(`wasm-opt wrote a ${file} that does not validate`);
  await bundle(part, await exporting(["default", ...(await exportsOf("wasm", part))], `./${part}.short.js`), dir, `${OUT}/${part}.js`);
}

async function makeFallback(part) {
  const dir = "target/bindgen/mvp";
  // wasm2js optimises by itself, and what is small already gets 2 % smaller.
  await binaryen("wasm-opt", ...SMALL, ...KNOWN, await lean(dir, part), "-o", `${dir}/${part}.small.wasm`);
  await binaryen("wasm2js", "-Oz", ...KNOWN, `${dir}/${part}.small.wasm`, "-o", `${dir}/${part}_bg.wasm.js`);
  const source = alikeTogether(wholeWords(plainData(growInPlace(await readFile(`${dir}/${part}_bg.wasm.js`, "utf8")))));
  await writeFile(`${dir}/${part}_bg.wasm.js`, source.replaceAll(`'./${part}_bg.js'`, `'./${part}_bg.guarded.js'`));
  await writeFile(`${dir}/${part}_bg.guarded.js`, guarded(await readFile(`${dir}/${part}_bg.js`, "utf8")));
  const entry = `
    import * as wasm from "./${part}_bg.wasm.js";
    import { __wbg_set_wasm } from "./${part}_bg.guarded.js";
    __wbg_set_wasm(wasm);
    ${source.includes("__wbindgen_start") ? "wasm.__wbindgen_start();" : ""}
    ${await exporting(await exportsOf("mvp", part), `./${part}_bg.guarded.js`)}
    export default async function () {}`;
  await bundle(part, entry, dir, `${OUT}/${part}.fallback.js`);
}

async function report(file) {
  const bytes = await readFile(`${OUT}/${file}`);
  console.error(`   ${file.padEnd(18)} ${String(bytes.length).padStart(8)} bytes, ${String(gzipSync(bytes, { level: 9 }).length).padStart(7)} gzip`);
}

await mkdir(OUT, { recursive: true });
const bound = (flavour, part, ends) => [...ends.map((end) => `target/bindgen/${flavour}/${part}${end}`), ...beside(part), ...(part in BESIDE ? [STYLE] : [])];
await Promise.all([
  ...FALLBACKS.map((part) => unlessSame(`${part}.fallback.js`, bound("mvp", part, ["_bg.js", "_bg.wasm"]), () => makeFallback(part))),
  ...PARTS.map((part) => unlessSame(`${part}_bg.wasm`, bound("wasm", part, [".js", "_bg.wasm"]), () => makeWasm(part))),
]);
for (const file of [...PARTS.flatMap((part) => [`${part}.js`, `${part}_bg.wasm`]), ...FALLBACKS.map((part) => `${part}.fallback.js`)]) await report(file);
