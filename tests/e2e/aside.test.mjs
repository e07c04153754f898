/**
 * Where the sidebar stands: never on what it points at, and where the admin moved it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const SEED = "acme-playbooks-half";
const STEP = "basic-permission-set";
const WINDOW = { width: 1280, height: 800 };

let server, driven, tab, setup, sidebar;

before(async () => {
  server = await start({ orgs: [SEED] });
  const org = server.orgs[SEED];
  driven = await launch(browserName(), { server });
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"] });
  tab = await driven.browser.newPage();
  await tab.setViewport(WINDOW);
  setup = new Setup(tab, "setup");
  sidebar = new Sidebar(driven, tab);
  const { Id } = org.get("SELECT Id FROM PermissionSet WHERE Label = 'Playbooks Basic User'");
  await setup.open(`https://${org.hosts.setup}/lightning/setup/PermSets/${Id}/PermissionSetAssignment/home`);
  await sidebar.checked();
});

after(async () => {
  await driven?.close();
  await server?.close();
});

/** Runs in the browser: from where to where the sidebar reaches. */
function readArea(root) {
  const { left, right } = root.querySelector("aside").getBoundingClientRect();
  return { left, right };
}

const area = () => driven.inShadow(tab, readArea);
const isRight = ({ left, right }) => left > WINDOW.width / 2 && right <= WINDOW.width - 16;
const isLeft = ({ left, right }) => left >= 16 && right < WINDOW.width / 2;

test("it stands at the right edge while nothing is pointed at", async () => {
  assert.ok(isRight(await area()), JSON.stringify(await area()));
});

test("it moves aside where it would cover what is ringed, and comes back", async () => {
  await sidebar.pressOf(STEP, "Show me");
  const [ring] = await until("a ring", () => setup.rings(), (rings) => rings.length > 0);
  assert.ok(ring.left > WINDOW.width - 352, `the control stands where the sidebar did: ${JSON.stringify(ring)}`);
  await until("the sidebar to stand on the left", area, isLeft);
  const rings = await setup.rings();
  assert.deepEqual(rings.map(({ isShown, isCovered }) => [isShown, isCovered]), [[true, false]]);
  await sidebar.press("Stop");
  await until("the sidebar to stand on the right again", area, isRight);
});

test("the admin moves it, and it stays there", async () => {
  await sidebar.press("Move to the other side");
  await until("the sidebar to stand on the left", area, isLeft);
  await tab.reload();
  await sidebar.until("to be there", ({ steps }) => steps.length > 0);
  await until("the sidebar to stand on the left after a reload", area, isLeft);
  await sidebar.press("Move to the other side");
  await until("the sidebar to stand on the right again", area, isRight);
});
