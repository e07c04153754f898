/**
 * A search box of Orgready's own pages: types into it, and reads what a user or a screen reader is told.
 */
import { until } from "./until.mjs";

/** Longer than the box waits for the next key. */
const QUIET = 600;

export class Search {
  /** @param {import("puppeteer-core").Page} page @param {string} id the box's */
  constructor(page, id) {
    this.page = page;
    this.id = id;
  }

  #read(act, given) {
    return this.page.$eval(`#${this.id}`, act, given);
  }

  isShown() {
    return this.#read((box) => box.getClientRects().length > 0);
  }

  isFocused() {
    return this.#read((box) => document.activeElement === box);
  }

  /** Types faster than any machine can be late, and without keys: what is asked comes of the pauses between them. */
  type(text) {
    return this.#read((box, text) => {
      box.focus();
      for (const letter of text) document.execCommand("insertText", false, letter);
    }, text);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  async click(at) {
    await (await this.page.$(`#${this.id}-list-${at}`)).click();
  }

  /** What is said of the search. */
  said() {
    return this.#read((box) => box.parentElement.querySelector("[role=status]").textContent);
  }

  /** What is said once the org has answered. */
  async answer() {
    await this.isQuiet();
    return until("an answer", () => this.said(), (said) => said !== "" && said !== "Searching.");
  }

  /** Nothing typed is waiting any more. */
  isQuiet() {
    return new Promise((done) => setTimeout(done, QUIET));
  }

  /** What can be chosen; of what was just typed, unless it is to be read `now`. */
  async rows({ now = false } = {}) {
    if (!now) await this.answer();
    return this.#read((box) => {
      const list = document.getElementById(box.getAttribute("aria-controls"));
      return list.hidden ? [] : [...list.children].map((row) => ({ text: row.textContent.trim(), isActive: row.ariaSelected === "true" }));
    });
  }

  async active() {
    return (await this.rows({ now: true })).find(({ isActive }) => isActive);
  }

  semantics() {
    return this.#read((box) => {
      const list = document.getElementById(box.getAttribute("aria-controls"));
      const active = document.getElementById(box.getAttribute("aria-activedescendant") ?? "");
      return {
        role: box.getAttribute("role"),
        name: box.labels[0].textContent,
        expanded: box.getAttribute("aria-expanded"),
        list: list.getAttribute("role"),
        listName: list.getAttribute("aria-label"),
        options: [...list.children].map((row) => row.getAttribute("aria-selected")),
        active: active ? [...list.children].indexOf(active) : null,
        status: box.parentElement.querySelector("[role=status]") ? "status" : null,
      };
    });
  }
}
