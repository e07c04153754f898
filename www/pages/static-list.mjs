/**
 * Classic's static list: `table.list`, its header row in `tbody`, the row's name in a `th[scope=row]`; with the A-Z rolodex
 * and pages that hide rows. ASSUMPTION: page size, and the parameters `lsr` (first row) and `lsi` (letter of the rolodex).
 */
import { html } from "./html.mjs";
import { say } from "./words.mjs";

const PAGE_SIZE = 100;
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const OTHER = LETTERS.length;

/**
 * The rows of one page of a list, and where it stands.
 * @template T
 * @param {T[]} all
 * @param {(row: T) => string} nameOf
 * @param {URLSearchParams} params
 */
export function pageOfList(all, nameOf, params) {
  const letter = wholeNumber(params.get("lsi"), -1);
  const chosen = letter < 0 ? all : all.filter((row) => letterOf(nameOf(row)) === letter);
  const start = Math.min(wholeNumber(params.get("lsr"), 0), chosen.length);
  return { rows: chosen.slice(start, start + PAGE_SIZE), start, letter, total: chosen.length, more: start + PAGE_SIZE < chosen.length };
}

function wholeNumber(text, otherwise) {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise;
}

function letterOf(name) {
  const at = LETTERS.indexOf(name.charAt(0).toUpperCase());
  return at < 0 ? OTHER : at;
}

/** The rolodex. Its links stay in their own frame, so Lightning's address does not change. */
export function rolodex(org, address, current) {
  const item = (letter, text) => letter === current
    ? html`<span class="listItemSelected"><span class="listItemPad">${text}</span></span>`
    : html`<a href="${address}&lsi=${letter}" class="listItem" shouldstayinownframe="true"><span class="listItemPad">${text}</span></a>`;
  return html`<div class="rolodex">${LETTERS.map((text, letter) => html`${item(letter, text)}|`)}${item(OTHER, say(org, "Other"))}|${item(-1, say(org, "All"))}</div>`;
}

/** Links to the pages before and after; they too stay in their frame. */
export function pager(org, address, { start, letter, more }) {
  const link = (first, words) => html`<a href="${address}&lsi=${letter}&lsr=${first}" shouldstayinownframe="true">${words}</a>`;
  if (!more && start === 0) return null;
  return html`<div class="next">${start > 0 && link(Math.max(0, start - PAGE_SIZE), html`&lt; ${say(org, "Previous Page")}`)}${start > 0 && more && " | "}${more && link(start + PAGE_SIZE, html`${say(org, "Next Page")} &gt;`)}</div>`;
}

/**
 * @typedef {{title: string, name?: boolean}} Column `name`: the cell that names the row
 * @typedef {{actions: unknown[], cells: unknown[]}} Row
 */

/**
 * One block `div.listRelatedObject.setupBlock` with a list in it.
 * @param {object} org
 * @param {{id: string, title: string, columns: Column[], rows: Row[], buttons?: unknown}} list
 */
export function staticList(org, { id, title, columns, rows, buttons = "" }) {
  return html`<div class="listRelatedObject setupBlock"><div class="bPageBlock brandSecondaryBrd secondaryPalette"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><img src="/s.gif" alt="" class="minWidth" width="1" height="1"><h3 id="${id}_title">${title}</h3></td><td class="pbButton">${buttons}</td></tr></tbody></table></div>
<div class="pbBody" id="${id}_body"><table class="list" border="0" cellspacing="0" cellpadding="0"><tbody>
<tr class="headerRow"><th scope="col" class="actionColumn">${say(org, "Action")}</th>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr>
${rows.length ? rows.map((row, at) => drawRow(columns, row, at, rows.length)) : html`<tr class="dataRow even last first"><th scope="row" class="dataCell noRowsHeader" colspan="${columns.length + 1}">${say(org, "No records to display.")}</th></tr>`}
</tbody></table></div><div class="pbFooter secondaryPalette"><div class="bg"></div></div></div></div>`;
}

function drawRow(columns, { actions, cells }, at, count) {
  const classes = ["dataRow", at % 2 ? "odd" : "even", at === count - 1 && "last", at === 0 && "first"].filter(Boolean).join(" ");
  const cell = (content, index) => columns[index].name
    ? html`<th scope="row" class="dataCell">${content}</th>`
    : html`<td class="dataCell cellCol${index}">${content === "" ? html`&nbsp;` : content}</td>`;
  return html`<tr class="${classes}"><td class="actionColumn">${actions.map((action, index) => html`${index > 0 && html`&nbsp;|&nbsp;`}${action}`)}</td>${cells.map(cell)}</tr>`;
}

/** An action link; its title says the action, the row's number and the row's name. */
export const actionLink = (org, action, row, name, address, target = null) =>
  html`<a href="${address}" class="actionLink"${target && html` target="${target}"`} title="${say(org, "{0} - Record {1} - {2}", action, row, name)}">${action}</a>`;
