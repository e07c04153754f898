// wasm2js writes a module's data in base64, which hides from gzip that most of it is text. As string literals the core packs by 6 kB better.

const DECODER = /\bvar base64ReverseLookup = [^]*?(?=function initActiveSegments\()/;
const SEGMENT = /\bbase64DecodeToExistingUint8Array\(bufferView, (\d+), "([\w+/=]*)"\);/g;
const PUT_BYTES = `function putBytes(at, bytes) {
  for (var i = 0; i < bytes.length; i++) bufferView[at + i] = bytes.charCodeAt(i);
}
`;

/** @param {string} source what wasm2js wrote @returns {string} the same, with its data as plain as can be */
export function plainData(source) {
  const plain = source
    .replace(DECODER, PUT_BYTES)
    .replace(SEGMENT, (_, at, base64) => `putBytes(${at}, ${JSON.stringify(Buffer.from(base64, "base64").toString("latin1"))});`);
  if (!plain.includes("putBytes(at") || plain.includes("base64")) throw new Error("wasm2js output: expected its data in base64 behind a decoder, found something else; read build/plain.mjs and adapt it to this binaryen");
  return plain;
}
