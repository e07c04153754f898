/**
 * What goes wrong is told in words, and harms nothing else: an object that the API hides, a checklist that can't be read, a page of unknown
 * shape. Errors of the API itself: `survival-api.test.mjs`.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browserName, builtExtension, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, fillOptions, openOptions } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const PLAYBOOKS = { ...EVERYTHING, checklists: ["playbooks"] };
const PAGES_ONLY = { ...PLAYBOOKS, api: false };

let server, org, extension, driven, tab, setup, sidebar;

before(async () => {
  extension = mkdtempSync(join(tmpdir(), "orgready-faults-"));
  cpSync(builtExtension(BROWSER), extension, { recursive: true });
  server = await start({ orgs: [SEED] });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension });
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

async function openSettings() {
  await tab?.close();
  tab = await driven.browser.newPage();
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  await setup.open(sessionSettings(org, "setup"));
}

describe("a fault of the API", () => {
  test("an object that is hidden: only its own steps can't be told", async () => {
    org.faults.set("object-hidden", { object: "SecuritySettings", as: "INSUFFICIENT_ACCESS" });
    await choose(driven, org.name, PLAYBOOKS);
    await openSettings();
    await sidebar.status("integration-permission-set", "to do");
    await sidebar.readsPage();
    const rows = await sidebar.evidence("unlock-ip");
    assert.deepEqual(rows.map(({ source, found, reason }) => [source, found, reason]), [["page", "ticked", null], ["org", null, "insufficient-access"]]);
    assert.equal((await sidebar.step("unlock-ip")).status, "to do");
  });
});

describe("a page of unknown shape", () => {
  test("can't be told, and what it showed before is not made a status of now", async () => {
    org.faults.clear();
    await choose(driven, org.name, PAGES_ONLY);
    await openSettings();
    await sidebar.status("unlock-ip", "to do");
    await sidebar.pressOf("unlock-ip", "Show me");
    await until("a ring", () => setup.rings(), (rings) => rings.length === 1);
    const frame = await setup.settings();
    await frame.evaluate(() => {
      const form = document.querySelector("form#editPage");
      const other = document.createElement("c-session-settings");
      other.textContent = "Another kind of page";
      form.replaceWith(other);
    });
    const step = await sidebar.status("unlock-ip", "cannot tell");
    assert.equal(step.reason, "unknown-page");
    assert.match(step.words, /This page looks different from the ones we know/);
    await until("the ring to go", () => setup.rings(), (rings) => rings.length === 0);
  });
});

/** A change to a checklist's text, what the message must say besides file, line and column, and where the change is. */
const BROKEN = [
  ["that does not parse", (text) => text.replace('"steps": [', '"steps": ['.slice(0, -1)), /expected/],
  ["that names an unknown kind", (text) => text.replace('"session_setting"', '"session_sitting"'), /session_sitting/],
];

describe("a checklist", () => {
  for (const [what, breakText, words] of BROKEN) {
    test(`${what} is told with file, line and column; the other works`, async () => {
      const file = join(extension, "checklists/playbooks.json");
      const whole = readFileSync(file, "utf8");
      const broken = breakText(whole);
      assert.notEqual(broken, whole);
      try {
        await choose(driven, org.name, { ...EVERYTHING, api: false });
        writeFileSync(file, broken);
        const page = await openOptions(driven, org.name);
        const told = await page.$eval("#checklists .problem", ({ textContent }) => textContent);
        assert.match(told, /checklists\/playbooks\.json:\d+:\d+/);
        assert.match(told, words);
        assert.deepEqual(await page.$$eval("input[name=checklist]", (boxes) => boxes.map(({ value }) => value)), ["insycle"]);
        await page.close();
        await openSettings();
        const shown = await sidebar.until("the trouble", ({ trouble }) => trouble);
        assert.match(shown.trouble, /checklists\/playbooks\.json/);
        assert.match(shown.trouble, words);
        assert.ok(shown.steps.some(({ step }) => step === "may-approve"), "the other checklist is shown");
      } finally {
        writeFileSync(file, whole);
      }
    });
  }

  test("that is chosen in a tab that shows another, and can't be read, is told there", async () => {
    const file = join(extension, "checklists/playbooks.json");
    const whole = readFileSync(file, "utf8");
    try {
      await choose(driven, org.name, { ...EVERYTHING, checklists: ["insycle"], api: false });
      await openSettings();
      await sidebar.until("the checklist", ({ steps }) => steps.some(({ step }) => step === "may-approve"));
      const page = await openOptions(driven, org.name);
      const broken = whole.replace('"session_setting"', '"session_sitting"');
      assert.notEqual(broken, whole);
      writeFileSync(file, broken);
      await fillOptions(page, { ...EVERYTHING, api: false });
      await page.close();
      const shown = await sidebar.until("the trouble", ({ trouble }) => trouble);
      assert.match(shown.trouble, /checklists\/playbooks\.json.*session_sitting/s);
      assert.ok(shown.steps.some(({ step }) => step === "may-approve"), "the other checklist is shown");
      writeFileSync(file, whole);
      await choose(driven, org.name, PAGES_ONLY);
      await sidebar.until("the checklist that is whole again", ({ trouble, steps }) => !trouble && steps.some(({ step }) => step === "unlock-ip"));
    } finally {
      writeFileSync(file, whole);
    }
  });
});
