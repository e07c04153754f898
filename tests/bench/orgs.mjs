/**
 * What asking an org costs and what judging it takes. The worker runs as it is built, without a browser, before the demo orgs' API; orgs of
 * other sizes are the large one with other counts.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../drive/browser.mjs";
import { PEOPLE } from "../drive/options.mjs";
import { Browser } from "../worker/run.mjs";
import { Org, readSeeds } from "../../www/org/org.mjs";
import { start } from "../../www/server.mjs";
import { fallback, importInto, part, pathOf, textOf } from "./built.mjs";
import { byTurns, rounded } from "./measure.mjs";

const CHECKLISTS = ["insycle", "playbooks"];
const CHOICES = {
  checklists: CHECKLISTS,
  api: true,
  limit: 10,
  said: {},
  inputs: { ...PEOPLE, "insycle/uses-package": ["yes"], "insycle/uses-flows": ["yes"], "playbooks/app-name": ["Playbooks"], "playbooks/addresses": ["198.51.100.7"], "playbooks/access-user-only": ["no"] },
};
const SEEDS = readSeeds();
const LARGE = SEEDS["acme-large"];
const sized = (counts) => ({ ...LARGE, generate: { ...LARGE.generate, ...counts, assignedThroughPackage: { ...LARGE.generate.assignedThroughPackage, users: Math.floor((counts.users ?? 0) / 5) } } });
/** Users and profiles in number; the rest as in the smallest. */
const SMALL = { users: 20, profiles: 20, packages: 10, permissionSets: 10, connectedApps: 10 };
const SIZED = {
  "20 users, 20 profiles, 10 packages": SMALL,
  "1,000 users": { ...SMALL, users: 1_000 },
  "100,000 users": { ...SMALL, users: 100_000 },
  "2,000 profiles": { ...SMALL, profiles: 2_000 },
  "400 packages": { ...SMALL, packages: 400 },
};
const MANY_PROFILES = "5,000 profiles";

/** A full check of an org, by its description. @returns {Promise<{cost: object, facts: string}>} */
async function checked(name, seeds) {
  const org = await Org.open(name, { seeds });
  try {
    const browser = new Browser([org]);
    browser.permissions.add("cookies");
    browser.cookies.set(org.hosts.my, org.sid("my"));
    await browser.start();
    await browser.fromOptions(org, { kind: "choose", choices: CHOICES });
    browser.answers.length = 0;
    await browser.fromPage(org, { kind: "check", body: '"All"' });
    const queries = browser.storage.session[`log:${org.name}`].flatMap((entry) => entry.queries).length;
    const counted = browser.answers.filter((answer) => answer.counted).length;
    const bytes = browser.answers.reduce((sum, answer) => sum + answer.bytes, 0);
    const [[, facts]] = browser.storage.session[`facts:${org.name}`] ?? [["", ""]];
    return { cost: { counted, requests: browser.answers.length, queries, bytes }, facts };
  } finally {
    org.close();
  }
}

/**
 * Asking for one fact after another would be as many counted calls as there are queries.
 * @returns {Promise<Record<string, {counted: number, requests: number, queries: number, bytes: number}>>} by seeded org, then by size
 */
export async function apiCost() {
  const seeds = { ...SEEDS, ...Object.fromEntries(Object.entries(SIZED).map(([name, counts]) => [name, sized(counts)])) };
  const costs = {};
  for (const name of Object.keys(seeds)) costs[name] = (await checked(name, seeds)).cost;
  return costs;
}

/** As many steps as wanted, in as many files as a file's limit asks for. */
function synthetic(steps) {
  const MOST = 200;
  const model = JSON.parse(textOf("extension/checklists/insycle.json"));
  const of = (count, from) => Array.from({ length: count }, (_, at) => ({ ...model.steps[at % model.steps.length], id: `s${from + at}`, phase: undefined }));
  const files = [];
  for (let from = 0; from < steps; from += MOST) {
    files.push(JSON.stringify({ ...model, symptoms: undefined, steps: of(Math.min(MOST, steps - from), from) }));
  }
  return files;
}

/** How long judging takes, natively and in a browser, over the facts of an org with many profiles. */
export async function evaluation() {
  const { facts } = await checked(MANY_PROFILES, { [MANY_PROFILES]: sized({ ...SMALL, profiles: 5_000 }) });
  const lists = { "both built-in checklists": CHECKLISTS.map((id) => textOf(`extension/checklists/${id}.json`)), "500 steps": synthetic(500) };
  const server = await start({ orgs: ["acme-fresh"] });
  const driven = await launch("chromium", { server, extension: null });
  try {
    const tab = await driven.browser.newPage();
    await importInto(tab, { wasm: part("target/core", "bench"), js: fallback("target/core", "bench") });
    const table = {};
    for (const [name, files] of Object.entries(lists)) table[name] = { native: natively(files, facts), ...(await inBrowser(tab, files, facts)) };
    return table;
  } finally {
    await driven.close();
    await server.close();
  }
}

function natively(files, facts) {
  const folder = pathOf("target/bench");
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const paths = [write("choices.json", JSON.stringify(CHOICES)), write("facts.json", facts), ...files.map((text, at) => write(`checklist-${at}.json`, text))];
  return JSON.parse(execFileSync(pathOf("target/release/examples/bench-native"), paths, { encoding: "utf8" }));
}

async function inBrowser(tab, files, facts) {
  await tab.evaluate(
    (files, choices, facts) => {
      globalThis.judges = Object.fromEntries(["wasm", "js"].map((flavour) => [flavour, globalThis[flavour].Judge.read(files, choices, facts)]));
      if (!globalThis.judges.wasm || !globalThis.judges.js) throw new Error("what is to be judged can't be read");
    },
    files,
    JSON.stringify(CHOICES),
    facts,
  );
  const time = (flavour) => () =>
    tab.evaluate((flavour) => {
      const PASSES = 20;
      const of = (act) => {
        const begun = performance.now();
        for (let pass = 0; pass < PASSES; pass++) act();
        return (performance.now() - begun) / PASSES;
      };
      const judge = globalThis.judges[flavour];
      return { says_ms: of(() => judge.says()), evaluate_ms: of(() => judge.evaluate()), renew_ms: of(() => judge.renew()), steps: judge.says(), renewed: judge.renew() };
    }, flavour);
  const measured = await byTurns({ wasm: time("wasm"), js: time("js") });
  return Object.fromEntries(Object.entries(measured).map(([flavour, times]) => [flavour, Object.fromEntries(Object.entries(times).map(([what, value]) => [what, rounded(value, 3)]))]));
}
