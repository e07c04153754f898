/**
 * The demo command. With a display: the browser with the extension, on the half-set-up org, until its window is closed. Without one, or
 * with --headless: both checklists are walked as an admin would walk them, and what the sidebar says is printed. Nothing here is made up:
 * findings are read from the sidebar, requests from the demo org's log.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtExtension, launch } from "../tests/drive/browser.mjs";
import { choose, EVERYTHING } from "../tests/drive/options.mjs";
import { sessionSettings, Setup } from "../tests/drive/setup.mjs";
import { Sidebar } from "../tests/drive/sidebar.mjs";
import { start } from "../www/server.mjs";

const WALKS = [
  { id: "insycle", seed: "acme-insycle-half" },
  { id: "playbooks", seed: "acme-playbooks-half" },
];
const SCREENSHOTS = "target/demo";
const USAGE = "usage: ./build.sh demo [--headless] [--json] [--browser chromium|firefox]";

const { values: options } = readArguments();
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isWalk = options.headless || options.json || !hasDisplay;
const server = await start({ orgs: WALKS.map(({ seed }) => seed) });
await (isWalk ? walkAll() : show()).finally(() => server.close());

function readArguments() {
  try {
    const read = parseArgs({ options: { headless: { type: "boolean" }, json: { type: "boolean" }, browser: { type: "string", default: "chromium" } } });
    if (["chromium", "firefox"].includes(read.values.browser)) return read;
  } catch {
    // What was wrong is said below.
  }
  console.error(USAGE);
  process.exit(2);
}

/** The checklist's own order of steps; the sidebar groups them. */
function stepsOf(id) {
  const { steps, title } = JSON.parse(readFileSync(join(builtExtension(options.browser), "checklists", `${id}.json`), "utf8"));
  return { title, ids: steps.map((step) => step.id) };
}

/** For people: the browser is theirs until they close it. */
async function show() {
  const driven = await launch(options.browser, { server, headless: false, viewport: null });
  const closed = new Promise((done) => driven.browser.once("disconnected", done));
  const org = server.orgs["acme-playbooks-half"];
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"] });
  const [tab] = await driven.browser.pages();
  await tab.goto(sessionSettings(org, "setup"));
  console.log("Session Settings of an org that is half set up for Playbooks is open, with Orgready's sidebar on the right.");
  console.log("Press “Show me”, untick the box, press Save; then “Go there” in the next step. Close the window to end.");
  await closed;
  await driven.close().catch(() => {});
}

async function walkAll() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const timings = {};
  const timed = async (name, act) => {
    const from = performance.now();
    const done = await act();
    timings[`${name}_ms`] = Math.round(performance.now() - from);
    return done;
  };
  const driven = await timed("browser_start", () => launch(options.browser, { server }));
  const checklists = [];
  try {
    for (const walk of WALKS) checklists.push(await walkOne(driven, walk, timed));
  } finally {
    await driven.close();
  }
  const asked = server.log.filter(({ api }) => api);
  const api = { requests: asked.length, counted: asked.filter(({ counted }) => counted).length };
  if (options.json) console.log(JSON.stringify({ checklists, api, timings }));
  else print({ checklists, api, timings });
}

/** Chooses the checklist, then goes from step to step by `Go there` and looks where `Show me` points. */
async function walkOne(driven, { id, seed }, timed) {
  const org = server.orgs[seed];
  const { ids } = stepsOf(id);
  await timed(`${id}_choose`, () => choose(driven, org.name, { ...EVERYTHING, checklists: [id] }));
  const tab = await driven.browser.newPage();
  const sidebar = new Sidebar(driven, tab);
  const setup = new Setup(tab, "setup");
  const shoot = (name) => tab.screenshot({ path: join(SCREENSHOTS, `${options.browser}-${id}-${name}.png`) });
  await timed(`${id}_page_to_statuses`, async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.checked();
  });
  await shoot("00-opened");
  await timed(`${id}_walk`, async () => {
    for (const [at, step] of ids.entries()) await visit(sidebar, setup, step, () => shoot(`${String(at + 1).padStart(2, "0")}-${step}`));
  });
  const findings = [];
  for (const step of ids) findings.push(findingOf(await sidebar.open(step)));
  await tab.close();
  return { id, org: org.name, findings };
}

async function visit(sidebar, setup, step, shoot) {
  const { link } = await sidebar.open(step);
  if (link) {
    const { pathname, search } = new URL(link);
    await sidebar.pressOf(step, "Go there");
    await setup.arrived(pathname + search);
    await sidebar.until("the page to be read", ({ page }) => page === "read" || page === "unreadable");
  }
  if (!(await sidebar.open(step)).controls.includes("Show me")) return link ? shoot() : null;
  await sidebar.pressOf(step, "Show me");
  await sidebar.until("to say how pointing went", ({ pointing }) => pointing && pointing.outcome !== "asked");
  await shoot();
  await sidebar.press("Stop");
  return sidebar.until("to stop pointing", ({ pointing }) => pointing === null);
}

function findingOf({ step, status, reason, place, evidence }) {
  return { step, status, reason, place, evidence: evidence.map(({ source, found, wanted }) => ({ source, found, wanted })) };
}

function print({ checklists, api, timings }) {
  for (const { id, org, findings } of checklists) {
    const rows = findings.map(({ step, status, reason, place, evidence }) => {
      const best = evidence.find(({ found }) => found !== null);
      return [step, place ?? "", reason ? `${status} (${reason})` : status, best?.found ?? "", best?.wanted ?? evidence[0]?.wanted ?? ""];
    });
    console.log(`\n${id} in ${org}\n`);
    printTable([["step", "place", "status", "found", "wanted"], ...rows]);
  }
  console.log(`\nAPI: ${api.requests} requests, ${api.counted} of them counted. Screenshots: ${SCREENSHOTS}/`);
  console.log(Object.entries(timings).map(([name, value]) => `${name} ${value}`).join(", "));
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()}`;
  const [head, ...others] = rows.map(line);
  console.log([head, `  ${widths.map((width) => "-".repeat(width)).join("  ")}`, ...others].join("\n"));
}
