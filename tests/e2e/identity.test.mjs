/**
 * Whose statuses they are: what the API told one user is shown to nobody else, not for a moment, and what is known of one org never stands in
 * another's sidebar. ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const SEEDS = ["acme-playbooks-half", "acme-fresh", "acme-refreshed"];
const PLAYBOOKS = { ...EVERYTHING, checklists: ["playbooks"] };
const ADMIN = "ada.admin@acme.example";
const OTHER = "clara.clone@acme.example";
/** Steps that no page says anything of until it was opened; and one that Session Settings shows. */
const OF_API = ["integration-permission-set", "lock-domain"];
const HOME = "/lightning/setup/SetupOneHome/home";

let server, driven;
const tabs = [];

before(async () => {
  server = await start({ orgs: SEEDS });
  driven = await launch(browserName(), { server });
});
afterEach(async () => {
  for (const tab of tabs.splice(0)) await tab.close();
});
after(async () => {
  await driven?.close();
  await server.close();
});

/** A new tab on Setup Home, of which no step is. */
async function visit(org) {
  const tab = await driven.browser.newPage();
  tabs.push(tab);
  const [setup, sidebar] = [new Setup(tab, "setup"), new Sidebar(driven, tab)];
  await setup.open(`https://${org.hosts.setup}${HOME}`);
  return { tab, setup, sidebar };
}

const requests = () => server.log.filter(({ api }) => api);
const statuses = ({ steps }) => Object.fromEntries(steps.map(({ step, status, reason }) => [step, [status, reason]]));
const isOf = (user) => ({ text }) => text.includes(`Asked as ${user}.`);

/** Waits for something, and holds every reading on the way there against what must never be seen. */
const never = (sidebar, what, isWanted, mayBe) =>
  sidebar.until(what, (shown) => {
    seen.push(shown);
    assert.ok(seen.every(mayBe), JSON.stringify(seen.find((one) => !mayBe(one))));
    return isWanted(shown);
  });
let seen = [];

/** Whether nothing stands there that the admin was told. */
const isNotTheAdmins = ({ text, steps }) =>
  !text.includes(ADMIN) && steps.filter(({ step }) => OF_API.includes(step)).every(({ status }) => ["not checked yet", "could not check"].includes(status));

describe("an admin who logs in as somebody else", () => {
  test("sees nothing there of what the admin was told, in no tab; and all of it again when back, without a request", async () => {
    const org = server.orgs["acme-playbooks-half"];
    org.actAs(ADMIN);
    const { setup, sidebar } = await visit(org);
    // Leave is given in the admin's session.
    await choose(driven, org.name, PLAYBOOKS);
    const known = statuses(await sidebar.until("the admin's answers", isOf(ADMIN)));
    assert.ok(OF_API.every((step) => ["to do", "done"].includes(known[step][0])), JSON.stringify(known));

    org.actAs(OTHER);
    server.log.length = 0;
    const as = await visit(org);
    seen = [];
    const shown = await never(as.sidebar, "whose session it is", isOf(OTHER), isNotTheAdmins);
    assert.equal(shown.apiReason, "other-user");
    assert.deepEqual(requests().filter(({ counted }) => counted).map(({ path }) => path), ["/services/oauth2/userinfo"]);
    await setup.go("/lightning/setup/ManageUsers/home");
    const former = await sidebar.until("the admin's tab to know", isNotTheAdmins);
    assert.equal(former.apiReason, "other-user");

    org.actAs(ADMIN);
    server.log.length = 0;
    const back = await visit(org);
    assert.deepEqual(statuses(await back.sidebar.until("the admin's answers", isOf(ADMIN))), known);
    await setup.go(HOME);
    assert.deepEqual(statuses(await sidebar.until("the admin's answers in the first tab", isOf(ADMIN))), known);
    assert.deepEqual(requests(), []);
  });

  test("before anything of the org was asked: the leave is the admin's", async () => {
    const org = server.orgs["acme-fresh"];
    org.actAs(ADMIN);
    await (await visit(org)).tab.close();
    tabs.length = 0;
    server.log.length = 0;
    await choose(driven, org.name, PLAYBOOKS);
    await until("whose session it is to be asked", () => requests(), (asked) => asked.length === 2);
    assert.deepEqual(requests().map(({ path }) => path), ["/services/data/", "/services/oauth2/userinfo"]);
    org.actAs(OTHER);
    server.log.length = 0;
    const as = await visit(org);
    await as.sidebar.until("that it is another's leave", ({ apiReason }) => apiReason === "other-user");
    assert.deepEqual(requests().map(({ path }) => path), ["/services/data/", "/services/oauth2/userinfo"]);
    org.actAs(ADMIN);
    const back = await visit(org);
    await back.sidebar.until("the admin's answers", isOf(ADMIN));
  });
});

describe("two orgs in two tabs", () => {
  test("each shows its own, whatever is done in the other", async () => {
    const orgs = SEEDS.slice(0, 2).map((seed) => server.orgs[seed]);
    const scenes = [];
    for (const org of orgs) {
      org.actAs(ADMIN);
      await choose(driven, org.name, PLAYBOOKS);
      scenes.push(await visit(org));
    }
    const shown = await Promise.all(scenes.map(({ sidebar }) => sidebar.checked()));
    assert.notDeepEqual(statuses(shown[0]), statuses(shown[1]));
    const [one, two] = scenes;
    await one.setup.open(sessionSettings(orgs[0], "setup"));
    await one.sidebar.readsPage();
    await one.tab.bringToFront();
    await one.sidebar.pressOf("network", "I did this");
    await one.sidebar.status("network", "done, said by you");
    server.log.length = 0;
    await one.sidebar.press("Check with API");
    await one.sidebar.until("the check to end", ({ api }) => api === "allowed" && requests().length > 2);
    assert.ok(requests().every(({ host }) => host === orgs[0].hosts.my));
    await two.tab.bringToFront();
    await two.setup.go("/lightning/setup/ManageUsers/home");
    const after = await two.sidebar.until("another place", ({ page }) => page !== null);
    assert.deepEqual(statuses(after), statuses(shown[1]));
  });
});

describe("another org on the same host", () => {
  test("is told from the one before also where the API was not allowed in between", async () => {
    const org = server.orgs["acme-refreshed"];
    org.actAs(ADMIN);
    await choose(driven, org.name, PLAYBOOKS);
    const former = await visit(org);
    await former.setup.open(sessionSettings(org, "setup"));
    await former.sidebar.checked();
    await former.sidebar.readsPage();
    await former.sidebar.pressOf("network", "I did this");
    await former.sidebar.status("network", "done, said by you");
    await former.tab.close();
    tabs.length = 0;
    await choose(driven, org.name, { ...PLAYBOOKS, api: false });
    org.refresh();
    await choose(driven, org.name, PLAYBOOKS);
    const { sidebar } = await visit(org);
    const shown = await sidebar.until("that it is another org", ({ text }) => /another org than before at the same address/.test(text));
    assert.ok(shown.steps.find(({ step }) => step === "network").status !== "done, said by you");
    const rows = await sidebar.evidence("unlock-ip");
    assert.deepEqual(rows.map(({ source }) => source), ["org"]);
  });
});
