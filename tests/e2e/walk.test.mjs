/**
 * Both checklists, from an org in which next to nothing is done: a driver does each step with nothing but the sidebar's `Go there`,
 * `Show me` and its words. What an admin does elsewhere (at the vendor, on pages that no step leads to) is done in the org's data, and
 * says so in the table below. ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { isDone, Walk } from "../drive/walk.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-fresh";
const SHAPES = process.env.ORGREADY_SHAPES?.split(",") ?? ["setup"];
const ADDRESSES = ["198.51.100.7", "203.0.113.0-203.0.113.255"];
const INPUTS = {
  "playbooks/integration-user": ["playbooks@acme.example"],
  "playbooks/reps": ["raj.rep@acme.example", "rita.rep@acme.example"],
  "playbooks/access-user-only": ["yes"],
  "playbooks/addresses": ADDRESSES,
};

/** The fresh org with the user whom the vendor works as, and with the settings that get in its way. */
function seeds() {
  const fresh = readSeeds()[SEED];
  fresh.users.push({ Username: "playbooks@acme.example", FirstName: "InsideSales", LastName: "Playbooks", Profile: "Acme Sales Operations" });
  Object.assign(fresh.sessionSettings, { lockSessionsToIp: true, enforceIpRangesEveryRequest: true });
  return { [SEED]: fresh };
}

const STEPS = ["unlock-ip", "network-access"];

for (const shape of SHAPES) {
  describe(`the walk, shape ${shape}`, () => {
    let server, org, driven, tab, sidebar, walk;

    before(async () => {
      server = await start({ orgs: [SEED], seeds: seeds() });
      org = server.orgs[SEED];
      driven = await launch(BROWSER, { server });
      await choose(driven, org.name, { checklists: ["playbooks"], api: true, inputs: INPUTS });
      tab = await driven.browser.newPage();
      const setup = new Setup(tab, shape);
      sidebar = new Sidebar(driven, tab);
      walk = new Walk({ tab, setup, sidebar, addresses: ADDRESSES });
      await tab.goto(sessionSettings(org, shape).replace("SecuritySession", "CompanyProfileInfo"));
      await sidebar.checked();
    });
    after(async () => {
      await driven?.close();
      await server.close();
    });

    for (const id of STEPS) {
      test(id, async (t) => {
        const before = await statuses(sidebar);
        assert.equal(isDone({ status: before[id] }), false, `${id} is ${before[id]}`);
        const acts = await walk.step(id);
        t.diagnostic(acts.join("; "));
        const now = await statuses(sidebar);
        const others = Object.keys(now).filter((step) => step !== id && isDone({ status: before[step] }) && !isDone({ status: now[step] }));
        assert.deepEqual(others, [], "nothing else is undone");
      });
    }
  });
}

async function statuses(sidebar) {
  const { steps } = await sidebar.read();
  return Object.fromEntries(steps.map(({ step, status }) => [step, status]));
}
