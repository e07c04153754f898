/**
 * A checklist, from an org in which next to nothing is done: a driver does each step with nothing but the sidebar's `Go there`, `Show me`
 * and its words. What an admin does elsewhere is done in the org's data, and the checklist's table says why.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ADDRESSES, PACKAGE, SEED, seeds } from "./fresh-org.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { HOST, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { isDone, Walk } from "../drive/walk.mjs";
import { say } from "../../www/pages/words.mjs";
import { start } from "../../www/server.mjs";

const INSTALLER = `/packagingSetupUI/ipLanding.app?apvId=${PACKAGE.id}`;

/** Opens a browser on a fresh org of the demo. @param {{shape: string, language: string}} variant */
export async function open(checklist, { shape, language }, api) {
  const server = await start({ orgs: [SEED], seeds: seeds() });
  const org = server.orgs[SEED];
  Object.assign(org, { language, offeredPackages: [PACKAGE] });
  const driven = await launch(browserName(), { server });
  const inputs = Object.fromEntries(Object.entries(checklist.inputs).map(([name, values]) => [`${checklist.id}/${name}`, values]));
  await choose(driven, org.name, { checklists: [checklist.id], api, inputs });
  const tab = await driven.browser.newPage();
  const sidebar = new Sidebar(driven, tab);
  const walk = new Walk({ tab, setup: new Setup(tab, shape), sidebar, addresses: ADDRESSES, api, translate: (english) => say(org, english) });
  await tab.goto(sessionSettings(org, shape));
  if (api) await sidebar.checked();
  await walk.quiet();
  const close = async () => {
    await driven.close();
    await server.close();
  };
  return { org, log: server.log, tab, sidebar, walk, shape, language, close };
}

/** The tests of one walk. */
export function walkAll(checklist, variant) {
  const { shape, language, undo } = variant;
  describe(`the walk of ${checklist.id}, shape ${shape}, ${language}`, () => {
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
  describe(`the walk of ${checklist.id} by pages alone, shape ${variant.shape}, ${variant.language}`, () => {
    let scene;
    before(async () => (scene = await open(checklist, variant, false)));
    after(() => scene?.close());

    for (const [id, how] of Object.entries(checklist.steps)) {
      test(`${id}: ${checklist.alone[id]}`, async (t) => {
        const { org, walk } = scene;
        const act = how.why ? how.act : how.alone;
        if (act) act(org);
        else if (typeof how !== "string") t.diagnostic((await toItsEnd(scene, id)).join("; "));
        let { status, words } = await walk.visit(id);
        const said = checklist.alone[id];
        // What no link leads to, as an editor, is reached as the sidebar points at it.
        if (isDone({ status: said }) && !isDone({ status })) {
          t.diagnostic((await toItsEnd(scene, id)).join("; "));
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

async function toItsEnd({ org, tab, walk, shape }, id) {
  if (id === "package-for-all") await tab.goto(`https://${org.hosts[HOST[shape]]}${INSTALLER}`);
  const { acts } = await walk.step(id);
  return acts;
}

function titleOf(id, how) {
  return typeof how === "string" ? `${id}: ${how}` : how.why ? `${id}, outside of the sidebar: ${how.why}` : id;
}

async function doStep({ t, id, how, org, tab, sidebar, walk, shape, language }) {
  if (typeof how === "string" && !isDone({ status: (await sidebar.statuses())[id] })) await walk.check();
  const before = await sidebar.statuses();
  assert.equal(isDone({ status: before[id] }), typeof how === "string", `${id} is "${before[id]}"`);
  if (typeof how === "string") return;
  if (how.why) await doOutside({ id, act: how.act, org, sidebar, walk });
  else {
    // Where the vendor's page has a link to the package.
    if (id === "package-for-all") await tab.goto(`https://${org.hosts[HOST[shape]]}${INSTALLER}`);
    const { acts, refused } = await walk.step(id);
    t.diagnostic(acts.join("; "));
    assert.equal(refused !== null, how.unlabelled.includes(language), refused ?? "it was pointed at without a label");
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
  await walk.check();
  await sidebar.step(id, "to be done", isDone);
}

/** An open page of a step's would be right to disagree with what is undone behind its back. */
async function goHome({ org, tab, walk, shape }) {
  await tab.goto(`https://${org.hosts[HOST[shape]]}${shape === "classic" ? "/setup/forcecomHomepage.apexp" : "/lightning/setup/SetupOneHome/home"}`);
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
