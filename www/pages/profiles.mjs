/**
 * Profiles: the list in both forms (static, and ExtJS whose rows come after load), a profile's page in both designs, its sections, and
 * the editors of its Apex classes, apps and login ranges; its objects are in a file of their own. The original design shows the whole profile at the address of a section too.
 * Known: the addresses of pages and sections, the dual lists, the path of the original editor of classes and that its button has it
 * (public tools that drive these pages). ASSUMPTION: all else; what no source proves has made-up names.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { chosen, olderDuel, visualforceDuel } from "./dueling-list.mjs";
import { flag, html } from "./html.mjs";
import { lateList, lateRows } from "./late-list.mjs";
import { madeUp } from "./made-up.mjs";
import { editObject, fieldLinks, fieldsPage, objectList, objectMatrix, objectPart, saveMatrix } from "./profile-objects.mjs";
import { OBJECTS } from "./object-records.mjs";
import { addLoginRange, giveProfile, hasEnhancedProfileList, hasEnhancedProfiles, loginRanges, profile, profileApps, profileClasses, profiles } from "./profile-records.mjs";
import { mayChange, takeSaveFailure } from "./records.mjs";
import { actionLink, pageOfList, pager, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

export const ORIGINAL_CLASSES = "/_ui/system/user/ProfileApexClassPermissionEdit/e";
const LIST = "/00e?setupid=EnhancedProfiles";
const COLUMNS = ["Profile Name", "User License", "Custom"];

const mayEdit = (org) => mayChange(org, "ManageProfilesPermissionsets") && (hasEnhancedProfiles(org) || mayChange(org, "CustomizeApplication"));
/** ASSUMPTION: what a standard profile may do with objects is not changed. */
const mayEditObjects = (org, shown) => mayEdit(org) && shown.IsCustom === 1;
const profileLink = (row) => html`<a href="/${row.Id}"><span>${row.Name}</span></a>`;

/** @param {import("./classic.mjs").Request} request */
export function profilesPage(request) {
  const { org, url } = request;
  if (hasEnhancedProfileList(org)) return page(lateList(request, { id: "EnhancedProfileList", list: "profiles", title: say(org, "Profiles"), view: say(org, "All Profiles") }));
  const title = say(org, "User Profiles");
  const address = `${LIST}${request.frame ? "&isdtp=p1" : ""}`;
  const shown = pageOfList(profiles(org), (row) => row.Name, url.searchParams);
  const rows = shown.rows.map((row, at) => ({
    actions: [actionLink(org, say(org, "Edit"), at + 1, row.Name, `/${row.Id}/e`), actionLink(org, say(org, "Clone"), at + 1, row.Name, `/${row.Id}/clone`)],
    cells: [profileLink(row), row.License ?? "", row.IsCustom ? html`<img src="/s.gif" alt="" class="checkImg">` : ""],
  }));
  const columns = COLUMNS.map((head, at) => ({ title: say(org, head), name: at === 0 }));
  const list = staticList(org, { id: "profiles", title: say(org, "Profiles"), columns, rows, buttons: button({ name: "new", label: say(org, "New") }) });
  return page(classicDocument(request, { title, bodyClass: " listPage", content: html`${pageTitle(org, title)}${list}${pager(org, address, shown)}` }));
}

/** The rows of the late list as its script asks for them. */
export const profileRows = ({ org, url }) =>
  lateRows(org, url, (letter) => profiles(org, letter).map((row) => ({ ...row, Label: row.Name, cells: [row.License ?? "", row.IsCustom ? "✓" : ""] })), COLUMNS);

/** @param {import("./classic.mjs").Request} request @param {string} id @param {boolean} edit whether the address ends in `/e` */
export function profilePage(request, id, edit) {
  const { org, url } = request;
  const shown = profile(org, id);
  if (!shown) return null;
  const section = url.searchParams.get("s");
  if (!hasEnhancedProfiles(org)) return edit ? editApps(request, shown, `/${shown.Id}/e`) : page(originalPage(request, shown));
  if (edit && section === "ClassAccess") return editClasses(request, shown);
  if (edit && section === "ObjectsAndTabs" && objectOf(url)) return editObject(request, shown, objectOf(url), mayEditObjects(org, shown));
  if (edit && section === "AssignedApps") return editApps(request, shown, `/${shown.Id}/e?s=AssignedApps`);
  return page(enhancedPage(request, shown, section));
}

const titleOf = (org, { Name }) => `${say(org, "Profile")}: ${Name}`;

/** The object that an address names, where there is one of that name. */
const objectOf = (url) => Object.keys(OBJECTS).find((object) => object === url.searchParams.get("o"));

function enhancedPage(request, shown, section) {
  const { org } = request;
  const part = { ClassAccess: classSection, ObjectsAndTabs: objectSection, AssignedApps: appSection, LoginIPRanges: rangeSection }[section];
  const links = { AssignedApps: "Assigned Apps", ObjectsAndTabs: "Object Settings", ClassAccess: "Apex Class Access", SystemPermissions: "System Permissions", LoginIPRanges: "Login IP Ranges" };
  const overview = html`${button({ name: "users", label: say(org, "View Users") })}<div class="permSetSections"><ul>${Object.entries(links).map(([code, words]) => html`<li><a href="/${shown.Id}?s=${code}">${say(org, words)}</a></li>`)}</ul></div>`;
  const content = html`${pageTitle(org, say(org, "Profile"), shown.Name)}<form action="/${shown.Id}" id="${madeUp(org, "profile form")}" method="post">${part ? part(request, shown) : overview}</form>`;
  return classicDocument(request, { title: titleOf(org, shown), content });
}

const vfName = (org, tail) => `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:${tail}`;

/** A list of a section, in a block of its own with its button above. */
const block = (org, id, title, buttons, list) =>
  html`<div class="bRelatedList" id="${id}"><div class="bPageBlock brandSecondaryBrd secondaryPalette"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h3>${title}</h3></td><td class="pbButton">${buttons}</td></tr></tbody></table></div><div class="pbBody">${list}</div></div></div>`;

function table(org, heads, rows) {
  const cells = (row) => row.map((cell, at) => (at === 0 ? html`<th scope="row" class="dataCell">${cell}</th>` : html`<td class="dataCell">${cell}</td>`));
  const none = html`<tr class="dataRow"><th scope="row" class="dataCell noRowsHeader" colspan="${heads.length}">${say(org, "No records to display.")}</th></tr>`;
  return html`<table class="list" border="0" cellspacing="0" cellpadding="0"><tbody><tr class="headerRow">${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>${rows.length ? rows.map((row) => html`<tr class="dataRow">${cells(row)}</tr>`) : none}</tbody></table>`;
}

const classTable = (org, shown) =>
  table(org, [say(org, "Apex Class Name")], profileClasses(org, shown).filter((row) => row.enabled).map((row) => [html`<a href="/${row.Id}">${row.text}</a>`]));

function classSection({ org }, shown) {
  const edit = mayEdit(org) && button({ name: vfName(org, "edit"), label: say(org, "Edit"), go: `/${shown.Id}/e?s=ClassAccess` });
  return block(org, madeUp(org, "class block"), say(org, "Apex Class Access"), edit, classTable(org, shown));
}

function objectSection(request, shown) {
  const { org, url } = request;
  const object = objectOf(url);
  if (!object) return objectList(request, shown);
  const edit = mayEditObjects(org, shown) && button({ name: vfName(org, "edit"), label: say(org, "Edit"), go: `/${shown.Id}/e?s=ObjectsAndTabs&o=${object}` });
  return objectPart(request, shown, object, edit);
}

/** The fields of one object, in the original design. @param {import("./classic.mjs").Request} request */
export function profileFields(request) {
  const { org, url } = request;
  const shown = profile(org, url.searchParams.get("id") ?? "");
  return shown && !hasEnhancedProfiles(org) ? fieldsPage(request, shown, mayEditObjects(org, shown)) : null;
}

const ticked = (on) => html`<img src="/img/checkbox_${on ? "" : "un"}checked.gif" alt="" class="checkImg">`;
const appTable = (org, shown) => table(org, [say(org, "App Name"), say(org, "Visible")], profileApps(org, shown).map((app) => [app.text, ticked(app.visible)]));

function appSection({ org }, shown) {
  const edit = mayEdit(org) && button({ name: vfName(org, "edit"), label: say(org, "Edit"), go: `/${shown.Id}/e?s=AssignedApps` });
  return block(org, madeUp(org, "app block"), say(org, "Assigned Apps"), edit, appTable(org, shown));
}

function rangeTable(org, shown) {
  const heads = ["IP Start Address", "IP End Address", "Description"].map((head) => say(org, head));
  return table(org, heads, loginRanges(org, shown).map((range) => [range.startAddress, range.endAddress, range.description ?? ""]));
}

const rangeEditPath = (org, shown) => `/${madeUp(org, "login range editor")}/e?${madeUp(org, "login range profile")}=${shown.Id}`;

function rangeSection({ org }, shown, label = "Add IP Ranges") {
  const add = mayEdit(org) && button({ name: madeUp(org, "new login range"), label: say(org, label), go: rangeEditPath(org, shown) });
  return block(org, madeUp(org, "range block"), say(org, "Login IP Ranges"), add, rangeTable(org, shown));
}

function originalPage(request, shown) {
  const { org } = request;
  const edit = mayEdit(org);
  const buttons = html`${edit && button({ name: "edit", label: say(org, "Edit"), go: `/${shown.Id}/e` })} ${button({ name: "users", label: say(org, "View Users") })}`;
  const address = `${ORIGINAL_CLASSES}?${madeUp(org, "profile of classes")}=${shown.Id}&retURL=%2F${shown.Id}`;
  const editClassesButton = edit && button({ name: madeUp(org, "edit classes"), label: say(org, "Edit"), onclick: `navigateToUrl('${address}','DETAIL','edit')` });
  const row = (head, value) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value ?? ""}</td></tr>`;
  const content = html`${pageTitle(org, say(org, "Profile"), shown.Name)}
<div class="bPageBlock brandSecondaryBrd bDetailBlock secondaryPalette" id="ep"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h2 class="mainTitle">${say(org, "Profile Detail")}</h2></td><td class="pbButton" id="topButtonRow">${buttons}</td></tr></tbody></table></div>
<div class="pbBody"><div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${row("Name", shown.Name)}${row("User License", shown.License)}</tbody></table></div>
<div class="pbSubheader"><h3>${say(org, "Custom App Settings")}</h3></div><div class="pbSubsection">${appTable(org, shown)}</div>
${fieldLinks(org, shown)}${objectMatrix(org, shown, false)}</div></div>
${rangeSection(request, shown, "New")}
${block(org, madeUp(org, "class block"), say(org, "Enabled Apex Class Access"), editClassesButton, classTable(org, shown))}`;
  return classicDocument(request, { title: titleOf(org, shown), content });
}

/** The editor of the original design, at an address of its own. @param {import("./classic.mjs").Request} request */
export function originalClasses(request) {
  const { org, url, form } = request;
  const shown = profile(org, url.searchParams.get(madeUp(org, "profile of classes")) ?? form.get("profile") ?? "");
  return shown && !hasEnhancedProfiles(org) ? editClasses(request, shown) : null;
}

/** The editor of both designs; Save leads back to the profile. */
function editClasses(request, shown) {
  const { org, form, method } = request;
  const offered = profileClasses(org, shown);
  const before = offered.filter((row) => row.enabled).map((row) => row.Id);
  const enabled = method === "POST" ? chosen(form, offered.map((row) => row.Id), before) : before;
  const failure = method === "POST" && (mayEdit(org) ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS");
  const back = hasEnhancedProfiles(org) ? `/${shown.Id}?s=ClassAccess` : `/${shown.Id}`;
  if (method === "POST" && !failure) {
    giveProfile(org, shown, "ApexClass", enabled);
    return goOn(request, back);
  }
  const side = (on) => offered.filter((row) => enabled.includes(row.Id) === on).map((row) => ({ value: row.Id, text: row.text }));
  const duel = { available: side(false), selected: side(true), titles: [say(org, "Available Apex Classes"), say(org, "Enabled Apex Classes")], locked: !mayEdit(org) };
  const title = titleOf(org, shown);
  const enhanced = hasEnhancedProfiles(org);
  const buttons = html`${mayEdit(org) && button({ name: enhanced ? vfName(org, "button_pc_save") : "save", id: enhanced && vfName(org, "button_pc_save"), label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: back })}`;
  const action = enhanced ? `/${shown.Id}/e?s=ClassAccess` : ORIGINAL_CLASSES;
  const body = html`<div class="pbSubsection">${enhanced ? visualforceDuel(org, duel) : olderDuel(org, duel)}</div>`;
  const content = html`${pageTitle(org, say(org, "Profile"), shown.Name)}${editForm(request, { action, setupid: "EnhancedProfiles", hidden: { profile: shown.Id }, buttons, title, errors: failure && errorBlock(org, failure), body, once: enhanced })}`;
  return page(classicDocument(request, { title, scripts: ["dueling-boxes.js"], content }));
}

/** Which apps a profile sees: with its objects the whole Edit of the original design, as far as the demo org has it; a section's Edit in the enhanced one. */
function editApps(request, shown, action) {
  const { org, form, method } = request;
  const apps = profileApps(org, shown);
  const name = (app) => madeUp(org, `visible ${app.Id}`);
  const failure = method === "POST" && (mayEdit(org) ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS");
  const back = hasEnhancedProfiles(org) ? `/${shown.Id}?s=AssignedApps` : `/${shown.Id}`;
  if (method === "POST" && !failure) {
    giveProfile(org, shown, "TabSet", apps.filter((app) => form.has(name(app))).map((app) => app.Id));
    if (!hasEnhancedProfiles(org) && mayEditObjects(org, shown)) saveMatrix(org, form, shown);
    return goOn(request, back);
  }
  const isOn = (app) => (failure ? form.has(name(app)) : app.visible);
  const box = (app) => html`<input type="checkbox" id="${name(app)}" name="${name(app)}" value="1"${flag("checked", isOn(app))}${flag("disabled", !mayEdit(org))}>`;
  const rows = apps.map((app) => [html`<label for="${name(app)}">${app.text}</label>`, box(app)]);
  const buttons = html`${mayEdit(org) && button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: back })}`;
  const title = titleOf(org, shown);
  const body = html`${table(org, [say(org, "App Name"), say(org, "Visible")], rows)}${!hasEnhancedProfiles(org) && objectMatrix(org, shown, mayEditObjects(org, shown))}`;
  const content = html`${pageTitle(org, say(org, "Profile"), shown.Name)}${editForm(request, { action, setupid: "EnhancedProfiles", buttons, title, errors: failure && errorBlock(org, failure), body })}`;
  return page(classicDocument(request, { title, content }));
}

/** One new login range. @param {import("./classic.mjs").Request} request */
export function loginRangeEdit(request) {
  const { org, url, form, method } = request;
  if (url.pathname !== `/${madeUp(org, "login range editor")}/e`) return null;
  const shown = profile(org, url.searchParams.get(madeUp(org, "login range profile")) ?? "");
  if (!shown) return null;
  const [start, end] = ["login range start", "login range end"].map((what) => madeUp(org, what));
  if (method === "POST" && mayEdit(org)) {
    addLoginRange(org, shown, { startAddress: form.get(start) ?? "", endAddress: form.get(end) ?? "" });
    return goOn(request, hasEnhancedProfiles(org) ? `/${shown.Id}?s=LoginIPRanges` : `/${shown.Id}`);
  }
  const title = say(org, "Login IP Ranges");
  const field = (name, head) => html`<tr><td class="labelCol"><label for="${name}">${say(org, head)}</label></td><td class="data2Col"><input id="${name}" name="${name}" type="text" value=""></td></tr>`;
  const body = html`<div class="pbSubsection"><table class="detailList"><tbody>${field(start, "IP Start Address")}${field(end, "IP End Address")}</tbody></table></div>`;
  const buttons = html`${button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: `/${shown.Id}` })}`;
  return page(classicDocument(request, { title, content: html`${pageTitle(org, title, shown.Name)}${editForm(request, { action: `${url.pathname}${url.search}`, setupid: "EnhancedProfiles", buttons, title, body })}` }));
}
