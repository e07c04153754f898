/**
 * Network Access: the list of trusted IP ranges, and the form of a new one. Known: `input[name=new]` on the list,
 * `#IpStartAddress`, `#IpEndAddress` and `input[name=save]` on the form, and its title (public tests that drive Setup).
 * ASSUMPTION: the form's address, the columns and their order, the words of its errors; the field of the description
 * and the list's own ids are made up at every start.
 */
import { isIPv4 } from "node:net";
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { addTrustedRange, mayChange, takeSaveFailure, trustedRanges } from "./records.mjs";
import { actionLink, pageOfList, pager, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

const LIST = "/05G?setupid=NetworkAccess";
export const FORM = "/05G/e";
/** Salesforce Help: a range holds at most 33,554,432 addresses. */
const MOST_ADDRESSES = 2 ** 25;

const number = (address) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** @param {import("./classic.mjs").Request} request */
export function networkAccess(request) {
  const { org, url, frame } = request;
  const title = say(org, "Network Access");
  const may = mayChange(org, "ManageIpAddresses");
  const shown = pageOfList(trustedRanges(org), (range) => range.start, url.searchParams);
  const heads = ["Start IP Address", "End IP Address", "Description"];
  const list = staticList(org, {
    id: madeUp(org, "trusted ranges"),
    title: say(org, "Trusted IP Ranges"),
    columns: heads.map((head) => ({ title: say(org, head) })),
    rows: shown.rows.map((range, at) => ({
      actions: may ? [actionLink(org, say(org, "Edit"), shown.start + at + 1, range.start, "#"), actionLink(org, say(org, "Del"), shown.start + at + 1, range.start, "#")] : [],
      cells: [range.start, range.end, range.description ?? ""],
    })),
    buttons: may && button({ name: "new", label: say(org, "New"), go: `${FORM}?retURL=%2F05G` }),
  });
  return page(classicDocument(request, { title, bodyClass: " listPage", content: html`${pageTitle(org, title)}${list}${pager(org, `${LIST}${frame ? "&isdtp=p1" : ""}`, shown)}` }));
}

/** @param {import("./classic.mjs").Request} request */
export function trustedIpRange(request) {
  const { org, method, form } = request;
  if (method !== "POST") return page(drawForm(request, {}));
  const entered = { start: text(form, "IpStartAddress"), end: text(form, "IpEndAddress"), description: text(form, madeUp(org, "range description")) };
  const failure = mayChange(org, "ManageIpAddresses") ? complaint(org, entered) ?? takeSaveFailure(org) : "INSUFFICIENT_ACCESS";
  if (failure) return page(drawForm(request, entered, failure));
  addTrustedRange(org, entered);
  return goOn(request, LIST);
}

const text = (form, name) => (form.get(name) ?? "").trim().slice(0, 255);

/** What is wrong with a range, in words, or null. */
function complaint(org, { start, end }) {
  if (!isIPv4(start) || !isIPv4(end)) return say(org, "Enter valid IP addresses.");
  const count = number(end) - number(start) + 1;
  return count < 1 || count > MOST_ADDRESSES ? say(org, "The end address must follow the start address, and the range must not be too large.") : null;
}

function drawForm(request, { start = "", end = "", description = "" }, failure = null) {
  const { org } = request;
  const title = `${say(org, "Network Access")}: ${say(org, "Trusted IP Range Edit")}`;
  const buttons = html`${button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: LIST })}`;
  const row = (id, label, value) => html`<tr><td class="labelCol requiredInput"><label for="${id}">${say(org, label)}</label></td><td class="data2Col" colspan="3"><input id="${id}" name="${id}" type="text" size="20" maxlength="255" value="${value}"></td></tr>`;
  const body = html`<div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${row("IpStartAddress", "Start IP Address", start)}${row("IpEndAddress", "End IP Address", end)}${row(madeUp(org, "range description"), "Description", description)}</tbody></table></div>`;
  const form = editForm(request, { action: FORM, setupid: "NetworkAccess", buttons, title: say(org, "Trusted IP Range Edit"), errors: failure && errorBlock(org, failure), body });
  return classicDocument(request, { title, content: html`${pageTitle(org, say(org, "Network Access"), say(org, "Trusted IP Range Edit"))}${form}` });
}
