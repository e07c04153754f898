/**
 * What is left when a part of the core stops in the middle of something, as a trap or a panic makes it, or can't start at all: one sentence, one
 * thing to do, a page that is as it was, and no second try that would stop in the same way.
 */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { behind, breakableExtension } from "../drive/breakable.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const PLAYBOOKS = { ...EVERYTHING, checklists: ["playbooks"] };
const PAGES_ONLY = { ...PLAYBOOKS, api: false };
const STOPPED = "Orgready stopped on this page; the page itself is as it was.";
const UNANSWERED = /Orgready itself stopped before it could tell\. Check again; if that does not help, refresh this page\./;

let server, org, extension, driven, control, tab, setup, sidebar;

async function begin({ wasm = true } = {}) {
  extension = breakableExtension(BROWSER);
  server = await start({ orgs: [SEED], csp: wasm ? "eval" : "strict" });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension, wasm });
  control = await behind(driven);
}
async function end() {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
}

async function openTab(shape) {
  tab = await driven.browser.newPage();
  setup = new Setup(tab, shape);
  sidebar = new Sidebar(driven, tab);
  await setup.open(sessionSettings(org, shape));
}

/** How often each part was compiled, over all documents of the tab. */
async function compiles() {
  const all = await control.documents(tab);
  const sum = (part) => all.reduce((sum, { compiles }) => sum + (compiles[part] ?? 0), 0);
  return { panel: sum("panel"), page: sum("page") };
}

/** The page's own elements, in every frame, changed so that whoever still watches it would have to act. */
const stir = () => Promise.all(tab.frames().map((frame) => frame.evaluate(() => document.body.toggleAttribute("data-stirred"))));

/** The one element of ours at the end of the page. */
const HOST = /<orgready-panel><\/orgready-panel>(?=<\/html>$)/;
const withoutHost = ({ top, ...frames }) => ({ top: top.replace(HOST, ""), ...frames });

describe("a trap in a page's scripts", () => {
  before(() => begin());
  after(end);
  beforeEach(async () => choose(driven, org.name, PAGES_ONLY));
  afterEach(() => tab.close());

  test("in the panel: one sentence in the sidebar's place, and a fresh start by one press", async () => {
    await openTab("setup");
    await sidebar.status(STEP, "to do");
    await sidebar.pressOf(STEP, "Show me");
    await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
    const page = withoutHost(await setup.html());
    const before = await compiles();
    await control.documents(tab, { traps: ["panel"] });
    await sidebar.press("Collapse");
    const shown = await sidebar.until("the sentence", ({ trouble }) => trouble);
    assert.equal(shown.text, `${STOPPED} Reload this page`);
    assert.deepEqual(shown.steps, []);
    await until("the ring to go", () => setup.rings(), (rings) => rings.length === 0);
    assert.deepEqual(withoutHost(await setup.html()), page, "the page is as it was");
    await stir();
    await setup.go("/lightning/setup/ImportedPackage/home");
    await setup.go("/lightning/setup/SecuritySession/home");
    assert.equal((await sidebar.read()).text, `${STOPPED} Reload this page`, "said once, and still there");
    assert.deepEqual(await compiles(), before, "nothing was tried again");
    await sidebar.press("Reload this page");
    await sidebar.status(STEP, "to do");
  });

  for (const shape of ["setup", "classic"]) {
    test(`in what reads the page: it can't be told, the sidebar goes on, shape ${shape}`, async () => {
      await openTab(shape);
      await sidebar.status(STEP, "to do");
      await sidebar.pressOf(STEP, "Show me");
      await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
      const before = await compiles();
      await control.documents(tab, { traps: ["page"] });
      await stir();
      const shown = await sidebar.until("why it can't be told", ({ steps }) => steps.some(({ step, reason }) => step === STEP && reason === "unanswered"));
      assert.match(shown.text, UNANSWERED);
      assert.equal(shown.page, "unreadable");
      assert.notEqual(shown.steps.find(({ step }) => step === STEP).status, "to do");
      await until("the ring to go", () => setup.rings(), (rings) => rings.length === 0);
      await setup.click(LOCK_TO_IP.en_US);
      await stir();
      await sidebar.press("Collapse");
      await sidebar.press("Set-up checklist");
      assert.deepEqual(await compiles(), before, "nothing was tried again");
      await setup.open(sessionSettings(org, shape));
      await sidebar.status(STEP, "to do");
    });
  }
});

describe("a trap in the desk", () => {
  before(() => begin());
  after(end);
  afterEach(async () => {
    await control.worker({ traps: [] });
    await tab.close();
  });

  test("in the middle of a check: it is told, what the page shows counts, and the next check is answered", async () => {
    await choose(driven, org.name, PLAYBOOKS);
    await openTab("setup");
    await sidebar.checked();
    await control.worker({ traps: ["desk"] });
    await sidebar.press("Check with API");
    const shown = await sidebar.until("the failed check", ({ apiReason }) => apiReason === "unanswered");
    assert.match(shown.text, UNANSWERED);
    assert.equal(shown.steps.find(({ step }) => step === STEP).status, "to do");
    const { compiles } = await control.worker({ traps: [] });
    await sidebar.press("Check with API");
    await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
    assert.equal((await control.worker()).compiles.desk, compiles.desk + 1, "the desk was made anew once");
  });

  test("while a page is opened: the sidebar is there, and asks again when it is pressed", async () => {
    await choose(driven, org.name, PLAYBOOKS);
    await control.worker({ traps: ["desk"] });
    await openTab("setup");
    const shown = await sidebar.until("the failed judging", ({ apiReason }) => apiReason === "unanswered");
    assert.match(shown.text, UNANSWERED);
    assert.ok(shown.steps.every(({ status }) => ["not checked yet", "do by hand"].includes(status)), "nothing is known");
    await control.worker({ traps: [] });
    await sidebar.press("Check with API");
    await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
    await sidebar.status("integration-permission-set", "to do");
    await sidebar.status(STEP, "to do");
  });

  test("an answer that is nested too deeply to be read", async () => {
    await choose(driven, org.name, PLAYBOOKS);
    await openTab("setup");
    await sidebar.checked();
    org.faults.set("nested", { depth: 1_000_000, on: "/composite" });
    await sidebar.press("Check with API");
    const shown = await sidebar.until("the failed check", ({ api, apiReason }) => api === "allowed" && apiReason);
    assert.equal(shown.apiReason, "unexpected");
    org.faults.clear();
    await sidebar.press("Check with API");
    await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
  });
});

describe("Orgready's own page", () => {
  before(() => begin());
  after(end);

  const SAID = "Orgready\nOrgready stopped on this page. What was saved is as it was.\nReload this page";
  const textOf = (page) => page.$eval("main", (main) => main.innerText.replace(/\n+/g, "\n"));
  const isStopped = (page) => until("what is said", () => textOf(page), (text) => text === SAID);

  test("whose part stopped says so, offers to begin anew, and saves nothing", async () => {
    await choose(driven, org.name, PAGES_ONLY);
    const before = await control.stored();
    const page = await openOptions(driven, org.name);
    await page.evaluate(async () => {
      const { desk } = await import(new URL("org.js", location.href).href);
      const broken = { get length() { throw new Error("broken"); } };
      try {
        desk.describe(broken);
      } catch {
        // Who called is told as well.
      }
    });
    await isStopped(page);
    assert.deepEqual(await control.stored(), before);
    await (await page.$("main button")).click();
    await until("the page anew", () => page.$eval("form#org", (form) => !form.hidden).catch(() => false));
    await page.close();
  });

  test("whose question for checklists is not heard asks once more, and then says so", async () => {
    for (const [unheard, isAsExpected] of [
      [1, (page) => until("the page", () => page.$eval("form#org", (form) => !form.hidden && form.querySelectorAll("input[name=checklist]").length > 1).catch(() => false))],
      [2, isStopped],
    ]) {
      const page = await driven.extensionPage(`pages/options.html?org=${org.name}&unheard=${unheard}`);
      await isAsExpected(page);
      assert.equal(await page.evaluate(() => globalThis.asked), 2);
      await page.close();
    }
  });

  test("whose part can't start says so", async () => {
    const path = join(extension, "desk_bg.wasm");
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    const page = await driven.extensionPage(`pages/options.html?org=${org.name}`);
    try {
      await isStopped(page);
    } finally {
      writeFileSync(path, whole);
      await page.close();
    }
  });
});

/** A part that is damaged, and what is said instead of what it would do. */
const DAMAGED = {
  panel: ({ trouble, text }) => trouble && text === `${STOPPED} Reload this page`,
  page: ({ page, text }) => page === "unreadable" && UNANSWERED.test(text),
  desk: ({ apiReason, text }) => apiReason === "unanswered" && UNANSWERED.test(text),
};

/** What stands in for them where there is no WebAssembly, two in one. Pages of Chromium may forbid it, and no worker of Chromium lacks it. */
const DAMAGED_FALLBACKS = { tab: DAMAGED.panel, ...(BROWSER === "firefox" && { worker: DAMAGED.desk }) };

/** Opens a Setup page while half of a file of the extension is missing. */
async function withDamaged(file, look, prepare = () => {}) {
  const path = join(extension, file);
  const whole = readFileSync(path);
  await choose(driven, org.name, PLAYBOOKS);
  await prepare();
  writeFileSync(path, whole.subarray(0, whole.length / 2));
  try {
    await driven.stopWorker();
    await openTab("setup");
    await look();
  } finally {
    writeFileSync(path, whole);
    await tab.close();
  }
}

describe("a part that can't start", () => {
  before(() => begin());
  after(end);

  for (const [part, isSaid] of Object.entries(DAMAGED)) {
    test(`${part}: it is said, and not tried again`, () =>
      withDamaged(`${part}_bg.wasm`, async () => {
        await sidebar.until("what is said", isSaid);
        const before = [await compiles(), (await control.worker()).compiles];
        await stir();
        await setup.scroll(90);
        assert.deepEqual([await compiles(), (await control.worker()).compiles], before);
      }));
  }

  const forget = () => control.act((extension, file) => extension.storage.local.remove(file), "checklists/playbooks.json");

  test("reader: it is said of the checklist, which was not read before", () => {
    const isSaid = ({ trouble, steps }) => trouble?.includes("checklists/playbooks.json") && trouble.includes("Orgready stopped while it read this file.") && steps.length === 0;
    return withDamaged("reader_bg.wasm", () => sidebar.until("what is said", isSaid), forget);
  });

  test("reader: Orgready's own page says so, and what was chosen of that checklist outlives a Save", async () => {
    const choicesOf = async () => (await control.stored())[`choices:${org.name}`];
    let before;
    const look = async () => {
      await sidebar.until("what is said", ({ trouble }) => trouble);
      const page = await openOptions(driven, org.name);
      const told = await page.$eval("#checklists .problem", ({ textContent }) => textContent);
      assert.equal(told, "checklists/playbooks.json: Orgready stopped while it read this file.");
      await page.bringToFront();
      await (await page.$("form#org button[type=submit]")).click();
      await until("it to be saved", () => page.$eval("#saved", ({ textContent }) => textContent), (text) => text.startsWith("Saved."));
      await page.close();
    };
    await withDamaged("reader_bg.wasm", look, async () => {
      before = await choicesOf();
      await forget();
    });
    const after = await choicesOf();
    assert.deepEqual([after.checklists, after.inputs], [before.checklists, before.inputs]);
    assert.ok(before.checklists.includes("playbooks") && Object.keys(before.inputs).some((name) => name.startsWith("playbooks/")));
  });
});

describe("a part that can't start where there is no WebAssembly", () => {
  before(() => begin({ wasm: false }));
  after(end);

  for (const [parts, isSaid] of Object.entries(DAMAGED_FALLBACKS)) {
    test(`${parts}: it is said`, () => withDamaged(`${parts}.fallback.js`, () => sidebar.until("what is said", isSaid)));
  }
});
