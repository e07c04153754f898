/**
 * The main job, from the first look to the next page: in each shape of Setup, in English and Japanese, with WebAssembly and without,
 * and on pages in a language that has no table. ORGREADY_BROWSER says in which browser.
 *
 * After each step the page's own HTML is compared, as text and in every frame, with that of the same acts in a browser without the extension.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const NEXT = "integration-permission-set";
const CHOICES = { ...EVERYTHING, checklists: ["playbooks"] };

let server, org;

/** One after another: what is done in the page, and what the sidebar does and shows. */
const STORY = [
  {
    what: "the page is opened",
    page: ({ setup, address }) => setup.open(address),
    async sidebar({ sidebar, setup }) {
      await setup.mark();
      await sidebar.checked();
      await sidebar.readsPage();
      const step = await sidebar.status(STEP, "to do");
      assert.equal(step.place, "session-settings");
      assert.deepEqual(sources(await sidebar.evidence(STEP)), { page: ["ticked", "not ticked"], org: ["ticked", "not ticked"] });
      assert.deepEqual(await setup.rings(), []);
    },
  },
  {
    what: "the box is shown",
    async sidebar({ sidebar, setup, label }) {
      await sidebar.pressOf(STEP, "Show me");
      const [ring, ...others] = await until("a ring", () => setup.rings(), (rings) => rings.length > 0);
      const { tag, isShown, isCovered } = ring;
      assert.deepEqual({ tag, isShown, isCovered, label: ring.label }, { tag: "input", isShown: true, isCovered: false, label });
      assert.deepEqual(others, [], "a ring on another element");
      assert.equal(ring.frame, setup.shape === "classic" ? "top" : "page");
      await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
    },
  },
  {
    what: "the page is scrolled",
    async page(scene) {
      const { scrolled, before, after } = await scene.setup.scroll(90);
      assert.notEqual(scrolled, 0, "the page can be scrolled");
      if (!scene.sidebar) return;
      assert.deepEqual(after.map(({ label }) => label), [scene.label]);
      assert.equal(Math.round(after[0].top - before[0].top), -Math.round(scrolled), "the ring is where the box is");
    },
  },
  {
    what: "the box is unticked",
    page: ({ setup, label }) => setup.click(label),
    async sidebar({ sidebar, setup }) {
      await sidebar.status(STEP, "changed, not saved");
      const rings = await until("rings on Save", () => setup.rings(), (rings) => rings.length > 0 && rings.every(({ name }) => name === "save"));
      assert.ok(rings.some(({ isShown, isCovered }) => isShown && !isCovered), "a ringed Save is in view");
      assert.equal(saved(), true, "nothing is saved yet");
    },
  },
  {
    what: "it is saved",
    async page(scene) {
      scene.before = server.log.length;
      await scene.setup.save();
      assert.equal(saved(), false);
    },
    async sidebar({ sidebar, setup, before }) {
      const step = await sidebar.status(STEP, "done, lowers protection");
      assert.match(step.words, /Done, lowers protection/);
      await until("the API to be asked again", () => server.log.slice(before), (entries) => entries.some(({ api, status }) => api && status === 200));
      await sidebar.checked();
      const agree = ({ page, org }) => page?.[0] === "not ticked" && org?.[0] === "not ticked";
      await until("page and API to agree", async () => sources(await sidebar.evidence(STEP)), agree);
      assert.equal((await sidebar.step(STEP)).status, "done, lowers protection");
      assert.deepEqual(await setup.rings(), []);
    },
  },
  {
    what: "the next page is there",
    page: (scene) => (scene.sidebar ? scene.sidebar.pressOf(NEXT, "Go there").then(() => scene.setup.arrived(scene.path)) : scene.setup.go(scene.path)),
    async sidebar({ sidebar, setup, path }) {
      await sidebar.until("the next page to be read", ({ page, text }) => page === "read" && text.includes("Looking at: Permission Sets"));
      assert.equal((await sidebar.step(NEXT)).place, "permission-sets");
      assert.ok(path.includes(setup.shape === "classic" ? "/0PS" : "/lightning/setup/PermSets/home"));
      assert.equal(await setup.isMarked(), setup.shape !== "classic", "the Lightning app was kept alive");
      assert.deepEqual(await setup.rings(), []);
    },
  },
];

/** Found and wanted by source, of the evidence that counts. */
const sources = (rows) => Object.fromEntries(rows.filter(({ counts }) => counts).map(({ source, found, wanted }) => [source, [found, wanted]]));

const saved = () => org.metadata("SecuritySettings").sessionSettings.lockSessionsToIp;

function resetOrg(language) {
  const settings = org.metadata("SecuritySettings");
  org.saveMetadata("SecuritySettings", { ...settings, sessionSettings: { ...settings.sessionSettings, lockSessionsToIp: true } });
  org.language = language;
}

/** Plays the story in a browser; gives each frame's HTML after each step. */
async function play(scene) {
  resetOrg(scene.language);
  const tab = await scene.driven.browser.newPage();
  const said = [];
  tab.on("pageerror", (error) => said.push(error.message));
  tab.on("console", (line) => line.type() === "error" && said.push(line.text()));
  scene.setup = new Setup(tab, scene.shape);
  scene.sidebar = scene.isAlone ? null : new Sidebar(scene.driven, tab);
  const html = {};
  for (const { what, page, sidebar } of STORY) {
    if (what === "the next page is there") scene.path ??= await nextPath(scene.sidebar);
    await page?.(scene);
    if (scene.sidebar) await sidebar?.(scene);
    html[what] = await scene.setup.html();
  }
  await tab.close();
  return { html, said };
}

async function nextPath(sidebar) {
  const { link } = await sidebar.open(NEXT);
  const url = new URL(link);
  return url.pathname + url.search;
}

/** The one element that the extension may add: empty, without any attribute of meaning, last in the top frame's `<html>`. */
const HOST = /<([a-z]+(?:-[a-z]+)*)(?: style="[^"]*")?><\/\1>(?=<\/html>$)/;

function assertSameHtml(what, own, alone) {
  assert.match(own.top, HOST, `${what}: the top frame has the one host element`);
  assert.deepEqual(Object.keys(own), Object.keys(alone), `${what}: the same frames`);
  for (const path of Object.keys(alone)) {
    const text = path === "top" ? own.top.replace(HOST, "") : own[path];
    assert.ok(text === alone[path], `${what}: the HTML of frame ${path} is another: ${firstDifference(text, alone[path])}`);
  }
}

function firstDifference(one, other) {
  const at = [...one].findIndex((mark, index) => mark !== other[index]);
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 200));
  return at < 0 ? `with the extension it is shorter` : `${around(one)} with the extension, ${around(other)} without`;
}

/** Whether the core that runs in pages of the org is the one for pages that forbid WebAssembly. */
async function tookFallback(driven) {
  const page = await openOptions(driven, org.name);
  const names = await page.evaluate(async () => Object.keys(await (globalThis.browser ?? globalThis.chrome).storage.local.get(null)));
  await page.close();
  return names.some((name) => name.startsWith("refused:"));
}

async function tell({ shape, language, wasm }, plain) {
  const scene = { shape, language, label: LOCK_TO_IP[language], address: sessionSettings(org, shape) };
  scene.driven = await launch(BROWSER, { server, wasm });
  let own;
  try {
    await choose(scene.driven, org.name, CHOICES);
    own = await play(scene);
    assert.equal(await tookFallback(scene.driven), !wasm, "the build that the page allows");
  } finally {
    await scene.driven.close();
  }
  const alone = await play({ ...scene, driven: plain, isAlone: true });
  for (const { what } of STORY) assertSameHtml(what, own.html[what], alone.html[what]);
  // A page that forbids WebAssembly says so when it is tried, once.
  const isReport = (line) => !wasm && BROWSER === "chromium" && /Content Security Policy/.test(line);
  assert.deepEqual(own.said.filter((line) => !isReport(line)), alone.said, "the console says the same");
}

const SHAPES = ["setup", "lightning", "classic"];
const LANGUAGES = ["en_US", "ja"];
/** Each shape, in one language in one browser and in the other in the other; ORGREADY_LONG tells it in every combination. */
const isTold = ({ shape, language }) => process.env.ORGREADY_LONG === "1" || (SHAPES.indexOf(shape) + LANGUAGES.indexOf(language)) % 2 === (BROWSER === "chromium" ? 0 : 1);

for (const [title, csp, variants] of [
  ["with WebAssembly", "eval", LANGUAGES.flatMap((language) => SHAPES.map((shape) => ({ shape, language, wasm: true })))],
  ["without WebAssembly", "strict", SHAPES.map((shape) => ({ shape, language: shape === "setup" ? "ja" : "en_US", wasm: false }))],
]) {
  describe(`the story, ${title}`, () => {
    let plain;
    before(async () => {
      server = await start({ orgs: [SEED], csp });
      org = server.orgs[SEED];
      plain = await launch(BROWSER, { server, extension: null });
    });
    after(async () => {
      await plain?.close();
      await server.close();
    });
    for (const variant of variants.filter(isTold)) test(`${variant.language}, shape ${variant.shape}`, () => tell(variant, plain));
  });
}

describe("pages in a language that has no table", () => {
  let driven;

  before(async () => {
    server = await start({ orgs: [SEED] });
    org = server.orgs[SEED];
    driven = await launch(BROWSER, { server });
    await choose(driven, org.name, CHOICES);
    resetOrg("hu");
  });
  after(async () => {
    await driven?.close();
    await server.close();
  });

  for (const shape of SHAPES) {
    test(`the API decides, and pointing says why it can't, shape ${shape}`, async () => {
      const tab = await driven.browser.newPage();
      const [setup, sidebar] = [new Setup(tab, shape), new Sidebar(driven, tab)];
      await setup.open(sessionSettings(org, shape));
      await sidebar.checked();
      await sidebar.readsPage();
      await sidebar.status(STEP, "to do");
      const rows = await sidebar.evidence(STEP);
      assert.deepEqual(rows.map(({ source, found, reason, decides }) => ({ source, found, reason, decides })), [
        { source: "page", found: null, reason: "no-labels", decides: false },
        { source: "org", found: "ticked", reason: null, decides: true },
      ]);
      await sidebar.pressOf(STEP, "Show me");
      const { pointing, steps } = await sidebar.until("why it can't point", ({ pointing }) => pointing && pointing.outcome !== "asked");
      assert.equal(pointing.outcome, "no-labels");
      assert.match(pointing.words, /It can't be shown on this page\. This page is in a language whose words are not known here \(“hu”\)\./);
      assert.deepEqual(await setup.rings(), []);
      assert.equal(steps.find(({ step }) => step === STEP).status, "to do");
      assert.equal(steps.find(({ step }) => step === "lock-domain").status, "done", "the API says so");
      await tab.close();
    });
  }
});
