/**
 * Whatever a page's Content Security Policy forbids, the page is read and pointed at: as WebAssembly, or where Chromium lets a page forbid that,
 * by what stands in for it. What a policy forbids is tried once, and reported on no page twice.
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

    before(async () => {
      server = await start({ orgs: [SEED], csp });
      org = server.orgs[SEED];
      driven = await launch(browserName(), { server });
      await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
      options = await openOptions(driven, org.name);
      tab = await driven.browser.newPage();
      await tab.evaluateOnNewDocument(countReports);
    });
    after(async () => {
      await driven?.close();
      await server.close();
    });
    afterEach(() => tab.goto("about:blank"));

    for (const visit of ["first", "next"]) {
      const reported = refuses && browserName() === "chromium" && visit === "first";
      test(`is read and pointed at, its ${visit} time, with ${reported ? "one report" : "no report"} to the page`, async () => {
        const sidebar = new Sidebar(driven, tab);
        await tab.bringToFront();
        await tab.goto(sessionSettings(org, "classic"));
        await sidebar.status(STEP, "to do");
        await sidebar.pressOf(STEP, "Show me");
        await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
        assert.equal(await tab.evaluate(() => window.reports.filter((what) => /wasm|script/.test(what)).length), reported ? 1 : 0);
      });
    }

    test("is remembered for what it refuses, and for nothing else", async () => {
      const { refused } = await options.evaluate(async () => {
        const kept = await (globalThis.browser ?? globalThis.chrome).storage.local.get(null);
        return { refused: Object.keys(kept).filter((name) => name.startsWith("refused:")) };
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
