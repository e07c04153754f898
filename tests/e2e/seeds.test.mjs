/**
 * What admins really meet: orgs that differ from a plain one by one thing each (`extends` in www/seeds.json). Here stands, for each, which
 * steps have another status than in the plain org and what the sidebar says of them; no other step may differ. ORGREADY_BROWSER says in
 * which browser.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { Walk } from "../drive/walk.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEEDS = readSeeds();
const PLAIN = ["acme-fresh", "acme-insycle-half", "acme-playbooks-half"];
const MOST_CALLS = 8;
const ADMIN = "ada.admin@acme.example";
const OPS = "omar.ops@acme.example";
const ADDRESS = "198.51.100.7";
const CHECKLISTS = { insycle: ["Insycle", "package"], playbooks: ["InsideSales Playbooks", "unlock-ip"] };
const CHOICES = {
  checklists: Object.keys(CHECKLISTS),
  api: true,
  inputs: {
    "insycle/insycle-users": [OPS],
    "insycle/uses-package": ["yes"],
    "insycle/uses-flows": ["yes"],
    "insycle/objects-fields": ["Lead.Status"],
    "playbooks/integration-user": [OPS],
    "playbooks/reps": ["raj.rep@acme.example", "rita.rep@acme.example"],
    "playbooks/access-user-only": ["no"],
    "playbooks/app-name": ["Playbooks"],
    "playbooks/addresses": [ADDRESS],
    "playbooks/fields": ["Lead.Score__c"],
    "playbooks/integration-grants": ["ApiEnabled"],
    "playbooks/basic-grants": ["ApiEnabled"],
  },
};

const lacks = (permission) => ["cannot tell (lacks-permission)", `You lack the permission “${permission}”. Ask an admin who has it.`];
const twoOfThatName = ["cannot tell (ambiguous)", "There are 2 of that name. Compare them yourself before you change one."];
const notHeld = ["to do", "Found: not there. Wanted: there."];

/**
 * By seed and step: the status with its reason, and words that the open step must say. `*` is every step that evidence decides.
 * @type {Record<string, Record<string, string[]>>}
 */
const DIFFERENT = {
  "acme-clone": {
    "insycle/may-approve": [...notHeld, "The standard System Administrator profile has it; clones of it do not."],
  },
  "acme-viewer": {
    "insycle/may-install": notHeld,
    "insycle/may-approve": notHeld,
    "insycle/first-login": lacks("Customize Application"),
    "insycle/authorise-again": lacks("Customize Application"),
    "insycle/may-install-package": notHeld,
    "playbooks/connect": lacks("Customize Application"),
    "playbooks/network-access": lacks("Customize Application"),
    "playbooks/unlock-ip": lacks("Customize Application"),
    "playbooks/lock-domain": lacks("Customize Application"),
  },
  "acme-professional": {
    "*": ["could not check (api-disabled)", "The API is off for this org or for you, which says nothing of the vendor's app. Go to the step's page instead."],
    "insycle/session-alive": ["could not check (api-disabled)", "which says nothing of the vendor's app. Look at this step yourself."],
  },
  "acme-refreshed": {},
  "acme-login-ranges": {
    "playbooks/login-ranges": ["to do", `0 of 1, missing: ${ADDRESS}`, "whatever Network Access says"],
    "playbooks/network-access": ["to do", `0 of 1, missing: ${ADDRESS}`],
  },
  "acme-set-grants": {
    "insycle/apex-classes": ["done", "1 of 1"],
  },
  "acme-two-apps": {
    "insycle/may-install": ["not needed here", "The Insycle Connected App is installed already."],
    "insycle/first-login": ["not needed here", "The Insycle Connected App is installed already."],
    "insycle/connected-app": ["done, lowers protection", "Protection is lowered. Everybody whom its policy permits"],
    "insycle/approve-users": ["not needed here", "The Insycle Connected App is installed, so nobody has to get past it."],
    "insycle/permitted-users": ["done", "all users may authorise it themselves"],
    "insycle/authorise-again": ["done"],
    "insycle/revoke-approve": ["do by hand"],
  },
  "acme-own-app": {},
  "acme-namesakes": {
    "insycle/connected-app": twoOfThatName,
    "insycle/permitted-users": twoOfThatName,
    "insycle/authorise-again": twoOfThatName,
    "insycle/revoke-approve": ["do by hand"],
  },
  "acme-denied-namesake": {},
  "acme-verify": {
    "playbooks/network-access": ["to do", `0 of 1, missing: ${ADDRESS}`],
  },
};

let server, driven;
const plain = {};
const counted = {};

before(async () => {
  server = await start({ orgs: [...PLAIN, ...Object.keys(DIFFERENT), "acme-login-as"] });
  driven = await launch(BROWSER, { server });
});
after(async () => {
  await driven?.close();
  await server.close();
});

const setupPage = (org, node) => `https://${org.hosts.setup}/lightning/setup/${node}/home`;

/** A new tab on a page of Setup, of which Setup Home shows nothing that any step is about. */
async function visit(org, address = setupPage(org, "SetupOneHome")) {
  const tab = await driven.browser.newPage();
  const [setup, sidebar] = [new Setup(tab, "setup"), new Sidebar(driven, tab)];
  await setup.open(address);
  return { org, tab, setup, sidebar };
}

const told = ({ status, reason }) => (reason && reason !== "not-looked" ? `${status} (${reason})` : status);

/** Every step of both checklists with its status. */
async function statuses(sidebar) {
  const all = {};
  for (const [id, shown] of Object.entries(CHECKLISTS)) {
    await sidebar.choose(...shown);
    for (const step of (await sidebar.read()).steps) all[`${id}/${step.step}`] = told(step);
  }
  return all;
}

/** Opens a step of either checklist, and gives all that it says. */
async function wordsOf(sidebar, name) {
  const [checklist, id] = name.split("/");
  await sidebar.choose(...CHECKLISTS[checklist]);
  return (await sidebar.open(id)).words;
}

async function checked(seed) {
  const org = server.orgs[seed];
  await choose(driven, org.name, CHOICES);
  server.log.length = 0;
  const scene = await visit(org);
  await scene.sidebar.checked();
  counted[seed] = calls().length;
  return scene;
}

const calls = () => server.log.filter(({ counted }) => counted);
/** What is done by hand, whatever the evidence says of whether it has to be. */
const MANUAL = new Set(Object.keys(CHECKLISTS).flatMap((id) => {
  const { steps } = JSON.parse(readFileSync(new URL(`../../extension/checklists/${id}.json`, import.meta.url), "utf8"));
  return steps.filter(({ requirement }) => requirement.manual || requirement.package_newest).map((step) => `${id}/${step.id}`);
}));

/** What the plain org says, with what differs put in its place. */
function expected(base, { "*": all, ...different }) {
  const every = all ? Object.keys(base).map((name) => [name, MANUAL.has(name) ? ["do by hand"] : all]) : [];
  return { ...base, ...Object.fromEntries([...every, ...Object.entries(different)].map(([name, [status]]) => [name, status])) };
}

function stepsOf(different) {
  const names = Object.keys(different);
  if (names.includes("*")) return "every step that evidence decides";
  return { 0: "no step", 1: names[0] }[names.length] ?? `${names.length} steps`;
}

describe("seeded orgs", () => {
  for (const seed of PLAIN) {
    test(`${seed} is plain: each step is decided, by hand, or was not told`, async () => {
      const { tab, sidebar } = await checked(seed);
      plain[seed] = await statuses(sidebar);
      const others = Object.values(plain[seed]).filter((status) => !/^(done|to do|not needed here|do by hand|cannot tell \(not-told\))/.test(status));
      assert.deepEqual(others, []);
      await tab.close();
    });
  }

  for (const [seed, different] of Object.entries(DIFFERENT)) {
    const base = SEEDS[seed].base;
    test(`${seed} differs from ${base} in ${stepsOf(different)}`, async () => {
      const { tab, sidebar } = await checked(seed);
      assert.deepEqual(await statuses(sidebar), expected(plain[base], different));
      for (const [name, [, ...says]] of Object.entries(different)) {
        const words = await wordsOf(sidebar, name === "*" ? "insycle/package" : name);
        for (const sentence of says) assert.ok(words.includes(sentence), `${name} says “${sentence}”: ${words}`);
      }
      await tab.close();
    });
  }

  test(`a full check costs the same everywhere the API answers, and at most ${MOST_CALLS} calls`, () => {
    const { "acme-professional": none, ...others } = counted;
    assert.equal(none, 0);
    assert.equal(Object.keys(others).length, PLAIN.length + Object.keys(DIFFERENT).length - 1);
    assert.deepEqual([...new Set(Object.values(others))].length, 1, JSON.stringify(others));
    assert.ok(counted[PLAIN[0]] > 0 && counted[PLAIN[0]] <= MOST_CALLS, JSON.stringify(counted));
  });
});

describe("signed in as another user", () => {
  test("only whose session it is was asked; of the org nothing is said until the admin is back", async () => {
    const org = server.orgs["acme-login-as"];
    const { base } = SEEDS["acme-login-as"];
    const user = org.actingUser.Username;
    const isHim = ["could not check (other-user)", "You are signed in as another user than the one who allowed API checks. Allow them again on Orgready's own page."];
    org.actAs(ADMIN);
    await (await checked("acme-login-as")).tab.close();
    // The header of the one answer says how many calls the org has left.
    const none = { "*": isHim, "insycle/api-calls": ["done"] };
    for (const [who, different, asked] of [[user, none, ["/services/oauth2/userinfo"]], [ADMIN, {}, null]]) {
      org.actAs(who);
      server.log.length = 0;
      const { tab, sidebar } = await visit(org);
      await sidebar.press("Check with API");
      const shown = await sidebar.until(`an answer to ${who}`, ({ text }) => text.includes(`Asked as ${who}.`));
      await sidebar.until("the check to end", ({ api }) => api === "allowed");
      assert.deepEqual(await statuses(sidebar), expected(plain[base], different), shown.text);
      if (asked) {
        assert.deepEqual(calls().map(({ path }) => path), asked);
        assert.ok((await wordsOf(sidebar, "insycle/package")).includes(isHim[1]));
      }
      await tab.close();
    }
  });
});

describe("a sandbox that was refreshed", () => {
  const SAYS = /another org than before at the same address.* what you said by hand was dropped; what you entered was kept\. Refresh this page/;
  let org;

  /** A visit in which Session Settings was read and a step was done by hand. */
  async function visited() {
    await choose(driven, org.name, CHOICES);
    const scene = await visit(org, sessionSettings(org, "setup"));
    await scene.sidebar.readsPage();
    await scene.sidebar.press("Check with API");
    await scene.sidebar.checked();
    await scene.sidebar.choose(...CHECKLISTS.playbooks);
    await scene.sidebar.pressOf("network", "I did this");
    await scene.sidebar.status("network", "done, said by you");
    await until("the page to be evidence", async () => (await sourcesOf(scene.sidebar)).includes("page"));
    return scene;
  }
  const sourcesOf = async (sidebar) => (await sidebar.evidence("unlock-ip")).map(({ source }) => source);

  before(() => {
    org = server.orgs["acme-refreshed"];
  });

  test("between two visits: after the next check nothing is left but what was entered, and that is said until it is saved again", async () => {
    const former = await visited();
    await former.tab.close();
    org.refresh();
    const { tab, sidebar } = await visit(org);
    await sidebar.press("Check with API");
    await sidebar.until("that it is another org", ({ text }) => SAYS.test(text));
    await sidebar.until("the check to end", ({ api }) => api === "allowed");
    assert.deepEqual(await statuses(sidebar), plain["acme-fresh"]);
    assert.deepEqual(await sourcesOf(sidebar), ["org"]);
    await choose(driven, org.name, CHOICES);
    await sidebar.until("the words to go", ({ text }) => !SAYS.test(text));
    await tab.close();
  });

  test("while a tab is open: its session has ended; once another tab has met the new org, it drops what it saw too", async () => {
    const former = await visited();
    org.refresh();
    await former.sidebar.press("Check with API");
    const shown = await former.sidebar.until("the session's end", ({ apiReason }) => apiReason === "session-expired");
    assert.match(shown.text, /Your session has ended\. Log in to Salesforce again, then check again\./);
    assert.equal((await former.sidebar.step("network")).status, "done, said by you", "nothing tells yet that it is another org");

    const { tab, sidebar } = await visit(org);
    await sidebar.press("Check with API");
    await sidebar.until("that it is another org", ({ text }) => SAYS.test(text));
    await former.tab.bringToFront();
    await former.sidebar.until("that it is another org, in the tab that was open", ({ text }) => SAYS.test(text));
    await former.sidebar.status("network", "do by hand");
    assert.deepEqual(await sourcesOf(former.sidebar), ["org"]);
    await tab.close();
    await former.tab.close();
  });
});

describe("on the page itself", () => {
  /** Points at a step's control, and waits for what becomes of it. */
  async function pointed({ sidebar }, name) {
    const [checklist, id] = name.split("/");
    await sidebar.choose(...CHECKLISTS[checklist]);
    await sidebar.readsPage();
    await sidebar.pressOf(id, "Show me");
    const { pointing } = await sidebar.until("an outcome", ({ pointing }) => pointing && pointing.outcome !== "asked");
    return pointing;
  }
  /** A page of Setup in a seeded org, by its node. */
  async function opened(seed, node) {
    const org = server.orgs[seed];
    await choose(driven, org.name, CHOICES);
    return visit(org, setupPage(org, node));
  }
  const rowsRinged = async (scene) => {
    const rings = await new Walk(scene).rings();
    return Promise.all(rings.map(({ handle }) => handle.evaluate(rowOf)));
  };

  test("a viewer is shown what the page says, and no ring on what may not be changed", async () => {
    const scene = await opened("acme-viewer", "SecuritySession");
    await scene.sidebar.choose(...CHECKLISTS.playbooks);
    await scene.sidebar.status("unlock-ip", "to do");
    const { outcome, words } = await pointed(scene, "playbooks/unlock-ip");
    assert.deepEqual([outcome, words], ["may-not-change", "You can see this but not change it: it takes “Customize Application”."]);
    assert.deepEqual(await rowsRinged(scene), []);
    await scene.tab.close();
  });

  test("of an app and a connected app of one name, the app is pointed at", async () => {
    const scene = await opened("acme-two-apps", "NavigationMenus");
    assert.equal((await pointed(scene, "insycle/app-visible")).outcome, "shown");
    const [row, ...others] = await rowsRinged(scene);
    assert.match(row, /^Insycle\b.*Classic \(Managed\)/);
    assert.deepEqual(others, []);
    await scene.tab.close();
  });

  for (const [what, seed, node, step, status] of [
    ["an app that the org made itself under that name", "acme-own-app", "NavigationMenus", "insycle/app-visible", "to do"],
    ["an app of that name that was refused", "acme-denied-namesake", "ConnectedAppsUsage", "insycle/connected-app", "cannot tell"],
  ]) {
    test(`beside ${what}, neither is pointed at`, async () => {
      const scene = await opened(seed, node);
      const { outcome, words } = await pointed(scene, step);
      assert.equal(outcome, "ambiguous");
      assert.match(words, /There are 2 of that name\. Compare them yourself before you change one\./);
      assert.deepEqual(await rowsRinged(scene), []);
      assert.equal((await scene.sidebar.step(step.split("/")[1])).status, status);
      await scene.tab.close();
    });
  }

  test("in Professional Edition without our API a page decides what it shows, also that a step is not needed", async () => {
    const { tab, sidebar } = await opened("acme-professional", "CompanyProfileInfo");
    await sidebar.choose(...CHECKLISTS.insycle);
    await sidebar.status("package-for-all", "not needed here");
    await sidebar.status("api-calls", "done");
    assert.ok((await wordsOf(sidebar, "insycle/package-for-all")).includes("this edition always installs for all users"));
    assert.equal(told(await sidebar.step("package")), "could not check (api-disabled)");
    await tab.close();
  });

  test("a page that asks for verification first is told as such, and read once that is done", async () => {
    const org = server.orgs["acme-verify"];
    await choose(driven, org.name, { ...CHOICES, api: false });
    const tab = await driven.browser.newPage();
    const sidebar = new Sidebar(driven, tab);
    const SAYS = "Salesforce wants to verify you before it shows this page. Do what it asks; the page comes then.";
    await tab.goto(setupPage(org, "NetworkAccess"));
    await sidebar.until("that Salesforce wants to verify", ({ page, text }) => page === "unreadable" && text.includes(SAYS));
    await sidebar.choose(...CHECKLISTS.playbooks);
    await sidebar.status("network-access", "not checked yet");
    assert.ok((await wordsOf(sidebar, "playbooks/network-access")).includes(SAYS));
    const save = await until("the button that verifies", async () => {
      for (const frame of tab.frames()) if (frame.url().includes("/_ui/identity/verification/")) return frame.$("#save");
      return null;
    });
    await save.click();
    await sidebar.readsPage();
    await sidebar.status("network-access", "to do");
    await tab.close();
  });
});

describe("after a Save", () => {
  test("what the page's steps rest on is asked again, in one counted call", async () => {
    const org = server.orgs["acme-playbooks-half"];
    const { setup, sidebar, tab } = await visit(org, sessionSettings(org, "setup"));
    await sidebar.choose(...CHECKLISTS.playbooks);
    await sidebar.readsPage();
    await sidebar.status("unlock-ip", "to do");
    server.log.length = 0;
    await setup.click(LOCK_TO_IP.en_US);
    await setup.save();
    await sidebar.status("unlock-ip", "done, lowers protection");
    await until("the API to be asked", () => calls(), (asked) => asked.length > 0);
    await sidebar.until("the check to end", ({ api, apiReason }) => api === "allowed" && !apiReason);
    assert.deepEqual(calls().map(({ path }) => path.replace(/v\d+/, "v")), ["/services/data/v.0/tooling/composite"]);
    await tab.close();
  });
});

/** Runs in the browser: what the row of an element says, through the trees it is drawn in. */
function rowOf(node) {
  let at = node;
  while (at && at.localName !== "tr") at = at.parentElement ?? at.getRootNode().host;
  const text = (one) => [...(one.shadowRoot ?? one).childNodes].map((child) => (child.nodeType === 3 ? child.data : child.nodeType === 1 ? text(child) : "")).join(" ");
  return at ? text(at).replace(/\s+/g, " ").trim() : node.outerHTML;
}
