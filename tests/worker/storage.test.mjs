/**
 * What the worker does where what is kept is damaged or can't be written: nobody gets leave by that, what was sent is noted, and what makes
 * evidence too old is not lost alone. The worker runs as it is built, without a browser.
 */
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Org } from "../../www/org/org.mjs";
import { Browser } from "./run.mjs";

const ADMIN = "ada.admin@acme.example";
const OTHER = "clara.clone@acme.example";
const CHOICES = { checklists: ["playbooks"], api: true, inputs: {}, limit: 10 };
const SPOT = { place: "SessionSettings", record: null };

let org, browser;

beforeEach(async () => {
  org = await Org.open("acme-playbooks-half");
  browser = new Browser([org]);
  browser.permissions.add("cookies");
  await browser.start();
  become(ADMIN);
});

function become(user) {
  org.actAs(user);
  browser.cookies.set(org.hosts.my, org.sid("my"));
}
const nameOf = (what) => `${what}:${org.name}`;
const choose = (choices = {}) => browser.fromOptions(org, { kind: "choose", choices: { ...CHOICES, ...choices } });
const check = () => browser.fromPage(org, { kind: "check", body: '"All"' });
const ask = () => browser.fromOptions(org, { kind: "ask", body: "[]" });
const load = () => browser.fromPage(org, { kind: "load" });
const keepSpot = (record) => browser.fromPage(org, { kind: "keepSpot", spot: JSON.stringify(SPOT), body: JSON.stringify([SPOT, record]) });
const keptSpot = () => JSON.parse(browser.storage.local[nameOf("spots")].find(([name]) => name === JSON.stringify(SPOT))[1])[1];
const RECORD = { reading: null, saved_at: 5, lost: null };

describe("whose leave it was can't be told", () => {
  for (const [what, damage] of [
    ["its owner is of another type", (local) => (local[nameOf("owner")] = "ada")],
    ["its owner's name is", (local) => (local[nameOf("owner")] = { user: 5, org: 5 })],
    ["its owner is not there", (local) => delete local[nameOf("owner")]],
    ["leave is of another type", (local) => (local[nameOf("choices")].api = "yes")],
  ]) {
    for (const [page, asks] of Object.entries({ "Orgready's own page": ask, "a page of Setup": check })) {
      test(`${what}: ${page} has nobody asked, and there is no leave any more`, async () => {
        await choose();
        await check();
        await browser.restart();
        damage(browser.storage.local);
        become(OTHER);
        browser.requests.length = 0;
        await asks();
        assert.deepEqual(browser.requests, []);
        assert.equal(browser.storage.local[nameOf("choices")].api, false);
      });
    }
  }
});

test("a choice that can't be written leaves whose leave it is as it was", async () => {
  await choose();
  await check();
  const before = structuredClone(browser.storage.local);
  browser.refuses = (_, name) => name === nameOf("choices");
  assert.deepEqual(await choose({ api: false }), { failed: true });
  assert.deepEqual([browser.storage.local[nameOf("owner")], browser.storage.local[nameOf("choices")]], [before[nameOf("owner")], before[nameOf("choices")]]);
});

test("what was sent is noted, though nothing else can be kept", async () => {
  await choose();
  browser.refuses = (area, name) => area === "local" || !name.startsWith("log:");
  await check();
  assert.ok(browser.requests.some((request) => request.includes("composite")));
  assert.ok(browser.storage.session[nameOf("log")]?.length > 0);
});

test("what pages showed of other orgs gives way where there is no room", async () => {
  browser.storage.local["spots:other"] = [["a", "1"]];
  browser.refuses = (_, name) => name === nameOf("spots") && "spots:other" in browser.storage.local;
  await keepSpot(RECORD);
  assert.equal(keptSpot().saved_at, 5);
  assert.ok(!("spots:other" in browser.storage.local));
});

test("what is asked for after a choice was made has it, also where room had to be made first", async () => {
  await choose();
  browser.storage.local["spots:other"] = [["a", "1"]];
  browser.refuses = (_, name) => name === nameOf("choices") && "spots:other" in browser.storage.local;
  const [kept, loaded] = await Promise.all([browser.fromPage(org, { kind: "keepChoice", choice: "collapsed", body: "true" }), load()]);
  assert.notDeepEqual(kept, { failed: true });
  assert.equal(JSON.parse(loaded.choices).collapsed, true);
});

test("what was judged while a checklist could not be read is not kept", async () => {
  await choose();
  browser.lacks = (path) => path.endsWith("reader_bg.wasm");
  const without = await load();
  assert.equal(without.checklists[0].problem, "checklists/playbooks.json: Orgready stopped while it read this file.");
  browser.lacks = () => false;
  const whole = await load();
  assert.equal(whole.checklists[0].problem, undefined);
  assert.ok(JSON.parse(whole.says).calls > JSON.parse(without.says).calls, `${without.says} ${whole.says}`.slice(0, 200));
});

describe("what pages showed", () => {
  for (const [what, text] of Object.entries({ "of no list": "5", "without a record": JSON.stringify([SPOT, null]), "of no shape": "{}" })) {
    test(`${what}: gives way to what is shown now`, async () => {
      browser.storage.local[nameOf("spots")] = [[JSON.stringify(SPOT), text]];
      assert.notDeepEqual(await keepSpot(RECORD), { failed: true });
      assert.equal(keptSpot().saved_at, 5);
    });
  }

  test("that is too large is not kept, but what was saved there is", async () => {
    await keepSpot({ ...RECORD, reading: { loaded_at: 6, text: "x".repeat(700_000) } });
    assert.deepEqual([keptSpot().reading, keptSpot().saved_at], [null, 5]);
  });

  test("that is damaged takes with it what the org said, which it may have made too old", async () => {
    await choose();
    await check();
    assert.ok(browser.storage.session[nameOf("facts")].length > 0);
    browser.storage.local[nameOf("spots")] = [[JSON.stringify(SPOT), "[cut o"]];
    const { unread, says } = await load();
    assert.deepEqual([unread, JSON.parse(says).asked_at ?? null], [true, null]);
    assert.equal(browser.storage.session[nameOf("facts")], undefined);
  });
});
