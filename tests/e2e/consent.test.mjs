/**
 * What the admin did not choose does not happen: nothing in pages without a checklist, no request without the word for it, and a check
 * that costs what was said, in every seeded org. ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { recordedExtension, recordedMessages } from "../drive/recorded.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEEDS = ["acme-fresh", "acme-insycle-half", "acme-playbooks-half", "acme-large"];
const MOST_CALLS = 8;
const MOST_BYTES = 400_000;

let server, extension, driven, tab, setup, sidebar;

before(async () => {
  extension = recordedExtension(BROWSER);
  server = await start({ orgs: SEEDS });
});
after(async () => {
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

beforeEach(async () => {
  driven = await launch(BROWSER, { server, extension });
  tab = await driven.browser.newPage();
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  server.log.length = 0;
});
afterEach(() => driven.close());

const openSettings = (org) => setup.open(sessionSettings(org, "setup"));
const asked = () => server.log.filter(({ api }) => api);

describe("before a checklist is chosen", () => {
  test("a Setup page has no element of ours, no ring, and neither a message nor a request was sent", async () => {
    await openSettings(server.orgs["acme-playbooks-half"]);
    assert.deepEqual(await recordedMessages(driven), []);
    assert.equal(await sidebar.read(), null);
    assert.deepEqual(await tab.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName)), ["head", "body"]);
    assert.deepEqual(await setup.rings(), []);
    assert.deepEqual(asked(), []);
  });

  test("choosing for one org leaves another alone", async () => {
    await choose(driven, server.orgs["acme-insycle-half"].name, EVERYTHING);
    await openSettings(server.orgs["acme-playbooks-half"]);
    assert.equal(await sidebar.read(), null);
    assert.deepEqual(asked(), []);
  });
});

describe("pages only", () => {
  test("what the page shows decides, the rest is not checked yet, and no request was sent", async () => {
    const org = server.orgs["acme-playbooks-half"];
    await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
    await openSettings(org);
    await sidebar.status("unlock-ip", "to do");
    await sidebar.status("lock-domain", "done");
    const others = await sidebar.status("integration-permission-set", "not checked yet");
    assert.equal(others.reason, "not-looked");
    assert.equal((await sidebar.read()).api, "off");
    const rows = await sidebar.evidence("unlock-ip");
    assert.deepEqual(rows.map(({ source, found, reason }) => [source, found, reason]), [["page", "ticked", null], ["org", null, "not-looked"]]);
    assert.deepEqual(asked(), []);
  });

  test("how old is old is kept as it was chosen, ten minutes at first", async () => {
    const org = server.orgs["acme-playbooks-half"];
    const shown = async () => {
      const page = await openOptions(driven, org.name);
      const limit = await page.$eval("#limit", ({ value }) => value);
      await page.close();
      return limit;
    };
    assert.equal(await shown(), "10");
    await choose(driven, org.name, { checklists: ["playbooks"], limit: 45 });
    assert.equal(await shown(), "45");
  });

  test("a choice is taken up by a page that is open", async () => {
    const org = server.orgs["acme-playbooks-half"];
    await openSettings(org);
    await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
    await sidebar.status("unlock-ip", "to do");
    await choose(driven, org.name, { checklists: [] });
    await until("the sidebar to go", () => sidebar.read(), (shown) => shown === null);
  });
});

describe("a full check of both checklists", () => {
  for (const seed of SEEDS) {
    test(`costs at most ${MOST_CALLS} counted calls and no large answer in ${seed}`, async () => {
      const org = server.orgs[seed];
      await choose(driven, org.name, EVERYTHING);
      assert.deepEqual(asked(), []);
      await openSettings(org);
      const shown = await sidebar.checked();
      assert.equal(shown.apiReason, null);
      const counted = asked().filter((entry) => entry.counted);
      assert.ok(counted.length > 0 && counted.length <= MOST_CALLS, `${counted.length} counted calls`);
      const bytes = Math.max(...asked().map((entry) => entry.bytes));
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes in one answer`);
      for (const [title, step] of [["Insycle", "package"], ["InsideSales Playbooks", "unlock-ip"]]) {
        await sidebar.choose(title, step);
        const undecided = (await sidebar.read()).steps.filter(({ status }) => ["not checked yet", "could not check"].includes(status));
        assert.deepEqual(undecided, [], `every step of ${title} was decided or is for a person`);
      }
      assert.equal(asked().filter((entry) => entry.counted).length, counted.length, "looking costs nothing");
    });
  }
});

describe("leave is given by a user", () => {
  test("signed in as somebody else, only whose session it is gets asked, until they allow it themselves", async () => {
    const org = server.orgs["acme-playbooks-half"];
    const before = org.actingUser.Username;
    await choose(driven, org.name, EVERYTHING);
    await openSettings(org);
    await sidebar.checked();
    org.actAs("clara.clone@acme.example");
    try {
      server.log.length = 0;
      await openSettings(org);
      await sidebar.press("Check with API");
      const shown = await sidebar.until("the refusal", ({ apiReason }) => apiReason === "other-user");
      assert.match(shown.text, /signed in as another user/);
      assert.deepEqual(asked().filter(({ counted }) => counted).map(({ path }) => path), ["/services/oauth2/userinfo"]);
      await choose(driven, org.name, EVERYTHING);
      await openSettings(org);
      await sidebar.press("Check with API");
      await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
    } finally {
      org.actAs(before);
    }
  });
});
