/**
 * A checklist, from an org in which next to nothing is done: a driver does each step with nothing but the sidebar's `Go there`, `Show me`
 * and its words, and at the vendor what the vendor's words say. What a page does not say without labels or without the API is done in the org's data, and
 * the checklist's table says so.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ADDRESSES, APPROVED_ONLY, FIELDS_PACKAGE, giveUsual, NEWER, PACKAGE, SEED, seeds } from "./fresh-org.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { HOST, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { Vendor } from "../drive/vendor.mjs";
import { isDone, Walk } from "../drive/walk.mjs";
import { hasWords, say } from "../../www/pages/words.mjs";
import { start } from "../../www/server.mjs";

/** Opens a browser on a fresh org of the demo. @param {{shape: string, language: string, enhanced?: boolean, many?: boolean}} variant `enhanced`: the design of profiles; `many`: with people of two profiles */
export async function open(checklist, { shape, language, enhanced = true, many = false }, api) {
  const server = await start({ orgs: [SEED], seeds: seeds() });
  const org = server.orgs[SEED];
  giveUsual(org);
  Object.assign(org, { language, offeredPackages: [PACKAGE, NEWER, FIELDS_PACKAGE], recommendedVersions: { [NEWER.Name]: NEWER.id }, approvedOnly: APPROVED_ONLY });
  org.saveMetadata("UserManagementSettings", { ...org.metadata("UserManagementSettings"), enableNewProfileUI: enhanced });
  const driven = await launch(browserName(), { server });
  const inputs = (many && checklist.many) || checklist.inputs;
  const entered = Object.fromEntries(Object.entries(inputs).map(([name, values]) => [`${checklist.id}/${name}`, values]));
  await choose(driven, org.name, { checklists: [checklist.id], api, inputs: entered });
  const tab = await driven.browser.newPage();
  const sidebar = new Sidebar(driven, tab);
  const translate = (english) => say(org, english);
  const walk = new Walk({ tab, setup: new Setup(tab, shape), sidebar, addresses: ADDRESSES, api, translate });
  // A vendor's own pages are in English.
  const vendor = new Vendor({ driven, sidebar, translate: (english) => (hasWords(english) ? translate(english) : english) });
  await tab.goto(sessionSettings(org, shape));
  if (api) await sidebar.checked();
  await walk.quiet();
  const close = async () => {
    await driven.close();
    await server.close();
  };
  return { org, log: server.log, tab, sidebar, walk, vendor, shape, language, inputs, close };
}

/** The steps of a walk build on each other; several walks may go on beside each other. */
const ONE_AFTER_THE_OTHER = { concurrency: 1 };

/** The tests of one walk. */
export function walkAll(checklist, variant) {
  const { shape, language, undo } = variant;
  describe(`the walk of ${checklist.id}, shape ${shape}, ${language}`, ONE_AFTER_THE_OTHER, () => {
    let scene;
    before(async () => (scene = await open(checklist, variant, true)));
    after(() => scene?.close());

    test("the table has every step", async () => {
      assert.deepEqual(Object.keys(await scene.sidebar.statuses()).sort(), Object.keys(checklist.steps).sort());
    });

    for (const [id, how] of Object.entries(checklist.steps)) test(titleOf(id, how), (t) => doStep({ ...scene, t, id, how }));

    test("nothing is left to do", async () => {
      const left = Object.entries(await scene.sidebar.statuses()).filter(([, status]) => !isDone({ status }));
      assert.deepEqual(left, []);
    });

    if (undo) describe("undone, one at a time, with no page of a step's open", () => {
      before(() => goHome(scene));
      for (const [id, { undo: act, also = [] }] of Object.entries(checklist.undone)) {
        const title = `${id}, undone: it turns to do, and ${also.length ? `so does what is about the same (${also})` : "nothing else does"}`;
        test(title, (t) => undoStep({ ...scene, t, expected: [id, ...also], undo: act }));
      }
    });
  });
}

/** The tests of one walk by pages alone: what a page shows of each step once its page was visited, and of the others why not. */
export function walkAlone(checklist, variant) {
  describe(`the walk of ${checklist.id} by pages alone, shape ${variant.shape}, ${variant.language}`, ONE_AFTER_THE_OTHER, () => {
    let scene;
    before(async () => (scene = await open(checklist, variant, false)));
    after(() => scene?.close());

    for (const [id, how] of Object.entries(checklist.steps)) {
      test(`${id}: ${checklist.alone[id]}`, async (t) => {
        const { org, walk } = scene;
        if (how.press) await goToVendor(scene, id, how);
        if (how.alone) how.alone(org);
        else if (inOrg(how)) t.diagnostic((await walk.step(id)).acts.join("; "));
        await backInSetup(scene);
        let { status, words } = await walk.visit(id);
        const said = checklist.alone[id];
        // What no link leads to, as an editor, is reached as the sidebar points at it.
        if (isDone({ status: said }) && !isDone({ status })) {
          t.diagnostic((await walk.step(id)).acts.join("; "));
          ({ status, words } = await scene.sidebar.open(id));
        }
        if (!/\.$/.test(said)) return assert.equal(status, said);
        assert.match(status, /^(not checked yet|cannot tell)$/);
        assert.ok(words.includes(said), words);
      });
    }

    test("the API was not asked", () => {
      assert.deepEqual(scene.log.filter(({ api }) => api), []);
    });
  });
}

/** Whether a step is done in the org, or goes on there. */
const inOrg = (how) => typeof how !== "string" && (!how.press || how.goesOn);

/** Does what is done at the vendor; where that leads back to the org, the admin goes on where their Setup is. */
async function goToVendor({ org, tab, vendor, shape, inputs }, id, { press, as, says }) {
  const users = as(inputs);
  for (const user of users.length > 0 ? users : [null]) {
    await vendor.follow(id, user);
    for (const name of press) {
      const said = await vendor.press(name);
      if (name === "Allow") assert.ok(said.includes(user ?? org.actingUser.Username), `the screen names who is asked: ${said}`);
    }
    if (says) await vendor.says(says);
    const { pathname, search } = new URL(says ? "about:blank" : await vendor.arrives(org.hosts.my));
    await vendor.close();
    await tab.bringToFront();
    if (!says) await tab.goto(`https://${org.hosts[HOST[shape]]}${pathname}${search}`);
  }
  assert.deepEqual(vendor.left, [], "nothing was added to the vendor's pages");
}

function titleOf(id, how) {
  if (typeof how === "string") return `${id}: ${how}`;
  return [id, how.press && `at the vendor: ${how.press.join(", ")}`].filter(Boolean).join("; ");
}

async function doStep({ t, id, how, ...scene }) {
  const { org, sidebar, walk, language } = scene;
  if (typeof how === "string" && !isDone({ status: (await sidebar.statuses())[id] })) await walk.check();
  const before = await sidebar.statuses();
  assert.equal(isDone({ status: before[id] }), typeof how === "string", `${id} is "${before[id]}"`);
  if (typeof how === "string") return;
  if (how.press) await goToVendor(scene, id, how);
  if (how.says && !how.goesOn) await isDoneNow({ id, sidebar, walk });
  if (inOrg(how)) {
    const { acts, refused } = await walk.step(id);
    t.diagnostic(acts.join("; "));
    await backInSetup(scene);
    assert.equal(refused !== null, (how.unlabelled ?? []).includes(language), refused ?? "it was pointed at without a label");
    if (refused) {
      assert.match(refused, new RegExp(`It can't be shown on this page\\. This page is in a language whose words are not known here \\(“${language}”\\)\\.`));
      await doOutside({ id, act: how.act, org, sidebar, walk });
    }
  }
  const { steps } = await sidebar.read();
  // What only a person can see to may be needed now that was not before.
  const wasDone = ({ step, status }) => isDone({ status: before[step] }) && status !== "do by hand";
  const undone = steps.filter((step) => wasDone(step) && !isDone(step)).map(({ step, status, reason }) => `${step}: ${status} (${reason})`);
  assert.deepEqual(undone, [], "nothing else is undone");
}

async function doOutside({ id, act, org, sidebar, walk }) {
  act(org);
  await isDoneNow({ id, sidebar, walk });
}

async function isDoneNow({ id, sidebar, walk }) {
  await walk.check();
  await sidebar.step(id, "to be done", isDone);
}

const home = (org, shape) => `https://${org.hosts[HOST[shape]]}${shape === "classic" ? "/setup/forcecomHomepage.apexp" : "/lightning/setup/SetupOneHome/home"}`;

/** What installs packages is an app of its own, on My Domain: an admin goes on in the Setup that they came from. */
async function backInSetup({ org, tab, walk, shape }) {
  if (new URL(tab.url()).host === org.hosts[HOST[shape]]) return;
  await tab.goto(home(org, shape));
  await walk.quiet();
}

/** An open page of a step's would be right to disagree with what is undone behind its back. */
async function goHome({ org, tab, walk, shape }) {
  await tab.goto(home(org, shape));
  await walk.check();
}

/** Undoes one thing in the org, looks, and takes that back. */
async function undoStep({ t, expected, undo, org, sidebar, walk }) {
  const before = await sidebar.statuses();
  org.run("SAVEPOINT undone");
  try {
    undo(org);
    await walk.check();
    const changed = Object.entries(await sidebar.statuses()).filter(([step, status]) => status !== before[step]);
    t.diagnostic(changed.map(([step, status]) => `${step}: ${status}`).join("; "));
    assert.deepEqual(changed.filter(([, status]) => status === "to do").map(([step]) => step).sort(), [...expected].sort());
  } finally {
    org.run("ROLLBACK TO undone");
    org.run("RELEASE undone");
    await walk.check();
  }
}
