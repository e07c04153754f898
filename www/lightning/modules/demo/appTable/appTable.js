/** App Manager's table: rows arrive late, more of them when it is scrolled, and each has a menu. */
import { LightningElement, api } from "lwc";

export default class AppTable extends LightningElement {
  @api keyField = "id";
  @api rows = [];
  @api columns = [];
  @api loading = false;
  @api more = false;

  /** Lightning asks for more rows only in a table that scrolls by itself. */
  get height() {
    return "height: 360px";
  }

  askForMore() {
    this.dispatchEvent(new CustomEvent("more"));
  }

  act(event) {
    const { action, row } = event.detail;
    this.dispatchEvent(new CustomEvent("act", { detail: { action: action.name, id: row.id } }));
  }
}
