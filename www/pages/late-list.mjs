/**
 * The list whose rows come by a request after load (ExtJS), as of permission sets and profiles.
 * ASSUMPTION: the address for rows and its parameters.
 */
import { button, classicDocument, pageTitle } from "./classic.mjs";
import { html } from "./html.mjs";
import { say } from "./words.mjs";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
export const ROWS_ADDRESS = "/_ui/common/list/ListServlet";

/** @param {import("./classic.mjs").Request} request @param {{id: string, list: string, title: string, view: string, create?: string}} which `create`: where New leads */
export function lateList(request, { id, list, title, view, create = null }) {
  const { org } = request;
  const content = html`${pageTitle(org, title)}
<div class="listViewport setupBlock" id="${id}_listViewport"><div class="subNav"><div class="linkBar brandSecondaryBrd"><div class="filterLinks"><label for="${id}_listSelect">${say(org, "View")}</label> <select id="${id}_listSelect" name="fcf" class="title"><option value="00B" selected="selected">${view}</option></select></div></div>
<div class="subNavButtons"><ul class="piped"><li>${button({ name: "new", label: say(org, "New"), go: create })}</li></ul></div>
<div class="rolodex" id="${id}_rolodex">${[...LETTERS, say(org, "Other"), say(org, "All")].map((text, at, all) => html`<a href="#" class="${at === all.length - 1 ? "listItemSelected" : "listItem"}" shouldstayinownframe="true" data-letter="${at < LETTERS.length ? text : at === LETTERS.length ? "other" : ""}"><span class="listItemPad">${text}</span></a>${at < all.length - 1 && "|"}`)}</div></div>
<div class="listBody"><div class="waitingSearchDiv" id="${id}_loading" role="progressbar"><span class="waitingDescription">${say(org, "Loading...")}</span></div><div class="x-panel x-grid-panel" id="ext-gen11" data-list="${id}" data-kind="${list}" data-rows="${ROWS_ADDRESS}"></div></div>
<div class="bottomNav"><div class="paginator" id="${id}_paginator"></div></div></div>`;
  return classicDocument(request, { title, bodyClass: " listPage", scripts: ["ext-list.js"], content });
}

/** One page of the rows. @param {(letter: string) => {Id: string, Label: string, cells: string[]}[]} of @param {string[]} columns */
export function lateRows(org, url, of, columns) {
  const letter = url.searchParams.get("letter") ?? "";
  const all = of(/^(?:[A-Z]|other)$/.test(letter) ? letter : "");
  const size = Math.min(Number(url.searchParams.get("rows")) || 25, 200);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(Number(url.searchParams.get("page")) || 1, 1), pages);
  const body = {
    columns: ["Action", ...columns].map((column) => say(org, column)),
    rows: all.slice((at - 1) * size, at * size),
    clone: say(org, "Clone"), del: say(org, "Del"),
    previous: say(org, "Previous Page"), next: say(org, "Next Page"), place: say(org, "Page {0} of {1}", at, pages),
    page: at, pages,
  };
  return { status: 200, headers: { "content-type": "application/json; charset=UTF-8" }, body: JSON.stringify(body) };
}
