/**
 * How long a build takes: from nothing but downloaded crates, and after a change of one file.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathOf } from "./built.mjs";

const seconds = (cwd) => {
  const begun = performance.now();
  execFileSync("./build.sh", ["build"], { cwd, stdio: ["ignore", "ignore", "inherit"] });
  return Math.round((performance.now() - begun) / 1000);
};

/** In a clone, so that nothing is there. */
export function clean() {
  const root = mkdtempSync(join(tmpdir(), "orgready-bench-"));
  try {
    execFileSync("git", ["clone", "--quiet", pathOf("."), join(root, "orgready")]);
    return seconds(join(root, "orgready"));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** As if one reader of pages had changed. */
export function incremental() {
  utimesSync(pathOf("src/page/read/users.rs"), new Date(), new Date());
  return seconds(pathOf("."));
}
