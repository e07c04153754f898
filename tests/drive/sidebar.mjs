/**
 * The sidebar as an admin meets it: reads what it says, presses its buttons by real mouse clicks.
 */
import { until } from "./until.mjs";

/**
 * @typedef {object} ShownStep
 * @property {string} step @property {string} status @property {string | null} reason @property {string | null} place
 * @property {boolean} isNext
 * @property {string} words everything written in it
 * @property {string | null} link where `Go there` leads
 * @property {string | null} vendor where the link to the vendor's page leads; only of a step whose details are open
 * @property {string[]} controls what is written on its buttons and links
 * @property {{source: string, found: string | null, wanted: string | null, reason: string | null, decides: boolean, counts: boolean}[]} evidence
 *   only of a step whose details are open
 *
 * @typedef {object} Shown
 * @property {string} text everything that is written in the sidebar
 * @property {ShownStep[]} steps
 * @property {string | null} page how the reading of the page stands
 * @property {string | null} api how the API stands
 * @property {string | null} apiReason why the last check failed
 * @property {{outcome: string, words: string} | null} pointing
 * @property {string | null} symptom the first that is looked into, by id
 * @property {string | null} focus what is written on what has the keyboard's focus; of a field, its label
 * @property {string | null} trouble
 */

/** Runs in the browser. */
function readRoot(root) {
  const text = (node) => node.innerText ?? node.textContent;
  const clean = (node) => (node ? text(node).replace(/\s+/g, " ").trim() : null);
  const evidence = (row) => ({
    source: row.dataset.source,
    found: row.dataset.found ?? null,
    wanted: row.dataset.wanted ?? null,
    reason: row.dataset.reason ?? null,
    decides: row.dataset.decides === "true",
    counts: row.dataset.counts !== "false",
  });
  const step = (node) => ({
    step: node.dataset.step,
    status: node.dataset.status,
    reason: node.dataset.reason ?? null,
    place: node.dataset.place ?? null,
    isNext: node.getAttribute("aria-current") === "step",
    words: clean(node),
    link: [...node.querySelectorAll("a[href]")].find((link) => clean(link) === "Go there")?.href ?? null,
    vendor: node.querySelector("a[target=_blank]")?.href ?? null,
    controls: [...node.querySelectorAll("button, a[href]")].map(clean),
    evidence: [...node.querySelectorAll("[data-source]")].map(evidence),
  });
  const pointing = root.querySelector("[data-pointing]");
  return {
    text: clean(root.querySelector("aside")) ?? "",
    steps: [...root.querySelectorAll("[data-step]")].map(step),
    page: root.querySelector("[data-page]")?.dataset.page ?? null,
    api: root.querySelector("[data-api]")?.dataset.api ?? null,
    apiReason: root.querySelector(".api[data-reason]")?.dataset.reason ?? null,
    pointing: pointing && { outcome: pointing.dataset.pointing, words: clean(pointing) },
    symptom: root.querySelector("[data-symptom]")?.dataset.symptom ?? null,
    focus: clean(root.activeElement?.labels?.[0]?.firstChild ?? root.activeElement),
    trouble: clean(root.querySelector(".trouble")),
  };
}

/** Runs in the browser: brings the one control of that name into view and says where its middle is. */
function locateControl(root, { step, words }) {
  const within = step ? root.querySelector(`[data-step="${step}"]`) : root;
  const named = (node) => node.textContent.replace(/\s+/g, " ").trim() === words || node.getAttribute("aria-label")?.startsWith(words);
  const found = within && [...within.querySelectorAll("button, a[href], summary")].find(named);
  if (!found) return null;
  found.scrollIntoView({ block: "nearest", behavior: "instant" });
  // A long link has a box for each of its lines.
  const [box] = found.getClientRects();
  if (!box) return null;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = root.elementFromPoint(x, y);
  return { x, y, isHit: hit === found || found.contains(hit) };
}

/** Runs in the browser: whether the step's details are open, and where the press for it is. */
function locateToggle(root, step) {
  const toggle = root.querySelector(`[data-step="${step}"] [aria-expanded]`);
  if (!toggle) return null;
  toggle.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = toggle.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  const hit = root.elementFromPoint(x, y);
  return { x, y, isOpen: toggle.getAttribute("aria-expanded") === "true", isHit: toggle.contains(hit) };
}

/** Runs in the browser: gives a field of what asks what does not work the focus; how many options below the chosen one that title is. */
function focusField(root, { name, title }) {
  const field = root.querySelector(`.symptoms ${name}`);
  if (!field?.closest("details").open) return null;
  field.focus();
  if (name === "input") field.select();
  return { down: title ? [...field.options].findIndex(({ text }) => text === title) - field.selectedIndex : 0 };
}

/** What the sidebar shows, for a message. @param {Shown | null} shown */
function inShort(shown) {
  if (!shown) return "no sidebar";
  const { steps, text, ...others } = shown;
  return [JSON.stringify(others), ...steps.map(({ step, status, reason }) => `  ${step}: ${status}${reason ? ` (${reason})` : ""}`), text.slice(-500)].join("\n");
}

export class Sidebar {
  #driven;
  #tab;

  /** @param {import("./browser.mjs").Driven} driven @param {import("puppeteer-core").Page} tab */
  constructor(driven, tab) {
    this.#driven = driven;
    this.#tab = tab;
  }

  /** @returns {Promise<Shown | null>} null where there is no sidebar */
  read() {
    return this.#driven.inShadow(this.#tab, readRoot);
  }

  /** Waits until what the sidebar shows is what is wanted. @param {string} what @param {(shown: Shown) => unknown} isWanted @returns {Promise<Shown>} */
  until(what, isWanted, patience) {
    return until(`the sidebar: ${what}`, () => this.read(), (shown) => shown && isWanted(shown), { patience, tell: inShort });
  }

  /** The status of each step, as soon as there is a sidebar. @returns {Promise<Record<string, string>>} */
  async statuses() {
    const { steps } = await this.until("its steps", ({ steps }) => steps.length > 0);
    return Object.fromEntries(steps.map(({ step, status }) => [step, status]));
  }

  /** Waits for a step to be what is wanted. @returns {Promise<ShownStep>} */
  async step(id, what = "to be shown", isWanted = () => true, patience) {
    const shown = await this.until(`step ${id} ${what}`, ({ steps }) => steps.some((step) => step.step === id && isWanted(step)), patience);
    return shown.steps.find((step) => step.step === id);
  }

  status(id, status, patience) {
    return this.step(id, `to be "${status}"`, (step) => step.status === status, patience);
  }

  /** Presses a button or link of the sidebar, or of one of its steps, by what is written on it; for so many milliseconds. */
  async press(words, step = null, delay = 0) {
    const at = await until(`“${words}” of ${step ?? "the sidebar"} to be pressable`, () => this.#driven.inShadow(this.#tab, locateControl, { step, words }), (place) => place?.isHit);
    await this.#tab.mouse.click(at.x, at.y, { delay });
  }

  /** Opens a step's details, and reads it. Only one step is open at a time. What comes of the page meanwhile may move it away under the press. */
  async open(step) {
    const pressed = async () => {
      const at = await this.#driven.inShadow(this.#tab, locateToggle, step);
      if (at?.isHit && !at.isOpen) await this.#tab.mouse.click(at.x, at.y);
      return at;
    };
    await until(`step ${step} to be open`, pressed, (at) => at?.isOpen);
    return this.step(step);
  }

  /** The evidence rows of a step. */
  async evidence(step) {
    return (await this.open(step)).evidence;
  }

  /** Presses `Show me` or `Go there` of a step; a step that is not the next has them in its details. */
  async pressOf(step, words, delay = 0) {
    if (!(await this.step(step)).isNext) await this.open(step);
    await this.press(words, step, delay);
  }

  /** Shows another checklist. */
  async choose(title, hasStep) {
    const shown = await this.read();
    if (shown?.steps.some(({ step }) => step === hasStep)) return;
    await this.press(title);
    await this.step(hasStep);
  }

  async #askWhatIsSeen(name, title) {
    const act = () => this.#driven.inShadow(this.#tab, focusField, { name, title });
    const { down } = (await act()) ?? (await this.press("Something does not work?").then(() => until("what asks what is seen to be open", act)));
    return down;
  }

  /** Chooses a symptom, by the arrow keys, which pass all those between. */
  async see(title) {
    const down = await this.#askWhatIsSeen("select", title);
    for (let at = 0; at < Math.abs(down); at++) await this.#tab.keyboard.press(down > 0 ? "ArrowDown" : "ArrowUp");
  }

  /** Pastes what is seen in place of what was pasted before: a browser lets no driver use its clipboard, so its keys are used. */
  async paste(text) {
    await this.#askWhatIsSeen("input");
    await this.#tab.keyboard.type(text);
    await this.#tab.keyboard.press("Enter");
  }

  /** Waits until the page that was opened is read itself: a status may be there long before, from the API or of an earlier page. */
  readsPage() {
    return this.until("the page to be read", ({ page }) => page === "read");
  }

  /** Waits until no check of the API is under way and one was made. */
  checked(patience) {
    return this.until("the API to be asked", ({ api, text, apiReason }) => api === "allowed" && (apiReason || /API: asked/.test(text)), patience);
  }
}
