/**
 * What an extension adds to a Setup page: time on the main threads of the page's documents, requests, nodes, listeners, and what goes on once
 * nothing does. By turns: the browser without any, with ours before a checklist is chosen, with ours and the sidebar shrunk to its tab, and
 * with a peer where one is given.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtExtension, launch } from "../drive/browser.mjs";
import { cdp } from "../drive/chromium.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { sessionSettings } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { start } from "../../www/server.mjs";
import { byTurns, rounded } from "./measure.mjs";
import { pause, seesTimers, traced } from "./traced.mjs";

const SEED = "acme-playbooks-half";
const SHAPES = ["lightning", "classic"];
/** From the navigation on, and once that is over: milliseconds. What is measured has to be the same length of time for all. */
const LOADING = 2_500;
const AT_REST = 2_000;
const RUNS = 5;

/** @param {string | undefined} peer the directory of another extension */
export async function loads(peer) {
  const server = await start({ orgs: [SEED] });
  const org = server.orgs[SEED];
  const driven = {};
  try {
    for (const [name, extension] of Object.entries({ none: null, ours: builtExtension("chromium"), collapsed: builtExtension("chromium"), ...(peer && { peer }) })) {
      driven[name] = await launch("chromium", { server, extension });
    }
    const blank = await driven.none.browser.newPage();
    await seesTimers(blank);
    await blank.close();
    await collapse(driven.collapsed, org);
    const table = {};
    for (const shape of SHAPES) {
      const rivals = Object.fromEntries(Object.keys(driven).map((name) => [name, () => loadOnce(driven[name], server, sessionSettings(org, shape))]));
      table[shape] = relative(await byTurns(rivals, RUNS));
    }
    return { ...table, bytes_in_every_frame: inEveryFrame({ ours: builtExtension("chromium"), peer }) };
  } finally {
    for (const one of Object.values(driven)) await one.close();
    await server.close();
  }
}

/** Both checklists by pages alone, and the sidebar shrunk to its tab. */
async function collapse(driven, org) {
  await choose(driven, org.name, { ...EVERYTHING, api: false });
  const tab = await driven.browser.newPage();
  await tab.goto(sessionSettings(org, "classic"));
  const sidebar = new Sidebar(driven, tab);
  await sidebar.readsPage();
  await sidebar.press("Collapse");
  await sidebar.until("to be shrunk", ({ steps }) => steps.length === 0);
  await tab.close();
}

async function loadOnce(driven, server, url) {
  const tab = await driven.browser.newPage();
  try {
    const before = server.log.length;
    const loading = await traced(tab, async () => {
      await tab.goto(url, { waitUntil: "load" });
      await pause(LOADING);
    });
    const rest = await traced(tab, () => pause(AT_REST));
    const session = await cdp(tab);
    await session.send("Performance.enable");
    const { metrics } = await session.send("Performance.getMetrics");
    const metric = (name) => metrics.find((one) => one.name === name).value;
    return {
      main_thread_ms: loading.busy_ms,
      requests: server.log.length - before,
      nodes: metric("Nodes"),
      listeners: metric("JSEventListeners"),
      timers_at_rest: rest.timers,
      frames_at_rest: rest.frames,
    };
  } finally {
    await tab.close();
  }
}

/** What each adds to the browser without any. */
function relative({ none, ...others }) {
  const extra = (one) => Object.fromEntries(Object.entries(one).map(([what, value]) => [what, rounded(value - none[what], 1)]));
  return { none: Object.fromEntries(Object.entries(none).map(([what, value]) => [what, rounded(value, 1)])), extra: Object.fromEntries(Object.entries(others).map(([name, one]) => [name, extra(one)])) };
}

/** Scripts and style sheets that the manifest has the browser put into every frame of an org's hosts, and into top documents. */
function inEveryFrame(extensions) {
  const weigh = (directory) => {
    const { content_scripts: scripts = [] } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    const files = scripts.filter((script) => script.all_frames).flatMap(({ js = [], css = [] }) => [...js, ...css]);
    return files.reduce((sum, file) => sum + readFileSync(join(directory, file)).length, 0);
  };
  return Object.fromEntries(Object.entries(extensions).filter(([, directory]) => directory).map(([name, directory]) => [name, weigh(directory)]));
}
