/**
 * The built extension with an ear in its worker, through which every message goes: for tests of what is said.
 */
import { alteredExtension } from "./altered.mjs";

/** Runs before the worker: keeps a copy of all that the worker hears, answers and sends, and hands it to the extension's own page. */
const RECORDER = `
const real = globalThis.browser ?? globalThis.chrome;
const recorded = [];
const keep = (...values) => recorded.push(...values.map((value) => JSON.stringify(value) ?? ""));
const through = (object, own) => new Proxy({}, {
  get: (_, name) => own[name] ?? (typeof object[name] === "function" ? object[name].bind(object) : object[name]),
});
const heard = (listener) => (message, sender, reply) => {
  if (message?.show !== "recorded") keep(message, sender);
  return listener(message, sender, (answer) => { keep(answer); reply(answer); });
};
const onMessage = { addListener: (listener) => real.runtime.onMessage.addListener(heard(listener)) };
const runtime = through(real.runtime, { onMessage });
const tabs = through(real.tabs, { sendMessage: (...given) => { keep(given); return real.tabs.sendMessage(...given); } });
const scripting = through(real.scripting, { executeScript: (...given) => { keep(given); return real.scripting.executeScript(...given); } });
globalThis.alteredExtension = through(real, { runtime, tabs, scripting });
real.runtime.onMessage.addListener((message, sender, reply) => {
  if (message?.show !== "recorded") return false;
  reply(recorded);
  return true;
});
`;

/** A copy of the built extension that records. @param {"chromium" | "firefox"} name @returns {string} its directory, which is the caller's to remove */
export const recordedExtension = (name) => alteredExtension(name, { "worker.js": RECORDER });

/** All that the worker heard, answered and sent until now, each as JSON. @param {import("./browser.mjs").Driven} driven @returns {Promise<string[]>} */
export async function recordedMessages(driven) {
  const page = await driven.extensionPage("pages/options.html");
  try {
    return await page.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ show: "recorded" }));
  } finally {
    await page.close();
  }
}
