/**
 * A real browser on the demo org, with or without the extension: the one way in which the tests and the demo drive.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { watch } from "./requests.mjs";

/**
 * @typedef {object} Wanted
 * @property {Awaited<ReturnType<import("../../www/server.mjs").start>>} server
 * @property {string | null} [extension] the built extension's directory; null for a browser without it
 * @property {boolean} [headless]
 * @property {boolean} [wasm] whether the browser has WebAssembly; Chromium always has it (there the page's CSP forbids it)
 * @property {{width: number, height: number} | null} [viewport] null: the window's own size
 *
 * @typedef {object} Driven
 * @property {"chromium" | "firefox"} name
 * @property {import("puppeteer-core").Browser} browser
 * @property {string} profile the browser's own directory
 * @property {(path: string) => Promise<import("puppeteer-core").Page>} extensionPage opens a page of the extension
 * @property {(tab: import("puppeteer-core").Page, act: Function, given?: unknown) => Promise<any>} inShadow
 *   runs `act(root, given)` on the sidebar's closed shadow root; null where there is no sidebar
 * @property {() => Promise<void>} stopWorker ends the extension's worker, as the browser does when it has rested, whatever it is about
 * @property {() => Promise<void>} update puts the extension in its own place, as an update does while pages are open
 * @property {() => Promise<void>} stop ends the browser and leaves its directory
 * @property {() => Promise<void>} close ends the browser and removes its directory
 */

const BROWSERS = { chromium, firefox };
export const VIEWPORT = { width: 1280, height: 900 };

/** Which browser the tests run in. */
export const browserName = () => {
  const name = process.env.ORGREADY_BROWSER ?? "chromium";
  if (!Object.hasOwn(BROWSERS, name)) throw new Error(`ORGREADY_BROWSER is "${name}"; expected one of: ${Object.keys(BROWSERS).join(", ")}`);
  return name;
};

/** Where the built extension for a browser is; ORGREADY_DIST names another build than this checkout's. */
export const builtExtension = (name) => join(process.env.ORGREADY_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)), BROWSERS[name].DIST);

/** @param {string} name @param {Wanted} wanted @returns {Promise<Driven>} */
export async function launch(name, wanted) {
  const driven = await BROWSERS[name].launch({ extension: builtExtension(name), headless: true, wasm: true, viewport: VIEWPORT, ...wanted });
  // In the demo somebody may go where they like.
  if (process.env.NODE_TEST_CONTEXT) watch(driven, wanted.server);
  return driven;
}
