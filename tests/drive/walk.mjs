/**
 * Does a step as an admin does who follows the sidebar and nothing else: `Go there`, `Show me`, what is ringed, and what the words say.
 * Knows no step, no place and no checklist; knows how boxes, buttons, lists and fields are used.
 */
import { until } from "./until.mjs";

/** The most things to do for one step: six for each of five objects, and some to spare. */
const MOST_TURNS = 40;
/** How often the same is met by pages alone before they show no more: as often as there are addresses to enter, and once more. */
const MOST_VISITS = 3;
/** What the sidebar quotes: the page's own words, or English ones that it says are. */
const QUOTED = "“([^”]+)”( \\(its English label\\))?";
/** A list of what it quotes, which may be in English on a page that is not. */
const LIST = "((?:“[^”]+”(?:, )?)+)( \\(in English\\))?";
const DONE = new Set(["done", "done, lowers protection", "done, said by you", "not needed here"]);

export const isDone = ({ status }) => DONE.has(status);

/**
 * @typedef {object} Ringed one ringed element
 * @property {import("puppeteer-core").ElementHandle} handle @property {import("puppeteer-core").Frame} frame
 * @property {string} tag @property {string} type @property {string} label @property {string} value
 */

/** Runs in the browser: the ringed elements that can be seen, also those in open shadow roots. The demo org's own pages have no such outline. */
function ringedElements() {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  return all(document).filter((node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return ["solid", "double"].includes(outlineStyle) && parseFloat(outlineWidth) >= 3 && node.getClientRects().length > 0;
  });
}

/** Runs in the browser. */
const describe = (node) => ({
  tag: node.localName,
  type: node.type ?? node.getAttribute("role") ?? "",
  label: (node.labels?.[0]?.textContent ?? (node.value || node.title || node.textContent) ?? "").replace(/\s+/g, " ").trim(),
  value: node.value ?? "",
  isTicked: node.checked === true || node.selected === true || node.getAttribute("aria-selected") === "true",
});

export class Walk {
  #tab;
  #setup;
  #sidebar;
  #entries;
  /** The last order that was begun: where the next page has no ring, it is carried on as it says. */
  #begun = "";
  /** @type {(english: string) => string} */
  #translate;
  /** Whether the sidebar was shrunk to the edge; it is opened again on the page that the click led to. */
  #isCollapsed = false;
  /** Whether the API may be asked. */
  #api;
  /** What the page asked for and has no answer to yet. @type {Set<import("puppeteer-core").HTTPRequest>} */
  #asked = new Set();
  /** What the sidebar covered when it was to be clicked. @type {string[]} */
  covered = [];

  /**
   * @param {{tab: import("puppeteer-core").Page, setup: import("./setup.mjs").Setup, sidebar: import("./sidebar.mjs").Sidebar, addresses?: string[], translate?: (english: string) => string, api?: boolean}} given
   *   `addresses`: what the admin has to enter; `translate`: what an English label is in the admin's own language
   */
  constructor({ tab, setup, sidebar, addresses = [], translate = (english) => english, api = true }) {
    this.#tab = tab;
    this.#setup = setup;
    this.#sidebar = sidebar;
    this.#entries = [...addresses];
    this.#translate = translate;
    this.#api = api;
    tab.on("request", (request) => this.#asked.add(request));
    for (const end of ["requestfinished", "requestfailed"]) tab.on(end, (request) => this.#asked.delete(request));
  }

  /**
   * Does one step to its end, or to where the page is in a language whose words are not known; by pages alone, to where they show no more.
   * @returns {Promise<{acts: string[], refused: string | null}>} what was done, in order; what is said where nothing can be pointed at
   */
  async step(id) {
    const acts = [];
    let before = null;
    const met = new Map();
    this.#begun = "";
    await this.quiet();
    if ((await this.#sidebar.read()).pointing) await this.#sidebar.press("Stop");
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await this.quiet();
      const step = await this.#sidebar.open(id);
      if (isDone(step)) return { acts, refused: null };
      const { pointing } = await this.#sidebar.read();
      if (pointing?.outcome === "no-labels") return { acts, refused: pointing.words };
      const rings = pointing ? await this.rings() : [];
      const now = JSON.stringify([this.#tab.url(), step.words, rings.map(({ label, tag }) => [label, tag])]);
      const here = JSON.stringify([this.#tab.url(), step.controls, step.status, rings.length]);
      met.set(here, (met.get(here) ?? 0) + 1);
      if (!this.#api && met.get(here) > MOST_VISITS) return { acts, refused: null };
      const act = this.#choose({ step, pointing, rings, acts, isSame: now === before });
      if (!act && !this.#api) return { acts, refused: null };
      if (!act) throw new Error(`step ${id} can't go on; done so far: ${acts.join("; ")}; it says: ${step.words}; pointing: ${JSON.stringify(pointing)}; rings: ${now}`);
      before = now;
      acts.push(await act());
    }
    throw new Error(`step ${id} has no end: ${acts.join("; ")}`);
  }

  /**
   * Looks at the best of a step's places, unless it is there already; and at the next, for as long as a page leads on and does not decide.
   * @returns {Promise<import("./sidebar.mjs").ShownStep>}
   */
  async visit(id) {
    await this.quiet();
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const step = await this.#sidebar.open(id);
      if (!step.controls.includes("Go there") || (turn > 0 && isDone(step))) return step;
      await this.#goThere(id, step.link);
      await this.quiet();
    }
    throw new Error(`step ${id} leads on and on; it says: ${(await this.#sidebar.open(id)).words}`);
  }

  async #goThere(id, link) {
    const from = this.#tab.url();
    await this.#sidebar.pressOf(id, "Go there");
    if (link !== from) await until(`another address than ${from}`, () => this.#tab.url(), (url) => url !== from);
    return "Go there";
  }

  /** Asks the org again. */
  async check() {
    await this.#sidebar.press("Check with API");
    await this.#sidebar.checked();
    await this.quiet();
    return "check with the API";
  }

  /** What an admin does next; nothing where the sidebar does not say. */
  #choose({ step, pointing, rings, acts, isSame }) {
    const offers = (words) => step.controls.includes(words);
    const press = (words) => async () => {
      await this.#sidebar.pressOf(step.step, words);
      return words;
    };
    const goThere = () => this.#goThere(step.step, step.link);
    if (rings.length > 0 && !isSame) return () => this.#follow(rings, `${step.words} ${pointing.words}`);
    if (pointing?.outcome === "by-hand" && !isSame) return () => this.#doByHand(`${step.words} ${pointing.words}`);
    // Who is to say that something is so looks at it first.
    if (offers("I did this") && (acts.length > 0 || !offers("Go there"))) return press("I did this");
    if (this.#begun && !offers("Show me")) return () => this.#carryOn();
    if (offers("Go there") && acts.length === 0) return goThere;
    if (offers("Show me")) return press("Show me");
    if (offers("Go there")) return goThere;
    return !this.#api || acts.at(-1) === "check with the API" ? null : () => this.check();
  }

  /** Uses what is ringed as what it is. */
  async #follow(rings, words) {
    const [{ tag, type, label }] = rings;
    if (tag === "input" && type === "text") return this.#fillIn(rings);
    if (tag === "input" && type === "checkbox") return this.#clickAll(rings);
    if (tag === "option") return this.#moveOptions(rings);
    if (type === "option") return this.#moveEntries(rings);
    const entered = await this.#enterQuoted(rings[0].frame, words);
    await this.#clickFirst(rings);
    this.#begun = "";
    if (entered) return `${entered}; press ${label}`;
    if (tag === "input" && type === "radio") return `choose ${label}; ${await this.#pressQuoted(words, "and press")}`;
    if (/ then choose “/.test(words)) return `open the menu; ${await this.#chooseEntry(words)}`;
    if (/, then “[^”]+”[^,]*, tick /.test(words)) this.#begun = words;
    return `press ${label}`;
  }

  /** Goes on with an order on a page that has no ring. */
  async #carryOn() {
    const words = this.#begun;
    this.#begun = "";
    const acts = [await this.#pressQuoted(words, ", then"), await this.#assign(words)];
    await this.quiet();
    if (this.#api) acts.push(await this.check());
    return acts.join("; ");
  }

  /** Clicks an element where it is. What the sidebar covers is laid free first, as an admin does: by shrinking it to the edge. */
  async #click(handle, click = () => handle.click()) {
    // What can be seen stays where it is: a menu closes when its page scrolls.
    await handle.evaluate((node) => {
      const { top, bottom } = node.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) node.scrollIntoView({ block: "center", behavior: "instant" });
    });
    const { x, y, width, height } = await handle.boundingBox();
    const isCovered = await this.#tab.evaluate((x, y) => document.elementFromPoint(x, y)?.closest("body") === null, x + width / 2, y + height / 2);
    if (isCovered) {
      this.covered.push(await handle.evaluate((node) => (node.value || node.textContent || node.title).trim()));
      await this.#sidebar.press("Collapse");
      this.#isCollapsed = true;
    }
    await click().catch(wasLeft);
  }

  /** The first of them: Save is ringed twice on long forms. */
  async #clickFirst([{ handle, frame }]) {
    const isSave = await handle.evaluate((node) => node.type === "submit" && /(^|:)save$/.test(node.name));
    return this.#click(handle, () => (isSave ? this.#submit(frame, handle) : handle.click()));
  }

  /** Presses a form's button, and waits for the document that answers: the old one stays for a while. */
  async #submit(frame, button) {
    await frame.evaluate(() => void (window.isSubmitted = true));
    await button.click();
    await until("the page that comes after Save", async () => frame.detached || !(await frame.evaluate(() => window.isSubmitted)));
  }

  async #clickAll(rings) {
    for (const { handle } of rings) await this.#click(handle);
    return `tick ${rings.map(({ label }) => label).join(", ")}`;
  }

  /** One range for each address; where there are more, the ring stays for the next one. */
  async #fillIn(rings) {
    const address = this.#entries.shift();
    if (!address) throw new Error("all addresses are entered, and there are fields for one more");
    const [start, end = start] = address.split("-").map((part) => part.trim());
    for (const [at, { handle }] of rings.entries()) await handle.type(at === 0 ? start : end);
    const frame = rings[0].frame;
    return `enter ${address}; ${await this.#pressSave(frame)}`;
  }

  /** Enters what the words quote into the field that they name; nothing where they name none. */
  async #enterQuoted(frame, words) {
    const [, text] = words.match(/Enter “([^”]+)” as /) ?? [];
    if (!text) return null;
    const [name] = this.#quoted(words, "Enter “[^”]+” as");
    const labelled = (name) => [...document.querySelectorAll("label")].find((label) => label.textContent.trim() === name)?.control;
    const field = (await frame.evaluateHandle(labelled, name)).asElement();
    if (!field) throw new Error(`no field is labelled “${name}”`);
    await field.type(text);
    return `enter ${text} as ${name}`;
  }

  /** Save, as the words say. */
  async #pressSave(frame) {
    const save = await frame.$("#topButtonRow [name=save], [name=save], [name$=':save'], [name$=':button_pc_save']");
    await this.#click(save, () => this.#submit(frame, save));
    return "press Save";
  }

  async #moveOptions(rings) {
    const side = await rings[0].handle.evaluateHandle((option) => option.parentElement);
    await side.asElement().select(...rings.map(({ value }) => value));
    const arrow = await side.evaluateHandle((list) => list.closest(".duelingListBox, table").querySelector("a img[class*=rightArrow]"));
    await this.#click(arrow.asElement());
    return `choose ${rings.map(({ label }) => label).join(", ")}; press the arrow to the right`;
  }

  async #moveEntries(rings) {
    await this.#tab.keyboard.down("Control");
    for (const { handle } of rings) await handle.click();
    await this.#tab.keyboard.up("Control");
    const list = await rings[0].handle.evaluateHandle((node) => {
      const up = (at) => (at.parentElement ?? at.getRootNode().host);
      let at = node;
      while (at && at.localName !== "lightning-dual-listbox") at = up(at);
      return (at.shadowRoot ?? at).querySelector("lightning-button-icon");
    });
    await this.#click(list.asElement());
    return `choose ${rings.map(({ label }) => label).join(", ")}; press the arrow to the right`;
  }

  /** What is not ringed: boxes to tick in rows of a form, or what to press. */
  async #doByHand(words) {
    const names = (list, note) => [...list.matchAll(/“([^”]+)”/g)].map(([, name]) => (note ? this.#translate(name) : name));
    const [, boxes, boxesNote, rows, rowsNote] = words.match(new RegExp(`tick ${LIST} for ${LIST}`)) ?? [];
    if (boxes) return this.#tickInRows(names(boxes, boxesNote), names(rows, rowsNote));
    const [, ofRow, button, note] = words.match(new RegExp(`Find “([^”]+)” in the list\\..* press ${QUOTED} in its row`)) ?? [];
    if (ofRow) return this.#pressInRow(ofRow, note ? this.#translate(button) : button);
    const [, list] = words.match(new RegExp(`, tick ${LIST}, then press`)) ?? [];
    const pressed = await this.#pressQuoted(words, "[Pp]ress");
    if (!list) return pressed;
    const acts = [pressed, await this.#tickInRows([""], names(list))];
    await this.quiet();
    if (this.#api && /and check with the API/.test(words)) acts.push(await this.check());
    return acts.join("; ");
  }

  /** Ticks boxes by the words of their columns or rows, as far as they are not ticked; then Save. A form may be about one row alone. */
  async #tickInRows(boxes, rows) {
    const found = await until(`boxes ${boxes} for ${rows}`, async () => {
      for (const frame of this.#tab.frames()) {
        const handles = await Promise.all(rows.flatMap((row) => boxes.map((label) => frame.evaluateHandle(boxInRow, row, label))));
        const all = handles.map((handle) => handle.asElement());
        if (all.every(Boolean)) return { frame, all };
      }
      return null;
    });
    for (const box of found.all) if (!(await box.evaluate((node) => node.checked))) await this.#click(box);
    return `tick ${boxes.filter(Boolean).join(", ")} for ${rows.join(", ")}; ${await this.#pressSave(found.frame)}`;
  }

  /** What the words quote after some of theirs, as the page says it. @returns {string[]} */
  #quoted(words, after) {
    const found = words.match(new RegExp(`${after} ${QUOTED}(?: and ${QUOTED})?`))?.slice(1) ?? [];
    const name = (at) => found[at] && (found[at + 1] ? this.#translate(found[at]) : found[at]);
    return [name(0), name(2)].filter(Boolean);
  }

  /** Presses what the words quote after some of theirs, one after the other, each as soon as it is there. */
  async #pressQuoted(words, after) {
    const pressed = [];
    for (const name of this.#quoted(words, after)) pressed.push(await this.#pressNamed(name));
    if (pressed.length === 0) throw new Error(`nothing is quoted after “${after}” by: ${words}`);
    return pressed.join("; ");
  }

  /** Presses what is called so in the row of a list. */
  #pressInRow(row, name) {
    const named = (name, row) => {
      const rows = [...document.querySelectorAll("tr")].filter((tr) => [...tr.cells].some((cell) => cell.textContent.trim() === row));
      return rows.flatMap((tr) => [...tr.querySelectorAll("a, button, input[type=submit], input[type=button]")]).find((node) => (node.value || node.textContent).trim() === name);
    };
    return this.#pressFound(name, named, row);
  }

  #pressNamed(name) {
    const named = (name) => [...document.querySelectorAll("button, input[type=submit], input[type=button]")].find((node) => (node.value || node.textContent).trim() === name && !node.disabled && node.getClientRects().length > 0);
    return this.#pressFound(name, named);
  }

  /** @param {(name: string, row?: string) => Element | undefined} named runs in the browser */
  async #pressFound(name, named, row) {
    const button = await until(`a button called “${name}”${row ? ` in the row “${row}”` : ""}`, async () => {
      for (const frame of this.#tab.frames()) {
        const handle = await frame.evaluateHandle(named, name, row);
        if (handle.asElement()) return handle.asElement();
      }
      return null;
    });
    await this.#click(button);
    return `press ${name}`;
  }

  /** The users whom the words name, in the table that came; then the buttons that they name. */
  async #assign(words) {
    const [, list] = words.match(new RegExp(`, tick ${LIST}, and press`)) ?? [];
    const wanted = [...(list ?? "").matchAll(/“([^”]+)”/g)].map(([, name]) => name);
    if (wanted.length === 0) throw new Error(`no user is named by: ${words}`);
    const frame = this.#tab.mainFrame();
    for (const username of wanted) {
      const box = await until(`a row of ${username}`, async () => {
        const handle = await frame.evaluateHandle((name) => [...document.querySelectorAll("tr")].find((row) => [...row.cells].some((cell) => cell.textContent.trim() === name))?.querySelector("input[type=checkbox]"), username);
        return handle.asElement();
      });
      await this.#click(box);
    }
    return `choose ${wanted.join(", ")}; ${await this.#pressQuoted(words, ", and press")}`;
  }

  /** The entry of an open menu, in the tree that it is drawn in. */
  async #chooseEntry(words) {
    const [name] = this.#quoted(words, "then choose");
    const entry = await until(`an open menu with ${name}`, async () => {
      const handle = await this.#tab.evaluateHandle((name) => {
        const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
        return all(document).find((node) => node.getAttribute("role") === "menuitem" && node.textContent.trim() === name && node.getClientRects().length > 0);
      }, name);
      return handle.asElement();
    });
    await this.#click(entry);
    return `choose ${name}`;
  }

  /** @returns {Promise<Ringed[]>} */
  async rings() {
    const found = [];
    for (const frame of this.#tab.frames()) {
      const list = await frame.evaluateHandle(ringedElements);
      for (const property of (await list.getProperties()).values()) {
        const handle = property.asElement();
        if (handle) found.push({ handle, frame, ...(await handle.evaluate(describe)) });
      }
    }
    return found;
  }

  /** Whether a page waits for an answer. A frame that was replaced while its page was under way gets none. */
  #isAsking() {
    return [...this.#asked].some((request) => !request.frame()?.detached);
  }

  /** @returns {Promise<false>} there is more to wait for */
  async #reopen(shown) {
    const busy = await Promise.all(this.#tab.frames().map((frame) => frame.evaluate(isBusy)));
    if (!shown || busy.includes(true) || this.#isAsking()) return false;
    if (shown.steps.length === 0) await this.#sidebar.press("Set-up checklist");
    this.#isCollapsed = false;
    return false;
  }

  /** Waits until nothing loads and the page waits for no answer (Assign acts without any sign of it), and pages and sidebar say the same twice. */
  async quiet() {
    let before = null;
    await until("the page and the sidebar to be quiet", async () => {
      const shown = await this.#sidebar.read();
      if (this.#isCollapsed) return this.#reopen(shown);
      if (!shown || shown.page === "waiting" || shown.pointing?.outcome === "asked" || /Checking with the API/.test(shown.text)) return false;
      const busy = await Promise.all(this.#tab.frames().map((frame) => frame.evaluate(isBusy)));
      if (busy.includes(true) || this.#isAsking()) return false;
      const now = JSON.stringify([await this.#setup.html(), shown.steps, shown.page]);
      const same = now === before;
      before = now;
      if (!same) await this.#tab.evaluate(() => new Promise((done) => setTimeout(done, 150)));
      return same;
    });
  }
}

/**
 * Runs in the browser: a form's box by its column and its row's first cell, a field's row by its API name too; else by its own row, where
 * the form is about one thing. Without a label: the one box of the row.
 */
function boxInRow(row, label) {
  const text = (node) => (node?.textContent ?? "").trim();
  const ofField = (name) => name.replace(/__c$/, "").replaceAll("_", " ");
  const rows = [...document.querySelectorAll("form tr")].filter((tr) => tr.cells.length > 1 && tr.getClientRects().length > 0);
  const named = rows.filter((tr) => [...tr.cells].some((cell) => text(cell) === row));
  if (!label) return named.length === 1 ? named[0].querySelector("input[type=checkbox]") : null;
  // A package's app is written with its API name behind.
  for (const tr of rows.filter(({ cells: [first] }) => text(first) === row || text(first) === ofField(row) || text(first).startsWith(`${row} (`))) {
    const head = tr.closest("table").querySelector("tr.headerRow");
    const at = [...(head?.cells ?? [])].findIndex((cell) => text(cell) === label);
    const box = tr.cells[at]?.querySelector("input[type=checkbox]");
    if (box) return box;
  }
  const own = rows.filter((tr) => tr.cells.length === 2 && text(tr.cells[0]) === label).map((tr) => tr.cells[1].querySelector("input[type=checkbox]"));
  return own.length === 1 ? own[0] : null;
}

/** Firefox finds no window to end a click in where the click itself led to another page. */
function wasLeft(error) {
  if (!/performActions/.test(error.message) || !/NS_ERROR_FAILURE/.test(error.message)) throw error;
}

/** Runs in the browser. */
function isBusy() {
  const waits = [...document.querySelectorAll("[role=progressbar], .slds-spinner, .stencil")].some((node) => node.getClientRects().length > 0);
  return document.readyState !== "complete" || waits;
}
