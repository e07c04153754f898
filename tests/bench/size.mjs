/**
 * What is shipped, by bytes, and of what the core is made.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { bytesOf, pathOf, textOf } from "./built.mjs";
import { functionsOf } from "./functions.mjs";

const PARTS = ["panel", "page", "desk", "reader"];
const FALLBACKS = ["tab", "worker"];
const LARGEST = 20;

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
const weigh = (file, bytes = bytesOf(file)) => ({ bytes: bytes.length, gzip: gzipped(bytes) });

/**
 * Of each file its bytes. The core that a tab with the sidebar loads are two parts: the panel in its top document, the page in the document
 * that is read; `core` is the larger, for that is what one place loads.
 */
export function sizes() {
  const shipped = Object.fromEntries(PARTS.map((part) => [part, weigh(`dist/chrome/${part}_bg.wasm`)]));
  const fallback = Object.fromEntries(FALLBACKS.map((part) => [part, weigh(`dist/firefox/${part}.fallback.js`)]));
  const zips = Object.fromEntries(readdirSync(pathOf("dist")).filter((name) => name.endsWith(".zip")).map((name) => [name, bytesOf(`dist/${name}`).length]));
  const largest = PARTS.reduce((one, other) => (shipped[one].gzip >= shipped[other].gzip ? one : other));
  return {
    loader: weigh("dist/chrome/content.js"),
    worker: weigh("dist/chrome/worker.js"),
    core: shipped,
    glue: Object.fromEntries(PARTS.map((part) => [part, weigh(`dist/chrome/${part}.js`)])),
    core_of_one_place: shipped[largest],
    fallback,
    css: weigh("src/panel/style.css", Buffer.from(esbuild.transformSync(textOf("src/panel/style.css"), { loader: "css", minify: true }).code)),
    zips,
    largest_functions: largestFunctions(),
  };
}

/** Made small as what is shipped is, but with its names. */
function largestFunctions() {
  const named = pathOf("target/bench/panel.named.wasm");
  mkdirSync(dirname(named), { recursive: true });
  execFileSync(process.execPath, [pathOf("node_modules/binaryen/bin/wasm-opt"), "-Oz", "-g", pathOf("target/bindgen/wasm/panel_bg.wasm"), "-o", named], { stdio: ["ignore", "ignore", "inherit"] });
  return functionsOf(readFileSync(named)).slice(0, LARGEST);
}
