/**
 * Orgready's own page asks an org about its users: looks for them while the admin types, and tells what one of them lacks.
 * ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
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

/** One browser for all tests of a group, in which the first finds nothing chosen yet: a start takes longer than most of them. */
function inOneBrowser() {
  before(async () => {
    driven = await launch(BROWSER, { server });
  });
  after(() => driven.close());
  beforeEach(() => {
    server.log.length = 0;
  });
}

const asked = () => server.log.filter(({ api }) => api);
const counted = () => asked().filter((entry) => entry.counted);

/** Signs in to an org, and allows its API to be asked. No Setup page stays open, whose sidebar would ask as well. */
async function allow(org, choices = EVERYTHING) {
  const tab = await driven.browser.newPage();
  await new Setup(tab, "setup").open(sessionSettings(org, "setup"));
  await tab.close();
  await choose(driven, org.name, choices);
  const page = await driven.extensionPage("pages/options.html");
  await until("whose leave it is to be known", () => page.evaluate((name) => (globalThis.browser ?? globalThis.chrome).storage.local.get(name).then(({ [name]: owner }) => owner?.user), `owner:${org.name}`));
  await page.close();
}

const users = async (page) => new Search(page, "search-insycle-insycle-users");
const field = (page) => page.$eval("[name='insycle/insycle-users']", ({ value }) => value);

describe("a search for users", () => {
  inOneBrowser();

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
    await page.focus("#search-insycle-insycle-users");
    await page.keyboard.press("r");
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

describe("one user's access", () => {
  inOneBrowser();

  const OMAR = "omar.ops@acme.example";
  const ADA = "ada.admin@acme.example";
  const INPUTS = { "insycle/insycle-users": [OMAR, ADA], "insycle/uses-package": ["yes"] };

  /** Opens the view as the link on the other page does. */
  async function openPeople(org, user) {
    const page = await driven.extensionPage(`pages/people.html?org=${encodeURIComponent(org.name)}${user ? `&user=${encodeURIComponent(user)}` : ""}`);
    await until("the view", () => page.$eval("#where", ({ textContent }) => textContent));
    return page;
  }

  const said = (page) => page.$eval("#said", ({ textContent }) => textContent);
  const answered = (page, user) => until(`what is known of ${user}`, () => said(page), (words) => words !== "" && !words.startsWith("Asking"));
  const steps = (page) => page.$$eval("[data-step]", (rows) => Object.fromEntries(rows.map((row) => [row.dataset.step, row.dataset.status])));
  const link = (page, step) => page.$eval(`[data-step="${step}"] a`, ({ href, textContent, target }) => ({ href, textContent, target }));
  const facts = (page) => page.$$eval("#facts dt", (terms) => Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling.firstChild.textContent])));
  const id15 = (org, sql, ...given) => org.get(sql, given).Id.slice(0, 15);

  test("is not told before the API was allowed, whoever is named", async () => {
    const org = server.orgs["acme-insycle-half"];
    await choose(driven, org.name, { checklists: ["insycle"], api: false, inputs: INPUTS });
    const page = await openPeople(org, OMAR);
    assert.match(await page.$eval("#where", ({ textContent }) => textContent), /^Allow the API of the org/);
    assert.equal(await page.$("[role=combobox]"), null);
    assert.equal(await page.$eval("#person", (section) => section.hidden), true);
    assert.deepEqual(asked(), []);
  });

  test("tells what a user lacks, with the place of each, in few calls, and keeps nothing", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org, { checklists: ["insycle"], api: true, inputs: INPUTS });
    const options = await openOptions(driven, org.name);
    const href = await options.$eval("#people-link", (anchor) => anchor.href);
    assert.match(href, /people\.html\?org=acme-insycle-half$/);
    const page = await openPeople(org);
    assert.equal(await page.$eval("h1", ({ textContent }) => textContent), "Why can't this user use Insycle?");
    const search = new Search(page, "search");
    await search.type("omar");
    await search.rows();
    server.log.length = 0;
    await search.press("ArrowDown");
    await search.press("Enter");
    assert.match(await answered(page, OMAR), /^omar\.ops@acme\.example: 5 of 11 steps need something\. 2 could not be told\.$/);
    assert.deepEqual(await steps(page), {
      "approve-users": "to do",
      "authorise-again": "to do",
      "permitted-users": "cannot tell",
      "package-licences": "done",
      "permission-set": "done",
      "app-visible": "to do",
      "apex-classes": "to do",
      "api-enabled": "done",
      "object-access": "to do",
      "field-access": "cannot tell",
      "record-types": "done",
    });
    assert.deepEqual(await facts(page), {
      Active: "Yes",
      "User License": "Salesforce",
      Profile: "Acme Sales Operations",
      "Permission Sets": "Insycle, Report Builder",
      "Login IP Ranges": "None: users of this profile may log in from anywhere.",
    });
    assert.ok(counted().length > 0 && counted().length <= 8, `${counted().length} counted calls`);

    const profile = id15(org, "SELECT Id FROM Profile WHERE Name = ?", "Acme Sales Operations");
    const classes = await link(page, "apex-classes");
    assert.deepEqual([classes.textContent, classes.target], ["Go there: Profile: Apex Class Access", "_blank"]);
    assert.equal(classes.href, `https://${org.hosts.setup}/lightning/setup/EnhancedProfiles/page?address=%2F${profile}%3Fs%3DClassAccess`);
    const user = id15(org, "SELECT Id FROM User WHERE Username = ?", OMAR);
    assert.ok((await link(page, "object-access")).href.endsWith(`/EnhancedProfiles/page?address=%2F${profile}%3Fs%3DObjectsAndTabs`));
    assert.ok((await link(page, "api-enabled")).href.includes(`/ManageUsers/page?address=%2F${user}`));

    assert.equal(await search.isFocused(), true);
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Go there: User/);
    const kept = await page.evaluate(async () => JSON.stringify(await (globalThis.browser ?? globalThis.chrome).storage.session.get(null)));
    assert.ok(kept.includes("FROM PermissionSetAssignment"), "what was sent can be read");
    assert.ok(!kept.includes('"GivenSets"'), "what was answered is not kept");
  });

  test("tells of one who has all but a login since the app was installed that nothing else is lacking", async () => {
    const org = server.orgs["acme-insycle-half"];
    const user = org.get("SELECT Id FROM User WHERE Username = ?", [ADA]).Id;
    const set = org.get("SELECT Id FROM PermissionSet WHERE Name = 'Insycle_User'").Id;
    org.insert("PermissionSetAssignment", { AssigneeId: user, PermissionSetId: set, IsActive: 1 });
    org.insert("OauthToken", { AppName: "Insycle", UserId: user, UseCount: 1 });
    await allow(org, { checklists: ["insycle"], api: true, inputs: INPUTS });
    const page = await openPeople(org, ADA);
    assert.match(await answered(page, ADA), /: 1 of 11 steps need something\./);
    const told = await steps(page);
    assert.deepEqual(Object.entries(told).filter(([, status]) => status !== "done"), [["approve-users", "done, lowers protection"], ["permitted-users", "cannot tell"], ["authorise-again", "to do"], ["field-access", "cannot tell"]]);
    assert.equal(Object.keys(told).length, 11);
  });

  test("says when there is no such user, and why nothing is known", async () => {
    const org = server.orgs["acme-insycle-half"];
    await allow(org, { checklists: ["insycle"], api: true, inputs: INPUTS });
    const unknown = await openPeople(org, "nobody@acme.example");
    assert.match(await answered(unknown, "nobody"), /^There is no user “nobody@acme\.example”/);
    assert.equal(await unknown.$eval("#person", (section) => section.hidden), true);
    org.renewSessions();
    const page = await openPeople(org, OMAR);
    assert.equal(await answered(page, OMAR), "Your session has ended.");
  });

  test("of an integration user and of a rep, each as what they are, in an org of 100,000 users", async () => {
    const org = server.orgs["acme-large"];
    await allow(org);
    const parts = (page) => page.$$eval("h3", (titles) => titles.map(({ textContent }) => textContent));
    server.log.length = 0;
    const robot = await openPeople(org, "playbooks@acme.example");
    await answered(robot, "the integration user");
    assert.deepEqual(await parts(robot), ["Insycle: Who works with Insycle", "InsideSales Playbooks: The integration user of Playbooks"]);
    assert.equal((await steps(robot))["login-ranges"], "not needed here");
    assert.ok(counted().length > 0 && counted().length <= 8, `${counted().length} counted calls`);
    assert.ok(asked().every(({ bytes }) => bytes < 400_000));
    const rep = await openPeople(org, "raj.rep@acme.example");
    await answered(rep, "a rep");
    assert.deepEqual((await parts(rep)).at(-1), "InsideSales Playbooks: Who works with Playbooks");
    assert.equal((await steps(rep))["basic-permission-set"], "done");
  });
});
