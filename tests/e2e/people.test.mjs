/**
 * Orgready's own page asks an org about its users: looks for them while the admin types, and tells what one of them lacks.
 * ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, fillOptions, openOptions } from "../drive/options.mjs";
import { Search } from "../drive/search.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const MOST_ROWS = 20;

let server, driven;

before(async () => {
  server = await start({ orgs: ["acme-insycle-half", "acme-large"] });
});
after(() => server.close());

beforeEach(async () => {
  driven = await launch(BROWSER, { server });
  server.log.length = 0;
});
afterEach(() => driven.close());

const asked = () => server.log.filter(({ api }) => api);
const counted = () => asked().filter((entry) => entry.counted);

/** Signs in to an org, and allows its API to be asked. */
async function allow(org, choices = EVERYTHING) {
  const tab = await driven.browser.newPage();
  await new Setup(tab, "setup").open(sessionSettings(org, "setup"));
  await choose(driven, org.name, choices);
}

const users = async (page) => new Search(page, "search-insycle-insycle-users");
const field = (page) => page.$eval("[name='insycle/insycle-users']", ({ value }) => value);

describe("a search for users", () => {
  test("is not there before the API was allowed, and comes when that is saved", async () => {
    const org = server.orgs["acme-insycle-half"];
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    assert.equal(await search.isShown(), false);
    await fillOptions(page, { checklists: ["insycle"], api: false });
    assert.equal(await search.isShown(), false);
    await fillOptions(page, { checklists: ["insycle"], api: true });
    assert.equal(await search.isShown(), true);
    assert.deepEqual(asked(), []);
  });

  test("asks once for what was typed, and puts who is chosen by keyboard into the field", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org, { checklists: ["insycle"], api: true, inputs: { "insycle/insycle-users": ["omar.ops@acme.example"] } });
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    server.log.length = 0;
    await search.type("r");
    await search.isQuiet();
    assert.deepEqual(asked(), [], "one character is too little to ask for");
    await search.type("ep");
    const rows = await search.rows();
    assert.deepEqual(rows.map(({ text }) => text), [
      "Raj Rep raj.rep@acme.example Acme Sales Rep",
      "Rita Rep rita.rep@acme.example Acme Sales Rep",
      "Rosa Rep rosa.rep@acme.example Standard User",
      "Former Rep former.rep@acme.example Acme Sales Rep inactive",
    ]);
    assert.match(await search.said(), /^4 found\./);
    assert.equal(counted().filter(({ path }) => path.endsWith("/composite")).length, 1, "one question, however many keys");

    await search.press("ArrowDown");
    await search.press("ArrowDown");
    assert.equal((await search.active()).text, rows[1].text);
    await search.press("Enter");
    assert.equal(await field(page), "omar.ops@acme.example\nrita.rep@acme.example");
    assert.match(await search.said(), /rita\.rep@acme\.example was put into “Who works with Insycle”/);
    assert.deepEqual(await search.rows(), []);
    assert.equal(await search.isFocused(), true);

    server.log.length = 0;
    await search.type("Omar");
    await search.rows();
    assert.deepEqual(counted().map(({ path }) => path), ["/services/data/v67.0/composite"], "whose session it is was asked already");
    await search.press("ArrowUp");
    await search.press("Enter");
    assert.match(await search.said(), /is there already/);

    const sent = await page.$$eval("#log code", (codes) => codes.map(({ textContent }) => textContent));
    assert.ok(sent.some((soql) => soql.includes("Username LIKE '%rep%' OR Name LIKE '%rep%'")), sent.join("\n"));
    const saved = await fillOptions(page, { checklists: ["insycle"], api: true });
    assert.match(saved, /^Saved\./);
  });

  test("shows the mouse's choice too, closes on Escape, and says when nobody is found", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org);
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    await search.type("Clara");
    await search.rows();
    await search.press("Escape");
    assert.deepEqual(await search.rows({ now: true }), []);
    await search.press("ArrowDown");
    await search.click(0);
    assert.match(await field(page), /clara\.clone@acme\.example$/);
    await search.type("nobody at all");
    await until("the answer", () => search.said(), (said) => said.startsWith("Nobody"));
  });

  test("takes what would be a pattern or a query as a name", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org);
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    for (const typed of ["%%", "__", "\\\\", "''", "x' OR Username LIKE '%", "{users}", "@{q0.records[0].Email}"]) {
      await search.type(typed);
      assert.match(await search.answer(), /^Nobody/, typed);
      await search.press("Escape");
    }
    assert.deepEqual([...new Set(asked().map(({ status }) => status))], [200]);
  });

  test(`shows at most ${MOST_ROWS} of 100,000 users`, async () => {
    const org = server.orgs["acme-large"];
    await allow(org);
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    await search.type("nov");
    const rows = await search.rows();
    assert.equal(rows.length, MOST_ROWS);
    assert.match(await search.said(), /^The first 20 are shown/);
    const last = asked().at(-1);
    assert.ok(last.bytes < 20_000, `${last.bytes} bytes`);
  });

  test("says in words why nobody can be found", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org);
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    org.renewSessions();
    await search.type("rep");
    assert.match(await search.answer(), /session has ended\. You can still enter the name yourself\./);
    assert.deepEqual(await search.rows({ now: true }), []);
  });

  test("is a combobox to a screen reader", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org);
    const page = await openOptions(driven, org.name);
    const search = await users(page);
    assert.deepEqual(await search.semantics(), { role: "combobox", name: "Search this org's users", expanded: "false", list: "listbox", listName: "Search this org's users", options: [], active: null, status: "status" });
    await search.type("rep");
    await search.rows();
    await search.press("ArrowDown");
    const { expanded, options, active } = await search.semantics();
    assert.deepEqual([expanded, options, active], ["true", ["true", "false", "false", "false"], 0]);
  });
});
