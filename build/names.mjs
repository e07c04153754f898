// The names by which a module and its glue know each other are long, and no two of them are alike: they hardly pack.
// wasm-opt gives them short ones and tells which; the glue must learn them.

/** What the glue gives the module, and what it takes of it. */
const IMPORTS = /(?<=^ {8})\w+(?=: function\()/gm;
const EXPORTS = /(?<=\bwasm\.)\w+/g;

/**
 * @param {string} glue what wasm-bindgen wrote for `--target web`
 * @param {{imports: [string, string, string][], exports: [string, string][]}} short module, name, new name; name, new name
 * @returns {string} the same glue, for the module with the short names
 */
export function shortNames(glue, { imports, exports }) {
  const [[module]] = imports;
  const needed = new Map(imports.map(([, name, short]) => [name, short]));
  const offered = new Map(exports);
  const found = new Set([...glue.matchAll(IMPORTS)].map(([name]) => name));
  const used = new Set([...glue.matchAll(EXPORTS)].map(([name]) => name));
  const lost = [...[...needed.keys()].filter((name) => !found.has(name)), ...[...used].filter((name) => !offered.has(name))];
  if (!glue.includes(`"${module}": import0,`)) lost.push(module);
  if (lost.length > 0) throw new Error(`wasm-bindgen's glue: expected that it and its module know each other's names, not so: ${lost.join(", ")}; read build/names.mjs and adapt it`);
  // What the glue has and the module does not need any more keeps its name.
  return glue
    .replace(`"${module}": import0,`, '"a": import0,')
    .replace(IMPORTS, (name) => needed.get(name) ?? name)
    .replace(EXPORTS, (name) => offered.get(name));
}
