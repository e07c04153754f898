/**
 * How long after a page is complete the sidebar shows what it says. Warm: in a tab that has the sidebar, the next page of Setup in Lightning.
 * Cold: the worker stopped, a new tab, a Classic page; nothing of the core is there. As wasm, and as what stands in for it where a page's
 * policy forbids wasm.
 */
import { launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { start } from "../../www/server.mjs";
import { byTurns, rounded } from "./measure.mjs";

/** Orgs of which the same is asked, each with a policy of its own. */
const ORGS = { wasm: ["acme-playbooks-half", "eval"], js: ["acme-verify", "strict"] };
const ELSEWHERE = "/lightning/setup/SetupOneHome/home";
const PATIENCE = 20_000;

/** In one browser: another one beside it, even at rest, makes what is measured a third slower. */
export async function firstStatus() {
  const server = await start({ orgs: Object.values(ORGS).map(([seed]) => seed), csp: Object.fromEntries(Object.values(ORGS)) });
  const driven = await launch("chromium", { server });
  try {
    const [wasm, js] = [await ready(driven, server.orgs[ORGS.wasm[0]]), await ready(driven, server.orgs[ORGS.js[0]])];
    const measured = await byTurns({ wasm_warm: wasm.warm, wasm_cold: wasm.cold, js_warm: js.warm, js_cold: js.cold });
    return Object.fromEntries(Object.entries(measured).map(([name, ms]) => [`${name}_ms`, rounded(ms, 1)]));
  } finally {
    await driven.close();
    await server.close();
  }
}

async function ready(driven, org) {
  // What pages show decides here, and no answer of the API's.
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
  const tab = await driven.browser.newPage();
  const setup = new Setup(tab, "setup");
  await setup.open(sessionSettings(org, "setup"));
  await new Sidebar(driven, tab).readsPage();
  return {
    warm: () => warm(driven, setup, new URL(sessionSettings(org, "setup")).pathname),
    cold: () => cold(driven, sessionSettings(org, "classic")),
  };
}

/** When the document of a frame was complete, as a point in time. */
const completeAt = (frame) => frame.evaluate(() => performance.timeOrigin + performance.getEntriesByType("navigation")[0].loadEventStart);

async function warm(driven, setup, path) {
  await setup.tab.bringToFront();
  await setup.go(ELSEWHERE);
  await new Sidebar(driven, setup.tab).until("to know that the page is another", ({ page }) => page !== "read");
  await driven.inShadow(setup.tab, watchForReading);
  await setup.tab.evaluate((url) => window.$A.get("e.force:navigateToURL").setParams({ url }).fire(), path);
  await setup.tab.waitForFunction(() => window.readAt, { timeout: PATIENCE });
  const readAt = await setup.tab.evaluate(() => window.readAt);
  return readAt - (await completeAt(await setup.settings()));
}

/** Runs in the browser: notes when the sidebar says that the page was read. */
function watchForReading(root) {
  window.readAt = 0;
  const look = () => {
    if (window.readAt || root.querySelector("[data-page]")?.dataset.page !== "read") return;
    window.readAt = performance.timeOrigin + performance.now();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { subtree: true, childList: true, attributes: true });
  look();
}

/** The sidebar is looked for once, when its host is there: each look goes through the whole document, which holds up what is measured. */
async function cold(driven, url) {
  await driven.stopWorker();
  const tab = await driven.browser.newPage();
  try {
    await tab.goto(url, { waitUntil: "domcontentloaded" });
    await tab.waitForSelector("html > orgready-panel", { timeout: PATIENCE });
    await driven.inShadow(tab, watchForReading);
    await tab.waitForFunction(() => window.readAt, { timeout: PATIENCE });
    return (await tab.evaluate(() => window.readAt)) - (await completeAt(tab.mainFrame()));
  } finally {
    await tab.close();
  }
}
