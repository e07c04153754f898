/**
 * App Manager, a native Lightning page: Salesforce's own lightning-datatable, whose rows arrive late, and more of them when it is
 * scrolled. ASSUMPTION: the page around the table, and its menu's entries but Edit and Manage; its key field is made up.
 */
import { element, wait } from "./element.mjs";
import { lightningComponents } from "./lightning-components.mjs";

const DATA = "/setup-data/apps";
const LATE = 400;

export class AppManagerPage {
  #shell;
  #navigate;
  #table = null;
  #rows = [];

  constructor(shell, { navigate }) {
    this.#shell = shell;
    this.#navigate = navigate;
    this.node = element(`div.${shell.names.page}#${shell.names.page}`, {}, this.#spinner());
    this.#draw();
  }

  #spinner() {
    return element("div.slds-spinner_container", {}, element("div.slds-spinner", { role: "status" }));
  }

  async #draw() {
    const { words, shadow, names } = this.#shell;
    const components = await lightningComponents(shadow);
    this.#table = components.appTable();
    const column = (english, fieldName) => ({ label: words[english], fieldName, type: "text" });
    Object.assign(this.#table, { keyField: names.row, columns: [column("App Name", "name"), column("Developer Name", "developerName"), column("Last Modified Date", "modified"), column("App Type", "typeName"), { type: "action", typeAttributes: { rowActions: (row, done) => done(this.#actions(row)) } }] });
    this.#table.addEventListener("more", () => this.#load());
    this.#table.addEventListener("act", ({ detail }) => this.#act(detail));
    this.node.replaceChildren(element("div.slds-card", {}, element("h1.slds-page-header__title", {}, words["App Manager"]), this.#table));
    await this.#load();
  }

  #actions({ type }) {
    const { words, mayEdit } = this.#shell;
    if (type === "Connected") return [{ label: words.Manage, name: "manage" }];
    return mayEdit ? [{ label: words.Edit, name: "edit" }, { label: words.Delete, name: "delete" }] : [];
  }

  async #load() {
    if (this.#table.loading) return;
    this.#table.loading = true;
    const answer = await fetch(`${DATA}?start=${this.#rows.length}`);
    const { rows, more } = await answer.json();
    await wait(LATE);
    this.#rows = [...this.#rows, ...rows.map((row) => ({ ...row, [this.#shell.names.row]: crypto.randomUUID() }))];
    Object.assign(this.#table, { rows: this.#rows, more, loading: false });
  }

  #act({ action, id }) {
    const { type } = this.#rows.find((row) => row.id === id);
    if (action !== "edit") return;
    if (type === "Classic") this.#navigate(`/${id}/e`);
    else location.assign(`/visualEditor/appBuilder.app?id=${id}`);
  }
}
