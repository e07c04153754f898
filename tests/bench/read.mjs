/**
 * Reading pages of growing size: as wasm, as the JavaScript that stands in for it, and by hand (`by-hand.js`, the limit), on the same page
 * by turns. The demo org's pages grow by copies of their own rows.
 */
import assert from "node:assert/strict";
import { launch } from "../drive/browser.mjs";
import { madeUp } from "../../www/pages/made-up.mjs";
import { ORIGINAL_CLASSES } from "../../www/pages/profiles.mjs";
import { start } from "../../www/server.mjs";
import { fallback, importInto, part, textOf } from "./built.mjs";
import { byTurns, rounded } from "./measure.mjs";

const SEED = "acme-insycle-half";
/** @type {Record<string, {place: string, address: (org: object) => string, sizes: number[]}>} */
const PAGES = {
  "Installed Packages, rows": { place: "InstalledPackages", address: () => "/0A3?setupid=ImportedPackage", sizes: [10, 100, 1_000, 10_000] },
  "Assign Profiles, boxes": { place: "AppEdit", address: (org) => `/${classicApp(org)}/e`, sizes: [10, 100, 1_000, 10_000] },
  "dual list, classes": { place: "ProfileClassesEdit", address: (org) => classesOf(org), sizes: [10, 100, 1_000, 10_000, 20_000] },
  "a tree beside it, nodes": { place: "SessionSettings", address: () => "/_ui/system/security/SessionSettings?setupid=SecuritySession", sizes: [50_000] },
};

const classicApp = (org) => org.get("SELECT DurableId FROM AppDefinition WHERE UiType = 'Classic' AND NamespacePrefix = 'insycleapp'").DurableId;
const classesOf = (org) => `${ORIGINAL_CLASSES}?${madeUp(org, "profile of classes")}=${org.get("SELECT Id FROM Profile WHERE Name = 'Acme Sales Operations'").Id}`;

/** Runs in the browser: makes what the page lists as many as wanted. */
function grow(size) {
  const list = [document.querySelector("select[id$=duel_select_0], select[id$=backingList_a]"), ...document.querySelectorAll("table.list > tbody")].find(Boolean);
  if (!list) {
    const tree = document.body.appendChild(document.createElement("ul"));
    for (let at = 1, node = tree; at < size; at++) node = (at % 50 === 0 ? tree : node).appendChild(document.createElement(node.localName === "ul" ? "li" : "ul"));
    return;
  }
  const own = [...list.children].filter((child) => child.matches("option, tr.dataRow"));
  const copies = document.createDocumentFragment();
  for (let at = own.length; at < size; at++) {
    const copy = copies.appendChild(own.at(-1).cloneNode(true));
    if (copy.localName === "option") Object.assign(copy, { value: `01p${String(at).padStart(12, "0")}`, text: `Class${at}` });
    else copy.querySelector("th").append(` ${at}`);
  }
  list.append(copies);
  for (const child of own.slice(size)) child.remove();
}

export async function readPages() {
  const server = await start({ orgs: [SEED] });
  const driven = await launch("chromium", { server, extension: null });
  try {
    const org = server.orgs[SEED];
    const table = [];
    for (const [name, page] of Object.entries(PAGES)) {
      for (const size of page.sizes) table.push({ page: name, size, ...(await readOne(driven, org, page, size)) });
    }
    return table;
  } finally {
    await driven.close();
    await server.close();
  }
}

async function readOne(driven, org, { place, address }, size) {
  const tab = await driven.browser.newPage();
  try {
    await tab.setBypassCSP(true);
    await tab.goto(`https://${org.hosts.my}${address(org)}`, { waitUntil: "load" });
    await tab.evaluate(grow, size);
    await importInto(tab, { wasm: part("target/core", "bench"), js: fallback("target/core", "bench"), limit: { script: textOf("tests/bench/by-hand.js"), wasm: "" } });
    await same(tab);
    const time = (act) => () => tab.evaluate(`(() => { const begun = performance.now(); ${act}; return performance.now() - begun; })()`);
    const measured = await byTurns({
      wasm: time("wasm.collect_once(document)"),
      js: time("js.collect_once(document)"),
      byHand: time("limit.collectByHand(document)"),
      sliced: () => tab.evaluate(inSlices, place),
    });
    const { sliced, ...atOnce } = measured;
    const times = { ...atOnce, sliced: sliced.whole, longest_slice: sliced.longest };
    return { ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [`${name}_ms`, rounded(ms)])), ratio: rounded(measured.wasm / measured.byHand), fallback_ratio: rounded(measured.js / measured.byHand) };
  } finally {
    await tab.close();
  }
}

/** Runs in the browser: collects and reads the page as is shipped, with a rest after each slice. */
async function inSlices(place) {
  const begun = performance.now();
  const sliced = globalThis.wasm.Sliced.of(document, place);
  if (!sliced) throw new Error("no place");
  let [from, longest] = [begun, 0];
  for (let isRead; isRead === undefined; from = performance.now()) {
    isRead = sliced.go_on();
    longest = Math.max(longest, performance.now() - from);
    await new Promise((rested) => (AbortSignal.timeout(0).onabort = rested));
  }
  sliced.free();
  return { whole: performance.now() - begun, longest };
}

/** What is compared gives the same; a difference would be a gain from less work. */
async function same(tab) {
  const [ours, byHand] = await tab.evaluate(() => [globalThis.wasm.blocks(document), globalThis.limit.collectByHand(document)].map((value) => JSON.stringify(value)));
  // What is nothing is left out by one and written by the other.
  const plain = (text) => JSON.parse(text, (name, value) => (value === null || (["details", "dual_lists", "known"].includes(name) && value.length === 0) ? undefined : value));
  assert.deepEqual(plain(byHand), plain(ours));
}
