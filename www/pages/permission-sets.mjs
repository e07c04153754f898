/**
 * Permission Sets: the ExtJS list, whose rows come by a request after load; the form of a new set; one set's overview; and the
 * Classic page of its assignments. Of the form its address and the end of its Description's id are known (Salesforce Inspector
 * reloaded; an extension that checks descriptions). ASSUMPTION: all else of it, the list's columns, the overview's sections, the
 * Classic assignment pages.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { lateList, lateRows } from "./late-list.mjs";
import { madeUp } from "./made-up.mjs";
import { addPermissionSet, assign, assignable, assignments, mayChange, permissionSet, permissionSets, takeSaveFailure, userLicences, userNamed } from "./records.mjs";
import { actionLink, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

/** @param {import("./classic.mjs").Request} request */
export const permissionSetsPage = (request) =>
  page(lateList(request, { id: "PermSetList", list: "permsets", title: say(request.org, "Permission Sets"), view: say(request.org, "All Permission Sets"), create: NEW_SET }));

/** The rows of the list as its script asks for them. */
export const permissionSetRows = ({ org, url }) =>
  lateRows(org, url, (letter) => permissionSets(org, letter).map((set) => ({ ...set, cells: [set.Description ?? "", set.License ?? ""] })), ["Permission Set Label", "Description", "License"]);

export const NEW_SET = "/udd/PermissionSet/newPermissionSet.apexp";

/** What a Save can't take of a new set, as its API names the error. */
function refusal(org, { Name, Label }) {
  if (!mayChange(org, "ManageProfilesPermissionsets")) return "INSUFFICIENT_ACCESS";
  if (!Label || !/^[A-Za-z]\w*$/.test(Name)) return "REQUIRED_FIELD_MISSING";
  return permissionSets(org, "").some((set) => set.Name === Name && !set.NamespacePrefix) ? "DUPLICATE_DEVELOPER_NAME" : takeSaveFailure(org);
}

/** The form of a new set; its script makes the API name of the label. @param {import("./classic.mjs").Request} request */
export function newPermissionSet(request) {
  const { org, form, method } = request;
  const vf = (tail) => `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:${tail}`;
  const names = { Label: vf(madeUp(org, "label of a set")), Name: vf(madeUp(org, "name of a set")), Description: vf("description"), License: vf(madeUp(org, "licence of a set")) };
  const entered = Object.fromEntries(Object.entries(names).map(([field, name]) => [field, (form.get(name) ?? "").trim()]));
  const failure = method === "POST" && refusal(org, entered);
  if (method === "POST" && !failure) return goOn(request, `/${addPermissionSet(org, entered)}`);
  const row = (field, head, input) => html`<tr><td class="labelCol"><label for="${names[field]}">${say(org, head)}</label></td><td class="data2Col">${input}</td></tr>`;
  const text = (field, extra = null) => html`<input id="${names[field]}" name="${names[field]}" type="text" maxlength="80" value="${entered[field]}"${extra}>`;
  const licences = html`<select id="${names.License}" name="${names.License}"><option value="">${say(org, "--None--")}</option>${userLicences(org).map(({ Id, Name }) => html`<option value="${Id}">${Name}</option>`)}</select>`;
  const rows = [
    row("Label", "Label", text("Label", html` data-names="${names.Name}"`)),
    row("Name", "API Name", text("Name")),
    row("Description", "Description", html`<textarea id="${names.Description}" name="${names.Description}">${entered.Description}</textarea>`),
    row("License", "License", licences),
  ];
  const save = mayChange(org, "ManageProfilesPermissionsets") && button({ name: vf("save"), id: vf("save"), label: say(org, "Save"), submit: true });
  const buttons = html`${save} ${button({ name: vf("cancel"), label: say(org, "Cancel"), go: "/0PS?setupid=PermSets" })}`;
  const title = say(org, "Permission Set");
  const body = html`<div class="pbSubsection"><table class="detailList"><tbody>${rows}</tbody></table></div>`;
  const content = html`${pageTitle(org, title, say(org, "Create"))}${editForm(request, { action: NEW_SET, setupid: "PermSets", buttons, title, errors: failure && errorBlock(org, failure), body, once: true })}`;
  return page(classicDocument(request, { title, scripts: ["new-set.js"], content }));
}

/** @param {import("./classic.mjs").Request} request @param {string} id */
export function permissionSetPage(request, id) {
  const { org, frame } = request;
  const set = permissionSet(org, id);
  if (!set) return null;
  const manage = frame ? `/lightning/setup/PermSets/${set.Id}/PermissionSetAssignment/home` : assignmentsAddress(set);
  const buttons = html`${button({ name: "clone", label: say(org, "Clone") })} ${!set.NamespacePrefix && button({ name: "delete", label: say(org, "Delete") })} ${!set.NamespacePrefix && button({ name: "edit", label: say(org, "Edit Properties") })} ${button({ name: "assign", label: say(org, "Manage Assignments"), go: manage })}`;
  const row = (head, value) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value ?? ""}</td></tr>`;
  const state = set.Type === "Session" ? "Checked" : "Not Checked";
  const ticked = html`<img src="/img/checkbox_${set.Type === "Session" ? "" : "un"}checked.gif" alt="${say(org, state)}" class="checkImg" title="${say(org, state)}">`;
  const content = html`${pageTitle(org, say(org, "Permission Set"), set.Label)}
<div class="bPageBlock brandSecondaryBrd bDetailBlock secondaryPalette"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h2 class="mainTitle">${say(org, "Permission Set Overview")}</h2></td><td class="pbButton" id="topButtonRow">${buttons}</td></tr></tbody></table></div>
<div class="pbBody"><div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${row("Description", set.Description)}${row("License", set.License)}${row("API Name", set.Name)}${row("Namespace Prefix", set.NamespacePrefix)}${row("Session Activation Required", ticked)}</tbody></table></div></div></div>
<div class="permSetSections"><h3>${say(org, "Apps")}</h3><ul><li><a href="/${set.Id}?s=AssignedApps">${say(org, "Assigned Apps")}</a></li><li><a href="/${set.Id}?s=EntityPermissions">${say(org, "Object Settings")}</a></li><li><a href="/${set.Id}?s=ClassAccess">${say(org, "Apex Class Access")}</a></li><li><a href="/${set.Id}?s=SystemPermissions">${say(org, "System Permissions")}</a></li></ul></div>`;
  return page(classicDocument(request, { title: `${say(org, "Permission Set")}: ${set.Label}`, content }));
}

const assignmentsAddress = (set) => `/005?id=${set.Id}&isUserEntityOverride=1&SetupNode=PermSets`;

/** The Classic list of a set's assignments, and (`add=1`) of the users to add; Assign acts at once. */
export function classicAssignments(request, id) {
  const { org, url, method, form } = request;
  const set = permissionSet(org, id);
  if (!set) return null;
  if (method === "POST") {
    if (mayChange(org, "AssignPermissionSets")) assign(org, set.Id, form.getAll("ids"), null);
    return { status: 302, headers: { location: assignmentsAddress(set) }, body: "" };
  }
  return page(url.searchParams.get("add") ? addAssignments(request, set) : listAssignments(request, set));
}

const userColumns = (org) => [{ title: say(org, "Full Name"), name: true }, ...["Username", "Profile"].map((head) => ({ title: say(org, head) }))];
const userCells = (user) => [html`<a href="/${user.Id}?noredirect=1&isUserEntityOverride=1">${userNamed(user)}</a>`, user.Username, user.Profile ?? ""];

function listAssignments(request, set) {
  const { org } = request;
  const add = mayChange(org, "AssignPermissionSets") && button({ name: "add", label: say(org, "Add Assignment"), go: `${assignmentsAddress(set)}&add=1` });
  const rows = assignments(org, set.Id, 200, 0).map((user, at) => ({ actions: [actionLink(org, say(org, "Remove"), at + 1, userNamed(user), "#")], cells: userCells(user) }));
  const list = staticList(org, { id: "assigned", title: set.Label, columns: userColumns(org), rows, buttons: add });
  return classicDocument(request, { title: `${say(org, "Assigned Users")}: ${set.Label}`, bodyClass: " listPage", content: html`${pageTitle(org, say(org, "Assigned Users"), set.Label)}${list}` });
}

function addAssignments(request, set) {
  const { org } = request;
  const title = say(org, "Select Users to Assign");
  const rows = assignable(org, set.Id, 200, 0).map((user) => ({ actions: [html`<input type="checkbox" id="${user.Id}" name="ids" value="${user.Id}" title="${say(org, "Select {0}", userNamed(user))}"${flag("checked", false)}>`], cells: userCells(user) }));
  const buttons = html`${button({ name: "save", label: say(org, "Assign"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: assignmentsAddress(set) })}`;
  const body = staticList(org, { id: "users", title, columns: userColumns(org), rows });
  return classicDocument(request, { title, content: html`${pageTitle(org, title, set.Label)}${editForm(request, { action: assignmentsAddress(set), setupid: "PermSets", buttons, title, body })}` });
}
