// What wasm-bindgen's describers took from the function table stays in it, though they are gone: ways into closures that nothing makes, with what
// those alone call: a kilobyte of a part. What JavaScript calls of it is exported by name, and Rust calls none of it through the table.

import binaryen from "binaryen";

/** What only JavaScript calls: the ways into closures, and casts between its values and Rust's. */
const FOR_JAVASCRIPT = /^wasm_bindgen\[\w+\]::convert::closures::(_::)+invoke::<|^Closure\(|^(Ref\()?\w+\)? -> Externref/;
const NOTHING = "in place of what nothing calls";

/** @param {Uint8Array} wasm what wasm-bindgen wrote @returns {Uint8Array} the same with a trap in their place in the table */
export function leanTable(wasm) {
  const module = binaryen.readBinary(wasm);
  const segments = module.getNumElementSegments();
  const { name, table, offset, data } = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
  const lean = data.map((entry) => (FOR_JAVASCRIPT.test(entry) ? NOTHING : entry));
  if (segments !== 1 || !lean.includes(NOTHING)) {
    throw new Error(`wasm-bindgen's module: expected one table with ways into closures, found ${segments} with ${data.length} functions; read build/table.mjs and adapt it`);
  }
  module.addFunction(NOTHING, binaryen.none, binaryen.none, [], module.unreachable());
  module.removeElementSegment(name);
  module.addActiveElementSegment(table, name, lean, offset);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}
