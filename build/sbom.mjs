// What the shipped WebAssembly is made of, as CycloneDX: dist/orgready-VERSION.cdx.json. Argument: what the compiler calls itself.
// Nothing of a moment or a machine is in it: one state of Cargo.lock and one compiler give one text.

import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";

/** Crates by their lines in Cargo.lock: `name version` to checksum. */
function checksumsIn(lock) {
  const entries = lock.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(\w+)"$/gm);
  return new Map([...entries].map(([, name, version, checksum]) => [`${name} ${version}`, checksum]));
}

/** Packages that a part is linked from, each with those it needs; what only runs while it is built (macros, build scripts) is none of them. */
function linked(metadata) {
  const packages = new Map(metadata.packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => packages.get(id).targets.some((target) => target.kind.includes("proc-macro"));
  const needs = (id) => nodes.get(id).deps.filter(({ pkg, dep_kinds }) => dep_kinds.some(({ kind }) => kind === null) && !isMacro(pkg)).map(({ pkg }) => pkg);
  const found = new Map();
  const visit = (id) => {
    if (found.has(id)) return;
    found.set(id, needs(id));
    found.get(id).forEach(visit);
  };
  visit(metadata.resolve.root);
  return [...found].map(([id, needed]) => ({ crate: packages.get(id), needs: needed.map((id) => packages.get(id)) }));
}

const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const byReference = (a, b) => (a["bom-ref"] ?? a.ref ?? a) < (b["bom-ref"] ?? b.ref ?? b) ? -1 : 1;

function component(crate, checksums) {
  return {
    type: "library",
    "bom-ref": purl(crate),
    name: crate.name,
    version: crate.version,
    hashes: [{ alg: "SHA-256", content: checksums.get(`${crate.name} ${crate.version}`) }],
    licenses: [{ expression: crate.license.replace("/", " OR ") }],
    purl: purl(crate),
  };
}

/** Rust's own library, which is built along from the compiler's source of it. */
function standardLibrary(compiler) {
  const version = /^rustc (\S+)/.exec(compiler)?.[1];
  if (!version) throw new Error(`expected what "rustc --version" prints, found "${compiler}"`);
  return { type: "library", "bom-ref": `pkg:generic/rust-std@${version}`, name: "rust-std", version, licenses: [{ expression: "MIT OR Apache-2.0" }], purl: `pkg:generic/rust-std@${version}` };
}

const options = ["metadata", "--locked", "--format-version", "1", "--no-default-features", "--filter-platform", "wasm32-unknown-unknown"];
const metadata = JSON.parse(execFileSync("cargo", options, { encoding: "utf8", maxBuffer: 1 << 26 }));
const checksums = checksumsIn(await readFile("Cargo.lock", "utf8"));
const std = standardLibrary(process.argv[2] ?? "");
const crates = linked(metadata);
const { crate: own } = crates[0];
const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { type: "application", "bom-ref": purl(own), name: own.name, version: own.version, licenses: [{ expression: own.license }], purl: purl(own) } },
  components: [...crates.slice(1).map(({ crate }) => component(crate, checksums)), std].sort(byReference),
  dependencies: crates.map(({ crate, needs }) => ({ ref: purl(crate), dependsOn: [...needs.map(purl), std.purl].sort() })).concat({ ref: std.purl, dependsOn: [] }).sort(byReference),
};
const file = `dist/orgready-${own.version}.cdx.json`;
await writeFile(file, `${JSON.stringify(bom, null, 2)}\n`);
console.error(`   ${file}: ${bom.components.length} components`);
