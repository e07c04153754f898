/**
 * `Go there` in an org that knows a page by another name, or not at all.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { HOST, Setup, sessionSettings } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { start } from "../../www/server.mjs";

const SEED = "acme-insycle-half";
/** While nobody is chosen, it leads to the list of profiles. */
const STEP = "apex-classes";
/** A page gets ten seconds to arrive, each way. */
const ARRIVAL = 45_000;

const BY_PAGES = { checklists: ["insycle"], inputs: { "insycle/uses-package": ["yes"] } };

/** Opens Session Settings in an org that does not know these nodes, and goes to the profiles. */
async function go({ unknown, shape, choices = BY_PAGES }, act) {
  const seed = { ...readSeeds()[SEED], unknownNodes: unknown };
  const server = await start({ orgs: [SEED], seeds: { [SEED]: seed } });
  const org = server.orgs[SEED];
  const driven = await launch(browserName(), { server });
  try {
    await choose(driven, org.name, choices);
    const tab = await driven.browser.newPage();
    const setup = new Setup(tab, shape);
    const sidebar = new Sidebar(driven, tab);
    await setup.open(sessionSettings(org, shape));
    if (choices.api) await sidebar.checked();
    await sidebar.open(STEP);
    await sidebar.pressOf(STEP, "Go there");
    await act({ org, tab, setup, sidebar });
  } finally {
    await driven.close();
    await server.close();
  }
}

const pathOf = (tab) => new URL(tab.url()).pathname;

describe("an org that knows the list of profiles by its other name", () => {
  test("the other way is taken, and the next time at once", () =>
    go({ unknown: ["EnhancedProfiles"], shape: "lightning" }, async ({ org, tab, setup, sidebar }) => {
      await until("the list of profiles", () => pathOf(tab), (path) => path === "/lightning/setup/Profiles/home", { patience: ARRIVAL });
      await sidebar.until("the page read", ({ page, trouble }) => page === "read" && !trouble);
      await setup.open(sessionSettings(org, "lightning"));
      const { link } = await sidebar.open(STEP);
      assert.equal(new URL(link).pathname, "/lightning/setup/Profiles/home");
    }));
});

describe("an org that does not know the page", () => {
  for (const { shape, unknown } of [
    { shape: "lightning", unknown: ["EnhancedProfiles", "Profiles"] },
    { shape: "classic", unknown: ["EnhancedProfiles"] },
  ]) {
    test(`what opened instead is said, shape ${shape}`, () =>
      go({ unknown, shape }, async ({ org, tab, sidebar }) => {
        const { trouble } = await sidebar.until("what opened", ({ trouble }) => trouble, ARRIVAL);
        assert.equal(trouble, `Salesforce opened “${await tab.title()}” instead of “Profiles”. Type “Profiles” (its English name) into Quick Find.`);
        assert.equal(new URL(tab.url()).host, org.hosts[HOST[shape]]);
      }));
  }
});

test("of all users whom the org told of, the profile of those who lack it is gone to", () =>
  go({ unknown: [], shape: "setup", choices: EVERYTHING }, async ({ org, tab }) => {
    const { Id } = org.get("SELECT ProfileId AS Id FROM User WHERE Username = ?", [EVERYTHING.inputs["insycle/insycle-users"][0]]);
    const address = () => new URL(tab.url()).searchParams.get("address");
    assert.equal(await until("a profile's page", address, Boolean, { patience: ARRIVAL }), `/${Id.slice(0, 15)}?s=ClassAccess`);
  }));
