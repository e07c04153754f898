/**
 * Pages that do not come as they should: frames that never load, that are replaced while they are read or come twice, other pages in the place
 * of a Setup page, a page that comes back from the browser's memory, and very many pages one after another.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { behind, breakableExtension } from "../drive/breakable.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { cdp } from "../drive/chromium.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const SETTINGS = "/_ui/system/security/SessionSettings";
const PAGES_ONLY = { ...EVERYTHING, checklists: ["playbooks"], api: false };
/** What is said of a page that does not come, and of one that is another once it has come. */
const TOLD = {
  waiting: { status: ["not checked yet", "not-looked"], words: "The page is still loading. Wait a moment; if it does not come, refresh it." },
  unreadable: { status: ["cannot tell", "unknown-page"], words: "This page looks different from the ones we know." },
};
const isNoPage = ({ page }) => page in TOLD;
const NAVIGATIONS = process.env.ORGREADY_LONG ? 200 : 25;
const MOST_GROWTH = 2_000_000;

let server, org, extension, driven, control, tab, setup, sidebar;

before(async () => {
  extension = breakableExtension(BROWSER);
  // So that a browser may keep a page that is left; Salesforce forbids it for most.
  server = await start({ orgs: [SEED], caching: "no-cache" });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension });
  control = await behind(driven);
  await choose(driven, org.name, PAGES_ONLY);
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});
beforeEach(async () => {
  await control.act((extension) => extension.storage.local.get(null).then((all) => extension.storage.local.remove(Object.keys(all).filter((name) => name.startsWith("spots:")))));
  await newTab("setup");
});
afterEach(async () => {
  org.pageFaults.clear();
  await tab.close();
});

async function newTab(shape) {
  tab = await driven.browser.newPage();
  setup = new Setup(tab, shape);
  sidebar = new Sidebar(driven, tab);
}

/** Opens a page of which no more can be waited for than that it has begun. */
const openHalf = () => tab.goto(sessionSettings(org, setup.shape), { waitUntil: "domcontentloaded" });

/** What comes where Session Settings should stand. */
const PAGES = ["maintenance-page", "login-page"];

describe("in the frame of a Setup page", () => {
  for (const kind of [...PAGES, "no-answer"]) {
    test(`${kind}: the sidebar waits, says so, and knows nothing of the step`, async () => {
      org.pageFaults.set(kind, { on: SETTINGS });
      await openHalf();
      const shown = await sidebar.until("that it waits", isNoPage);
      const step = shown.steps.find(({ step }) => step === STEP);
      const told = TOLD[shown.page];
      assert.deepEqual([step.status, step.reason], told.status);
      assert.ok(step.words.includes(told.words) && shown.text.includes(`Looking at: Session Settings – ${told.words}`), shown.text);
      org.pageFaults.clear();
      await setup.open(sessionSettings(org, "setup"));
      await sidebar.status(STEP, "to do");
    });
  }

  for (const kind of PAGES) {
    test(`${kind} after a Save: what was known is not taken for what is`, async () => {
      await setup.open(sessionSettings(org, "setup"));
      await sidebar.status(STEP, "to do");
      await setup.click(LOCK_TO_IP.en_US);
      await sidebar.status(STEP, "changed, not saved");
      const frame = await setup.settings();
      org.pageFaults.set(kind, { on: SETTINGS });
      await frame.evaluate(() => document.querySelector("#topButtonRow input[name=save]").click());
      await sidebar.until("that it waits", isNoPage);
      const { status } = await sidebar.step(STEP);
      assert.ok(["not checked yet", "cannot tell"].includes(status), status);
      org.pageFaults.clear();
      await setup.open(sessionSettings(org, "setup"));
      await sidebar.status(STEP, "to do");
    });
  }

  test("one that is replaced again and again while it is read", async () => {
    await openHalf();
    await until("the frame", () => tab.$("section.active iframe"));
    for (let time = 0; time < 5; time++) {
      await tab.evaluate(() => {
        const frame = document.querySelector("section.active iframe");
        frame.replaceWith(frame.cloneNode());
      });
      await sidebar.until("to be there", ({ steps }) => steps.length > 0);
    }
    // Of an earlier one it may be known what it showed; only the last can say this.
    const click = (words) => {
      const label = [...document.querySelectorAll("label")].find(({ textContent }) => textContent.trim() === words);
      label?.click();
      return Boolean(label);
    };
    await until("its box", () => tab.frames().find((frame) => frame.url().includes("SessionSettings"))?.evaluate(click, LOCK_TO_IP.en_US));
    await sidebar.status(STEP, "changed, not saved");
    assert.equal((await sidebar.read()).page, "read");
  });

  test("one of thousands of boxes is read in slices, anew where it changes meanwhile, and all the same where it never rests", async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.status(STEP, "to do");
    const timers = async () => (await control.documents(tab)).reduce((sum, { started }) => sum + (started["AbortSignal.timeout(0)"] ?? 0), 0);
    const before = await timers();
    const frame = await setup.settings();
    await frame.evaluate(() => {
      const more = (type) => Array.from({ length: 18_000 }, (_, at) => Object.assign(document.createElement("input"), { type, id: `${type}${at}` }));
      document.querySelector("form#editPage").append(...more("checkbox"), ...more("button"));
    });
    await until("slices", timers, (count) => count > before + 5);
    const box = await setup.box(LOCK_TO_IP.en_US);
    await box.evaluate(async (box) => {
      for (let time = 0; time < 41; time++) {
        box.toggleAttribute("checked");
        await new Promise((passed) => setTimeout(passed, 30));
      }
    });
    await sidebar.status(STEP, "done, lowers protection");
    await box.evaluate((box) => {
      globalThis.stirring = setInterval(() => document.body.toggleAttribute("data-stirred"), 10);
      box.toggleAttribute("checked");
    });
    await sidebar.status(STEP, "to do");
    await frame.evaluate(() => clearInterval(globalThis.stirring));
  });

  test("one that comes twice: what was done last counts, and both may go", async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.status(STEP, "to do");
    await setup.click(LOCK_TO_IP.en_US);
    await sidebar.status(STEP, "changed, not saved");
    await tab.evaluate(() => {
      const frame = document.querySelector("section.active iframe");
      frame.before(frame.cloneNode());
    });
    // Only the second can have said so.
    await sidebar.status(STEP, "to do");
    await setup.click(LOCK_TO_IP.en_US);
    await sidebar.status(STEP, "changed, not saved");
    await tab.evaluate(() => [...document.querySelectorAll("section.active iframe")].at(0).remove());
    await sidebar.until("that it waits", ({ page }) => page === "waiting");
    await tab.evaluate(() => document.querySelector("section.active iframe").remove());
    await until("no frame of it", () => !tab.frames().some((frame) => frame.url().includes("SessionSettings")));
    const { words } = await sidebar.open(STEP);
    assert.ok(words.includes(TOLD.waiting.words), words);
    assert.equal(org.metadata("SecuritySettings").sessionSettings.lockSessionsToIp, true);
    assert.notEqual((await sidebar.step(STEP)).status, "done, lowers protection");
  });
});

describe("in the place of a Setup page of Salesforce Classic", () => {
  for (const kind of PAGES) {
    test(`${kind}: there is no sidebar and nothing of ours`, async () => {
      await newTab("classic");
      org.pageFaults.set(kind, { on: SETTINGS });
      await tab.goto(sessionSettings(org, "classic"));
      await until("the loader to be there", () => control.documents(tab), (documents) => documents.length > 0);
      // In the time that a sidebar takes there would be one.
      const other = await driven.browser.newPage();
      await new Setup(other, "setup").open(`https://${org.hosts.setup}/lightning/setup/ImportedPackage/home`);
      await new Sidebar(driven, other).until("its page to be known", ({ page }) => page === "elsewhere");
      await other.close();
      assert.equal(await sidebar.read(), null);
      assert.deepEqual((await control.documents(tab)).map(({ compiles }) => compiles), [{}]);
      assert.deepEqual(await tab.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName)), ["head", "body"]);
      org.pageFaults.clear();
      await setup.open(sessionSettings(org, "classic"));
      await sidebar.status(STEP, "to do");
    });
  }
});

test("a page that comes back from the browser's memory is read again", async () => {
  await newTab("classic");
  await setup.open(sessionSettings(org, "classic"));
  await sidebar.status(STEP, "to do");
  await setup.mark();
  await tab.evaluate(() => addEventListener("pageshow", ({ persisted }) => (window.isBack = persisted)));
  await setup.click(LOCK_TO_IP.en_US);
  await sidebar.status(STEP, "changed, not saved");
  await tab.evaluate(() => location.assign("/0A3?setupid=ImportedPackage"));
  await until("another page", () => tab.evaluate(() => location.pathname), (path) => path === "/0A3");
  await sidebar.until("the other page", ({ steps }) => steps.length > 0);
  await tab.evaluate(() => history.back());
  await until("to be back", () => tab.evaluate(() => window.isBack === true && window.isStillTheSameApp));
  await sidebar.readsPage();
  // For all that is known the form was sent as the page was left, and what stands there is of before.
  await sidebar.status(STEP, "not checked yet");
  const { words } = await sidebar.open(STEP);
  assert.match(words, /It may have been changed since this page was read\. Refresh this page\./);
  assert.equal(await tab.evaluate(() => document.querySelectorAll("orgready-panel").length), 1);
  // Firefox's driver hears of no further load in a tab that came back so.
  await tab.close();
  await newTab("classic");
  await setup.open(sessionSettings(org, "classic"));
  await sidebar.status(STEP, "to do");
});

/** By a snapshot of the heap, which collects what is garbage first. Firefox tells no driver of its own. */
async function heapBytes(tab) {
  if (BROWSER === "firefox") return 0;
  const session = await cdp(tab);
  const chunks = [];
  const add = ({ chunk }) => chunks.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", add);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", add);
  const { snapshot, nodes } = JSON.parse(chunks.join(""));
  const fields = snapshot.meta.node_fields;
  let bytes = 0;
  for (let at = fields.indexOf("self_size"); at < nodes.length; at += fields.length) bytes += nodes[at];
  return bytes;
}

const memoryBytes = async (tab) => (await control.documents(tab)).reduce((sum, { memory }) => sum + memory, 0);

/** By how much each of these grows while one goes from page to page. @param {Record<string, (tab: import("puppeteer-core").Page) => Promise<number>>} bytes */
async function growth(tab, bytes) {
  const setup = new Setup(tab, "setup");
  const held = async () => Object.fromEntries(await Promise.all(Object.entries(bytes).map(async ([name, of]) => [name, await of(tab)])));
  const paths = ["/lightning/setup/ImportedPackage/home", "/lightning/setup/SecuritySession/home"];
  await setup.open(sessionSettings(org, "setup"));
  // What is loaded once is loaded by then.
  for (let time = 0; time < 6; time++) await setup.go(paths[time % 2]);
  const before = await held();
  for (let time = 0; time < NAVIGATIONS; time++) await setup.go(paths[time % 2]);
  const after = await held();
  return Object.fromEntries(Object.keys(bytes).map((name) => [name, after[name] - before[name]]));
}

describe("very many pages", () => {
  let plain;
  before(async () => (plain = await launch(BROWSER, { server, extension: null })));
  after(() => plain.close());

  test(`${NAVIGATIONS} pages one after another: less than 2 MB more are held than without the extension, and then nothing moves`, async (run) => {
    const [own, page] = await Promise.all([growth(tab, { heap: heapBytes, memory: memoryBytes }), growth(await plain.browser.newPage(), { heap: heapBytes })]);
    run.diagnostic(`more held after ${NAVIGATIONS} pages: ${own.heap} bytes of heap, ${page.heap} of them without the extension; ${own.memory} bytes of WebAssembly`);
    assert.ok(own.heap - page.heap + own.memory < MOST_GROWTH, JSON.stringify({ own, page }));
    await setup.go("/lightning/setup/SecuritySession/home");
    await sidebar.readsPage();
    await sidebar.status(STEP, "to do");
  });

  test("at rest no timer, frame, message or request is started in two seconds", async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.status(STEP, "to do");
    await sidebar.pressOf(STEP, "Show me");
    await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
    const look = async () => ({
      documents: (await control.documents(tab)).map(({ started, heard, compiles }) => ({ started, heard, compiles })),
      worker: (({ started, heard }) => ({ started, heard }))(await control.worker()),
      requests: server.log.length,
    });
    const settled = ({ documents }) => documents.reduce((sum, { started }) => sum + (started["AbortSignal.timeout(80) came"] ?? 0), 0);
    const before = settled(await look());
    await Promise.all(tab.frames().map((frame) => frame.evaluate(() => document.body.toggleAttribute("data-stirred"))));
    let quiet = await until("what the page does to be looked at", look, (now) => settled(now) > before);
    let since = performance.now();
    const isQuiet = async () => {
      const now = await look();
      if (JSON.stringify(now) !== JSON.stringify(quiet)) [quiet, since] = [now, performance.now()];
      return performance.now() - since;
    };
    // What was begun may end first: a way that is taken is looked after for ten seconds.
    await until("two seconds in which nothing happens", isQuiet, (milliseconds) => milliseconds > 2000, { patience: 25_000 });
  });
});
