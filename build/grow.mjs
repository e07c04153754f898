// wasm2js grows its memory by copying into a new buffer and leaves the old one attached. wasm-bindgen's glue renews its views
// of memory only when their buffer is detached, so every string that crosses after a growth would be read from the old copy.
// `transfer` moves the bytes and detaches, which is also what WebAssembly.Memory does.

const COPY = /var newBuffer = new ArrayBuffer\(newPages << 16\);\s*var newHEAP8 = new Int8Array\(newBuffer\);\s*newHEAP8\.set\(HEAP8\);/g;

/** @param {string} source what wasm2js wrote @returns {string} the same, growing in place */
export function growInPlace(source) {
  const found = source.match(COPY)?.length ?? 0;
  if (found !== 1) throw new Error(`wasm2js output: expected its copy on growth exactly once, found it ${found} times; read build/grow.mjs and adapt it to this binaryen`);
  return source.replace(COPY, "var newBuffer = buffer.transfer(newPages << 16);");
}
