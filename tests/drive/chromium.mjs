/**
 * Chromium with the extension, by CDP. The extension is loaded unpacked (`Extensions.loadUnpacked`), hosts are reached through the demo org's proxy.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { until } from "./until.mjs";

export const DIST = "chrome";
const EXECUTABLE = process.env.ORGREADY_CHROMIUM ?? "/usr/bin/chromium";

/** @param {import("./browser.mjs").Wanted} wanted @returns {Promise<import("./browser.mjs").Driven>} */
export async function launch({ server, extension, headless, viewport }) {
  const profile = mkdtempSync(join(tmpdir(), "orgready-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: EXECUTABLE,
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: viewport,
    args: [
      `--proxy-server=127.0.0.1:${server.proxyPort}`,
      // Nothing finds a way past it.
      "--proxy-bypass-list=<-loopback>",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      `--ignore-certificate-errors-spki-list=${server.spki}`,
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      // Chromium would not let an extension ask again for a while where a server failed, and a test would wait for that to pass.
      "--disable-extensions-http-throttling",
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      // It asks a server about every form.
      "--disable-features=AutofillServerCommunication",
    ],
  });
  const id = extension && (await browser.installExtension(extension));
  return {
    name: "chromium",
    browser,
    profile,
    extensionPage: (path) => openExtensionPage(browser, `chrome-extension://${id}/${path}`),
    inShadow: (tab, act, given) => inShadow(tab, act, given),
    stopWorker: () => stopWorker(browser),
    update: () => browser.installExtension(extension),
    stop: () => browser.close(),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openExtensionPage(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

async function stopWorker(browser) {
  const target = browser.targets().find((one) => one.type() === "service_worker");
  if (!target) return;
  let isGone = false;
  const hear = (one) => (isGone ||= one === target);
  browser.on("targetdestroyed", hear);
  await (await target.worker())?.close().catch(isStopped);
  await until("the worker to go, or to come back", () => isGone, Boolean, { patience: 1_000 }).catch(() => letGoOn(target)).catch((error) => {
    // It went just then.
    if (!isGone) throw error;
  });
  browser.off("targetdestroyed", hear);
}

/** A worker that is wanted while it stops keeps its target, and may wait at its start for the driver, which has taken leave of it. */
async function letGoOn(target) {
  const session = await target.createCDPSession();
  await session.send("Runtime.runIfWaitingForDebugger");
  await session.detach();
}

/** The driver closes a worker and then takes leave of it, for which it can be too late. */
function isStopped(error) {
  if (!/No session with given id/.test(error.message)) throw error;
}

/** @type {WeakMap<import("puppeteer-core").Page, Promise<import("puppeteer-core").CDPSession>>} */
const sessions = new WeakMap();

export function cdp(tab) {
  if (!sessions.has(tab)) sessions.set(tab, tab.createCDPSession());
  return sessions.get(tab);
}

/** Runs `act(root, given)` on the closed shadow root under `<html>`; null where there is none. */
async function inShadow(tab, act, given) {
  const session = await cdp(tab);
  const { root } = await session.send("DOM.getDocument", { depth: 3, pierce: true });
  const html = root.children.find((node) => node.nodeName === "HTML");
  const shadow = html?.children?.flatMap((node) => node.shadowRoots ?? []).find((node) => node.shadowRootType === "closed");
  if (!shadow) return null;
  const { object } = await session.send("DOM.resolveNode", { backendNodeId: shadow.backendNodeId });
  const { result, exceptionDetails } = await session.send("Runtime.callFunctionOn", {
    objectId: object.objectId,
    functionDeclaration: `function (given) { return JSON.stringify((${act})(this, given)) ?? "null"; }`,
    arguments: [{ value: given }],
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`in the sidebar: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return JSON.parse(result.value);
}
