// After a trap nothing of a module may run any more: its values stand as they stood in the middle of something. Rust can't see to that,
// for a panic is a trap in what is shipped. So the glue reaches the module through a guard that closes at the first error that passes
// through it. From then on each call is answered by nothing, and what the module observes of the page is let go of.

const GUARD = `
let close, observer, isClosed = false;
/** Once the module stopped in the middle of something. */
export const closed = new Promise((done) => (close = done));
const guard = (act) => (...given) => {
  if (isClosed) return undefined;
  try {
    return act(...given);
  } catch (error) {
    isClosed = true;
    observer?.disconnect();
    close();
    throw error;
  }
};
const guarded = (exports) => Object.fromEntries(Object.entries(exports).map(([name, it]) => [name, typeof it === "function" ? guard(it) : it]));
const MutationObserver = function (hear) {
  return (observer = new globalThis.MutationObserver(hear));
};
`;

const SET = /\bwasm = (instance\.exports|val);/g;

/** @param {string} glue what wasm-bindgen wrote @returns {string} the same behind a guard, which it tells of as `closed` */
export function guarded(glue) {
  const found = glue.match(SET)?.length ?? 0;
  if (found !== 1) throw new Error(`wasm-bindgen's glue: expected that it takes its module once, found ${found}; read build/traps.mjs and adapt it`);
  return GUARD + glue.replace(SET, "wasm = guarded($1);");
}
