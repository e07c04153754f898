/**
 * Nobody but Orgready tells Orgready anything: forged messages are refused, whoever sends them and whatever they are like, nothing comes of
 * them, and the admin can read how many there were.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const [SEED, OTHER] = ["acme-playbooks-half", "acme-insycle-half"];
const MEGABYTE = 1 << 20;
const kept = (choice, value) => ({ kind: "keepChoice", choice, body: JSON.stringify(value) });

/** What a forger writes in the sidebar's own document, who can run our content script's world. `long`: how long a body is made. */
const FORGED = {
  "nothing": { message: null },
  "a text": { message: "load" },
  "a list": { message: [{ v: 1, kind: "load" }] },
  "one without a version": { v: null, kind: "load" },
  "one of an older version": { v: 0, kind: "load" },
  "one of a newer version": { v: 2, kind: "load" },
  "one without a name of its own": { id: null, kind: "load" },
  "one whose name is no text": { id: 7, kind: "load" },
  "an unknown kind": { kind: "write" },
  "a kind that every object has": { kind: "constructor" },
  "a kind of Orgready's own page": { kind: "choose", org: "acme", choices: { api: true } },
  "another kind of it": { kind: "ask", org: "acme", body: "{}" },
  "a part too many": { kind: "load", sid: "x" },
  "a part too few": { kind: "keepSpot", spot: "x" },
  "a body that is no text": { kind: "check", body: { all: true } },
  "a body of ten megabytes": { kind: "toFrames", body: "", long: 10 * MEGABYTE },
  "a spot of ten megabytes": { kind: "keepSpot", spot: "x", body: "", long: 10 * MEGABYTE },
  "a choice that is no JSON": { kind: "keepChoice", choice: "said", body: "{" },
  "a choice that is the admin's alone": kept("api", true),
  "a choice that every object has": kept("constructor", {}),
  "a word said in another shape": kept("said", { network: { at: 1 } }),
  "another kind of answer": kept("collapsed", "yes"),
  "a path that is no place": { kind: "go", path: "/lightning/setup/SecuritySession/home?x" },
  "a path to another host": { kind: "go", path: "//evil.example/lightning/setup/SecuritySession/home" },
  "a script for a path": { kind: "go", path: "javascript:alert(1)" },
  "a count that is none": { kind: "badge", count: "1" },
  "a frame that is none": { kind: "toFrame", frame: 1.5, body: "" },
};
/** What only the sidebar's own document may say. */
const NOT_OF_FRAMES = {
  "load": { kind: "load" },
  "check": { kind: "check", body: '"All"' },
  "keepChoice": kept("collapsed", true),
  "keepSpot": { kind: "keepSpot", spot: "x", body: "x" },
  "toFrames": { kind: "toFrames", body: '"WhoIsThere"' },
  "go": { kind: "go", path: "/lightning/setup/PermSets/home" },
  "going": { kind: "going", place: "x" },
  "badge": { kind: "badge", count: 1 },
  "options": { kind: "options" },
};

let server, org, driven, tab, setup, sidebar, options, intruder;

before(async () => {
  server = await start({ orgs: [SEED, OTHER] });
  org = server.orgs[SEED];
  driven = await launch(browserName(), { server });
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
  options = await openOptions(driven, org.name);
  tab = await driven.browser.newPage();
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  await setup.open(sessionSettings(org, "setup"));
  await sidebar.readsPage();
});
after(async () => {
  await driven?.close();
  await server.close();
  if (intruder) rmSync(intruder, { recursive: true, force: true });
});

/** Says something in the world of our content script, in the top document of a host's tab or in its frames. */
const saidIn = ({ host = org.hosts.setup, isTop = true }, forged) => sayAll({ host, isTop, list: [forged] }).then(([{ answers }]) => answers);

/** Says all of a list, one after the other. @returns {Promise<{answers: unknown[], refused: number, kept: boolean}[]>} how many were counted, and whether all that is kept is as before */
const sayAll = ({ host = org.hosts.setup, isTop, list }) =>
  options.evaluate(
    async ({ host, isTop, list }) => {
      const { scripting, storage, tabs } = globalThis.browser ?? globalThis.chrome;
      const [{ id: tabId }] = await tabs.query({ url: `https://${host}/*` });
      const say = async (isTop, message, long) => {
        if ((window === top) !== isTop) return "not here";
        if (long) message.body = "x".repeat(long);
        const answer = await (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(message);
        return answer === undefined ? "no answer" : answer;
      };
      const stored = async () => {
        const { refused = 0, ...others } = await storage.session.get(null);
        return { refused, all: JSON.stringify([others, await storage.local.get(null)]) };
      };
      const told = [];
      for (const { long = 0, message, ...rest } of list) {
        const before = await stored();
        const args = [isTop, message === undefined ? { v: 1, id: crypto.randomUUID(), ...rest } : message, long];
        const results = await scripting.executeScript({ target: { tabId, allFrames: true }, func: say, args });
        const answers = results.map(({ result }) => result).filter((result) => result !== "not here");
        let after = await stored();
        for (const end = Date.now() + 5_000; answers.includes("no answer") && after.refused === before.refused && Date.now() < end; ) after = await stored();
        told.push({ answers, refused: after.refused - before.refused, kept: after.all === before.all });
      }
      return told;
    },
    { host, isTop, list },
  );

const refusals = () => options.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).storage.session.get("refused")).refused ?? 0);

/** What becomes of a message that is refused, in as many documents as heard it. */
const REFUSED = { answers: ["no answer"], refused: 1, kept: true };

describe("what a page's own scripts of ours would say is heard", () => {
  test("once: the same again is refused", async () => {
    const message = { id: crypto.randomUUID(), kind: "load" };
    const [first, again] = await sayAll({ isTop: true, list: [message, message] });
    assert.deepEqual([first.answers[0]?.checklists.length, first.refused], [1, 0]);
    assert.deepEqual(again, REFUSED);
  });

  test("and what is kept of it is the newest that there is room for", async () => {
    const org = server.orgs[OTHER];
    const other = await driven.browser.newPage();
    await other.goto(sessionSettings(org, "classic"));
    const told = ["f", "e", "d", "c", "b", "a"];
    for (const spot of told) await saidIn({ host: org.hosts.my }, { kind: "keepSpot", spot, body: "", long: 140_000 });
    const spots = () => options.evaluate(async (name) => (await (globalThis.browser ?? globalThis.chrome).storage.local.get(name))[name].map(([spot]) => spot), `spots:${org.name}`);
    assert.deepEqual(await until("all to be kept", spots, (kept) => kept.at(-1) === "a"), ["d", "c", "b", "a"], "six hundred thousand characters");
    await other.close();
  });
});

describe("a forged message is refused and counted", () => {
  const lists = { "in the top document": [true, FORGED], "in a frame": [false, NOT_OF_FRAMES] };
  for (const [where, [isTop, forged]] of Object.entries(lists)) {
    describe(where, () => {
      let told, address;
      before(async () => {
        address = tab.url();
        told = await sayAll({ isTop, list: Object.values(forged) });
      });
      for (const [at, what] of Object.keys(forged).entries()) test(what, () => assert.deepEqual(told[at], REFUSED));
      test("and the page is where it was", () => assert.equal(tab.url(), address));
    });
  }

  test("the word of a frame of another org", async () => {
    const other = await driven.browser.newPage();
    // An address without a document has no policy, and so may be framed.
    await other.goto(`https://${org.hosts.my}/none`);
    const address = `https://${server.orgs[OTHER].hosts.my}/none`;
    await other.evaluate((src) => new Promise((done) => document.body.append(Object.assign(document.createElement("iframe"), { src, onload: done }))), address);
    assert.deepEqual(await sayAll({ host: org.hosts.my, isTop: false, list: [{ kind: "toTop", body: "{}" }] }), [REFUSED]);
    await other.close();
  });

  test("a page's question from Orgready's own page", async () => {
    const before = await refusals();
    const answer = await options.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ v: 1, id: "a", kind: "load" })) ?? null);
    assert.equal(answer, null);
    await until("it to be counted", refusals, (refused) => refused === before + 1);
  });

  test("and the admin can read how many there were", async () => {
    const refused = await refusals();
    const told = `${refused} messages of an unknown kind or sender came in this run of the browser, and nothing was done.`;
    await until("it to be told", () => options.$eval("#refused", ({ hidden, textContent }) => (hidden ? null : textContent)), (said) => said === told);
  });
});

test("what did not come from the worker says nothing to a page, were it in the very name of its frame", async () => {
  const shown = async () => {
    const { page, steps } = await sidebar.read();
    return [page, ...steps.map(({ step, status, reason }) => [step, status, reason])];
  };
  const before = await shown();
  const told = await options.evaluate(
    async (host, kept) => {
      const { scripting, storage, tabs } = globalThis.browser ?? globalThis.chrome;
      const [{ id: tabId }] = await tabs.query({ url: `https://${host}/*` });
      const [[, spot]] = (await storage.local.get(kept))[kept];
      const { document } = JSON.parse(spot)[1].reading;
      const frames = await scripting.executeScript({ target: { tabId, allFrames: true }, func: () => null });
      const facts = { error: false, seen: { Err: "UnknownPage" } };
      const bodies = [{ Facts: { document, facts, language: "en_US", save: null } }, { Closed: { document, at: Date.now() } }].map((body) => JSON.stringify(body));
      const forged = frames.flatMap(({ frameId: frame }) => bodies.map((body) => ({ v: 1, kind: "fromFrame", frame, body })));
      await Promise.all(forged.map((message) => tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null)));
      return forged.length;
    },
    org.hosts.setup,
    `spots:${org.name}`,
  );
  assert.ok(told >= 4, `${told} forged messages`);
  assert.deepEqual(await shown(), before);
});

test("a page that is closed says nothing that is refused", async () => {
  const before = await refusals();
  const other = await driven.browser.newPage();
  await new Setup(other, "setup").open(sessionSettings(org, "setup"));
  await new Sidebar(driven, other).readsPage();
  await other.close();
  await tab.bringToFront();
  await isCounted();
  assert.equal(await refusals(), before);
});

/** What is refused is counted in its turn, and this comes after it. */
const isCounted = () =>
  options.evaluate((org) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ v: 1, id: crypto.randomUUID(), kind: "forgetFacts", org }), org.name);

describe("strangers reach nothing at all", () => {
  test("a web page has no way to send, and what it posts or dispatches is not heard", async () => {
    const [before, shown] = [await refusals(), (await sidebar.read()).steps];
    const ways = await tab.evaluate(async () => {
      const posted = new Promise((heard) => addEventListener("message", (event) => event instanceof MessageEvent && heard()));
      const message = { v: 1, id: "page", kind: "choose", org: "acme", choices: { api: true } };
      for (const target of [window, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow)]) target.postMessage(message, "*");
      for (const node of [window, document, document.documentElement.lastElementChild]) {
        for (const kind of ["message", "orgready", "load", "ask", "frame"]) node.dispatchEvent(new CustomEvent(kind, { detail: message, bubbles: true, composed: true }));
      }
      await posted;
      return [typeof globalThis.browser, typeof globalThis.chrome?.runtime?.sendMessage, Object.keys(window).filter((name) => /orgready/i.test(name)).length];
    });
    assert.deepEqual(ways, ["undefined", "undefined", 0]);
    assert.deepEqual((await sidebar.read()).steps, shown);
    await isCounted();
    assert.equal(await refusals(), before);
  });

  test("another extension is refused by the browser", async () => {
    const id = await options.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.id);
    intruder = intruding(id);
    const before = await refusals();
    await driven.browser.installExtension(intruder);
    const other = await driven.browser.newPage();
    await other.goto(sessionSettings(org, "setup"));
    const said = await until("the intruder to have tried", () => other.$eval("html", ({ dataset }) => dataset.intruder));
    assert.deepEqual(JSON.parse(said).map((answer) => answer.replace(/:.*/s, "")), ["Error", "Error", "gone"], said);
    await other.close();
    await isCounted();
    assert.equal(await refusals(), before);
  });
});

/** Another extension: what its content script and its worker can send to ours. Each says how it was refused. */
function intruding(id) {
  const directory = mkdtempSync(join(tmpdir(), "orgready-intruder-"));
  mkdirSync(directory, { recursive: true });
  const message = JSON.stringify({ v: 1, id: "intruder", kind: "load" });
  const script = `
    const { runtime } = globalThis.browser ?? globalThis.chrome;
    const send = () => runtime.sendMessage(${JSON.stringify(id)}, ${message}).then(() => "heard", (error) => "Error: " + error.message);
    const connect = () => new Promise((done) => runtime.connect(${JSON.stringify(id)}).onDisconnect.addListener(() => done("gone")));`;
  const worker = `${script}
    runtime.onMessage.addListener((asked, sender, reply) => { send().then(reply); return true; });`;
  const page = `${script}
    (async () => {
      const told = [await send(), await runtime.sendMessage("try"), await connect()];
      document.documentElement.dataset.intruder = JSON.stringify(told);
    })();`;
  const manifest = {
    manifest_version: 3,
    name: "Intruder",
    version: "1.0",
    content_scripts: [{ matches: ["https://*.my.salesforce-setup.com/*"], js: ["page.js"], run_at: "document_idle" }],
    host_permissions: ["https://*.my.salesforce-setup.com/*"],
    background: browserName() === "firefox" ? { scripts: ["worker.js"] } : { service_worker: "worker.js" },
    browser_specific_settings: { gecko: { id: "intruder@orgready.invalid" } },
  };
  for (const [name, text] of Object.entries({ "page.js": page, "worker.js": worker, "manifest.json": JSON.stringify(manifest) })) writeFileSync(join(directory, name), text);
  return directory;
}
