// The names by which a module and its glue know each other are long, and no two of them are alike: they hardly pack.
// wasm-opt gives them short ones and tells which; the glue must learn them.

/**
 * @param {string} glue what wasm-bindgen wrote for `--target web`
 * @param {{imports: [string, string, string][], exports: [string, string][]}} short module, name, new name; name, new name
 * @returns {string} the same glue, for the module with the short names
 */
export function shortNames(glue, { imports, exports }) {
  const [[module]] = imports;
  const named = renamed(glue, /(?<=^ {8}")(.+)(?=": import0,$)/gm, [[module, "a"]]);
  const known = imports.map(([, name, short]) => [name, short]);
  return renamed(renamed(named, /(?<=^ {8})(\w+)(?=: function\()/gm, known), /(?<=\bwasm\.)(\w+)/g, exports);
}

/** Renames what the pattern finds, all of which must be known. What is not found keeps its name and fails to load. */
function renamed(glue, pattern, names) {
  const short = new Map(names);
  return glue.replace(pattern, (name) => {
    if (!short.has(name)) throw new Error(`wasm-bindgen's glue: expected only names that its module has, found ${name}; read build/names.mjs and adapt it`);
    return short.get(name);
  });
}
