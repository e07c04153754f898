/**
 * Two builds of one commit, in other folders, with another home for crates and in another time zone, are the same byte for byte.
 * What is not committed is not built.
 */
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const MACHINES = [
  { folder: "one", zone: "Pacific/Kiritimati" },
  { folder: "another/with a longer name", zone: "America/St_Johns" },
];

/** Crates' home under another name: what was downloaded is not downloaded again. */
function crateHome(at) {
  const own = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  mkdirSync(at, { recursive: true });
  for (const name of readdirSync(own)) symlinkSync(join(own, name), join(at, name));
  return at;
}

async function packageIn(root, { folder, zone }) {
  const at = join(root, folder, "orgready");
  mkdirSync(join(root, folder), { recursive: true });
  execFileSync("git", ["clone", "--quiet", ".", at]);
  const env = { ...process.env, TZ: zone, CARGO_HOME: crateHome(join(root, folder, "crates")) };
  const { stderr } = await promisify(execFile)("./build.sh", ["package"], { cwd: at, env, maxBuffer: 1 << 26 });
  assert.match(stderr, /made by rustc 1\.\d+\.\d+.* and node v\d+/);
  return { at, sums: readFileSync(join(at, "dist/SHA256SUMS"), "utf8") };
}

/** Names of files that differ, for whoever has to find out why. */
function different(one, another) {
  const files = readdirSync(join(one, "dist"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(one.length + 1));
  return paths.filter((path) => !readFileSync(join(one, path)).equals(readFileSync(join(another, path))));
}

test("two builds of one commit are the same byte for byte", async () => {
  const root = mkdtempSync(join(tmpdir(), "orgready-twice-"));
  try {
    const [one, another] = await Promise.all(MACHINES.map((machine) => packageIn(root, machine)));
    assert.equal(one.sums.trim().split("\n").length, 3, one.sums);
    assert.deepEqual(different(one.at, another.at), []);
    assert.equal(one.sums, another.sums);
    console.log(one.sums);
  } finally {
    rmSync(root, { recursive: true });
  }
});
