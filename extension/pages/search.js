/**
 * A box that looks for an org's users, profiles or permission sets while the admin types: an editable combobox with a list (WAI-ARIA Authoring Practices).
 * The focus stays in the box. Each question is one request to the org, sent when the admin stops typing.
 */
import { ask, bdi, desk, make } from "./org.js";

const PAUSE = 300;
/** As long as a username can be; the core refuses more. */
const LONGEST = 80;
const MOST_ROWS = 20;

/** @typedef {{value: string, name: string | null, of: string | null, active: boolean}} Found */

/**
 * @typedef {object} Wanted
 * @property {string} id the box's
 * @property {"users" | "profiles" | "permission_set"} kind
 * @property {string} label
 * @property {(found: Found) => string} choose takes what was chosen, and gives what to say of it
 * @property {string} [otherwise] what to do where the org does not answer
 */

const told = (count) => {
  if (count === 0) return "Nobody and nothing of that name was found.";
  if (count === MOST_ROWS) return `The first ${MOST_ROWS} are shown. Type more of the name to see others.`;
  return `${count} found. Choose with the arrow keys and Enter.`;
};

const withAttributes = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

class Search {
  /** @type {Found[]} */
  #rows = [];
  #active = -1;
  /** The question that is waited for; of an older one the answer is of no use. */
  #latest = 0;
  #waiting;

  /** @param {Wanted} wanted */
  constructor({ id, kind, label, choose, otherwise = "" }) {
    Object.assign(this, { kind, choose, otherwise });
    this.list = withAttributes(make("ul", { id: `${id}-list`, hidden: true }), { role: "listbox", "aria-label": label });
    this.status = withAttributes(make("p", { className: "quiet" }), { role: "status" });
    const box = make("input", { id, type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST });
    this.box = withAttributes(box, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id });
    this.keys = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      // In a form it must not send it.
      Enter: () => this.#active >= 0 && this.#take(this.#active),
      Escape: () => (this.list.hidden ? this.#empty() : this.#open(false)),
    };
    box.addEventListener("input", () => this.#typed());
    box.addEventListener("keydown", (event) => this.#pressed(event));
    box.addEventListener("blur", () => this.#open(false));
    this.element = make("div", { className: "search" }, make("label", { htmlFor: id, textContent: label }), box, this.list, this.status);
  }

  #typed() {
    this.#forget();
    this.#waiting = setTimeout(() => this.#look(), PAUSE);
  }

  #pressed(event) {
    if (event.isComposing || !Object.hasOwn(this.keys, event.key)) return;
    event.preventDefault();
    this.keys[event.key]();
  }

  /** What was asked and found is of no use any more. */
  #forget() {
    clearTimeout(this.#waiting);
    this.#latest += 1;
    this.#rows = [];
    this.#open(false);
    this.status.textContent = "";
  }

  #empty() {
    this.#forget();
    this.box.value = "";
  }

  async #look() {
    const needs = desk.looked_for(this.kind, this.box.value);
    if (!needs) return;
    const turn = this.#latest;
    this.status.textContent = "Searching.";
    const { Ok: rows = [], Err: problem } = JSON.parse(desk.found(this.kind, await ask(needs)));
    if (turn !== this.#latest) return;
    this.#rows = rows;
    this.list.replaceChildren(...rows.map((found, at) => this.#option(found, at)));
    this.#open(rows.length > 0);
    this.status.textContent = problem ? `${problem} ${this.otherwise}`.trim() : told(rows.length);
  }

  #option({ name, value, of, active }, at) {
    const words = [name && make("b", {}, bdi(name)), bdi(value), of && bdi(of), !active && make("i", { textContent: "inactive" })];
    const row = make("li", { id: `${this.list.id}-${at}` }, ...words.filter(Boolean).flatMap((word) => [word, " "]));
    // The focus stays in the box.
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.#take(at));
    return withAttributes(row, { role: "option", "aria-selected": "false" });
  }

  #open(isOpen) {
    this.list.hidden = !isOpen;
    this.box.setAttribute("aria-expanded", String(isOpen));
    this.#mark(-1);
  }

  #step(by) {
    const count = this.#rows.length;
    if (count === 0) return;
    if (this.list.hidden) this.#open(true);
    this.#mark(this.#active < 0 && by < 0 ? count - 1 : (this.#active + by + count) % count);
  }

  #mark(at) {
    this.#active = at;
    const options = [...this.list.children];
    for (const [nr, option] of options.entries()) option.setAttribute("aria-selected", String(nr === at));
    options[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", options[at].id);
  }

  #take(at) {
    const found = this.#rows[at];
    this.#empty();
    this.status.textContent = this.choose(found);
  }
}

/** A search box with its label, its list and what is said of it. @param {Wanted} wanted */
export const searchBox = (wanted) => new Search(wanted).element;
