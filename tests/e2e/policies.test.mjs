/**
 * Whatever a page's Content Security Policy forbids, the page is read and pointed at: as WebAssembly, or where Chromium lets a page forbid that,
 * by what stands in for it. What is forbidden is tried once, and no page hears of it twice, nor of anything else.
 */
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { sessionSettings } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { start } from "../../www/server.mjs";

const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";

/** [the page's policy, whether Chromium refuses WebAssembly under it] */
const POLICIES = [["none", false], ["eval", false], ["wasm", false], ["trusted", false], ["strict", true], ["narrow", true]];

for (const [csp, refuses] of POLICIES) {
  describe(`a page whose policy is “${csp}”`, () => {
    let server, org, driven, tab, options;

    let alone;

    before(async () => {
      server = await start({ orgs: [SEED], csp });
      org = server.orgs[SEED];
      driven = await launch(browserName(), { server });
      tab = await driven.browser.newPage();
      await tab.evaluateOnNewDocument(countReports);
      // Without a checklist nothing of the core runs.
      await tab.goto(sessionSettings(org, "classic"));
      alone = await reports(tab);
      await tab.goto("about:blank");
      await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
      options = await openOptions(driven, org.name);
    });
    after(async () => {
      await driven?.close();
      await server.close();
    });
    afterEach(() => tab.goto("about:blank"));

    for (const visit of ["first", "next"]) {
      const more = refuses && browserName() === "chromium" && visit === "first" ? ["script-src wasm-eval"] : [];
      test(`is read and pointed at, its ${visit} time, and hears ${more.length > 0 ? "once of what it refuses" : "of nothing"}`, async () => {
        const sidebar = new Sidebar(driven, tab);
        await tab.bringToFront();
        await tab.goto(sessionSettings(org, "classic"));
        await sidebar.status(STEP, "to do");
        await sidebar.pressOf(STEP, "Show me");
        await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
        assert.deepEqual(await reports(tab), [...alone, ...more].sort());
      });
    }

    test("is remembered for what it refuses, and for nothing else", async () => {
      const refused = await options.evaluate(async () => {
        const kept = await (globalThis.browser ?? globalThis.chrome).storage.local.get(null);
        return Object.keys(kept).filter((name) => name.startsWith("refused:"));
      });
      assert.deepEqual(refused, refuses && browserName() === "chromium" ? [`refused:https://${org.hosts.my}`] : []);
    });
  });
}

/** Runs in the browser: what the page hears of its policy. */
function countReports() {
  window.reports = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => window.reports.push(`${violatedDirective} ${blockedURI}`));
}

const reports = (tab) => tab.evaluate(() => window.reports.toSorted());
