// The tests' wasm as JavaScript, the way the .fallback.js files are made: for showing that both builds pass the same tests.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { growInPlace } from "../../build/grow.mjs";
import { plainData } from "../../build/plain.mjs";
import { wholeWords } from "../../build/words.mjs";

/** A script for a page that is about to load the wasm at `url`: it stands in for what that page needs of `WebAssembly`. */
export async function standInFor(url) {
  const dir = await mkdtemp(join(tmpdir(), "orgready-wasm2js-"));
  try {
    const wasm = join(dir, "tests.wasm");
    const js = join(dir, "tests.js");
    await writeFile(wasm, Buffer.from(await (await fetch(url)).arrayBuffer()));
    execFileSync(process.execPath, ["node_modules/binaryen/bin/wasm2js", "-O1", wasm, "-o", js], { stdio: "inherit" });
    return standIn(wholeWords(plainData(growInPlace(await readFile(js, "utf8")))));
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** wasm2js writes a module of three parts: imports, `function asmFunc(imports)`, and its call and exports. The second is wanted. */
function standIn(module) {
  const [factory, rest] = module.split("\nvar retasmFunc = ");
  if (rest === undefined) throw new Error("wasm2js output: expected `var retasmFunc`, found none");
  return `{
    ${factory.replace(/^import .*$/gm, "")}
    class Module {}
    class Instance {}
    // A test's export is called by its path; wasm2js made an identifier of it.
    const byPath = { get: (all, name) => all[name] ?? all[String(name).replace(/[^\\w$]/g, "_")] };
    const instantiate = async (_bytes, imports) => ({
      module: new Module(),
      instance: Object.assign(new Instance(), { exports: new Proxy(asmFunc(imports), byPath) }),
    });
    Object.defineProperty(globalThis, "WebAssembly", { value: { Module, Instance, instantiate } });
  }`;
}
