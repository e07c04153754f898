// Where a value may stand at an odd address, wasm2js reads and writes its four bytes one by one, each in place: some three hundred times in a
// tab's core, for enums are copied so. As calls of one function each the core packs by 3 kB better.

const BYTE = String.raw`(\$\w+)(?: \+ (\d+))?(?: \| 0)?`;
/** A whole operand: nothing before or after it binds to a part of it. */
const READ = new RegExp(
  String.raw`(?<=[=(,?:] |\()HEAPU8\[${BYTE}\] \| HEAPU8\[${BYTE}\] << 8 \| \(HEAPU8\[${BYTE}\] << 16 \| HEAPU8\[${BYTE}\] << 24\)(?=[;,)]| :)`,
  "g",
);
const WRITTEN = String.raw`HEAP8\[${BYTE}\] = (\$\w+)`;
/** Four whole statements, each on a line of its own: all `if`s of wasm2js have braces. */
const WRITE = new RegExp(`(?<=^ +)${[WRITTEN, ...[8, 16, 24].map((bits) => `${WRITTEN} >>> ${bits}`)].join(String.raw`;\n +`)}(?=;$)`, "gm");
const HEAD = /^ var Math_imul = /m;
const FUNCTIONS = ` function readWord(at) {
  return HEAPU8[at] | HEAPU8[at + 1 | 0] << 8 | (HEAPU8[at + 2 | 0] << 16 | HEAPU8[at + 3 | 0] << 24);
 }
 function putWord(at, value) {
  HEAP8[at] = value;
  HEAP8[at + 1 | 0] = value >>> 8;
  HEAP8[at + 2 | 0] = value >>> 16;
  HEAP8[at + 3 | 0] = value >>> 24;
 }
`;

/** Where the first of four bytes is, if they are one after the other. @param {[string, string | undefined][]} bytes a name and what is added to it */
function start(bytes) {
  const [[base, first = "0"]] = bytes;
  const inOrder = bytes.every(([name, added = "0"], at) => name === base && Number(added) === Number(first) + at);
  return inOrder ? `${base} + ${first} | 0` : undefined;
}

/** @param {string} source what wasm2js wrote @returns {string} the same, with words read and written by functions */
export function wholeWords(source) {
  if (!HEAD.test(source) || /\b(readWord|putWord)\b/.test(source)) throw new Error("wasm2js output: expected a line of Math_imul and no readWord, found otherwise; read build/words.mjs and adapt it to this binaryen");
  const read = (all, ...found) => {
    const at = start([0, 2, 4, 6].map((from) => found.slice(from, from + 2)));
    return at ? `readWord(${at})` : all;
  };
  const written = (all, ...found) => {
    const values = new Set([2, 5, 8, 11].map((from) => found[from]));
    const at = start([0, 3, 6, 9].map((from) => found.slice(from, from + 2)));
    return at && values.size === 1 ? `putWord(${at}, ${found[2]})` : all;
  };
  return source.replace(READ, read).replace(WRITE, written).replace(HEAD, (line) => FUNCTIONS + line);
}
