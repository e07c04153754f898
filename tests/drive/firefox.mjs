/**
 * Firefox with the extension, by WebDriver BiDi. Hosts are reached through the demo org's proxy.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { until } from "./until.mjs";

export const DIST = "firefox";
const EXECUTABLE = process.env.ORGREADY_FIREFOX ?? "/usr/bin/firefox-esr";
const ID = "orgready@orgready.invalid";
const UUID = "5b1f8a3e-0c5d-4a55-9a3e-0a1b2c3d4e5f";
const WITHOUT_WASM = { "javascript.options.wasm": false, "javascript.options.wasm_trustedprincipals": false };

/** @param {import("./browser.mjs").Wanted} wanted @returns {Promise<import("./browser.mjs").Driven>} */
export async function launch({ server, extension, headless, viewport, wasm }) {
  const profile = mkdtempSync(join(tmpdir(), "orgready-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: EXECUTABLE,
    headless,
    userDataDir: profile,
    acceptInsecureCerts: true,
    defaultViewport: viewport,
    // Without it no page of an extension can be opened or read by a driver.
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": server.proxyPort,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": server.proxyPort,
      "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }),
      ...(wasm ? {} : WITHOUT_WASM),
    },
  });
  if (extension) await browser.installExtension(extension);
  return {
    name: "firefox",
    browser,
    profile,
    extensionPage: (path) => openExtensionPage(browser, `moz-extension://${UUID}/${path}`),
    inShadow: (tab, act, given) => inShadow(browser, tab, act, given),
    stopWorker: () => stopWorker(browser),
    update: () => browser.installExtension(extension),
    stop: () => browser.close(),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Only Firefox's own code can do it. */
async function stopWorker(browser) {
  const send = (method, params) => browser.connection.send(method, params).then(({ result }) => result);
  const { contexts } = await send("browsingContext.getTree", { "moz:scope": "chrome" });
  const { exceptionDetails } = await send("script.evaluate", {
    expression: `WebExtensionPolicy.getByID("${ID}").extension.terminateBackground({ disableResetIdleForTest: true })`,
    awaitPromise: true,
    target: { context: contexts[0].context },
  });
  if (exceptionDetails) throw new Error(`in Firefox: ${exceptionDetails.text}`);
}

/** Firefox never tells a driver that an extension's page was loaded, so the page itself is asked. */
async function openExtensionPage(browser, url) {
  const page = await browser.newPage();
  page.goto(url).catch(() => {});
  await until(`${url} to be loaded`, () => page.evaluate(() => location.protocol === "moz-extension:" && document.readyState === "complete"));
  return page;
}

/** Runs `act(root, given)` on the closed shadow root under `<html>`; null where there is none. */
async function inShadow(browser, tab, act, given) {
  const context = tab.mainFrame()._id;
  const send = (method, params) => browser.connection.send(method, params).then(({ result }) => result);
  const { nodes } = await send("browsingContext.locateNodes", {
    context,
    locator: { type: "css", value: ":root > :not(head, body)" },
    serializationOptions: { includeShadowTree: "all", maxDomDepth: 1 },
  });
  const shadow = nodes.map((node) => node.value.shadowRoot).find((root) => root?.value.mode === "closed");
  if (!shadow) return null;
  const { result, exceptionDetails } = await send("script.callFunction", {
    functionDeclaration: `(root, given) => JSON.stringify((${act})(root, JSON.parse(given))) ?? "null"`,
    awaitPromise: false,
    target: { context },
    arguments: [{ sharedId: shadow.sharedId }, { type: "string", value: JSON.stringify(given ?? null) }],
  });
  if (exceptionDetails) throw new Error(`in the sidebar: ${exceptionDetails.text}`);
  return JSON.parse(result.value);
}
