/**
 * `./build.sh bench`: everything in one run, in one browser, by turns where things are compared. Prints what BENCHMARKS.md holds then; with
 * --json the same as one document.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { clean, incremental } from "./builds.mjs";
import { pathOf } from "./built.mjs";
import { loads } from "./load.mjs";
import { mutating } from "./mutate.mjs";
import { apiCost, evaluation } from "./orgs.mjs";
import { readPages } from "./read.mjs";
import { report } from "./report.mjs";
import { rings } from "./ring.mjs";
import { sizes } from "./size.mjs";
import { firstStatus } from "./status.mjs";

const USAGE = "usage: ./build.sh bench [--json] [--peer DIR] [--builds]";

const options = readArguments();
const said = ([program, ...given]) => execFileSync(program, given, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
const step = async (name, act) => {
  process.stderr.write(`bench: ${name}\n`);
  return act();
};

const measured = {
  about: {
    date: new Date().toISOString().slice(0, 10),
    commit: said(["git", "rev-parse", "--short", "HEAD"]) + (said(["git", "status", "--porcelain", "--untracked-files=no"]) ? ", and changes on top of it" : ""),
    machine: `${cpus().length} × ${cpus()[0].model}`,
    browser: said([process.env.ORGREADY_CHROMIUM ?? "/usr/bin/chromium", "--version"]),
    node: process.version,
  },
  sizes: await step("sizes", sizes),
  loads: await step("what a page costs", () => loads(options.peer)),
  status: await step("the first status", firstStatus),
  reading: await step("reading pages", readPages),
  mutating: await step("a page that changes", mutating),
  ring: await step("the ring", rings),
  evaluation: await step("judging", evaluation),
  api: await step("asking orgs", apiCost),
  builds: options.builds ? await step("building", () => ({ clean_s: clean(), incremental_s: incremental() })) : null,
};
const document = { ...keys(measured), ...measured };
writeFileSync(pathOf("BENCHMARKS.md"), report(document));
console.log(options.json ? JSON.stringify(document) : report(document));

function readArguments() {
  try {
    return parseArgs({ options: { json: { type: "boolean" }, peer: { type: "string" }, builds: { type: "boolean" } } }).values;
  } catch {
    console.error(USAGE);
    return process.exit(2);
  }
}

/** What others compare by; of several pages, shapes or zips the worst. */
function keys({ sizes, loads, status, reading, ring, evaluation, api }) {
  const worst = (size, what) => Math.max(...reading.filter((row) => row.size === size).map((row) => row[what]));
  const costs = (what) => Object.fromEntries(Object.entries(api).map(([org, cost]) => [org, cost[what]]));
  const shapes = [loads.lightning.extra, loads.classic.extra];
  return {
    loader_bytes: sizes.loader.bytes,
    core_bytes: sizes.core_of_one_place.bytes,
    core_gzip: sizes.core_of_one_place.gzip,
    fallback_gzip: sizes.fallback.tab.gzip,
    zip_bytes: Math.max(...Object.values(sizes.zips)),
    read_ratio_1000: worst(1_000, "ratio"),
    read_ratio_10000: worst(10_000, "ratio"),
    longest_task_ms_10000: worst(10_000, "longest_slice_ms"),
    ring_ms: ring.ours_ms,
    ring_ratio_driverjs: ring.ratio,
    first_status_ms_warm: status.wasm_warm_ms,
    first_status_ms_cold: status.wasm_cold_ms,
    evaluate_ms_500_steps: evaluation["500 steps"].wasm.evaluate_ms,
    api_calls: costs("counted"),
    api_bytes: costs("bytes"),
    ...(shapes[0].peer && {
      peer: {
        bytes_ratio: ratio(loads.bytes_in_every_frame.ours, loads.bytes_in_every_frame.peer),
        main_thread_ratio: Math.max(...shapes.map(({ ours, peer }) => ratio(ours.main_thread_ms, peer.main_thread_ms))),
      },
    }),
  };
}

function ratio(ours, theirs) {
  return Number((ours / theirs).toFixed(2));
}
