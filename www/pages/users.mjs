/**
 * Users: the list, a user's own page with the sets assigned to him, his edit form, and the page that assigns sets to him.
 * Known: addresses, `#active` of the edit form, the related list's id (`<user>_RelatedPermsetAssignmentList`), the button
 * `editPermSetAssignments`, the dual list (public page tests). ASSUMPTION: columns, views, rows of the detail and their order.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { chosen, visualforceDuel } from "./dueling-list.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { assignSets, saveUser, setsFor, setsOf, user, users } from "./profile-records.mjs";
import { mayChange, takeSaveFailure, userNamed } from "./records.mjs";
import { actionLink, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

const LIST = "/005?isUserEntityOverride=1&setupid=ManageUsers";
const ROWS = 100;
const own = "?noredirect=1&isUserEntityOverride=1";
const mayEdit = (org) => mayChange(org, "ManageUsers");
const ticked = (org, on) => html`<img src="/img/checkbox_${on ? "" : "un"}checked.gif" alt="${say(org, on ? "Checked" : "Not Checked")}" class="checkImg" title="${say(org, on ? "Checked" : "Not Checked")}">`;

/** @param {import("./classic.mjs").Request} request */
export function usersPage(request) {
  const { org, url, frame } = request;
  const title = say(org, "All Users");
  const start = Math.max(0, Number.parseInt(url.searchParams.get("lsr") ?? "0", 10) || 0);
  const found = users(org, ROWS + 1, start);
  const more = found.length > ROWS && html`<div class="next"><a href="${LIST}${frame ? "&isdtp=p1" : ""}&lsr=${start + ROWS}" shouldstayinownframe="true">${say(org, "Next Page")}</a></div>`;
  const heads = ["Full Name", "Alias", "Username", "Role", "Active", "Profile"];
  const columns = heads.map((head, at) => ({ title: say(org, head), name: at === 0 }));
  const rows = found.slice(0, ROWS).map((row, at) => ({
    actions: mayEdit(org) ? [actionLink(org, say(org, "Edit"), at + 1, userNamed(row), `/${row.Id}/e${own}`)] : [],
    cells: [html`<a href="/${row.Id}${own}">${userNamed(row)}</a>`, row.Alias, html`<a href="/${row.Id}${own}">${row.Username}</a>`, row.Role ?? "", ticked(org, row.IsActive === 1), html`<a href="/${row.ProfileId}">${row.Profile}</a>`],
  }));
  const view = html`<div class="bFilterView"><form id="filter_element"><div class="bFilter"><label for="fcf">${say(org, "View")}</label> <span class="fBody"><select id="fcf" name="fcf"><option selected="selected">${title}</option></select></span></div></form></div>`;
  const buttons = html`${button({ name: "new", label: say(org, "New User") })} ${button({ name: "resetPW", label: say(org, "Reset Password(s)") })}`;
  const list = staticList(org, { id: "users", title, columns, rows, buttons });
  return page(classicDocument(request, { title, bodyClass: " listPage", content: html`${pageTitle(org, title)}${view}${list}${more}` }));
}

/** @param {import("./classic.mjs").Request} request @param {string} id @param {boolean} edit */
export function userPage(request, id, edit) {
  const shown = user(request.org, id);
  if (!shown) return null;
  return edit ? editUser(request, shown) : page(detail(request, shown));
}

function detail(request, shown) {
  const { org } = request;
  const cells = ([head, value]) => html`<td class="labelCol">${say(org, head)}</td><td class="dataCol">${value}</td>`;
  const row = (left, right) => html`<tr>${cells(left)}${cells(right)}</tr>`;
  const buttons = html`${mayEdit(org) && button({ name: "edit", label: say(org, "Edit"), go: `/${shown.Id}/e${own}` })} ${mayEdit(org) && button({ name: "resetPW", label: say(org, "Reset Password") })}`;
  const rows = [
    row(["Name", shown.Name], ["Role", shown.Role ?? ""]),
    row(["Alias", shown.Alias], ["User License", shown.License ?? ""]),
    row(["Email", html`<a href="mailto:${shown.Email}">${shown.Email}</a>`], ["Profile", html`<a href="/${shown.ProfileId}">${shown.Profile}</a>`]),
    row(["Username", shown.Username], ["Active", ticked(org, shown.IsActive === 1)]),
  ];
  const content = html`${pageTitle(org, say(org, "User"), shown.Name)}
<div class="bPageBlock brandSecondaryBrd bDetailBlock secondaryPalette" id="ep"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h2 class="mainTitle">${say(org, "User Detail")}</h2></td><td class="pbButton" id="topButtonRow">${buttons}</td></tr></tbody></table></div>
<div class="pbBody"><div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${rows}</tbody></table></div></div></div>
${assigned(org, shown)}`;
  return classicDocument(request, { title: `${say(org, "User")}: ${shown.Name}`, content });
}

const assignPath = (shown) => `/udd/PermissionSet/assignPermissionSet.apexp?userId=${shown.Id}`;

function assigned(org, shown) {
  const id = `${shown.Id.slice(0, 15)}_RelatedPermsetAssignmentList`;
  const edit = mayChange(org, "AssignPermissionSets") && button({ name: "editPermSetAssignments", label: say(org, "Edit Assignments"), go: assignPath(shown) });
  const rows = setsOf(org, shown).map((set, at) => ({ actions: [actionLink(org, say(org, "Del"), at + 1, set.Label, "#")], cells: [html`<a href="/${set.Id}">${set.Label}</a>`] }));
  const list = staticList(org, { id, title: say(org, "Permission Set Assignments"), columns: [{ title: say(org, "Permission Set Label"), name: true }], rows, buttons: edit });
  return html`<div class="bRelatedList" id="${id}">${list}</div>`;
}

function editUser(request, shown) {
  const { org, form, method } = request;
  const email = madeUp(org, "e-mail of a user");
  const failure = method === "POST" && (mayEdit(org) ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS");
  if (method === "POST" && !failure) {
    saveUser(org, shown, { Email: (form.get(email) ?? shown.Email).slice(0, 128), IsActive: form.has("active") });
    return goOn(request, `/${shown.Id}${own}`);
  }
  const now = failure ? { Email: form.get(email) ?? "", IsActive: form.has("active") ? 1 : 0 } : shown;
  const title = say(org, "User Edit");
  const row = (id, head, input) => html`<tr><td class="labelCol"><label for="${id}">${say(org, head)}</label></td><td class="data2Col">${input}</td></tr>`;
  const body = html`<div class="pbSubsection"><table class="detailList"><tbody>${row(email, "Email", html`<input id="${email}" name="${email}" type="text" value="${now.Email}">`)}${row("active", "Active", html`<input id="active" name="active" type="checkbox" value="1"${flag("checked", now.IsActive === 1)}${flag("disabled", !mayEdit(org))}>`)}</tbody></table></div>`;
  const buttons = html`${mayEdit(org) && button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: `/${shown.Id}${own}` })}`;
  const content = html`${pageTitle(org, title, shown.Name)}${editForm(request, { action: `/${shown.Id}/e${own}`, setupid: "ManageUsers", buttons, title, errors: failure && errorBlock(org, failure), body })}`;
  return page(classicDocument(request, { title, content }));
}

/** Which sets a user has, as a dual list. @param {import("./classic.mjs").Request} request */
export function userAssignments(request) {
  const { org, url, form, method } = request;
  const shown = user(org, url.searchParams.get("userId") ?? "");
  if (!shown) return null;
  const [held, free] = [setsOf(org, shown), setsFor(org, shown)];
  const back = `/${shown.Id}${own}`;
  if (method === "POST" && mayChange(org, "AssignPermissionSets")) {
    assignSets(org, shown, chosen(form, [...held, ...free].map((set) => set.Id), held.map((set) => set.Id)));
    return goOn(request, back);
  }
  const entries = (sets) => sets.map((set) => ({ value: set.Id, text: set.Label }));
  const duel = { available: entries(free), selected: entries(held), titles: [say(org, "Available Permission Sets"), say(org, "Enabled Permission Sets")], locked: !mayChange(org, "AssignPermissionSets") };
  const name = `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:save`;
  const buttons = html`${button({ name, id: name, label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: back })}`;
  const title = say(org, "Permission Set Assignments");
  const content = html`${pageTitle(org, title, shown.Name)}${editForm(request, { action: assignPath(shown), setupid: "PermSets", buttons, title, body: html`<div class="pbSubsection">${visualforceDuel(org, duel)}</div>`, once: true })}`;
  return page(classicDocument(request, { title: `${title}: ${shown.Name}`, scripts: ["dueling-boxes.js"], content }));
}
