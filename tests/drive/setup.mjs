/**
 * The demo org's Setup pages in a tab: goes to them, works in them as an admin does, and reads what is in every frame.
 * Knows only the pages, never the extension.
 */
import { until } from "./until.mjs";

export const LOCK_TO_IP = {
  en_US: "Lock sessions to the IP address from which they originated",
  ja: "ログイン時の IP アドレスとセッションをロックする",
};

const SESSION_SETTINGS = { lightning: "/lightning/setup/SecuritySession/home", classic: "/_ui/system/security/SessionSettings?setupid=SecuritySession" };
export const HOST = { setup: "setup", lightning: "lightning", classic: "my" };

/** The address of Session Settings in one of the three shapes. @param {"setup" | "lightning" | "classic"} shape */
export const sessionSettings = (org, shape) => `https://${org.hosts[HOST[shape]]}${SESSION_SETTINGS[shape === "classic" ? "classic" : "lightning"]}`;

export class Setup {
  /** @param {import("puppeteer-core").Page} tab @param {"setup" | "lightning" | "classic"} shape */
  constructor(tab, shape) {
    this.tab = tab;
    this.shape = shape;
  }

  /** The document of the Classic page that is shown, once it is drawn. */
  async page(selector) {
    const frame = await until(`a Classic page with ${selector}`, async () => {
      const frame = this.shape === "classic" ? this.tab.mainFrame() : await this.#shownFrame();
      return frame && (await frame.$(selector)) && (await frame.evaluate(() => document.readyState === "complete" && getComputedStyle(document.documentElement).display !== "none")) ? frame : null;
    });
    return frame;
  }

  async #shownFrame() {
    const iframe = await this.tab.$("section.active iframe:not([title=''])");
    return iframe?.contentFrame();
  }

  /** The name of the iframe that is shown: Lightning gives every new one a new name. */
  async #frameName() {
    return this.shape === "classic" ? null : this.tab.$eval("section.active iframe", ({ name }) => name);
  }

  /** Opens the page of an address by loading it. */
  async open(url) {
    await this.tab.goto(url);
    await this.#isQuiet();
  }

  /** Session Settings, drawn. */
  settings() {
    return this.page("form#editPage input[type=checkbox]");
  }

  /** The box of a label. */
  async box(label) {
    const frame = await this.settings();
    const handle = await frame.evaluateHandle((words) => document.getElementById([...document.querySelectorAll("label")].find(({ textContent }) => textContent.trim() === words)?.htmlFor), label);
    const element = handle.asElement();
    if (!element) throw new Error(`Session Settings has no box “${label}”`);
    return element;
  }

  /** Clicks a box with the mouse. */
  async click(label) {
    await (await this.box(label)).click();
  }

  /** Presses Save with the mouse, and waits for the page that comes then. */
  async save() {
    const frame = await this.settings();
    const old = await this.#frameName();
    const button = await frame.$("#topButtonRow input[name=save]");
    if (this.shape === "classic") await Promise.all([this.tab.waitForNavigation(), button.click()]);
    else {
      await button.click();
      await until("the iframe that comes after a Save", () => this.#frameName(), (name) => name !== old);
    }
    await this.settings();
    await this.#isQuiet();
  }

  /** Goes to a path as the demo org's own links do: in Lightning without loading the app anew. */
  async go(path) {
    if (this.shape === "classic") await this.tab.goto(new URL(path, this.tab.url()).href);
    else await this.tab.evaluate((url) => window.$A.get("e.force:navigateToURL").setParams({ url }).fire(), path);
    await this.arrived(path);
  }

  /** Waits until the page of a path is shown and drawn. */
  async arrived(path) {
    await until(`the address ${path}`, () => this.tab.url(), (url) => url.endsWith(path));
    await this.#isQuiet();
  }

  /** Nothing is loading any more, and all frames say the same twice. */
  async #isQuiet() {
    let before = null;
    await until("the page to be drawn and quiet", async () => {
      if (!(await this.#isDrawn())) return false;
      const now = await this.html();
      const same = before !== null && JSON.stringify(before) === JSON.stringify(now);
      before = now;
      if (!same) await this.tab.evaluate(() => new Promise((done) => setTimeout(done, 150)));
      return same;
    });
  }

  async #isDrawn() {
    if (this.shape === "classic") return this.tab.evaluate(isClassicPageDrawn);
    const drawn = await this.tab.evaluate(() => {
      const section = document.querySelector("section.tabContent.active");
      const frame = section?.querySelector("iframe");
      const isLoading = section?.querySelector(".stencil, lightning-spinner, .slds-spinner_container:not(.slds-hide)");
      return Boolean(section) && !isLoading && (!frame || frame.title !== "");
    });
    if (!drawn) return false;
    const frame = await this.#shownFrame();
    return !frame || frame.evaluate(isClassicPageDrawn);
  }

  /** Leaves a mark on the window of the Lightning app, which a load of the app would wipe out. */
  mark() {
    return this.tab.evaluate(() => void (window.isStillTheSameApp = true));
  }

  isMarked() {
    return this.tab.evaluate(() => window.isStillTheSameApp === true);
  }

  /** The page's own HTML in every frame, as text; what the demo org makes new at each load is given one name. */
  async html() {
    const read = async (frame, path) => {
      const text = await frame.evaluate(() => `${document.doctype ? new XMLSerializer().serializeToString(document.doctype) : ""}${document.documentElement.outerHTML}`);
      const children = await Promise.all(frame.childFrames().map((child, at) => read(child, `${path}/${at}`)));
      return [[path, withoutChance(text)], ...children.flat()];
    };
    return Object.fromEntries(await read(this.tab.mainFrame(), "top"));
  }

  /** Scrolls the document of the page that is shown, and says in the same breath what is ringed before and after. */
  async scroll(by) {
    const frame = await this.settings();
    return frame.evaluate(`(${scrollBetween})(${ringed}, ${Number(by)})`);
  }

  /** What is ringed, in every frame. @returns {Promise<(Ringed & {frame: "top" | "page", isCovered: boolean})[]>} */
  async rings() {
    const all = await Promise.all(this.tab.frames().map((frame) => this.#ringsOf(frame)));
    return all.flat();
  }

  async #ringsOf(frame) {
    const found = await frame.evaluate(ringed);
    if (found.length === 0) return [];
    const isTop = frame === this.tab.mainFrame();
    const around = isTop ? null : await frame.frameElement();
    const { left, top } = around ? await around.evaluate((node) => node.getBoundingClientRect().toJSON()) : { left: 0, top: 0 };
    const covers = await this.tab.evaluate(isUnderSidebar, found.map((ring) => [left + ring.left + 3, top + ring.top + 3]));
    return found.map((ring, at) => ({ ...ring, frame: isTop ? "top" : "page", isCovered: covers[at] }));
  }
}

/** Runs in the browser: whether something that is no part of the page's body lies above these points. */
const isUnderSidebar = (points) => points.map(([x, y]) => !(document.elementFromPoint(x, y) ?? document.body).closest("body"));

/** Runs in the browser. Rows of lists come late. */
function isClassicPageDrawn() {
  const waits = [...document.querySelectorAll("[role=progressbar]")].some((node) => node.getClientRects().length > 0);
  return document.readyState === "complete" && document.body.classList.contains("setupTab") && !waits;
}

/**
 * Runs in the browser: the elements with a solid or double outline of three pixels or more. The demo org's own pages have none.
 * @typedef {{tag: string, name: string, label: string, top: number, left: number, isShown: boolean}} Ringed
 */
function ringed() {
  const isRinged = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return ["solid", "double"].includes(outlineStyle) && parseFloat(outlineWidth) >= 3;
  };
  return [...document.querySelectorAll("body *")].filter(isRinged).map((node) => {
    const { top, left, bottom, width } = node.getBoundingClientRect();
    const label = node.labels?.[0]?.textContent ?? node.value ?? node.textContent;
    return { tag: node.localName, name: node.name ?? "", label: label.trim(), top, left, isShown: width > 0 && bottom > 0 && top < window.innerHeight };
  });
}

/** Runs in the browser, all in one task: nothing else gets a turn between the scroll and the second look. */
function scrollBetween(look, by) {
  const before = look();
  const from = window.scrollY;
  window.scrollBy({ top: by, behavior: "instant" });
  return { before, after: look(), scrolled: window.scrollY - from };
}

/** The demo org makes a frame's name and nonce new at each load. */
const withoutChance = (text) => text.replace(/vfFrameId_\d{13}/g, "vfFrameId_…").replace(/nonce=[0-9a-f]{64}/g, "nonce=…");
