/**
 * A page that is against the sidebar gets nothing from it: what the admin cannot see, or did not press, does nothing; what is taken away,
 * moved or marked comes back, for a while; and what a page does to the language and the document that it runs in is its own affair.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING, openOptions } from "../drive/options.mjs";
import { recordedExtension, recordedMessages } from "../drive/recorded.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const CHECK = "Check with API";
const BY_HAND = "network";
const SAY = "I did this";
/** As often is a sidebar put back. */
const MOST = 3;
/** In milliseconds; longer than what is taken for one press. */
const LONG_PRESS = 1_100;

let server, org, extension, driven, options, tab, sidebar;

before(async () => {
  server = await start({ orgs: [SEED] });
  org = server.orgs[SEED];
  extension = recordedExtension(BROWSER);
  driven = await launch(BROWSER, { server, extension });
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"] });
  options = await openOptions(driven, org.name);
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

/** Opens Session Settings in a new tab, in which `prepare` ran in every document before all else. */
async function open(shape, prepare) {
  tab = await driven.browser.newPage();
  if (prepare) await tab.evaluateOnNewDocument(prepare);
  sidebar = new Sidebar(driven, tab);
  await tab.goto(sessionSettings(org, shape));
}

async function openRead(shape, prepare) {
  await open(shape, prepare);
  await sidebar.checked();
  await sidebar.readsPage();
}

const counted = () => server.log.filter(({ api }) => api).length;

/** What the toolbar says of the tab. */
const toolbar = async () => {
  await tab.bringToFront();
  return options.evaluate(async () => {
    const { action, tabs } = globalThis.browser ?? globalThis.chrome;
    const [{ id: tabId }] = await tabs.query({ active: true });
    return { badge: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
  });
};
const IN_THE_WAY = /^Orgready: this page hides, covers, marks or removes the sidebar\. /;
const saysInTheWay = () => until("the toolbar to say so", toolbar, ({ badge, title }) => badge === "!" && IN_THE_WAY.test(title));

/** Runs in the browser: gives what is called so the keyboard's focus. */
function focusOn(root, words) {
  const found = [...root.querySelectorAll("button")].find((node) => node.textContent.trim() === words);
  found?.focus();
  return found === root.activeElement;
}

async function pressByKey(words) {
  await until(`“${words}” to have the focus`, () => driven.inShadow(tab, focusOn, words));
  await tab.keyboard.press("Enter");
}

const PRESSES = { "with the mouse": (words) => sidebar.press(words), "by the keyboard": pressByKey };

/** A press is handled before anything else is: a check that began shows at once. */
async function assertRefused(press) {
  const before = counted();
  await press(CHECK);
  assert.equal((await sidebar.read()).api, "allowed");
  assert.equal(counted(), before);
}

async function assertTaken(press) {
  const before = counted();
  await press(CHECK);
  await until("a check", counted, (count) => count > before);
  await sidebar.checked();
}

/** Presses are taken again once the sidebar was seen for a while: what is tried next is not refused for what was before. */
async function takesAgain() {
  const before = counted();
  await until("a press to be taken", async () => {
    await sidebar.press(CHECK);
    return (await sidebar.read()).api !== "allowed" || counted() > before;
  });
  await sidebar.checked();
}

/** Runs in the browser: an element above all others. */
function cover({ tag, style, popover, dialog, inert, name = "" }) {
  const node = document.createElement(tag);
  node.id = "cover";
  node.className = name;
  node.style.cssText = `position: fixed; inset: 0; width: 100%; height: 100%; margin: 0; border: 0; padding: 0; z-index: 2147483647; ${style}`;
  document.body.append(node);
  if (inert) node.inert = true;
  if (popover) node.popover = "manual";
  if (popover) node.showPopover();
  if (dialog) node.show();
}
const covered = (given) => ({ on: () => tab.evaluate(cover, { tag: "div", style: "", ...given }), off: () => tab.evaluate(() => document.getElementById("cover").remove()) });
const styled = (text) => ({
  on: () => tab.evaluate((text) => document.head.append(Object.assign(document.createElement("style"), { id: "styled", textContent: text })), text),
  off: () => tab.evaluate(() => document.getElementById("styled").remove()),
});
const THROUGH = "pointer-events: none;";
const WALL = `content: ""; position: fixed; inset: 0; z-index: 2147483647; background: white; ${THROUGH}`;
/** A cover of which a style sheet says more. */
const coveredBy = (rule, given = { style: "background: white" }) => ({
  on: async () => {
    await styled(rule).on();
    await covered(given).on();
  },
  off: () => tab.evaluate(() => ["cover", "styled"].forEach((id) => document.getElementById(id).remove())),
});
/** A cover that goes while a press is under way, before the sidebar hears of what ends it. */
const coveredUntil = (kind) => ({
  on: async () => {
    await covered({ style: `background: white; ${THROUGH}` }).on();
    await tab.evaluate((kind) => {
      addEventListener(kind, () => document.getElementById("cover").remove(), { capture: true, once: true });
    }, kind);
  },
  off: () => tab.evaluate(() => document.getElementById("cover")?.remove()),
});

/** A cover that comes while a press is under way, where it ends. */
const coveredFrom = (kind) => ({
  on: () =>
    tab.evaluate(
      (kind, given) => {
        window.coverAt = () => new Function("given", `(${given.cover})(given)`)({ tag: "div", style: given.style });
        addEventListener(kind, window.coverAt, { capture: true, once: true });
      },
      kind,
      { cover: String(cover), style: `background: white; ${THROUGH}` },
    ),
  off: () => tab.evaluate((kind) => (removeEventListener(kind, window.coverAt, { capture: true }), document.getElementById("cover")?.remove()), kind),
});

/** Acts while the page is so. */
async function during({ on, off }, act) {
  await on();
  try {
    await act();
  } finally {
    await off();
  }
}

/** What makes the admin see something else than the sidebar. */
const HIDDEN = {
  "a transparent root": styled("html { opacity: .01 }"),
  "a root moved a little": styled("html { transform: translateX(1px) }"),
  "a root turned": styled("html { rotate: 1deg }"),
  "a blurred root": styled("html { filter: blur(30px) }"),
  "a root in one grey": styled("html { filter: invert(50%) }"),
  "a root in light colours, again and again": styled("html { filter: contrast(.6) contrast(.6) contrast(.6) }"),
  "a root filtered by a picture": styled("html { filter: url(#none) }"),
  "a clipped root": styled("html { clip-path: inset(0 0 0 1px) }"),
  "a masked root": styled("html { mask-image: linear-gradient(transparent, transparent) }"),
  "a blended root": styled("html { mix-blend-mode: difference }"),
  "a cover that lets presses through": covered({ style: `background: white; ${THROUGH}` }),
  "a cover that lets presses through by a rule of great weight": coveredBy(`${"#cover".repeat(300)} { pointer-events: none !important }`),
  "a cover that lets presses through by a rule in a layer": coveredBy("@layer { #cover { pointer-events: none !important } }"),
  "a cover that lets presses through by its own style": covered({ style: "background: white; pointer-events: none !important" }),
  "a cover that is inert": covered({ style: "background: white", inert: true }),
  "a cover that is inert by a rule": coveredBy(`@supports (interactivity: inert) { #cover { interactivity: inert } } @supports not (interactivity: inert) { #cover { ${THROUGH} } }`),
  "a wall drawn before something small that is inert": coveredBy(`#cover::before { ${WALL} }`, { style: "inset: auto; width: 1px; height: 1px", inert: true }),
  "a picture of the page that changes": {
    on: async () => {
      await styled(":root { view-transition-name: none } ::view-transition { pointer-events: none } ::view-transition-group(*), ::view-transition-new(*) { animation-duration: 1h; background: white; inset: 0; position: fixed; width: 100vw; height: 100vh }").on();
      await tab.evaluate(async () => {
        document.body.style.viewTransitionName = "body";
        await document.startViewTransition?.(() => {}).ready;
      });
    },
    off: () =>
      tab.evaluate(() => {
        document.getElementById("styled").remove();
        document.body.removeAttribute("style");
        document.getAnimations().forEach((animation) => animation.finish());
      }),
  },
  "a picture that lets presses through": covered({ tag: "canvas", style: THROUGH }),
  "a cover in the top layer": covered({ style: `background: white; ${THROUGH}`, popover: true }),
  "a wall that is called Lightning's veil": covered({ name: "slds-spinner_container", style: `background: white; ${THROUGH}` }),
  "a wall drawn before the root": styled(`html::before { ${WALL} }`),
  "a wall drawn after the body": styled(`body::after { ${WALL} }`),
  "a wall behind something in the top layer": {
    on: async () => {
      await styled(`#cover::backdrop { background: white; ${THROUGH} }`).on();
      await covered({ style: `inset: auto; width: 1px; height: 1px; ${THROUGH}`, popover: true }).on();
    },
    off: () => tab.evaluate(() => ["cover", "styled"].forEach((id) => document.getElementById(id).remove())),
  },
  "a wall that is called a part of Lightning's veil": {
    on: async () => {
      await styled(`#cover::before { ${WALL} }`).on();
      await covered({ name: "slds-spinner_container", style: THROUGH }).on();
    },
    off: () => tab.evaluate(() => ["cover", "styled"].forEach((id) => document.getElementById(id).remove())),
  },
  "a dialog": covered({ tag: "dialog", style: `background: white; ${THROUGH}`, dialog: true }),
};
/** What does not. */
const SEEN = {
  "a filter that makes the page dark": styled("html { filter: invert(90%) hue-rotate(180deg) brightness(1.1) }"),
  "a transparent body": styled("body { opacity: 0 !important }"),
  "rules for all that stands in the root": styled(":root > * { opacity: 0 !important; transform: scale(0) !important; display: none !important; visibility: hidden !important; pointer-events: none !important; clip-path: inset(100%) !important; filter: opacity(0) !important; position: static !important }"),
  "rules for the sidebar's own name": styled("orgready-panel { all: unset !important; opacity: 0 !important; z-index: -1 !important; content-visibility: hidden !important }"),
  "an empty layer that lets presses through, as for notices": covered({ style: THROUGH }),
  "Lightning's veil while a page loads": covered({ name: "slds-spinner_container", style: `background: rgb(255 255 255 / 60%); ${THROUGH}` }),
  "nothing, with what is inert below it": covered({ style: "background: white; z-index: 1", inert: true }),
  "a cover that is transparent": covered({ style: `background: white; opacity: 0; ${THROUGH}` }),
};

describe("a sidebar that the admin does not see", () => {
  before(async () => {
    await openRead("setup");
    await sidebar.open(BY_HAND);
  });
  after(() => tab.close());

  test("is told of in the toolbar as soon as it is pressed, and only then", async () => {
    let before;
    const isSame = (now) => JSON.stringify(now) === JSON.stringify(before) || void (before = now);
    await until("the toolbar to be at rest", toolbar, isSame);
    assert.notEqual(before.badge, "!");
    await during(HIDDEN["a transparent root"], async () => {
      assert.deepEqual(await toolbar(), before);
      await assertRefused(PRESSES["with the mouse"]);
      await saysInTheWay();
    });
  });

  test("is told of once for a page, however often it is pressed", async () => {
    await during(HIDDEN["a transparent root"], async () => {
      for (const press of [...Object.values(PRESSES), ...Object.values(PRESSES)]) await assertRefused(press);
    });
    const told = (await recordedMessages(driven)).filter((message) => JSON.parse(message)?.kind === "hindered");
    assert.equal(told.length, 1);
    await takesAgain();
  });

  for (const [what, attack] of Object.entries(HIDDEN)) {
    test(`takes no presses: ${what}`, async () => {
      // Each by itself: for a while after one that was refused none is taken at all.
      for (const press of Object.values(PRESSES)) await during(attack, () => assertRefused(press)).then(takesAgain);
    });
  }

  test("takes no key under a cover that takes the mouse's presses", () => during(covered({ style: "background: white" }), () => assertRefused(pressByKey)).then(takesAgain));

  test("says nothing for the admin", async () => {
    await during(HIDDEN["a transparent root"], async () => {
      await sidebar.press(SAY, BY_HAND);
      assert.equal((await sidebar.step(BY_HAND)).status, "do by hand");
    });
    await takesAgain();
  });

  for (const [press, kind] of [["with the mouse", "pointerup"], ["with the mouse", "click"], ["by the keyboard", "keypress"], ["by the keyboard", "click"]]) {
    test(`takes no press ${press} under a cover that goes at its ${kind}`, () => during(coveredUntil(kind), () => assertRefused(PRESSES[press])).then(takesAgain));
  }
});

describe("a sidebar that the admin sees", () => {
  before(() => openRead("setup"));
  after(() => tab.close());

  test("takes a press that was seen to begin, whatever lets it through as it ends", () => during(coveredFrom("pointerup"), () => assertTaken(PRESSES["with the mouse"])));

  test("takes none that took so long that it may be another", () => during(coveredFrom("pointerup"), () => assertRefused((words) => sidebar.press(words, null, LONG_PRESS))).then(takesAgain));

  for (const [what, attack] of Object.entries(SEEN)) {
    test(`is seen under ${what}, and takes them`, () =>
      during(attack, async () => {
        for (const press of Object.values(PRESSES)) await assertTaken(press);
      }));
  }

  test("leaves the page's own sheets as they are", async () => {
    assert.equal(await tab.evaluate(() => document.adoptedStyleSheets.length), 0);
  });
});

describe("what nobody pressed", () => {
  before(() => openRead("setup"));
  after(() => tab.close());

  test("does nothing, whether a page dispatches it at the sidebar or at all that is there", async () => {
    const before = [counted(), JSON.stringify((await sidebar.read()).steps)];
    await tab.evaluate(() => {
      const host = document.documentElement.lastElementChild;
      const common = { bubbles: true, composed: true, cancelable: true, clientX: 1200, view: window };
      for (let clientY = 100; clientY < 900; clientY += 8) {
        for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) host.dispatchEvent(new MouseEvent(kind, { ...common, clientY }));
        document.elementFromPoint(1200, clientY)?.click?.();
      }
      for (const key of ["Enter", " ", "Escape", "ArrowDown"]) for (const kind of ["keydown", "keypress", "keyup"]) host.dispatchEvent(new KeyboardEvent(kind, { ...common, key }));
      for (const kind of ["change", "input", "submit"]) host.dispatchEvent(new Event(kind, common));
    });
    assert.deepEqual([counted(), JSON.stringify((await sidebar.read()).steps)], before);
  });

  test("does nothing even within the sidebar, where another extension may reach", async () => {
    await sidebar.open(BY_HAND);
    const before = counted();
    const dispatched = await driven.inShadow(tab, (root) => {
      const buttons = [...root.querySelectorAll("button")];
      for (const button of buttons) {
        button.click();
        button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
      }
      for (const field of root.querySelectorAll("select, input")) field.dispatchEvent(new Event("change", { bubbles: true }));
      return buttons.map((button) => button.textContent.trim());
    });
    assert.ok(dispatched.includes(CHECK) && dispatched.includes(SAY), JSON.stringify(dispatched));
    const shown = await sidebar.read();
    assert.deepEqual([shown.api, counted(), shown.steps.find(({ step }) => step === BY_HAND).status], ["allowed", before, "do by hand"]);
  });
});

/** Ways in which a page lays hands on the sidebar. Each runs in the browser. */
const HANDS = {
  "removes it": (host) => host.remove(),
  "moves it": (host) => document.body.append(host),
  "moves it out of the document": (host) => document.createElement("div").append(host),
  "styles it": (host) => host.setAttribute("style", "display: none !important; opacity: 0 !important"),
  "makes it inert": (host) => host.setAttribute("inert", ""),
  "hides it": (host) => Object.assign(host, { hidden: true, className: "slds-hide" }),
  "empties the root but for its own": () => document.documentElement.replaceChildren(document.head, document.body),
};
const isBack = () => tab.evaluate(() => [...document.documentElement.children].map((node) => [node.localName, node.attributes.length].join()).at(-1) === "orgready-panel,0");
const layHandsOn = (how) => tab.evaluate(`(${how})(document.querySelector("orgready-panel"))`);

describe("a page that lays hands on the sidebar", () => {
  afterEach(() => tab.close());

  for (const [what, how] of Object.entries(HANDS)) {
    test(`and ${what}: it comes back as it was`, async () => {
      await openRead("classic");
      const before = (await sidebar.read()).steps;
      await layHandsOn(how);
      await until("it to be back", isBack);
      assert.deepEqual((await sidebar.read()).steps, before);
      await assertTaken(PRESSES["with the mouse"]);
    });
  }

  test(`again and again: it comes back ${MOST} times, then stays away, and the toolbar says so`, async () => {
    await openRead("classic");
    const removed = await tab.evaluate(async () => {
      let removed = 0;
      const remove = () => document.querySelectorAll("orgready-panel").forEach((host) => (host.remove(), (removed += 1)));
      new MutationObserver(remove).observe(document, { childList: true, subtree: true });
      remove();
      await new Promise((done) => setTimeout(done, 500));
      return removed;
    });
    assert.equal(removed, 1 + MOST);
    assert.equal(await sidebar.read(), null);
    await saysInTheWay();
    await tab.goto(sessionSettings(org, "classic"));
    await sidebar.checked();
    assert.notEqual((await toolbar()).badge, "!");
  });

  test("and clones it: the clone is nothing but its name", async () => {
    await openRead("classic");
    const clone = await tab.evaluate(() => {
      const clone = document.querySelector("orgready-panel").cloneNode(true);
      document.body.append(clone);
      return [clone.childNodes.length, clone.attributes.length, clone.shadowRoot, clone.getClientRects().length];
    });
    assert.deepEqual(clone.slice(0, 3), [0, 0, null]);
    await assertTaken(PRESSES["with the mouse"]);
  });
});

/** Runs in the browser. */
function clearsAll() {
  const clearAll = () => {
    for (let number = setTimeout(() => {}); number > 0; number--) clearTimeout(number);
  };
  const always = () => requestAnimationFrame(always, clearAll());
  always();
  for (const kind of ["change", "input", "click"]) addEventListener(kind, () => (clearAll(), queueMicrotask(clearAll)));
}

/** What comes first in the content scripts of each document of the tab: a timer, or a signal a good while after it. */
const firstOf = () =>
  options.evaluate(async (url) => {
    const { scripting, tabs } = globalThis.browser ?? globalThis.chrome;
    const { id: tabId } = (await tabs.query({})).find((one) => one.url === url);
    const first = () =>
      new Promise((came) => {
        setTimeout(() => came("timer"), 100);
        // A machine that is busy may draw no frame for as long.
        window.dispatchEvent(new Event("input"));
        AbortSignal.timeout(1_000).onabort = () => came("signal");
      });
    const all = await scripting.executeScript({ target: { tabId, allFrames: true }, func: first });
    return all.map(({ result }) => result);
  }, tab.url());

/** What a page may have done before anything else runs. Each runs in the browser, in every document. */
const HOSTILE = {
  "overrides what every script uses"() {
    const bad = () => {
      throw new Error("hostile");
    };
    addEventListener("DOMContentLoaded", () => {
      for (const of of [Element.prototype, Node.prototype, Document.prototype, EventTarget.prototype, ShadowRoot.prototype, HTMLInputElement.prototype, MutationObserver.prototype, CSSStyleSheet.prototype]) {
        for (const name of ["attachShadow", "getAttribute", "matches", "closest", "querySelectorAll", "getRootNode", "observe", "replaceSync", "elementsFromPoint"]) if (Object.hasOwn(of, name)) of[name] = bad;
      }
      for (const name of ["checked", "defaultChecked", "labels"]) Object.defineProperty(HTMLInputElement.prototype, name, { get: () => false });
      Object.defineProperty(Document.prototype, "adoptedStyleSheets", { get: bad, set: bad });
      Object.defineProperty(Event.prototype, "isTrusted", { get: () => true });
      Object.assign(globalThis, { getComputedStyle: bad, MutationObserver: bad, CSSStyleSheet: bad, WebAssembly: undefined, crypto: undefined });
      Object.assign(JSON, { parse: bad, stringify: bad });
      Object.assign(Array.prototype, { push: bad, slice: bad, indexOf: bad });
      Promise.prototype.then = bad;
    });
  },
  "has a component of the sidebar's name"() {
    window.roots = [];
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (...given) {
      const root = attach.apply(this, given);
      window.roots.push(this.localName);
      return root;
    };
    customElements.define(
      "orgready-panel",
      class extends HTMLElement {
        connectedCallback() {
          window.roots.push(String(this.attachInternals().shadowRoot));
        }
      },
    );
  },
  "names its pictures like what documents can do"() {
    const names = Object.getOwnPropertyNames(Document.prototype).filter((name) => name !== "body");
    addEventListener("DOMContentLoaded", () => document.body?.append(...names.map((name) => Object.assign(new Image(), { name }))));
  },
  "names fields of its forms like what forms can do"() {
    const names = ["parentNode", "parentElement", "children", "childNodes", "attributes", "nodeName", "nodeType", "localName", "id", "tagName", "getAttribute", "matches", "closest", "shadowRoot", "getRootNode", "previousElementSibling", "nextSibling", "isConnected", "checkVisibility", "getBoundingClientRect", "ownerDocument"];
    new MutationObserver((_, observer) => {
      const form = document.querySelector("form");
      if (!form) return;
      observer.disconnect();
      for (const name of names) form.append(Object.assign(document.createElement("input"), { type: "hidden", name }));
    }).observe(document, { childList: true, subtree: true });
  },
};

describe("a page that", () => {
  afterEach(() => tab.close());

  for (const [what, prepare] of Object.entries(HOSTILE)) {
    test(`${what}: is read and pointed at as ever`, async () => {
      await openRead("classic", prepare);
      await sidebar.status("unlock-ip", "to do");
      await sidebar.pressOf("unlock-ip", "Show me");
      await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
      await assertTaken(PRESSES["by the keyboard"]);
      await during(HIDDEN["a cover that lets presses through"], () => assertRefused(PRESSES["by the keyboard"]));
      const roots = await tab.evaluate(() => window.roots ?? []);
      assert.deepEqual(roots, [], "the page had a hand in the sidebar's root");
    });
  }

  for (const shape of ["classic", "setup"]) {
    test(`clears all timers of its document, shape ${shape}: is read and pointed at as ever, and with thousands of boxes`, async () => {
      // The demo org's Lightning needs its own to begin.
      await openRead(shape, shape === "classic" ? clearsAll : undefined);
      await Promise.all(tab.frames().map((frame) => frame.evaluate(clearsAll)));
      const first = await firstOf();
      assert.ok(first.length >= (shape === "classic" ? 1 : 2) && first.every((one) => one === "signal"), `the page does not clear a content script's timers: ${first}`);
      await sidebar.status("unlock-ip", "to do");
      await sidebar.pressOf("unlock-ip", "Show me");
      await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
      const box = await new Setup(tab, shape).box(LOCK_TO_IP.en_US);
      await box.evaluate((box) => box.click());
      await sidebar.status("unlock-ip", "changed, not saved");
      await box.evaluate((box) => {
        const more = Array.from({ length: 18_000 }, () => Object.assign(document.createElement("input"), { type: "checkbox" }));
        box.form.append(...more);
        box.click();
      });
      await sidebar.status("unlock-ip", "to do");
    });
  }

  test("is edited without end: what it shows is read all the same", async () => {
    await openRead("classic");
    await sidebar.status("unlock-ip", "to do");
    const box = await new Setup(tab, "classic").box(LOCK_TO_IP.en_US);
    await box.evaluate((box) => {
      // Several, each of which is sent before the one before has put anything off.
      for (let number = 0; number < 10; number++) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port2.postMessage("");
          document.dispatchEvent(new Event("input"));
        };
        port2.postMessage("");
      }
      box.click();
    });
    await sidebar.status("unlock-ip", "changed, not saved");
  });

  test("is as long as can be: it is told apart, and stays quick", async () => {
    const prepare = () =>
      addEventListener("DOMContentLoaded", () => {
        const [nodes, text] = [document.createElement("div"), document.createElement("p")];
        nodes.innerHTML = "<i>x</i>".repeat(100_000);
        Object.assign(text, { hidden: true, textContent: "y".repeat(10 << 20) });
        document.body.append(nodes, text);
      });
    await open("classic", prepare);
    const shown = await sidebar.until("the page to be read or given up", ({ page }) => ["read", "unreadable"].includes(page));
    assert.equal(shown.steps.find(({ step }) => step === "unlock-ip").status, "to do");
    const blocked = await tab.evaluate(async (label) => {
      const box = [...document.querySelectorAll("label")].find(({ textContent }) => textContent.trim() === label).control;
      let longest = 0;
      for (let turn = 0, last = performance.now(); turn < 20; turn++) {
        box.click();
        await new Promise((done) => setTimeout(done, 20));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return Math.round(longest);
    }, LOCK_TO_IP.en_US);
    assert.ok(blocked < 2_000, `the page stood still for ${blocked} ms`);
  });
});
