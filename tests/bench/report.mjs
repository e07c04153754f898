/**
 * What was measured, as BENCHMARKS.md: first what is compared with a goal, then the tables.
 */

/** By key: what it is, the goal, and whether less is better than that. Goals are not thresholds: only sizes and counts are tested. */
const GOALS = [
  ["loader_bytes", "bytes of the loader, which runs in every frame", 4_000],
  ["core_bytes", "bytes of the largest part of the core", 220_000],
  ["core_gzip", "the same, gzipped", 85_000],
  ["fallback_gzip", "what a page loads where wasm is forbidden, gzipped", 200_000],
  ["zip_bytes", "the larger package", 500_000],
  ["read_ratio_1000", "reading 1,000 rows, times the limit by hand", 1.3],
  ["read_ratio_10000", "reading 10,000 rows, times the limit by hand", 1.3],
  ["longest_task_ms_10000", "longest task at 10,000 rows, ms", 50],
  ["ring_ms", "end of the press to ring, ms", 50],
  ["ring_ratio_driverjs", "the same, times driver.js", 1],
  ["first_status_ms_warm", "page complete to status, warm, ms", 100],
  ["first_status_ms_cold", "page complete to status, cold, ms", 250],
  ["evaluate_ms_500_steps", "evaluating 500 steps in wasm, ms", 10],
];

const RING = ["ours_ms", "driver_js_ms", "ours_unheld_ms", "in_frame_ms", "in_frame_worker_stopped_ms", "error_px"];

export function report(document) {
  const { about, sizes, loads, status, reading, mutating, ring, evaluation, api, builds, peer } = document;
  return [
    "# Benchmarks",
    `Written by \`./build.sh bench\` on ${about.date}, at commit ${about.commit}. ${about.machine}; ${about.browser}; Node ${about.node}. Medians; what is compared ran by turns in the same browser on the same pages of the demo org.`,
    "## Goals",
    table(["what", "measured", "goal", "met"], [...GOALS.map(([key, what, goal]) => [what, document[key], goal, yes(document[key] <= goal)]), ["counted API calls of a full check, at most", Math.max(...Object.values(document.api_calls)), 8, yes(Math.max(...Object.values(document.api_calls)) <= 8)], ...peerGoals(peer)]),
    peer ? "" : "No peer was given (`--peer DIR`), so nothing is compared with one.",
    "## What a page of Setup costs",
    "First the page without an extension, then what each adds to it; less than nothing is chance. Collapsed: both checklists chosen, the sidebar shrunk to its tab.",
    ...Object.entries(loads).filter(([shape]) => shape !== "bytes_in_every_frame").flatMap(([shape, { none, extra }]) => [`### ${shape}`, table(["", ...Object.keys(none)], [["without", ...Object.values(none)], ...Object.entries(extra).map(([name, one]) => [`+ ${name}`, ...Object.values(one)])])]),
    `Bytes in every frame: ${Object.entries(loads.bytes_in_every_frame).map(([name, bytes]) => `${name} ${bytes}`).join(", ")}.`,
    "## From a complete page to its status",
    table(Object.keys(status), [Object.values(status)]),
    "## Reading pages",
    "`byHand` is the limit, `tests/bench/by-hand.js`; `wasm` and `js` collect the same as it, at once. `sliced` also reads what was collected, as it is shipped: with a rest after each slice, of which the longest is the longest task. Of one sort 20,000 elements are collected; the largest pages have more, and are cut there.",
    table(Object.keys(reading[0]), reading.map((row) => Object.values(row))),
    `While the page changes ${mutating.changes} times in 3 s: ${mutating.batches} batches, 95 of 100 take at most ${mutating.p95_ms} ms, the longest ${mutating.longest_ms} ms; the browser's clock tells no less than 0.1.`,
    "## The ring",
    "From the end of a press that is held for 60 ms, as a hand does, till a frame is drawn with the ring; `unheld`: of one that ends as it begins, so that our look for covers is in it.",
    table(RING, [RING.map((key) => ring[key])]),
    `In two seconds at rest: ours ${ring.at_rest.ours.timers} timers and ${ring.at_rest.ours.frames} frames, driver.js ${ring.at_rest.driver_js.timers} and ${ring.at_rest.driver_js.frames}. driver.js without its animation.`,
    "## Judging an org with 5,000 profiles",
    "`says`: the org's answers, in the worker, once per check. `evaluate`: every step, in the sidebar, at each change.",
    table(["checklists", "flavour", "says_ms", "evaluate_ms"], Object.entries(evaluation).flatMap(([name, flavours]) => Object.entries(flavours).map(([flavour, { says_ms, evaluate_ms }]) => [name, flavour, says_ms.toFixed(3), evaluate_ms.toFixed(3)]))),
    "## Asking an org",
    "A full check of both checklists. One call per fact would be as many as there are queries.",
    table(["org", "counted calls", "requests", "queries", "bytes"], Object.entries(api).map(([org, cost]) => [org, ...Object.values(cost)])),
    "## Sizes",
    table(["file", "bytes", "gzip"], [["content.js", ...Object.values(sizes.loader)], ["worker.js", ...Object.values(sizes.worker)], ...Object.entries(sizes.core).map(([part, weight]) => [`${part}_bg.wasm`, ...Object.values(weight)]), ...Object.entries(sizes.fallback).map(([part, weight]) => [`${part}.fallback.js`, ...Object.values(weight)]), ["style.css, within the panel", ...Object.values(sizes.css)], ...Object.entries(sizes.zips).map(([name, bytes]) => [name, bytes, ""])]),
    "The largest functions of the sidebar's part:",
    table(["function", "bytes"], sizes.largest_functions.map(({ name, bytes }) => [`\`${name}\``, bytes])),
    "## Building",
    builds ? `From nothing but downloaded crates ${builds.clean_s} s; after a change of one file ${builds.incremental_s} s.` : "Not measured; `--builds` does.",
  ].filter(Boolean).join("\n\n") + "\n";
}

const yes = (isMet) => (isMet ? "yes" : "**no**");
const peerGoals = (peer) => (peer ? [["bytes in every frame, times the peer's", peer.bytes_ratio, 0.33, yes(peer.bytes_ratio <= 0.33)], ["main thread before a checklist is chosen, times the peer's", peer.main_thread_ratio, 0.33, yes(peer.main_thread_ratio <= 0.33)]] : []);

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
