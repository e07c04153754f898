/**
 * The functions of a WebAssembly module by their bytes: the binary format's code section, and the names a linker leaves beside it.
 */

/** Reads the format's numbers (LEB128) and texts. */
class Reader {
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at });
  }
  number() {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * place;
      if (byte < 128) return value;
    }
  }
  skip(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() {
    return new TextDecoder().decode(this.skip(this.number()));
  }
}

const CODE = 10;
const FUNCTION_NAMES = 1;
/** The magic number and the version. */
const HEAD = 8;

/** @param {Uint8Array} bytes a module with its name section @returns {{name: string, bytes: number}[]} the largest first */
export function functionsOf(bytes) {
  const module = new WebAssembly.Module(bytes);
  const names = namesOf(module);
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  const all = bodiesOf(bytes).map((bytes, at) => ({ name: names.get(at + imported) ?? `function ${at}`, bytes }));
  return all.sort((one, other) => other.bytes - one.bytes);
}

/** Without the marks that tell crates of one name apart. */
const plain = (name) => name.replace(/\[[0-9a-f]+\]/g, "");

function bodiesOf(bytes) {
  const reader = new Reader(bytes, HEAD);
  while (reader.at < bytes.length) {
    const [section, length] = [reader.number(), reader.number()];
    if (section === CODE) return Array.from({ length: reader.number() }, () => reader.skip(reader.number()).length);
    reader.skip(length);
  }
  return [];
}

function namesOf(module) {
  const names = new Map();
  for (const section of WebAssembly.Module.customSections(module, "name")) {
    const reader = new Reader(new Uint8Array(section));
    while (reader.at < section.byteLength) {
      const [kind, part] = [reader.number(), new Reader(reader.skip(reader.number()))];
      if (kind === FUNCTION_NAMES) for (let left = part.number(); left > 0; left--) names.set(part.number(), plain(part.text()));
    }
  }
  return names;
}
