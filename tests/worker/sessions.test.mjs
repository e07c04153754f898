/**
 * What the worker keeps, forgets and tells as users, orgs and tabs come and go: nobody is told what another was, and nothing that was said or
 * seen in one tab is lost by what is done in another. The worker runs as it is built, without a browser; `tests/model.rs` goes on from here.
 */
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Org } from "../../www/org/org.mjs";
import { chance } from "./chance.mjs";
import { Browser } from "./run.mjs";

const ADMIN = "ada.admin@acme.example";
const OTHER = "clara.clone@acme.example";
const CHOICES = { checklists: ["playbooks"], api: true, inputs: {}, limit: 10 };
const LOCK = "playbooks/unlock-ip";

let org, other, browser;

beforeEach(async () => {
  [org, other] = await Promise.all(["acme-playbooks-half", "acme-fresh"].map((name) => Org.open(name)));
  browser = new Browser([org, other]);
  browser.permissions.add("cookies");
  await browser.start();
});

/** Logs in as a user, in every tab. */
function become(user, of = org) {
  of.actAs(user);
  browser.cookies.set(of.hosts.my, of.sid("my"));
}
const choose = (choices = {}, of = org) => browser.fromOptions(of, { kind: "choose", choices: { ...CHOICES, ...choices } });
const takeBack = async () => {
  await choose({ api: false });
  await browser.fromOptions(org, { kind: "forgetFacts" });
};
const said = (text) => {
  const { owner, asked_at, failed, steps = {} } = JSON.parse(text || "{}");
  const verdict = steps[LOCK]?.told.verdict;
  return { who: owner?.username, at: asked_at ?? undefined, failed: failed?.[1], isLocked: (verdict?.Holds ?? verdict?.Fails)?.Ticked };
};
const load = async (of = org) => said((await browser.fromPage(of, { kind: "load" })).says);
const check = async (of = org) => said(await browser.fromPage(of, { kind: "check", body: '"All"' }));
const keep = (choice, value) => browser.fromPage(org, { kind: "keepChoice", choice, body: JSON.stringify(value) });
const kept = (name, of = org) => browser.storage.local[`${name}:${of.name}`];
const isLocked = () => org.metadata("SecuritySettings").sessionSettings.lockSessionsToIp;
const asked = () => browser.requests.filter((request) => request.includes("composite"));
const NOTHING = { who: undefined, at: undefined, failed: undefined, isLocked: undefined };

describe("what one session was told", () => {
  test("is told in no other, and again without a request when that one is back", async () => {
    become(ADMIN);
    await choose();
    const told = await check();
    assert.deepEqual([told.who, told.isLocked], [ADMIN, true]);
    assert.ok(asked().length > 0);
    become(OTHER);
    browser.requests.length = 0;
    assert.deepEqual(await load(), NOTHING);
    assert.deepEqual(browser.requests, [], "that is known without a request");
    assert.deepEqual({ ...(await check()), at: undefined }, { ...NOTHING, who: OTHER, failed: "OtherUser" });
    assert.deepEqual(asked(), []);
    become(ADMIN);
    browser.requests.length = 0;
    assert.deepEqual(await load(), told);
    assert.deepEqual(browser.requests, []);
  });

  test("is not told when nobody is logged in, or after a new login until it was asked", async () => {
    become(ADMIN);
    await choose();
    await check();
    browser.cookies.clear();
    assert.deepEqual(await load(), NOTHING);
    assert.equal((await check()).failed, "NoSession");
    org.renewSessions();
    become(ADMIN);
    assert.deepEqual(await load(), NOTHING);
    assert.equal((await check()).who, ADMIN);
  });

  test("and comes when another is there, is kept for the one who asked", async () => {
    become(ADMIN);
    await choose();
    await check();
    const requests = browser.requests.length - 1;
    const first = await load();
    const [reached, release] = [resolvers(), resolvers()];
    let count = 0;
    // Whose session it is was asked before, so that there is one request less; the last one is held.
    browser.hold = () => (++count === requests ? (reached.resolve(), release.promise) : undefined);
    const late = browser.fromPage(org, { kind: "check", body: '"All"' });
    await reached.promise;
    become(OTHER);
    const asOther = await check();
    assert.equal(asOther.failed, "OtherUser", "that is another check");
    release.resolve();
    assert.deepEqual(said(await late), asOther, "the tab is told what is known in the session of now");
    become(ADMIN);
    const second = await load();
    assert.ok(second.at > first.at, `${second.at} > ${first.at}`);
  });

  test("is not mixed with another org's", async () => {
    become(ADMIN);
    become(other.actingUser.Username, other);
    await Promise.all([choose(), choose({}, other)]);
    const [one, two] = await Promise.all([check(), check(other)]);
    assert.deepEqual([one.isLocked, two.isLocked], [true, other.metadata("SecuritySettings").sessionSettings.lockSessionsToIp]);
    assert.deepEqual([await load(), await load(other)], [one, two]);
    assert.ok(browser.requests.every((request) => request.startsWith(org.hosts.my) || request.startsWith(other.hosts.my)));
  });

  test("is not mixed with that of another container", async () => {
    become(ADMIN);
    await choose();
    const told = await check();
    const other = { cookieStoreId: "firefox-container-1" };
    org.actAs(OTHER);
    browser.cookies.set(`${other.cookieStoreId} ${org.hosts.my}`, org.sid("my"));
    browser.requests.length = 0;
    assert.deepEqual(said((await browser.fromPage(org, { kind: "load" }, other)).says), NOTHING);
    assert.deepEqual(browser.requests, []);
    const asked = said(await browser.fromPage(org, { kind: "check", body: '"All"' }, other));
    assert.deepEqual([asked.who, asked.failed], [OTHER, "OtherUser"]);
    assert.deepEqual(await load(), told);
  });

  test("is kept of a few sessions only", async () => {
    await choose();
    for (let turn = 0; turn < 6; turn++) {
      org.renewSessions();
      become(ADMIN);
      assert.equal((await check()).who, ADMIN);
    }
    for (const name of ["facts", "says", "met"]) assert.ok(browser.storage.session[`${name}:${org.name}`].length <= 4, name);
  });
});

describe("leave for the API", () => {
  test("is of the session in which it was given, until an answer told whose that is", async () => {
    become(ADMIN);
    await choose();
    become(OTHER);
    assert.equal((await check()).failed, "NotAllowed");
    assert.deepEqual(browser.requests, [], "nothing is sent in another session");
    assert.equal(await browser.fromOptions(org, { kind: "ask", body: "[]" }).then((text) => JSON.parse(text).failed[1]), "NotAllowed");
    become(ADMIN);
    assert.equal((await check()).who, ADMIN);
    org.renewSessions();
    become(ADMIN);
    assert.equal((await check()).failed, undefined, "a new session of the same user");
    become(OTHER);
    assert.equal((await check()).failed, "OtherUser");
    await choose();
    assert.equal((await check()).who, OTHER, "who saves it allows it");
  });

  /** What Orgready's own page asks as soon as leave is given. */
  const askWhose = () => browser.fromOptions(org, { kind: "ask", body: "[]" });

  test("is of the user whose session it is, who is asked for at once, and for nothing else", async () => {
    become(ADMIN);
    await choose();
    await askWhose();
    assert.deepEqual(browser.requests.map((request) => request.split(" ")[1]), ["/services/data/", "/services/oauth2/userinfo"]);
    assert.deepEqual(await load(), NOTHING);
    become(OTHER);
    assert.equal((await check()).failed, "OtherUser");
    org.renewSessions();
    become(ADMIN);
    assert.equal((await check()).who, ADMIN);
  });

  test("given in a session that had ended is of whoever is told first", async () => {
    become(ADMIN);
    org.renewSessions();
    await choose();
    await askWhose();
    become(ADMIN);
    assert.equal((await check()).who, ADMIN);
    become(OTHER);
    assert.equal((await check()).failed, "OtherUser");
  });

  test("where it is not known in which session it was given, is of whoever is told first", async () => {
    become(ADMIN);
    await choose();
    await browser.restart();
    become(OTHER);
    assert.equal((await check()).who, OTHER);
    become(ADMIN);
    assert.equal((await check()).failed, "OtherUser");
  });

  test("taken back takes all that was told with it, also what comes later", async () => {
    become(ADMIN);
    await choose();
    await check();
    const late = browser.fromPage(org, { kind: "check", body: '"All"' });
    await takeBack();
    await late;
    assert.deepEqual(browser.storage.session[`facts:${org.name}`], []);
    browser.requests.length = 0;
    assert.deepEqual(await load(), NOTHING);
    assert.equal((await check()).at, undefined);
    assert.deepEqual(browser.requests, []);
  });

  for (const [where, take] of [
    ["on Orgready's own page", takeBack],
    ["in the browser's own pages", async () => browser.takePermission("cookies")],
  ]) {
    test(`taken back ${where} in the middle of a check: nothing more is sent`, async () => {
      become(ADMIN);
      await choose();
      await check();
      const requests = browser.requests.length - 1;
      assert.ok(requests > 2, `${requests} requests`);
      for (let nth = 1; nth < requests; nth++) {
        browser.permissions.add("cookies");
        await choose();
        await check();
        const [reached, release] = [resolvers(), resolvers()];
        let count = 0;
        browser.hold = () => (++count === nth ? (reached.resolve(), release.promise) : undefined);
        const late = browser.fromPage(org, { kind: "check", body: '"All"' });
        await reached.promise;
        await take();
        const sent = browser.requests.length;
        release.resolve();
        await late;
        browser.hold = async () => {};
        assert.equal(browser.requests.length, sent, `taken back at request ${nth} of ${requests}`);
      }
    });
  }

  test("taken back and given again after the sandbox was refreshed: what was seen and said is of the org before", async () => {
    become(ADMIN);
    await choose();
    await check();
    await keep("said", ["playbooks/network", { at: 5 }]);
    await browser.fromPage(org, { kind: "keepSpot", spot: "s", body: '["s",{"reading":null,"saved_at":5,"lost":null}]' });
    await takeBack();
    org.refresh();
    become(ADMIN);
    await choose();
    assert.equal((await check()).who, ADMIN);
    assert.deepEqual([kept("choices").said, kept("spots")], [{}, []]);
    assert.ok(kept("choices").refreshed > 0);
  });
});

describe("two tabs", () => {
  test("each say a word, and both words stay", async () => {
    await choose();
    await Promise.all([keep("said", ["c/a", { at: 1 }]), keep("said", ["c/b", { at: 2 }]), keep("collapsed", true), keep("at_start", true)]);
    assert.deepEqual(kept("choices"), { ...CHOICES, said: { "c/a": { at: 1 }, "c/b": { at: 2 } }, collapsed: true, at_start: true });
    await Promise.all([keep("said", ["c/a", null]), keep("said", ["c/c", { at: 3 }]), keep("collapsed", false)]);
    assert.deepEqual([kept("choices").said, kept("choices").collapsed], [{ "c/b": { at: 2 }, "c/c": { at: 3 } }, false]);
  });

  test("may choose nothing that is the admin's own", async () => {
    await choose({ api: false });
    for (const [choice, value] of [["api", true], ["checklists", []], ["limit", 9], ["constructor", {}], ["__proto__", {}]]) await keep(choice, value);
    assert.deepEqual(kept("choices"), { ...CHOICES, api: false });
  });

  const reading = (loaded_at, document = `d${loaded_at}`) => ({ document, loaded_at, facts: {} });
  for (const [what, words, together] of [
    ["an older page that changes does not take the newer one's place", [[reading(20), null, null], [reading(10), null, null]], [reading(20), null, null]],
    ["of one page the later word counts", [[reading(20, "a"), null, null], [reading(20, "b"), null, null]], [reading(20, "b"), null, null]],
    ["a Save stays seen", [[reading(20), 15, null], [reading(10), null, null]], [reading(20), 15, null]],
    ["a page that went with a change stays lost", [[reading(20), null, { gone_at: 30, loaded_at: 5 }], [null, 25, { gone_at: 12, loaded_at: 9 }]], [reading(20), 25, { gone_at: 30, loaded_at: 5 }]],
  ]) {
    test(`look at one place: ${what}`, async () => {
      const body = ([reading, saved_at, lost]) => JSON.stringify(["s", { reading, saved_at, lost }]);
      for (const word of words) await browser.fromPage(org, { kind: "keepSpot", spot: "s", body: body(word) });
      assert.deepEqual(kept("spots"), [["s", body(together)]]);
    });
  }

  test("look at one place of which nothing can be read any more: it is seen anew", async () => {
    browser.storage.local[`spots:${org.name}`] = { s: "[" };
    const record = { reading: reading(20), saved_at: 5, lost: null };
    await browser.fromPage(org, { kind: "keepSpot", spot: "s", body: JSON.stringify(["s", record]) });
    assert.deepEqual(kept("spots"), [["s", JSON.stringify(["s", record])]]);
  });

  test("look at one place after the clock was set back: what is dated later than now gives way", async () => {
    const later = Date.now() + 3_600_000;
    const tell = (record) => browser.fromPage(org, { kind: "keepSpot", spot: "s", body: JSON.stringify(["s", record]) });
    await tell({ reading: reading(later), saved_at: later, lost: null });
    await tell({ reading: reading(30), saved_at: 40, lost: null });
    const [, record] = JSON.parse(kept("spots")[0][1]);
    assert.deepEqual(record.reading, reading(30));
    assert.ok(record.saved_at <= Date.now(), "and a Save was before now");
  });

  test("that ask for everything at once are told by one check", async () => {
    become(ADMIN);
    await choose();
    const one = await check();
    const counted = asked().length;
    browser.requests.length = 0;
    const told = await Promise.all([check(), check(), check()]);
    assert.equal(asked().length, counted);
    assert.ok(told.every(({ at }) => at === told[0].at && at > one.at), JSON.stringify(told));
  });
});

test("a worker that is stopped in the middle of a check loses that check and nothing else", async () => {
  become(ADMIN);
  await choose();
  const before = await check();
  const requests = browser.requests.length - 1;
  for (let nth = 1; nth <= requests; nth++) {
    const reached = resolvers();
    let count = 0;
    browser.hold = () => (++count === nth ? (reached.resolve(), new Promise(() => {})) : undefined);
    browser.fromPage(org, { kind: "check", body: '"All"' });
    await reached.promise;
    await browser.stop();
    browser.hold = async () => {};
    assert.deepEqual(await load(), before, `stopped at request ${nth} of ${requests}`);
  }
  assert.ok((await check()).at > before.at);
});

/** What may happen, and what then is known of whom: by session id, who was told what; who gave leave, and in which session. */
const ACTS = {
  become: (model, draw) => become([ADMIN, OTHER][draw(2)]),
  again: () => (org.renewSessions(), become(org.actingUser.Username)),
  leave: () => browser.cookies.clear(),
  choose: async (model) => {
    model.leave = { api: true, session: browser.cookies.get(org.hosts.my) };
    await choose();
  },
  takeBack: async (model) => {
    model.leave = { api: false };
    model.told.clear();
    await takeBack();
  },
  check: async (model) => {
    const session = browser.cookies.get(org.hosts.my);
    const { api, user, session: given } = model.leave;
    browser.requests.length = 0;
    await check();
    const mayAsk = api && session && (user ? user === org.actingUser.Username : !given || given === session);
    assert.equal(asked().length > 0, Boolean(mayAsk), "asked where there is leave");
    if (mayAsk) model.leave.user = org.actingUser.Username;
    if (mayAsk) model.told.set(session, { who: org.actingUser.Username, isLocked: isLocked() });
    else if (api && session && user) model.told.set(session, { isLocked: model.told.get(session)?.isLocked, who: org.actingUser.Username });
  },
  somebodyElse: () => {
    const settings = org.metadata("SecuritySettings");
    settings.sessionSettings.lockSessionsToIp = !settings.sessionSettings.lockSessionsToIp;
    org.saveMetadata("SecuritySettings", settings);
  },
  stop: () => browser.stop(),
  restart: async (model) => {
    model.told.clear();
    delete model.leave.session;
    await browser.restart();
  },
};

const SEQUENCES = process.env.ORGREADY_LONG ? 500 : 40;
const LENGTH = 20;

test(`in ${SEQUENCES} sequences of what may happen nobody is told what another was`, async () => {
  let told = 0;
  for (let seed = 1; seed <= SEQUENCES; seed++) {
    const draw = chance(seed);
    const model = { told: new Map() };
    browser.storage = { local: {}, session: {} };
    become(ADMIN);
    await ACTS.choose(model);
    const done = [];
    for (let at = 0; at < LENGTH; at++) {
      const names = Object.keys(ACTS);
      // Every other act is a check, or a change of who is there.
      done.push(draw(2) ? ["become", "check"][draw(2)] : names[draw(names.length)]);
      await ACTS[done.at(-1)](model, draw);
      const { who, isLocked: locked } = await load();
      const known = model.told.get(browser.cookies.get(org.hosts.my)) ?? {};
      assert.deepEqual({ who, locked }, { who: known.who, locked: known.isLocked }, `seed ${seed}: ${done}`);
      if (who) told += 1;
    }
  }
  assert.ok(told > SEQUENCES * 3, `${told} times somebody was told something`);
});

function resolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
