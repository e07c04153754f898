/**
 * The worker may be stopped at any moment, and the extension put in its own place while pages are open: what is done next works, nothing that
 * was done before is lost, and no page is loaded anew by itself.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const NEXT = "integration-permission-set";
const BY_HAND = "network";
const UPDATED = "Orgready was updated. Refresh this page when you have saved your work.";

let server, org, driven, tab, setup, sidebar;

/** @param {object} [seed] what is other in the org */
async function begin(seed = {}) {
  server = await start({ orgs: [SEED], seeds: { [SEED]: { ...readSeeds()[SEED], ...seed } } });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server });
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"] });
  tab = await driven.browser.newPage();
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
}
async function end() {
  await driven?.close();
  await server.close();
}

/** One after another, each with a worker that was stopped just before. */
const STORY = [
  ["the page is opened", async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.checked();
    await sidebar.status(STEP, "to do");
    await sidebar.status(NEXT, "to do");
  }],
  ["the box is shown", async () => {
    await sidebar.pressOf(STEP, "Show me");
    await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
  }],
  ["the box is unticked", async () => {
    await setup.click(LOCK_TO_IP.en_US);
    await sidebar.status(STEP, "changed, not saved");
    await until("rings on Save", () => setup.rings(), (rings) => rings.length > 0 && rings.every(({ name }) => name === "save"));
  }],
  ["it is saved", async () => {
    const before = server.log.length;
    await setup.save();
    await sidebar.status(STEP, "done, lowers protection");
    await until("the API to be asked again", () => server.log.slice(before), (entries) => entries.some(({ api, status }) => api && status === 200));
    await sidebar.checked();
  }],
  ["something is said by hand", async () => {
    await sidebar.open(BY_HAND);
    await sidebar.press("I did this", BY_HAND);
    await sidebar.status(BY_HAND, "done, said by you");
  }],
  ["the next page is gone to", async () => {
    await sidebar.pressOf(NEXT, "Go there");
    await setup.arrived("/lightning/setup/PermSets/home");
    await sidebar.until("the next page to be read", ({ page, text }) => page === "read" && text.includes("Looking at: Permission Sets"));
  }],
  ["the API is asked", async () => {
    const before = server.log.length;
    await sidebar.press("Check with API");
    await until("the API to be asked", () => server.log.slice(before), (entries) => entries.some(({ counted }) => counted));
    assert.equal((await sidebar.checked()).apiReason, null);
  }],
  ["the page is loaded anew", async () => {
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.status(STEP, "done, lowers protection");
    await sidebar.status(BY_HAND, "done, said by you");
    await sidebar.status(NEXT, "to do");
    assert.equal((await sidebar.read()).trouble, null);
  }],
];

describe("a worker that is stopped before each thing that is done", () => {
  before(() => begin());
  after(end);

  for (const [what, act] of STORY) {
    test(what, async () => {
      await driven.stopWorker();
      await act();
    });
  }

  test("in the middle of a check: that is told, and the next check is answered", async () => {
    org.faults.set("no-answer", {});
    const before = server.log.length;
    await sidebar.press("Check with API");
    await until("the request", () => server.log.length > before);
    await driven.stopWorker();
    const shown = await sidebar.until("the failed check", ({ api, apiReason }) => api === "allowed" && apiReason);
    assert.equal(shown.apiReason, "unanswered");
    assert.match(shown.text, /Orgready itself stopped before it could tell\. Check again/);
    assert.equal(shown.trouble, null, "the extension was not updated");
    org.faults.clear();
    await sidebar.press("Check with API");
    await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
  });
});

describe("a worker that is stopped on the way to a page", () => {
  before(() => begin({ unknownNodes: ["PermSets"] }));
  after(end);

  test("what opened instead is said by the document that came", async () => {
    const classic = new Setup(tab, "classic");
    await classic.open(sessionSettings(org, "classic"));
    await sidebar.checked();
    const { link } = await sidebar.open(NEXT);
    // The next worker is asked by the document that comes, and not the one that stops.
    org.pageFaults.set("slow", { on: new URL(link).pathname, milliseconds: 4000 });
    const page = await driven.extensionPage("pages/options.html");
    const isKept = () => page.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).storage.session.get("going")).going?.length > 0);
    await tab.bringToFront();
    await sidebar.pressOf(NEXT, "Go there");
    await until("the way to be kept", isKept);
    await driven.stopWorker();
    await page.close();
    const { trouble } = await sidebar.until("what opened", ({ trouble }) => trouble, 30_000);
    org.pageFaults.clear();
    assert.match(trouble, /^Salesforce opened “.*” instead of “.*”\./);
    assert.notEqual(tab.url(), link);
  });
});

describe("an update while pages are open", () => {
  before(() => begin());
  after(end);

  test("the page is not loaded anew, says nothing on its console, and one line tells what to do", async () => {
    const lines = [];
    await setup.open(sessionSettings(org, "setup"));
    await sidebar.checked();
    await setup.mark();
    tab.on("console", (line) => line.type() === "error" && lines.push(line.text()));
    tab.on("pageerror", (error) => lines.push(error.message));
    await driven.update();
    await setup.go("/lightning/setup/ImportedPackage/home");
    await setup.go("/lightning/setup/SecuritySession/home");
    await setup.click(LOCK_TO_IP.en_US);
    if (BROWSER === "firefox") {
      // Firefox starts the new scripts in pages that are open.
      await sidebar.status(STEP, "changed, not saved");
    } else {
      await sidebar.press("Check with API");
      const { trouble, text } = await sidebar.until("what to do", ({ trouble }) => trouble);
      assert.equal(trouble, UPDATED);
      assert.equal(text.split(UPDATED).length, 2, "said once");
    }
    assert.equal(await tab.evaluate(() => document.querySelectorAll("orgready-panel").length), 1);
    assert.equal(await setup.isMarked(), true, "the same document");
    assert.deepEqual(lines, []);
    await tab.reload();
    await sidebar.status(STEP, "to do");
    await sidebar.status(NEXT, "to do");
  });
});
