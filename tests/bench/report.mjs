/**
 * What was measured, as BENCHMARKS.md: first what is compared with a goal, then the tables.
 */
import { rounded } from "./measure.mjs";

/** What it is, where it stands in the document, and the most that it shall be. Goals are not thresholds: only sizes and counts are tested. */
const GOALS = [
  ["bytes of the loader, which runs in every frame", (it) => it.loader_bytes, 4_000],
  ["bytes of the largest part of the core", (it) => it.core_bytes, 220_000],
  ["the same, gzipped", (it) => it.core_gzip, 85_000],
  ["what each document loads where wasm is forbidden, gzipped", (it) => it.fallback_gzip, 200_000],
  ["the larger package", (it) => it.zip_bytes, 500_000],
  ["requests, timers and frames that a page with the shrunk sidebar has more of", (it) => atRest(it.loads), 0],
  ["reading 1,000 rows, times the limit by hand", (it) => it.read_ratio_1000, 1.3],
  ["reading 10,000 rows, times the limit by hand", (it) => it.read_ratio_10000, 1.3],
  ["longest task at 10,000 rows, ms", (it) => it.longest_task_ms_10000, 50],
  ["95 of 100 batches while a page changes 1,000 times a second, ms", (it) => it.mutating.p95_ms, 2],
  ["end of the press to ring, ms", (it) => it.ring_ms, 50],
  ["the same in a frame, the worker stopped, ms", (it) => it.ring.in_frame_worker_stopped_ms, 250],
  ["end of the press to ring, times driver.js", (it) => it.ring_ratio_driverjs, 1],
  ["distance of the ring from its box, pixels", (it) => it.ring.error_px, 0],
  ["page complete to status, warm, ms", (it) => it.first_status_ms_warm, 100],
  ["page complete to status, cold, ms", (it) => it.first_status_ms_cold, 250],
  ["page complete to status where wasm is forbidden, warm, ms", (it) => it.status.js_warm_ms, 200],
  ["page complete to status where wasm is forbidden, cold, ms", (it) => it.status.js_cold_ms, 500],
  ["evaluating both built-in checklists in wasm, ms", (it) => rounded(it.evaluation["both built-in checklists"].wasm.evaluate_ms), 1],
  ["evaluating 500 steps in wasm, ms", (it) => it.evaluate_ms_500_steps, 10],
  ["counted API calls of a full check, at most", (it) => Math.max(...Object.values(it.api_calls)), 8],
];
const PEER_GOALS = [
  ["bytes in every frame, times the peer's", (it) => it.peer.bytes_ratio, 0.33],
  ["main thread before a checklist is chosen, times the peer's", (it) => it.peer.main_thread_ratio, 0.33],
];

/** Of all shapes; what there is less of by chance makes up for nothing. */
const atRest = ({ bytes_in_every_frame: _, ...shapes }) =>
  Object.values(shapes)
    .flatMap(({ extra: { collapsed } }) => [collapsed.requests, collapsed.timers_at_rest, collapsed.frames_at_rest])
    .reduce((sum, more) => sum + Math.max(0, more), 0);

const RING = ["ours_ms", "driver_js_ms", "ours_unheld_ms", "in_frame_ms", "in_frame_worker_stopped_ms", "error_px"];

export function report(document) {
  const { about, sizes, loads, status, reading, mutating, ring, evaluation, api, builds, peer } = document;
  return [
    "# Benchmarks",
    `Written by \`./build.sh bench\` on ${about.date}, at commit ${about.commit}. ${about.machine}; ${about.browser}; Node ${about.node}. Medians; what is compared ran by turns in the same browser on the same pages of the demo org.`,
    "## Goals",
    table(["what", "measured", "goal", "met"], [...GOALS, ...(peer ? PEER_GOALS : [])].map(([what, read, goal]) => [what, read(document), goal]).map((row) => [...row, row[1] <= row[2] ? "yes" : "**no**"])),
    peer ? "" : "No peer was given (`--peer DIR`), so nothing is compared with one.",
    "## What a page of Setup costs",
    "First the page without an extension, then what each adds to it; less than nothing is chance. Collapsed: both checklists chosen, the sidebar shrunk to its tab.",
    ...Object.entries(loads).filter(([shape]) => shape !== "bytes_in_every_frame").flatMap(([shape, { none, extra }]) => [`### ${shape}`, table(["", ...Object.keys(none)], [["without", ...Object.values(none)], ...Object.entries(extra).map(([name, one]) => [`+ ${name}`, ...Object.values(one)])])]),
    `Bytes in every frame: ${Object.entries(loads.bytes_in_every_frame).map(([name, bytes]) => `${name} ${bytes}`).join(", ")}.`,
    "## From a complete page to its status",
    "In one browser, by turns, on Session Settings of two orgs of one server: one whose policy lets WebAssembly be, one whose policy does not. Warm: the next page of Lightning in a tab that has the sidebar. Cold: the worker stopped, a new tab, a Classic page.",
    table(Object.keys(status), [Object.values(status)]),
    "## Reading pages",
    "`byHand` is the limit, `tests/bench/by-hand.js`; `wasm` and `js` collect the same as it, at once. `sliced` also reads what was collected, as it is shipped: with a rest after each slice, of which the longest is the longest task. Of one sort 20,000 elements are collected; the largest pages have more, and are cut there.",
    table(Object.keys(reading[0]), reading.map((row) => Object.values(row))),
    `While the page changes ${mutating.changes} times in 3 s: ${mutating.batches} batches, 95 of 100 take at most ${mutating.p95_ms} ms, the longest ${mutating.longest_ms} ms; the browser's clock tells no less than 0.1.`,
    "## The ring",
    "From the end of a press that is held for 60 ms, as a hand does, till a frame is painted with the ring; `unheld`: of one that ends as it begins, so that our look for covers is in it. What the sidebar says of the ring is drawn in the task after it and is not in the time; driver.js has its popover drawn before.",
    table(RING, [RING.map((key) => ring[key])]),
    `In two seconds at rest: ours ${ring.at_rest.ours.timers} timers and ${ring.at_rest.ours.frames} frames, driver.js ${ring.at_rest.driver_js.timers} and ${ring.at_rest.driver_js.frames}. driver.js without its animation.`,
    "## Judging an org with 5,000 profiles",
    "`says`: the org's answers, in the worker, once per check. `evaluate`: every step, in the sidebar, when a checklist or what was entered is another. `renew`: after one fact changed, a Save on Installed Packages; and how many of the steps rest on that.",
    table(["checklists", "flavour", "says_ms", "evaluate_ms", "renew_ms", "renewed"], Object.entries(evaluation).flatMap(([name, flavours]) => Object.entries(flavours).map(([flavour, it]) => [name, flavour, ...[it.says_ms, it.evaluate_ms, it.renew_ms].map((ms) => ms.toFixed(3)), `${it.renewed} of ${it.steps}`]))),
    "## Asking an org",
    "A full check of both checklists. One call per fact would be as many as there are queries.",
    table(["org", "counted calls", "requests", "queries", "bytes"], Object.entries(api).map(([org, cost]) => [org, ...Object.values(cost)])),
    "## Sizes",
    table(["file", "bytes", "gzip"], [["content.js", ...Object.values(sizes.loader)], ["worker.js", ...Object.values(sizes.worker)], ...Object.entries(sizes.core).map(([part, weight]) => [`${part}_bg.wasm`, ...Object.values(weight)]), ...Object.entries(sizes.glue).map(([part, weight]) => [`${part}.js, which loads it`, ...Object.values(weight)]), ...Object.entries(sizes.fallback).map(([part, weight]) => [`${part}.fallback.js`, ...Object.values(weight)]), ["style.css, within panel.js", ...Object.values(sizes.css)], ...Object.entries(sizes.zips).map(([name, bytes]) => [name, bytes, ""])]),
    "The largest functions of the sidebar's part:",
    table(["function", "bytes"], sizes.largest_functions.map(({ name, bytes }) => [`\`${name}\``, bytes])),
    "## Building",
    builds ? `From nothing but downloaded crates ${builds.clean_s} s; after a change of one file ${builds.incremental_s} s.` : "Not measured; `--builds` does.",
  ].filter(Boolean).join("\n\n") + "\n";
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
