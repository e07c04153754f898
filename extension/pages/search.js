/**
 * A box that looks for an org's users or profiles while the admin types: an editable combobox with a list (WAI-ARIA Authoring Practices).
 * The focus stays in the box. Each question is one request to the org, sent when the admin stops typing.
 */
import { ask, make, own } from "./org.js";

const PAUSE = 300;
/** As long as a username can be; the core refuses more. */
const LONGEST = 80;
const MOST_ROWS = 20;

/** @typedef {{value: string, name: string | null, of: string | null, active: boolean}} Found */

const told = (count) => {
  if (count === 0) return "Nobody and nothing of that name was found.";
  if (count === MOST_ROWS) return `The first ${MOST_ROWS} are shown. Type more of the name to see others.`;
  return `${count} found. Choose with the arrow keys and Enter.`;
};

const withAttributes = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

/**
 * @param {{id: string, kind: string, label: string, choose: (found: Found) => string}} wanted
 *   `choose` takes what was chosen, and gives what to say of it
 */
export const searchBox = ({ id, kind, label, choose }) => {
  const list = withAttributes(make("ul", { id: `${id}-list`, hidden: true }), { role: "listbox", "aria-label": label });
  const status = withAttributes(make("p", { className: "quiet" }), { role: "status" });
  const box = withAttributes(make("input", { id, type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST }), {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  });

  /** @type {Found[]} */
  let rows = [];
  let active = -1;
  let latest = 0;
  let waiting;

  const mark = (at) => {
    active = at;
    for (const [nr, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(nr === at));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const empty = () => {
    clearTimeout(waiting);
    latest += 1;
    box.value = "";
    status.textContent = "";
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  };
  const take = (at) => {
    const found = rows[at];
    rows = [];
    empty();
    open(false);
    status.textContent = choose(found);
  };
  const option = (found, at) => {
    const words = [found.name && make("b", { textContent: found.name }), make("span", { textContent: found.value }), found.of && make("span", { textContent: found.of }), found.active ? "" : make("i", { textContent: "inactive" })];
    const row = withAttributes(make("li", { id: `${list.id}-${at}` }, ...words.filter(Boolean).flatMap((word) => [word, " "])), { role: "option", "aria-selected": "false" });
    // The focus stays in the box.
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => take(at));
    return row;
  };
  const look = async () => {
    const turn = (latest += 1);
    const needs = own.looked_for(kind, box.value);
    if (!needs) return;
    status.textContent = "Searching.";
    const { Ok: found, Err: problem } = JSON.parse(own.found(kind, await ask(needs)));
    // What was asked for before the admin typed on is of no use.
    if (turn !== latest) return;
    rows = found ?? [];
    list.replaceChildren(...rows.map(option));
    open(rows.length > 0);
    status.textContent = problem ? `${problem} You can still enter the name yourself.` : told(rows.length);
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    latest += 1;
    open(false);
    status.textContent = "";
    waiting = setTimeout(look, PAUSE);
  });
  const step = (by) => {
    if (rows.length === 0) return;
    const from = list.hidden ? -1 : active;
    if (list.hidden) open(true);
    mark(from < 0 && by < 0 ? rows.length - 1 : (from + by + rows.length) % rows.length);
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    // In a form it must not send it.
    Enter: () => active >= 0 && take(active),
    Escape: () => (list.hidden ? empty() : open(false)),
  };
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("blur", () => open(false));
  return make("div", { className: "search" }, make("label", { htmlFor: id, textContent: label }), box, list, status);
};
