/**
 * The session id of the org's API stays where it belongs: in the browser's cookies and in the worker's requests. Here it is a marker, and
 * is looked for in every message, storage, document, console line and file, and in the memory of the page with its content scripts. That is
 * done after everything that can be done with Orgready, with all that an API can answer in place of an answer.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { cdp } from "../drive/chromium.mjs";
import { choose, EVERYTHING, fillOptions, openOptions } from "../drive/options.mjs";
import { recordedExtension, recordedMessages } from "../drive/recorded.mjs";
import { Search } from "../drive/search.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { KINDS } from "../../www/api/faults.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const MARKER = "SESSIONMARKERfa0c3be1d2";
/** Where a browser itself keeps cookies: the store, and what it restores windows from. */
const COOKIES = { chromium: /^Default\/(?:Network\/)?Cookies/, firefox: /^(?:cookies\.sqlite|sessionstore)/ };

const IS_LONG = process.env.ORGREADY_LONG === "1";
/** One error for each status. */
const SOME = ["expired-session", "not-an-api-session", "request-limit", "malformed-query", "not-found", "gone", "server-error", "unavailable"];
/** What the org's API does in place of an answer, or with it. What is said of each stands in faults.test.mjs. @type {[string, object][]} */
const FAULTS = [
  ...["login-page", "maintenance-page", "truncated", "hang-up", "echo-as-error", "echo-as-name", ...(IS_LONG ? KINDS : SOME)].map((fault) => [fault, {}]),
  ...(IS_LONG ? KINDS : ["expired-session", "server-error"]).map((kind) => [kind, { inside: true }]),
  ["nested", { depth: 100 }],
  ["slow", { milliseconds: 300 }],
  ["object-hidden", { object: "User", as: "INVALID_TYPE" }],
  // As long as the extension waits for an answer.
  ...(IS_LONG ? [["no-answer", {}]] : []),
];
/** Longer than the extension waits for an answer. */
const PATIENCE = 40000;
const WHO = "omar.ops@acme.example";

let server, org, driven, extension, tab, setup, sidebar;
const lines = [];
/** What stood in documents and storages while all was tried. @type {string[]} */
const seen = [];
/** What is kept once the API is switched off. @type {string[]} */
let left;

before(async () => {
  extension = recordedExtension(BROWSER);
  server = await start({ orgs: [SEED], marker: MARKER });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension });
  await listenToConsoles();
  await choose(driven, org.name, EVERYTHING);
  tab = await driven.browser.newPage();
  await listenTo(tab);
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  await useEverything();
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

/** Firefox tells of all consoles at once. */
async function listenToConsoles() {
  if (BROWSER === "firefox") return driven.browser.connection.on("log.entryAdded", (entry) => lines.push(JSON.stringify(entry)));
  const worker = await driven.browser.waitForTarget((target) => target.type() === "service_worker");
  return listenBy(await worker.createCDPSession());
}

async function listenBy(session) {
  for (const kind of ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"]) session.on(kind, (event) => lines.push(JSON.stringify(event)));
  await session.send("Runtime.enable");
  await session.send("Log.enable");
}

async function listenTo(page) {
  page.on("pageerror", (error) => lines.push(`${error.stack}`));
  if (BROWSER === "chromium") await listenBy(await cdp(page));
}

async function useEverything() {
  await useSidebar();
  for (const fault of FAULTS) await meet(fault);
  const options = await openOptions(driven, org.name);
  await listenTo(options);
  await until("what was sent to be listed", () => options.$$eval("#log tr", ({ length }) => length > 0));
  seen.push(...(await storedNow(options)), await options.evaluate(() => document.documentElement.outerHTML));
  await fillOptions(options, { ...EVERYTHING, api: false });
  left = await storedNow(options);
  await options.close();
  await sidebar.until("the API to be off", ({ api }) => api === "off");
}

/** One fault, in the sidebar, in the look at one user and in a search. */
async function meet([fault, how]) {
  org.faults.set(fault, how);
  await tab.bringToFront();
  const before = server.log.length;
  await sidebar.press("Check with API");
  await until("the API to be asked", () => server.log.slice(before).some(({ path }) => path.startsWith("/services/")), Boolean, { patience: PATIENCE });
  await sidebar.until(`the answer to ${fault}`, ({ api }) => api === "allowed", PATIENCE);
  const page = await driven.extensionPage(`pages/people.html?${new URLSearchParams({ org: org.name, user: WHO })}`);
  await listenTo(page);
  await page.bringToFront();
  await until("what is said of the user", () => page.$eval("#said", ({ textContent }) => textContent), (said) => said && !/^Asking/.test(said), { patience: PATIENCE });
  const search = new Search(page, "search");
  await search.type(WHO);
  await until("an answer", () => search.said(), (said) => said !== "" && said !== "Searching.", { patience: PATIENCE });
  seen.push(await page.evaluate(() => document.documentElement.outerHTML), await driven.inShadow(tab, (root) => root.innerHTML), ...(await storedNow(page)));
  await page.close();
  org.faults.clear();
}

const storedNow = (page) =>
  page.evaluate(async () => {
    const { storage } = globalThis.browser ?? globalThis.chrome;
    const all = await Promise.all(["local", "session", "sync"].map((area) => storage[area].get(null)));
    return [...all, { ...localStorage }, { ...sessionStorage }].map((kept) => JSON.stringify(kept));
  });

/** A check, a ring, a Save with its check after it, a navigation. */
async function useSidebar() {
  await setup.open(sessionSettings(org, "setup"));
  await sidebar.checked();
  await sidebar.choose("InsideSales Playbooks", "unlock-ip");
  await sidebar.pressOf("unlock-ip", "Show me");
  await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
  await setup.click(LOCK_TO_IP.en_US);
  await setup.save();
  await sidebar.status("unlock-ip", "done, lowers protection");
  await sidebar.checked();
  await sidebar.pressOf("integration-permission-set", "Go there");
  await until("the next page", () => tab.url(), (url) => url.includes("PermSets"));
}

const assertNowhere = (what, texts) => {
  const found = texts.filter((text) => text.includes(MARKER)).map((text) => text.slice(Math.max(0, text.indexOf(MARKER) - 200), text.indexOf(MARKER) + 60));
  assert.deepEqual(found, [], `the session id is in ${what}`);
};

async function inOptions(act) {
  const page = await openOptions(driven, org.name);
  try {
    return await page.evaluate(act);
  } finally {
    await page.close();
  }
}

test("the session was used: the API answered to it", () => {
  const used = server.log.filter(({ api, headers, status }) => api && headers.authorization && status === 200);
  assert.ok(used.length >= 4, `${used.length} requests with a session`);
  assert.ok(org.sid("my").includes(MARKER));
  // Chromium lets an extension ask no more for a while where servers fail again and again.
  const statuses = new Set(server.log.filter(({ api, status }) => api && status !== 503).map(({ status }) => status));
  assert.deepEqual([...statuses].sort(), [200, 400, 401, 403, 404, 410, 500], "and did not, in all its ways");
});

test("it is in no message that the worker hears, answers or sends", async () => {
  const recorded = await recordedMessages(driven);
  assert.ok(recorded.some((text) => text.includes("\"kind\":\"check\"")), "messages were recorded");
  assert.ok(recorded.some((text) => text.includes("answers")), "answers were recorded");
  assert.ok(recorded.some((text) => text.includes("fromTop")), "what was sent to frames was recorded");
  assertNowhere("a message", recorded);
});

test("it is in no storage of the extension or of a page", async () => {
  assert.ok(seen.some((text) => text.includes("choices:")) && seen.some((text) => text.includes("facts:")), "storage was read");
  const pages = await Promise.all(tab.frames().map((frame) => frame.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name]))));
  assertNowhere("a storage", [...seen, ...left, ...pages]);
});

test("nothing that the API said is kept once it may not be asked any more", () => {
  const kept = Object.entries(JSON.parse(left[1])).filter(([name, value]) => /^(?:facts|says|log|met):/.test(name) && value.length > 0);
  assert.deepEqual(kept.filter(([name]) => !name.startsWith("says:")), []);
  for (const [, says] of kept.flatMap(([, judged]) => judged)) assert.equal(JSON.parse(says).asked_at, null);
});

test("it is in no document, not even in the sidebar", async () => {
  const inside = await driven.inShadow(tab, (root) => root.innerHTML);
  assert.ok(inside.includes("data-step"));
  const log = await inOptions(() => document.documentElement.outerHTML);
  assertNowhere("a document", [...Object.values(await setup.html()), inside, log, ...seen]);
});

test("it is in no address, and on no console", () => {
  assertNowhere("an address", server.log.map(({ path }) => path));
  assertNowhere("a console line", lines);
});

// Firefox gives no driver a snapshot of its memory.
if (BROWSER === "chromium") {
  test("it is nowhere in the memory of the page and its content scripts", async () => {
    const control = `${MARKER.slice(0, 7)}CONTROL`;
    await tab.evaluate((text) => void (window.kept = { text }), control);
    const session = await cdp(tab);
    let snapshot = "";
    session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => (snapshot += chunk));
    await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    assert.ok(snapshot.includes(control), "what is in memory is found");
    assert.ok(snapshot.includes("orgready") || snapshot.includes("unlock-ip"), "the content script's memory is in it");
    assertNowhere("the page's memory", [snapshot]);
  });
}

test("it is in no file of the browser but its own cookie store", async () => {
  await driven.stop();
  const files = readdirSync(driven.profile, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const names = files.map((file) => relative(driven.profile, file));
  assert.ok(names.some((name) => COOKIES[BROWSER].test(name)), "the cookie store is known");
  const holding = names.filter((name, at) => readFileSync(files[at]).includes(MARKER));
  assert.deepEqual(holding.filter((name) => !COOKIES[BROWSER].test(name)), []);
});
