// Whoever packs a file finds again only what stands in the 32 kB before. wasm2js writes functions in the order in which they stand in the
// module; ordered by how many parameters and variables they have, then by their length, those that are alike stand together, and the same
// names stand in the same places: a tab's core packs by 3.9 kB better. To put each beside the one that it shares most text with is half as good.

/** A whole function of the core, which has a number for a name; none holds another. The few that have names stay where they are. */
const FUNCTION = /^ function \$\d+\((.*)\) \{\n(?: {2}var (.*);\n)?[^]*?^ \}$/gm;

/** How many names a list has. */
const many = (list) => (list ? list.split(",").length : 0);

/** @param {string} source what wasm2js wrote @returns {string} the same, with its functions in another order */
export function alikeTogether(source) {
  const functions = [...source.matchAll(FUNCTION)].map(([text, parameters, variables]) => ({ text, parameters: many(parameters), variables: many(variables) }));
  if (functions.length < 100) throw new Error(`wasm2js output: expected hundreds of functions, found ${functions.length}; read build/alike.mjs and adapt it to this binaryen`);
  functions.sort((one, other) => one.parameters - other.parameters || one.variables - other.variables || one.text.length - other.text.length);
  return source.replace(FUNCTION, () => functions.shift().text);
}
