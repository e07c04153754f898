/**
 * Whom the worker hears: each kind of message from whoever may send it, and no other; nothing that is not whole, and nothing twice. What is
 * refused is counted, changes nothing and is not answered. The worker runs as it is built, without a browser.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { Org } from "../../www/org/org.mjs";
import { chance } from "./chance.mjs";
import { Browser } from "./run.mjs";

const ROUNDS = process.env.ORGREADY_LONG ? 20_000 : 2_000;
const PAGE = "/lightning/setup/SetupOneHome/home";

let org, other, browser, senders;

before(async () => {
  [org, other] = await Promise.all(["acme-playbooks-half", "acme-fresh"].map((name) => Org.open(name)));
  browser = new Browser([org, other]);
  await browser.start();
  const own = new URL("../../dist/chrome/", import.meta.url).href;
  const at = (host, more) => ({ url: `https://${host}${PAGE}`, frameId: 0, tab: { id: 1, url: `https://${org.hosts.setup}${PAGE}` }, ...more });
  senders = {
    top: at(org.hosts.setup),
    frame: at(org.hosts.my, { frameId: 3 }),
    options: { url: `${own}pages/options.html`, tab: { id: 9 } },
    "a frame of another org": at(other.hosts.my, { frameId: 3 }),
    "another site": { ...at("evil.example"), tab: { id: 1, url: "https://evil.example/" } },
    "a page without https": { ...at(org.hosts.setup), url: `http://${org.hosts.setup}${PAGE}` },
    "a host that only ends alike": at(`${org.hosts.setup}.evil.example`),
    "another extension": { id: "another", ...at(org.hosts.setup) },
    "no tab": { url: `https://${org.hosts.setup}${PAGE}`, frameId: 0 },
    "no address": { frameId: 0, tab: { id: 1 } },
    "the worker itself": { url: `${own}worker.js` },
  };
});

/** A whole message of each kind, and who may send it. @returns {Record<string, {by: string[], message: object}>} */
const kinds = () => ({
  load: { by: ["top"], message: {} },
  check: { by: ["top"], message: { body: '"All"' } },
  keepChoice: { by: ["top"], message: { choice: "collapsed", body: "true" } },
  keepSpot: { by: ["top"], message: { spot: "s", body: '["s",{"reading":null,"saved_at":5,"lost":null}]' } },
  refused: { by: ["top", "frame"], message: {} },
  hindered: { by: ["top", "frame"], message: {} },
  toTop: { by: ["top", "frame"], message: { body: "x" } },
  toFrame: { by: ["top"], message: { frame: 1, body: "x" } },
  toFrames: { by: ["top"], message: { body: "x" } },
  go: { by: ["top"], message: { path: "/lightning/setup/SecuritySession/home" } },
  going: { by: ["top"], message: { place: '"SessionSettings"' } },
  badge: { by: ["top"], message: { count: 1 } },
  options: { by: ["top"], message: {} },
  choose: { by: ["options"], message: { org: org.name, choices: { checklists: [], api: false, inputs: {}, limit: 10 } } },
  forgetFacts: { by: ["options"], message: { org: org.name } },
  ask: { by: ["options"], message: { org: org.name, body: "[]" } },
  checklists: { by: ["options"], message: { org: org.name, ids: ["insycle"] } },
});

test("every kind is met here", () => {
  const source = readFileSync(new URL("../../extension/worker.js", import.meta.url), "utf8");
  const [, shapes] = /const SHAPES = \{\n([^]*?)\n\};/.exec(source);
  assert.deepEqual(Object.keys(kinds()).sort(), [...shapes.matchAll(/^ {2}(\w+):/gm)].map(([, kind]) => kind).sort());
});

test("of a document that is gone, of which Firefox tells no tab, what it said last is kept; all else is not done, nor counted", async () => {
  const gone = { url: senders.top.url };
  for (const [kind, { message }] of Object.entries(kinds())) {
    const before = state();
    const answer = await browser.tell({ kind, ...message }, gone);
    for (let turns = 0; turns < 20; turns++) await new Promise((done) => setImmediate(done));
    if (["keepChoice", "keepSpot"].includes(kind)) assert.deepEqual([answer, state().refused], [null, before.refused], kind);
    else assert.deepEqual([answer, state()], [undefined, before], kind);
  }
  assert.ok(browser.storage.local[`spots:${org.name}`].length > 0 && browser.storage.local[`choices:${org.name}`].collapsed);
  for (const other of [{ id: "another", ...gone }, { ...gone, frameId: 3 }, { url: "https://evil.example/" }]) assert.ok(await isRefused({ kind: "toTop", body: "x" }, other, other));
});

const state = () => {
  const { refused = 0, ...session } = browser.storage.session;
  return { refused, kept: JSON.stringify([browser.storage.local, session]) };
};
/** Says it, and tells whether it was refused: then nothing else may have changed. */
async function isRefused(message, sender, what) {
  const before = state();
  const answer = await browser.tell(message, sender);
  if (answer !== undefined) return false;
  // What is counted is written in its turn.
  for (let turns = 0; state().refused === before.refused && turns < 100; turns++) await new Promise((done) => setImmediate(done));
  const after = state();
  assert.deepEqual([after.refused, after.kept], [Math.min(before.refused + 1, 9_999), before.kept], what);
  return true;
}

test("each is heard from who may send it, and from nobody else", async () => {
  for (const [kind, { by, message }] of Object.entries(kinds())) {
    for (const [who, sender] of Object.entries(senders)) {
      const what = `${kind} from ${who}`;
      assert.equal(await isRefused({ kind, ...message }, sender, what), !by.includes(who), what);
    }
  }
});

test("none is heard twice, whoever repeats it", async () => {
  const message = { v: 1, id: crypto.randomUUID(), kind: "badge", count: 1 };
  assert.equal(await isRefused(message, senders.top, "first"), false);
  for (const who of ["top", "frame", "options"]) assert.equal(await isRefused(message, senders[who], who), true);
});

test("no checklist is read but from its own folder, and no more than there could be", async () => {
  for (const ids of [["../manifest"], ["insycle", "a/b"], [""], ["insycle.json"], [5], Array(101).fill("insycle")]) {
    assert.ok(await isRefused({ kind: "checklists", org: org.name, ids }, senders.options, "checklists"), JSON.stringify(ids).slice(0, 40));
  }
  const [read] = await browser.tell({ kind: "checklists", org: org.name, ids: ["insycle"] }, senders.options);
  assert.deepEqual([read.name, read.problem, JSON.parse(read.body).id], ["checklists/insycle.json", undefined, "insycle"]);
});

/** What is put in the place of a part. */
const WRONG = [undefined, null, true, -1, 1.5, NaN, "", "x".repeat(1_000_001), [], {}, ["x"], { toString: () => "x" }, new Date(0)];

/** One part gone, another's, too many, or of another type. Nothing where it is as good as before. */
function spoiled(whole, kind, draw) {
  const names = Object.keys(whole);
  const name = names[draw(names.length)];
  const { [name]: part, ...rest } = whole;
  const wrong = WRONG[draw(WRONG.length)];
  // A name for a choice, or a place, may be any; a list of none is a list.
  const isFine = typeof wrong === typeof part && !["v", "id", "kind", "path", "org"].includes(name) && !(typeof wrong === "string" && wrong.length > 1_000_000) && Number.isSafeInteger(wrong) === Number.isSafeInteger(part) && Array.isArray(wrong) === Array.isArray(part);
  if (name === "id" && typeof wrong === "string" && wrong.length < 300) return null;
  return [rest, { ...whole, [`${name}x`]: part }, ...(isFine || kind === "keepChoice" ? [] : [{ ...whole, [name]: wrong }])][draw(isFine || kind === "keepChoice" ? 2 : 3)];
}

test("nothing is heard that is not whole", async () => {
  const draw = chance(7);
  const all = Object.entries(kinds());
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [kind, { by, message }] = all[draw(all.length)];
    const whole = { v: 1, id: crypto.randomUUID(), kind, ...message };
    const forged = spoiled(whole, kind, draw);
    if (!forged) continue;
    // Not as the drive of it would complete it.
    const sent = forged.kind === undefined ? { ...forged } : { v: undefined, id: undefined, ...forged };
    assert.equal(await isRefused(sent, senders[by[draw(by.length)]], JSON.stringify(forged).slice(0, 300)), true, `${kind}: ${Object.keys(forged)} ${JSON.stringify(forged).slice(0, 200)}`);
    refused += 1;
  }
  assert.ok(refused > ROUNDS / 2, `${refused} of ${ROUNDS}`);
});
