// What packs a file finds again only what stands in the 32 kB before. wasm2js writes functions in the order of how often they are called; by
// how many parameters and variables they have, and their length, alike ones stand together, with the same names for the same places: a tab's
// core packs by 3.8 kB better. By which texts they share, put one after the other greedily, is half as good.

/** A whole function of the core; none holds another. */
const FUNCTION = /^ function \$\d+\((.*)\) \{\n(?: {2}var (.*);\n)?[^]*?^ \}$/gm;

/** How many a list names. */
const many = (list) => list?.split(",").length ?? 0;

/** @param {string} source what wasm2js wrote @returns {string} the same, with its functions in another order */
export function alikeTogether(source) {
  const functions = [...source.matchAll(FUNCTION)].map(([text, parameters, variables]) => [many(parameters), many(variables), text]);
  if (functions.length < 100) throw new Error(`wasm2js output: expected hundreds of functions, found ${functions.length}; read build/alike.mjs and adapt it to this binaryen`);
  const ordered = functions.toSorted(([a, b, c], [x, y, z]) => a - x || b - y || c.length - z.length);
  return source.replace(FUNCTION, () => ordered.shift()[2]);
}
