/**
 * Manage Assignments, a native Lightning page: current assignments, Add Assignment, users, Next, an expiration, Assign
 * (acts at once), a summary, Done. ASSUMPTION: all of its DOM; classes and ids carry names made up at every start.
 */
import { element, wait } from "./element.mjs";

const DATA = "/setup-data/assignments";
const LATE = 200;
const DAY = 86400000;

export class AssignmentsPage {
  #shell;
  #set;
  #navigate;
  #toast;
  #chosen = new Map();
  #search = "";
  #start = 0;

  constructor(shell, set, { navigate, toast }) {
    this.#shell = shell;
    this.#set = set;
    this.#navigate = navigate;
    this.#toast = toast;
    this.node = element(`div.${shell.names.page}#${shell.names.page}`, {});
    this.#showCurrent();
  }

  #say(english, value = "") {
    return this.#shell.words[english].replace("{0}", value);
  }

  /** Reads rows late, with a spinner until they are there; the newest reading wins. */
  async #read(path) {
    this.node.replaceChildren(element("lightning-spinner", {}, element("div.slds-spinner_container", {}, element("div.slds-spinner", { role: "status" }))));
    const query = new URLSearchParams({ set: this.#set, start: String(this.#start), search: this.#search });
    const answer = await fetch(`${DATA}${path}?${query}`);
    await wait(LATE);
    return answer.ok ? answer.json() : null;
  }

  async #showCurrent() {
    const answer = await this.#read("");
    if (!answer) return this.node.replaceChildren(element("p", {}, this.#say("No records to display.")));
    const add = answer.mayAssign ? this.#button("Add Assignment", () => this.#startAdding(), true) : null;
    const columns = ["Full Name", "Username", "Profile", "Expires On"];
    const rows = answer.rows.map((row) => [row.name, row.username, row.profile, row.expires]);
    return this.#draw("current", answer.set.Label, this.#say("Current Assignments"), [this.#button("Back", () => this.#navigate(`/${answer.set.Id}`)), add], [this.#table(columns, rows), this.#pager(answer, () => this.#showCurrent())]);
  }

  #startAdding() {
    this.#chosen.clear();
    this.#start = 0;
    this.#search = "";
    return this.#showUsers();
  }

  async #showUsers() {
    const answer = await this.#read("/users");
    const next = this.#button("Next", () => this.#showExpiration(answer.set), true);
    const cancel = this.#button("Cancel", () => this.#reset());
    const refresh = () => (next.firstElementChild.disabled = this.#chosen.size === 0);
    const rows = answer.rows.map((row) => [row.name, row.username, row.profile]);
    const choose = (at, on) => {
      const user = answer.rows[at];
      if (on) this.#chosen.set(user.id, user);
      else this.#chosen.delete(user.id);
      refresh();
    };
    const table = this.#table(["Full Name", "Username", "Profile"], rows, { choose, chosen: (at) => this.#chosen.has(answer.rows[at].id) });
    const search = element(`input.slds-input.${this.#shell.names.search}`, { type: "search", placeholder: this.#say("Search this list..."), "aria-label": this.#say("Search this list..."), value: this.#search });
    search.addEventListener("change", () => {
      this.#search = search.value;
      this.#start = 0;
      this.#showUsers();
    });
    this.#draw("users", answer.set.Label, this.#say("Select Users to Assign"), [cancel, next], [element("lightning-input", {}, search), table, this.#pager(answer, () => this.#showUsers())]);
    refresh();
  }

  #showExpiration(set) {
    const dates = { "No expiration date": "", "1 Day": this.#in(1), "1 Week": this.#in(7) };
    const group = this.#shell.names.expiration;
    const radios = Object.keys(dates).map((words, at) => element("span.slds-radio", {},
      element(`input#${group}-${at}`, { type: "radio", name: group, value: dates[words], checked: at === 0 }),
      element("label.slds-radio__label", { for: `${group}-${at}` }, element("span.slds-radio_faux", {}), this.#say(words))));
    const expires = () => this.node.querySelector(`input[name=${group}]:checked`).value;
    const buttons = [this.#button("Back", () => this.#showUsers()), this.#button("Assign", () => this.#assign(set, expires()), true)];
    this.#draw("expiration", set.Label, this.#say("Select an Expiration Option For Assigned Users"), buttons, [element("lightning-radio-group", {}, element("fieldset", {}, radios))]);
  }

  #in(days) {
    return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  }

  async #assign(set, expires) {
    const form = new URLSearchParams({ expires });
    for (const id of this.#chosen.keys()) form.append("user", id);
    const answer = await fetch(`${DATA}?set=${this.#set}`, { method: "POST", body: form });
    const { results = [], message = "" } = await answer.json();
    const rows = results.map((row) => [row.name, row.username, this.#say("Assigned"), ""]);
    const status = message ? [element("p.slds-text-color_error", {}, message)] : [];
    this.#draw("summary", set.Label, this.#say("Assignment Summary"), [this.#button("Done", () => this.#reset(), true)], [...status, this.#table(["Full Name", "Username", "Status", "Message"], rows)]);
    if (!message) this.#toast(this.#say("Assigned"));
  }

  #reset() {
    this.#start = 0;
    this.#search = "";
    return this.#showCurrent();
  }

  #draw(part, label, title, buttons, content) {
    const { names } = this.#shell;
    this.node.replaceChildren(element(`div.slds-card.${names[part]}`, {},
      element("div.slds-page-header", {}, element("div", {}, element("p.slds-text-title", {}, label), element("h1.slds-page-header__title", {}, title)), element("div.slds-page-header__actions", {}, buttons)),
      element("div.slds-card__body", {}, content)));
  }

  #button(words, click, brand = false) {
    return element("lightning-button", {}, element(`button.slds-button.${brand ? "slds-button_brand" : "slds-button_neutral"}.${this.#shell.names.button}`, { type: "button", click }, this.#say(words)));
  }

  /** A table shaped like lightning-datatable. @param {{choose: Function, chosen: Function}} [selection] */
  #table(columns, rows, selection = null) {
    const words = columns.map((column) => this.#say(column));
    const heads = words.map((column) => element("th", { scope: "col", "aria-label": column }, element("span.slds-truncate", { title: column }, column)));
    const cell = (text, at) => element(at === 0 ? "th" : "td", { scope: at === 0 ? "row" : null, "data-label": words[at] }, element("lightning-primitive-cell-factory", {}, element("span.slds-truncate", {}, text)));
    const body = rows.map((row, at) => element(`tr.${this.#shell.names.row}`, { "data-row-number": at + 1 }, selection ? this.#box(row[0], at, selection) : null, row.map(cell)));
    const empty = element("tr", {}, element("td", { colspan: columns.length + 1 }, this.#say("No records to display.")));
    return element("lightning-datatable", {}, element(`table.slds-table.slds-table_bordered.${this.#shell.names.table}`, { role: "grid" },
      element("thead", {}, element("tr", { "data-row-key-value": "HEADER" }, selection ? element("th", { scope: "col" }) : null, heads)),
      element("tbody", {}, body.length ? body : empty)));
  }

  #box(name, at, { choose, chosen }) {
    const id = `${this.#shell.names.row}-${at}`;
    const box = element(`input#${id}`, { type: "checkbox", change: () => choose(at, box.checked) });
    box.checked = chosen(at);
    return element("td", { role: "gridcell" }, element("lightning-primitive-cell-checkbox", {}, element("span.slds-checkbox", {}, box, element("label.slds-checkbox__label", { for: id }, element("span.slds-assistive-text", {}, this.#say("Select {0}", name))))));
  }

  #pager({ rows, more }, show) {
    const link = (words, step, on) => on && this.#button(words, () => {
      this.#start = Math.max(0, this.#start + step);
      show();
    });
    return element("div.pager", {}, [link("Previous Page", -50, this.#start > 0), link("Next Page", rows.length, more)].filter(Boolean));
  }
}
