/**
 * A page is the same with the extension as without, in every frame: what it says and how it looks, what is entered and chosen in it, where it
 * is scrolled, what it heard. But for one element, which stands last in the top document. Where a text is edited nothing of ours runs.
 *
 * Two browsers look at the same org, one with the extension and one without. ORGREADY_LONG visits every place in every shape of Setup, and in two
 * more languages; else each place is met in one shape.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { serveInstead } from "../drive/instead.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { HOST, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { nodeNamed } from "../../www/pages/nodes.mjs";
import { start } from "../../www/server.mjs";

const SEED = "acme-playbooks-half";
const SHAPES = ["setup", "lightning", "classic"];
const IS_LONG = process.env.ORGREADY_LONG === "1";
const LANGUAGES = IS_LONG ? ["en_US", "ja", "hu"] : ["en_US"];
const LANDMARKS = 30;
const NODES = [
  "SecuritySession", "ImportedPackage", "NetworkAccess", "ConnectedAppsUsage", "ConnectedApplication", "ManageExternalClientApplication", "EnhancedProfiles", "ManageUsers",
  "PermSets", "NavigationMenus", "CompanyProfileInfo", "SystemOverview",
];

let server, org, options;
/** @type {{own: import("../drive/browser.mjs").Driven, plain: import("../drive/browser.mjs").Driven}} */
const driven = {};

before(async () => {
  server = await start({ orgs: [SEED] });
  org = server.orgs[SEED];
  driven.own = await launch(browserName(), { server });
  driven.plain = await launch(browserName(), { server, extension: null });
  await choose(driven.own, org.name, { ...EVERYTHING, api: false });
  options = await openOptions(driven.own, org.name);
});
after(async () => {
  await driven.own?.close();
  await driven.plain?.close();
  await server.close();
});

/** Every place's page, by its path in Lightning and in Classic; null where there is none. */
function places() {
  const record = (node, id, section = "") => [`/lightning/setup/${node}/page?address=${encodeURIComponent(`/${id}${section}`)}`, `/${id}${section}`];
  const idOf = (query) => org.get(query).Id;
  const [profile, set, user] = [idOf("SELECT Id FROM Profile WHERE Name = 'System Administrator'"), idOf("SELECT Id FROM PermissionSet WHERE Label = 'Playbooks Basic User'"), idOf("SELECT Id FROM User WHERE Username = 'omar.ops@acme.example'")];
  const sections = ["", ...["ClassAccess", "AssignedApps", "LoginIPRanges", "ObjectsAndTabs"].map((name) => `?s=${name}`)];
  return [
    ...NODES.map((name) => [`/lightning/setup/${name}/home`, nodeNamed(name)?.classic?.(org) ?? null]),
    ...sections.map((section) => record("EnhancedProfiles", profile, section)),
    ...["", "?s=SystemPermissions"].map((section) => record("PermSets", set, section)),
    record("ManageUsers", user, "?noredirect=1&isUserEntityOverride=1"),
    [`/lightning/setup/PermSets/${set}/PermissionSetAssignment/home`, null],
  ];
}

/** What is visited in a shape: all that is there, or its share. */
const pathsIn = (shape, language) =>
  places()
    .filter((_, at) => (IS_LONG && language === "en_US") || SHAPES[at % SHAPES.length] === shape)
    .map(([lightning, classic]) => (shape === "classic" ? classic : lightning))
    .filter(Boolean);

/** Runs in the browser, in every document before all else: counts what the page hears, and what changes in it but for the sidebar. */
function count() {
  const counts = (window.counted = {});
  const add = (what) => (counts[what] = (counts[what] ?? 0) + 1);
  const kinds = [
    "focus", "blur", "focusin", "focusout", "input", "beforeinput", "change", "submit", "reset", "click", "keydown", "select", "selectionchange", "resize", "message", "error", "unhandledrejection",
    "securitypolicyviolation", "storage", "popstate", "hashchange", "animationstart", "transitionrun", "slotchange",
  ];
  for (const kind of kinds) addEventListener(kind, () => add(kind), true);
  const isOurs = (node) => node.localName === "orgready-panel";
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      const nodes = [...addedNodes, ...removedNodes];
      add(target === document.documentElement && nodes.length > 0 && nodes.every(isOurs) ? "sidebar" : type);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Runs in the browser: all that a document is, but for the sidebar. */
function print(most) {
  const own = [...document.documentElement.children].filter(({ localName }) => localName !== "orgready-panel");
  const within = (node) => [node, ...(node.shadowRoot ? below(node.shadowRoot) : []), ...below(node)];
  const below = (node) => [...node.children].flatMap(within);
  const all = own.flatMap(within);
  const roots = all.map(({ shadowRoot }) => shadowRoot).filter((root) => root?.adoptedStyleSheets);
  const step = Math.max(1, Math.floor(all.length / most));
  const look = (node) => {
    const style = getComputedStyle(node);
    // Properties that a page made up come in any order.
    return [...style].sort().map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
  };
  const fields = all.filter((node) => node.matches("input, select, textarea"));
  const { sidebar = 0, resize = 0, ...counted } = window.counted;
  // A frame whose document is there before the shell gave it its size hears of that, another does not.
  if (resize > (window === top ? 0 : 1)) counted.resize = resize;
  return {
    sidebar,
    counted: Object.entries(counted).sort(),
    html: [document.documentElement.cloneNode(false).outerHTML, ...own.map(({ outerHTML }) => outerHTML), ...roots.map(({ innerHTML }) => innerHTML)].join("\n"),
    text: document.body?.innerText,
    size: [innerWidth, innerHeight],
    scroll: [scrollX, scrollY, ...all.filter(({ scrollTop, scrollLeft }) => scrollTop + scrollLeft > 0).map((node) => [all.indexOf(node), node.scrollLeft, node.scrollTop])],
    focus: [document, ...roots].map(({ activeElement }) => all.indexOf(activeElement)),
    values: fields.map(({ value, checked, disabled }) => [value, checked ?? null, disabled]),
    sheets: [document, ...roots].reduce((sum, { adoptedStyleSheets }) => sum + adoptedStyleSheets.length, 0),
    shadows: roots.length,
    looks: all.filter((_, at) => at % step === 0).slice(0, most).map((node) => [node.localName, look(node)]),
  };
}

/** What the demo org and its components make new at each load is given one name. */
const CHANCE = /vfFrameId_\d{13}|nonce=[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const withoutChance = (prints) => JSON.parse(JSON.stringify(prints).replace(CHANCE, "…"));

async function printAll(tab) {
  const of = async (frame, path) => {
    const own = await frame.evaluate(print, LANDMARKS);
    const below = await Promise.all(frame.childFrames().map((child, at) => of(child, `${path}/${at}`)));
    return [[path, own], ...below.flat()];
  };
  return withoutChance(Object.fromEntries(await of(tab.mainFrame(), "top")));
}

/** An admin's doing in a page: chooses a field, scrolls. Runs in the browser. */
function useIt() {
  const field = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].find((node) => !node.disabled && node.getClientRects().length > 0);
  field?.focus({ preventScroll: true });
  scrollBy({ top: 40, behavior: "instant" });
}

/** Uses every frame of a page, one after the other: what takes the focus last keeps it. */
async function use(tab) {
  for (const frame of tab.frames()) await frame.evaluate(useIt);
}

/** Two tabs side by side: with the extension, and without. */
async function sideBySide(shape, act) {
  const open = async (name) => {
    const tab = await driven[name].browser.newPage();
    await tab.evaluateOnNewDocument(count);
    return { tab, setup: new Setup(tab, shape), sidebar: name === "own" ? new Sidebar(driven.own, tab) : null };
  };
  const [own, plain] = await Promise.all(["own", "plain"].map(open));
  try {
    await act({ own, plain, both: (act) => Promise.all([own, plain].map(act)) });
  } finally {
    await Promise.all([own.tab.close(), plain.tab.close()]);
  }
}

const isSettled = ({ page, text }) => page !== "waiting" && !/Checking with the API/.test(text);

/** Where two values, as JSON, begin to differ. */
function firstDifference(one, other) {
  const [here, there] = [one, other].map((value) => JSON.stringify(value) ?? "");
  const at = [...here].findIndex((mark, index) => mark !== there[index]);
  return at < 0 && here.length === there.length ? null : [here, there].map((text) => text.slice(Math.max(0, at - 100), at + 200)).join("\n  and without the extension\n  ");
}

/** @param {string[]} [not] what is not compared */
function assertSame(own, plain, what, not = []) {
  assert.deepEqual(Object.keys(own), Object.keys(plain), `${what}: the same frames`);
  for (const [frame, alone] of Object.entries(plain)) {
    const { sidebar, ...here } = own[frame];
    assert.equal(sidebar, frame === "top" ? 1 : 0, `${what}, frame ${frame}: one element in the top document, and none elsewhere`);
    for (const part of Object.keys(here).filter((part) => !not.includes(part))) assert.equal(firstDifference(here[part], alone[part]), null, `${what}, frame ${frame}: another ${part}: ${firstDifference(here[part], alone[part])}`);
  }
}

describe("every place is the same page", () => {
  after(() => (org.language = "en_US"));

  for (const language of LANGUAGES) {
    for (const shape of SHAPES) {
      test(`${language}, shape ${shape}`, () =>
        sideBySide(shape, async ({ own, plain, both }) => {
          org.language = language;
          const [first, ...rest] = pathsIn(shape, language);
          for (const path of [first, ...rest]) {
            const url = `https://${org.hosts[HOST[shape]]}${path}`;
            await both(({ setup }) => (shape === "classic" || path === first ? setup.open(url) : setup.go(path)));
            await both(({ tab }) => use(tab));
            await own.sidebar.until("the page to be read or left alone", isSettled);
            assertSame(await printAll(own.tab), await printAll(plain.tab), path);
          }
        }));
    }
  }
});

const PAGES = new URL("../fixtures/pages/", import.meta.url);
const [PROFILE, SET, USER, APP, RANGE] = ["00e", "0PS", "005", "02u", "033"].map((prefix) => `/${prefix}000000000001AAA`);
/** Where the pages of `tests/fixtures` stand: a node of Setup with the Classic page in its frame, or a document of its own. */
const WHERE = {
  "session-settings": ["SecuritySession", "/_ui/system/security/SessionSettings?setupid=SecuritySession"],
  "installed-packages": ["ImportedPackage", "/0A3?setupid=ImportedPackage"],
  "permission-sets": ["PermSets", "/0PS?setupid=PermSets"],
  "new-permission-set": ["PermSets", "/udd/PermissionSet/newPermissionSet.apexp"],
  "permission-set": ["PermSets", SET],
  "system-permissions": ["PermSets", `${SET}?s=SystemPermissions`],
  "system-permissions-edit": ["PermSets", `${SET}/e?s=SystemPermissions`],
  "manage-assignments": [null, `/lightning/setup/PermSets${SET}/PermissionSetAssignment/home`],
  "profiles": ["EnhancedProfiles", "/00e?setupid=EnhancedProfiles"],
  "profile": ["EnhancedProfiles", PROFILE],
  "profile-classes": ["EnhancedProfiles", `${PROFILE}?s=ClassAccess`],
  "profile-classes-edit": ["EnhancedProfiles", `${PROFILE}/e?s=ClassAccess`],
  "profile-apps": ["EnhancedProfiles", `${PROFILE}?s=AssignedApps`],
  "profile-apps-edit": ["EnhancedProfiles", `${PROFILE}/e?s=AssignedApps`],
  "profile-login-ranges": ["EnhancedProfiles", `${PROFILE}?s=LoginIPRanges`],
  "profile-objects": ["EnhancedProfiles", `${PROFILE}?s=ObjectsAndTabs`],
  "profile-object": ["EnhancedProfiles", `${PROFILE}/e?s=ObjectsAndTabs`],
  "profile-edit": ["EnhancedProfiles", `${PROFILE}/e`],
  "users": ["ManageUsers", "/005?isUserEntityOverride=1&setupid=ManageUsers"],
  "user": ["ManageUsers", `${USER}?noredirect=1&isUserEntityOverride=1`],
  "user-edit": ["ManageUsers", `${USER}/e?noredirect=1`],
  "network-access": ["NetworkAccess", "/05G?setupid=NetworkAccess"],
  "trusted-ip-range": ["NetworkAccess", `${RANGE}/e`],
  "connected-apps-usage": ["ConnectedAppsUsage", "/identity/app/connectedAppsUsage.apexp?setupid=ConnectedAppsUsage"],
  "connected-app-approval": ["ConnectedAppsUsage", "/identity/app/AppInstallApprovalPage.apexp?app_id=0Ci000000000001"],
  "connected-apps": ["ConnectedApplication", "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp?setupid=ConnectedApplication"],
  "connected-app": ["ConnectedApplication", "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d?applicationId=0H4000000000001"],
  "package-install": [null, "/packagingSetupUI/ipLanding.app?apvId=04t000000000001"],
  "external-client-apps": [null, "/lightning/setup/ManageExternalClientApplication/home"],
  "app-manager": [null, "/lightning/setup/NavigationMenus/home"],
  "app-edit": ["NavigationMenus", `${APP}/e`],
  "app-builder": [null, `/visualEditor/appBuilder.app?id=${APP.slice(1)}`],
  "company-information": ["CompanyProfileInfo", "/00D000000000001AAA?setupid=CompanyProfileInfo"],
  "system-overview": ["SystemOverview", "/setup/systemOverview.apexp?setupid=SystemOverview"],
};
/** One in so many, another in each browser. */
const [SHARE, FIRST] = IS_LONG ? [1, 0] : [4, browserName() === "chromium" ? 0 : 2];

describe("every page of the fixtures is the same page", () => {
  const fixtures = readdirSync(PAGES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  let shown, tabs;

  before(async () => {
    const open = async (name) => {
      const tab = await driven[name].browser.newPage();
      await tab.evaluateOnNewDocument(count);
      await serveInstead(tab, () => shown);
      return tab;
    };
    tabs = await Promise.all(["own", "plain"].map(open));
  });
  after(() => Promise.all(tabs.map((tab) => tab.close())));

  for (const name of fixtures.filter((_, at) => at % SHARE === FIRST % SHARE)) {
    test(name, async () => {
      const { place } = JSON.parse(readFileSync(new URL(`${name}/meta.json`, PAGES), "utf8"));
      const [node, path] = WHERE[place];
      shown = { path: path.split("?")[0], html: readFileSync(new URL(`${name}/page.html`, PAGES), "utf8") };
      const address = node ? `/lightning/setup/${node}/page?address=${encodeURIComponent(path)}` : path;
      await Promise.all(tabs.map((tab) => tab.goto(`https://${org.hosts.setup}${address}`)));
      await Promise.all(tabs.map((tab) => until(`${shown.path} in its frame`, () => tab.frames().find((frame) => new URL(frame.url()).pathname === shown.path)?.evaluate(() => document.readyState === "complete"))));
      await Promise.all(tabs.map(use));
      const { loading } = JSON.parse(readFileSync(new URL(`${name}/blocks.json`, PAGES), "utf8"));
      // A page that no step names by its record is left alone.
      const ends = loading ? ["waiting", "elsewhere"] : ["read", "unreadable", "elsewhere"];
      await new Sidebar(driven.own, tabs[0]).until("the page to be read or left alone", ({ page }) => ends.includes(page));
      const [own, plain] = await Promise.all(tabs.map(printAll));
      assertSame(own, plain, name);
    });
  }
});

/** Of a ringed element its outline and shadow are others, and nothing moves in it. */
const RING = /^(?:outline|box-shadow|transition|animation)/;
const withoutRing = (looks) => looks.map(([name, look]) => [name, look.split("; ").filter((line) => !RING.test(line)).join("; ")]);

test("what is changed in a page, in its frames, its roots or by its looks would be seen", () =>
  sideBySide("lightning", async ({ own, plain, both }) => {
    org.nativeShadow = true;
    await both(({ setup }) => setup.open(`https://${org.hosts[HOST.lightning]}/lightning/setup/NavigationMenus/home`));
    await own.sidebar.until("the page to be read or left alone", isSettled);
    const isDrawn = () => [...document.querySelectorAll("*")].some(({ shadowRoot }) => shadowRoot?.querySelector("lightning-datatable") && !shadowRoot.querySelector("lightning-spinner"));
    await both(({ tab }) => tab.waitForFunction(isDrawn));
    const alone = await printAll(plain.tab);
    assertSame(await printAll(own.tab), alone, "before");
    assert.ok(Object.values(alone).some(({ shadows }) => shadows > 0), "a root is there");
    // What is done and undone, and the part that tells of it. That something was done is counted, and stays so.
    const harm = [
      ["html", () => document.body.setAttribute("data-harm", ""), () => document.body.removeAttribute("data-harm")],
      ["sheets", () => document.adoptedStyleSheets.push(new CSSStyleSheet()), () => document.adoptedStyleSheets.pop()],
      ["looks", () => (document.body.style.color = "red"), () => document.body.removeAttribute("style")],
      ["html", () => [...document.querySelectorAll("*")].find(({ shadowRoot }) => shadowRoot).shadowRoot.append("x"), () => [...document.querySelectorAll("*")].find(({ shadowRoot }) => shadowRoot).shadowRoot.lastChild.remove()],
    ];
    for (const [part, act, undo] of harm) {
      const others = ["counted", ...(part === "looks" ? ["html"] : [])];
      await own.tab.evaluate(act);
      const print = await printAll(own.tab);
      assert.throws(() => assertSame(print, alone, "harmed", others), new RegExp(`another ${part}`));
      await own.tab.evaluate(undo);
      assertSame(await printAll(own.tab), alone, `${part}, undone`, ["counted"]);
    }
    assert.throws(() => assertSame({ ...alone, top: { ...alone.top, sidebar: 1, values: [["x"]] } }, alone, "a value"), /another values/);
  }).finally(() => (org.nativeShadow = false)));

describe("pointing", () => {
  for (const shape of SHAPES) {
    test(`changes nothing but how what is ringed looks, and nothing of that stays, shape ${shape}`, () =>
      sideBySide(shape, async ({ own, plain, both }) => {
      await both(({ setup }) => setup.open(sessionSettings(org, shape)));
      await own.sidebar.choose("InsideSales Playbooks", "unlock-ip");
      // The press itself takes the focus, and is heard by the page.
      const pressed = ["counted", "focus"];
      await own.sidebar.pressOf("unlock-ip", "Show me");
      await until("a ring", () => own.setup.rings(), (rings) => rings.length === 1);
      const [ringed, alone] = await Promise.all([printAll(own.tab), printAll(plain.tab)]);
      assertSame(ringed, alone, "ringed", [...pressed, "looks", "sheets"]);
      for (const frame of Object.keys(alone)) assert.deepEqual(withoutRing(ringed[frame].looks), withoutRing(alone[frame].looks), `frame ${frame}: the same looks but for the ring`);
      assert.equal(Object.values(ringed).reduce((sum, { sheets }) => sum + sheets, 0), 1, "one sheet");
      await own.sidebar.press("Stop");
      await until("the ring to go", () => own.setup.rings(), (rings) => rings.length === 0);
      assertSame(await printAll(own.tab), alone, "not ringed any more", pressed);
    }));
  }
});

/** Runs in the browser: editors of all kinds in a page, and a frame of the org that is no Setup page. */
function addEditors(address) {
  const editor = Object.assign(document.createElement("div"), { id: "editor", contentEditable: "true", innerHTML: "<p>Dear <b>reader</b></p>" });
  const made = (id, more) => Object.assign(document.createElement("iframe"), { id, ...more });
  const blank = made("blank");
  document.body.append(editor, blank, made("srcdoc", { srcdoc: '<body contenteditable="true"><p>Dear <i>reader</i></p></body>' }), made("other", { src: address }));
  blank.contentDocument.designMode = "on";
  blank.contentDocument.body.innerHTML = "<p>Dear reader</p>";
}

/** The parts of the core that were loaded, by frame. Firefox does not tell. */
async function partsIn(tab) {
  const session = await tab.createCDPSession();
  const found = {};
  session.on("Debugger.scriptParsed", ({ url, executionContextAuxData: { frameId } }) => {
    const [, part] = /^chrome-extension:\/\/[^/]+\/(\w+\.js)$/.exec(url) ?? [];
    if (part && part !== "content.js") found[frameId] = [...new Set([...(found[frameId] ?? []), part])].sort();
  });
  await session.send("Debugger.enable");
  await session.detach();
  return found;
}

describe("where a text is edited", () => {
  const TEXT = "Kind regards";

  test("it is saved as it was written, and nothing of ours runs in its frame", () =>
    sideBySide("classic", async ({ own, both }) => {
    const other = `https://${org.hosts.my}/none`;
    await both(({ setup }) => setup.open(sessionSettings(org, "classic")));
    await own.sidebar.readsPage();
    await both(({ tab }) => tab.evaluate(addEditors, other));
    const written = await both(async ({ tab }) => {
      await tab.bringToFront();
      const frames = await Promise.all(["#blank", "#srcdoc"].map(async (id) => (await tab.$(id)).contentFrame()));
      const editors = [[tab.mainFrame(), "#editor"], ...frames.map((frame) => [frame, "body"])];
      const texts = [];
      for (const [frame, selector] of editors) {
        await until(`an editor ${selector}`, () => frame.$eval(`${selector} p`, () => true));
        await (await frame.$(`${selector} p`)).click();
        await tab.keyboard.type(TEXT);
        texts.push(await frame.$eval(selector, (node) => node.outerHTML));
      }
      return texts;
    });
    for (const text of written[0]) assert.ok(text.includes(TEXT), text);
    assert.deepEqual(written[0], written[1]);
    const ran = await options.evaluate(async (host) => {
      const { scripting, tabs } = globalThis.browser ?? globalThis.chrome;
      const [{ id: tabId }] = await tabs.query({ url: `https://${host}/*` });
      const func = () => [location.href.replace(/\?.*/, ""), globalThis.orgreadyLoaded === true];
      return (await scripting.executeScript({ target: { tabId, allFrames: true }, func })).map(({ result }) => result);
    }, org.hosts.my);
    // The org's other pages have the loader, which leaves them at that.
    const page = sessionSettings(org, "classic").replace(/\?.*/, "");
    assert.deepEqual(new Map(ran), new Map([[page, true], ["about:blank", false], [other, true], ["about:srcdoc", false]]));
    if (browserName() === "chromium") assert.deepEqual(await partsIn(own.tab), { [own.tab.mainFrame()._id]: ["page.js", "panel.js"] });
    const globals = await Promise.all(own.tab.frames().map((frame) => frame.evaluate(() => Object.keys(window).filter((name) => /orgready/i.test(name)))));
    assert.deepEqual(globals.flat(), []);
  }));
});
