/**
 * What the browser keeps may be full, cut off, or another version's: what can be read counts, what was lost is told once, and a choice that
 * could not be kept is never said to be.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { behind, breakableExtension } from "../drive/breakable.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const BY_HAND = "network";
const PLAYBOOKS = { ...EVERYTHING, checklists: ["playbooks"] };
const NOT_KEPT = "The browser could not keep this. Make room on this computer's disk, then refresh this page.";
const NOT_READ = "Some of what was kept for this org could not be read and was left out. Look at the options.";

let server, org, extension, driven, control, tab, setup, sidebar;

before(async () => {
  extension = breakableExtension(BROWSER);
  server = await start({ orgs: [SEED] });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension });
  control = await behind(driven);
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

async function openTab() {
  tab = await driven.browser.newPage();
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  await setup.open(sessionSettings(org, "setup"));
}

const nameOf = (what) => (what.includes("/") ? what : `${what}:${org.name}`);

/** Until then a test may find what the one before it has written late. */
const keptSince = (at) =>
  until("what was read to be kept", async () => (await control.stored())[nameOf("spots")], (spots) => spots.some(([, text]) => JSON.parse(text)[1].reading?.loaded_at >= at));

describe("storage that takes nothing more", () => {
  beforeEach(async () => choose(driven, org.name, PLAYBOOKS));
  afterEach(async () => {
    await control.worker({ isFull: false });
    await tab?.close();
    tab = null;
  });

  test("what is said by hand is told not to be kept, and what the page shows counts", async () => {
    const openedAt = Date.now();
    await openTab();
    await sidebar.checked();
    // What the page shows is kept by then: it is of the word alone that it can't be.
    await keptSince(openedAt);
    await control.worker({ isFull: true });
    await sidebar.open(BY_HAND);
    await sidebar.press("I did this", BY_HAND);
    assert.equal((await sidebar.until("that it is not kept", ({ trouble }) => trouble)).trouble, NOT_KEPT);
    await setup.click(LOCK_TO_IP.en_US);
    await sidebar.status(STEP, "changed, not saved");
    await control.worker({ isFull: false });
    await tab.reload();
    await sidebar.status(BY_HAND, "do by hand");
    assert.equal((await sidebar.read()).trouble, null);
  });

  test("an answer of the API is not said to be known when it can't be kept; the next check is answered", async () => {
    await openTab();
    await sidebar.checked();
    await control.worker({ isFull: true });
    await sidebar.press("Check with API");
    const shown = await sidebar.until("the failed check", ({ api, apiReason }) => api === "allowed" && apiReason);
    assert.equal(shown.apiReason, "unanswered");
    await control.worker({ isFull: false });
    await sidebar.press("Check with API");
    await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
  });

  test("a page that is opened then has its sidebar", async () => {
    await control.worker({ isFull: true });
    await openTab();
    await sidebar.status(STEP, "to do");
    assert.equal((await sidebar.until("that nothing is kept", ({ trouble }) => trouble)).trouble, NOT_KEPT);
  });

  test("Orgready's own page says that nothing was saved, and nothing was", async () => {
    const before = (await control.stored())[nameOf("choices")];
    await control.worker({ isFull: true });
    const said = await choose(driven, org.name, { checklists: ["insycle"] });
    assert.match(said, /^Nothing was saved: the browser could not keep it\. Make room/);
    assert.deepEqual((await control.stored())[nameOf("choices")], before);
  });
});

/** What was kept before it is damaged: choices, a word by hand, a page, answers. */
async function keepAll() {
  await choose(driven, org.name, PLAYBOOKS);
  await openTab();
  await sidebar.checked();
  await sidebar.readsPage();
  await sidebar.open(BY_HAND);
  await sidebar.press("I did this", BY_HAND);
  await until("it to be kept", async () => (await control.stored())[nameOf("choices")].said[`playbooks/${BY_HAND}`]);
  await tab.close();
}

/** A page that was read and is kept, with the step open that only the admin can decide. */
async function openKept() {
  await choose(driven, org.name, PLAYBOOKS);
  const openedAt = Date.now();
  await openTab();
  await sidebar.checked();
  await keptSince(openedAt);
  await sidebar.open(BY_HAND);
}

test("what was read before the admin took a word back does not bring it back", async () => {
  await openKept();
  const asked = async () => (await control.worker()).asked;
  const before = await asked();
  await control.worker({ told: before });
  try {
    await sidebar.press("I did this", BY_HAND);
    await until("what is kept to be asked for", asked, (now) => now > before);
    await sidebar.press("Take that back", BY_HAND);
    await sidebar.status(BY_HAND, "do by hand");
    await until("it to be asked for again", asked, (now) => now > before + 1);
    await control.worker({ told: before + 1 });
    await until("it to be asked for once more, in the place of what is told then", asked, (now) => now > before + 2);
    assert.equal((await sidebar.step(BY_HAND)).status, "do by hand");
  } finally {
    await control.worker({ told: 1e9 });
  }
  await until("the word to be kept no more", async () => (await control.stored())[nameOf("choices")].said, (said) => !(`playbooks/${BY_HAND}` in said));
  await tab.reload();
  await sidebar.status(BY_HAND, "do by hand");
  await tab.close();
});

test("a word that was lost with the worker does not take the place of a later one", async () => {
  await openKept();
  await control.documents(tab, { loses: 1 });
  await sidebar.press("I did this", BY_HAND);
  await sidebar.status(BY_HAND, "done, said by you");
  await sidebar.press("Take that back", BY_HAND);
  assert.equal((await sidebar.until("that one is not kept", ({ trouble }) => trouble)).trouble, NOT_KEPT);
  assert.equal((await sidebar.step(BY_HAND)).status, "do by hand");
  await tab.reload();
  await sidebar.status(BY_HAND, "do by hand");
  await tab.close();
});

const half = (text) => text.slice(0, text.length / 2);
/** The same of what is held by name. @param {[string, string][]} held */
const halves = (held) => held.map(([name, text]) => [name, half(text)]);

/**
 * What is damaged, in which area, how; and whether that is told. The answers of the API are asked again without a word, for the sidebar says
 * itself how old they are.
 */
const DAMAGES = [
  ["choices: a field of another type", "local", "choices", (kept) => ({ ...kept, other_ways: "Profiles", said: { ...kept.said, "playbooks/x": { at: "now" } } }), true],
  ["choices: a field of another version", "local", "choices", (kept) => ({ ...kept, other_ways: ["AnotherPlace"], newer: { of: "another version" } }), true],
  ["spots: cut off", "local", "spots", halves, true],
  ["spots: of another type", "local", "spots", () => "spots", true],
  ["spots: another version's", "local", "spots", (kept) => [...kept, ["Elsewhere", JSON.stringify([{ place: "Elsewhere" }, {}])]], false],
  ["checklists: cut off", "local", "checklists/playbooks.json", ({ read, ...kept }) => ({ ...kept, read: { body: half(read.body) } }), false],
  ["checklists: whole, and of another shape", "local", "checklists/playbooks.json", (kept) => ({ ...kept, read: { body: "{}" } }), false],
  ["checklists: of another type", "local", "checklists/playbooks.json", () => 5, false],
  ["what is said: cut off", "session", "says", halves, false],
  ["what is said: of another type", "session", "says", () => ({}), false],
  ["facts: cut off", "session", "facts", halves, false],
  ["facts: of another type", "session", "facts", () => 5, false],
  ["whose session it is: cut off", "session", "met", halves, false],
  ["the log: of another type", "session", "log", () => "log", false],
];

test("what could not be read is told, also where a choice was made before it is", async () => {
  await keepAll();
  await openTab();
  await sidebar.readsPage();
  await sidebar.open(BY_HAND);
  const asked = async () => (await control.worker()).asked;
  const before = await asked();
  await control.worker({ told: before });
  try {
    await control.store({ [nameOf("spots")]: halves((await control.stored())[nameOf("spots")]) });
    await until("what is kept to be asked for", asked, (now) => now > before);
    await sidebar.press("Take that back", BY_HAND);
    await sidebar.status(BY_HAND, "do by hand");
    await control.worker({ told: before + 1 });
    assert.equal((await sidebar.until("what was left out", ({ trouble }) => trouble)).trouble, NOT_READ);
  } finally {
    await control.worker({ told: 1e9 });
    await tab.close();
  }
});

describe("storage that is damaged", () => {
  before(keepAll);
  afterEach(() => tab.close());

  for (const [what, area, name, damage, isTold] of DAMAGES) {
    test(what, async () => {
      const kept = (await control.stored(area))[nameOf(name)];
      await control.store({ [nameOf(name)]: damage(kept) }, area);
      await openTab();
      const { trouble } = await sidebar.readsPage();
      assert.equal(trouble, isTold ? NOT_READ : null);
      await sidebar.status(STEP, "to do");
      await sidebar.status(BY_HAND, "done, said by you");
      await sidebar.press("Check with API");
      await sidebar.until("an answer", ({ api, apiReason, text }) => api === "allowed" && apiReason === null && /API: asked just now/.test(text));
      await sidebar.status("integration-permission-set", "to do");
      const reloadedAt = Date.now();
      await tab.reload();
      const again = await sidebar.readsPage();
      assert.equal(again.trouble, null, "told once");
      await keptSince(reloadedAt);
    });
  }

  test("who allowed API checks can't be told: nobody did, until it is allowed again", async () => {
    await control.store({ [nameOf("owner")]: { user: 5 } });
    await openTab();
    const shown = await sidebar.until("the page to be read", ({ page, api }) => page === "read" && api === "off");
    assert.equal(shown.trouble, NOT_READ);
    await sidebar.status(BY_HAND, "done, said by you");
    await choose(driven, org.name, PLAYBOOKS);
    await tab.bringToFront();
    await sidebar.checked();
  });

  test("choices that can't be read at all: Orgready's own page can be used to choose again", async () => {
    await control.store({ [nameOf("choices")]: "choices" });
    assert.match(await choose(driven, org.name, PLAYBOOKS), /^Saved/);
    await openTab();
    await sidebar.status(STEP, "to do");
  });
});

describe("storage has an end", () => {
  before(async () => choose(driven, org.name, { ...PLAYBOOKS, api: false }));
  afterEach(() => tab.close());

  test("pages: the newest fifty of an org, and 600,000 bytes of them", async () => {
    const body = JSON.stringify("設".repeat(20_000));
    await control.store({ [nameOf("spots")]: Array.from({ length: 80 }, (_, at) => [`"${at}"`, at > 66 ? body : JSON.stringify(at)]) });
    await openTab();
    await sidebar.status(STEP, "to do");
    const spots = await until("the page to be kept", async () => (await control.stored())[nameOf("spots")], (all) => all.some(([spot]) => spot.includes("SessionSettings")));
    assert.ok(spots.length <= 50, `${spots.length} pages`);
    const bytes = spots.reduce((sum, [, text]) => sum + Buffer.byteLength(JSON.stringify(text)), 0);
    assert.ok(bytes <= 600_000, `${bytes} bytes`);
    assert.ok(bytes > 500_000, "what fits is kept");
  });

  test("orgs: what pages showed of the twelve that were looked at last; what was chosen stays", async () => {
    const others = Array.from({ length: 20 }, (_, at) => `other-${at}`);
    const kept = Object.fromEntries(others.flatMap((other) => [[`choices:${other}`, { checklists: ["insycle"] }], [`spots:${other}`, [["a", "1"]]], [`asked:${other}`, 1]]));
    await control.store({ ...kept, looked: others });
    await control.store(Object.fromEntries(others.map((other) => [`facts:${other}`, [["mark", "{}"]]])), "session");
    await openTab();
    await sidebar.status(STEP, "to do");
    const names = Object.keys(await control.stored());
    const of = (what) => names.filter((name) => name.startsWith(`${what}:`)).length;
    assert.equal(of("choices"), 21);
    assert.equal(of("spots"), 12);
    assert.ok(names.includes(nameOf("spots")) && names.includes("spots:other-19") && !names.includes("spots:other-0"));
    const facts = Object.keys(await control.stored("session")).filter((name) => name.startsWith("facts:other-"));
    assert.equal(facts.length, 11);
  });
});
