/**
 * What Orgready's own pages share: the org that they are opened for, what is kept of it, and the part of the core. They write only through the
 * worker, and ask the org only through it.
 */
import { keptIn, readable } from "../kept.js";
import { anew } from "../desk.js";

/** @type {typeof chrome} */
export const extension = globalThis.browser ?? globalThis.chrome;

const asked = new URLSearchParams(location.search);
/** The org's My Domain with its partition; undefined where the page was opened for none. */
export const org = /^[a-z0-9-]+(\.[a-z]+)?$/.exec(asked.get("org") ?? "")?.[0];
/** What else the page was opened with. */
export const given = (name) => asked.get(name) ?? "";
/** Where links lead: the family of hosts in which the admin was when the page was opened. */
const family = /^(my\.salesforce-setup|lightning\.force|my\.salesforce)$/.exec(given("at"))?.[0] ?? "my.salesforce-setup";
export const host = `${org}.${family}.com`;

/** Reading cookies is what asking the org takes. */
export const COOKIES = { permissions: ["cookies"] };

export const element = (id) => document.getElementById(id);

/** @param {string} tag @param {object} properties @param {Array<Node | string>} children */
export const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** Said in place of all else: without its part a page shows half of what it should, and would save that. */
const sayStopped = () => {
  const reload = make("button", { type: "button", textContent: "Reload this page", onclick: () => location.reload() });
  const said = make("p", { textContent: "Orgready stopped on this page. What was saved is as it was." });
  document.querySelector("main").replaceChildren(make("h1", { textContent: "Orgready" }), make("div", { className: "problem", role: "alert" }, said, reload));
};

const load = async () => {
  const loaded = typeof WebAssembly === "undefined" ? (await import("../worker.fallback.js")).anew() : anew();
  loaded.closed.then(sayStopped);
  await loaded.default({ module_or_path: extension.runtime.getURL("desk_bg.wasm") });
  return loaded;
};
/** The part of the core that the worker has as well. */
export const desk = await load().catch((error) => {
  sayStopped();
  throw error;
});

/** An org's own text, whichever way it is written. */
export const bdi = (text) => make("bdi", { textContent: text });

export const kept = (area, name, otherwise) => keptIn(extension.storage[area], name, otherwise);
/** What the admin chose for the org. */
export const chosen = async () => readable(await kept("local", `choices:${org}`, {}));
/** Asks the worker. Rejects where it could not do it. */
export const tell = async (kind, more = {}) => {
  const answer = await extension.runtime.sendMessage({ v: 1, id: crypto.randomUUID(), kind, org, ...more });
  if (answer?.failed) throw new Error("the worker could not do it");
  return answer;
};

/** Whether the admin allowed the org's API to be asked. The worker looks again at each question. */
export const mayAsk = async () => Boolean((await chosen()).api) && extension.permissions.contains(COOKIES);

/** Asks the org, once. @param {string} needs what for, as the part writes it @returns {Promise<string>} the answer, for the same */
export const ask = async (needs) => (await tell("ask", { body: needs }).catch(() => "")) ?? "";

/** Checklists, each as the core takes it, `body`, or what is wrong with its file, `problem`. @param {string[]} ids */
export const readChecklists = (ids) => {
  const read = () => tell("checklists", { ids });
  // A worker that was stopped in the middle of it is another one the second time.
  return read().catch(read).catch((error) => {
    sayStopped();
    throw error;
  });
};
