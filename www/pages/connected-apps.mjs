/**
 * Manage Connected Apps: the apps that are installed or made in the org, with rolodex and pages; one app's own page, its policies, and
 * who may use it. Known: the addresses of an app's page and of its policies, that the list has a rolodex and no search box (public tests
 * that drive Setup), the buttons "Edit Policies", "Manage Profiles" and "Manage Permission Sets", and what Permitted Users offers (vendors'
 * guides). ASSUMPTION: the columns, and all else of an app's pages.
 */
import { button, classicDocument, editForm, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { appNamedBy, approvable, approve, installedApps, mayChange, mayInstallApps, permitUsers } from "./records.mjs";
import { actionLink, pageOfList, pager, rolodex, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

export const LIST = "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp";
const APP_FOLDER = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage";
export const APP = `${APP_FOLDER}/d`;
export const APP_EDIT = `${APP_FOLDER}/e`;

export const appAddress = (app) => `${APP}?applicationId=${app.page}`;

/** @param {import("./classic.mjs").Request} request */
export function connectedApps(request) {
  const { org, url, frame } = request;
  const title = say(org, "Connected Apps");
  const address = `${LIST}?setupid=ConnectedApplication${frame ? "&isdtp=p1" : ""}`;
  const shown = pageOfList(installedApps(org), (app) => app.Name, url.searchParams);
  const edit = (app, at) => actionLink(org, say(org, "Edit"), shown.start + at + 1, app.Name, `${APP_FOLDER}/e?applicationId=${app.page}`);
  const list = staticList(org, {
    id: madeUp(org, "connected apps"),
    title,
    columns: [{ title: say(org, "Connected App"), name: true }, { title: say(org, "Permitted Users") }],
    rows: shown.rows.map((app, at) => ({ actions: mayInstallApps(org) ? [edit(app, at)] : [], cells: [html`<a href="${appAddress(app)}">${app.Name}</a>`, permitted(org, app)] })),
  });
  const content = html`${pageTitle(org, title)}${rolodex(org, address, shown.letter)}${list}${pager(org, address, shown)}`;
  return page(classicDocument(request, { title, bodyClass: " listPage", content }));
}

/** The words of the policy are those of the page (vendors' guides). */
const permitted = (org, app) => say(org, app.OptionsAllowAdminApprovedUsersOnly ? "Admin approved users are pre-authorized" : "All users may self-authorize");

const PERMITTED = [["all", "All users may self-authorize"], ["approved", "Admin approved users are pre-authorized"]];
const askedApp = ({ org, url }) => appNamedBy(org, url.searchParams.get("applicationId") ?? "");
const document = (request, app, content) => page(classicDocument(request, { title: `${say(request.org, "Connected App")}: ${app.Name}`, bodyClass: " ForceConnectedApplicationPage", content: html`${pageTitle(request.org, say(request.org, "Connected App"), app.Name)}${content}` }));

/** One app's page: its policy and, where only approved users may use it, the profiles and sets that may. @param {import("./classic.mjs").Request} request */
export function connectedApp(request) {
  const { org } = request;
  const app = askedApp(request);
  if (!app) return null;
  const row = (head, value) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value}</td></tr>`;
  const buttons = mayInstallApps(org) && button({ name: madeUp(org, "edit policies"), label: say(org, "Edit Policies"), go: `${APP_FOLDER}/e?applicationId=${app.page}` });
  const lists = app.OptionsAllowAdminApprovedUsersOnly && Object.entries(APPROVED).map(([kind, { title, manage }]) => {
    const change = mayApprove(org) && button({ name: madeUp(org, manage), label: say(org, manage), go: approvedAddress(org, kind, app) });
    const rows = approvable(org, app, kind).filter((one) => one.on).map(({ name }) => ({ actions: [], cells: [name] }));
    return staticList(org, { id: madeUp(org, title), title: say(org, title), columns: [{ title: say(org, "Name"), name: true }], rows, buttons: change });
  });
  return document(request, app, html`<div class="bPageBlock"><div class="pbHeader">${buttons}</div><div class="pbBody"><table class="detailList"><tbody>${row("Connected App", app.Name)}${row("Permitted Users", permitted(org, app))}</tbody></table></div></div>${lists}`);
}

/** Its policies. @param {import("./classic.mjs").Request} request */
export function editPolicies(request) {
  const { org, method, form } = request;
  const app = askedApp(request);
  if (!app) return null;
  const name = madeUp(org, "permitted users");
  if (method === "POST" && mayInstallApps(org)) {
    permitUsers(org, app, form.get(name) === "approved");
    return goOn(request, appAddress(app));
  }
  const now = app.OptionsAllowAdminApprovedUsersOnly ? "approved" : "all";
  const options = PERMITTED.map(([value, words]) => html`<option value="${value}"${flag("selected", value === now)}>${say(org, words)}</option>`);
  const body = html`<div class="pbSubsection"><table class="detailList"><tbody><tr><td class="labelCol"><label for="${name}">${say(org, "Permitted Users")}</label></td><td class="dataCol"><select id="${name}" name="${name}">${options}</select></td></tr></tbody></table></div>`;
  return document(request, app, policyForm(request, app, `${APP_FOLDER}/e?applicationId=${app.page}`, "Edit Policies", body));
}

function policyForm(request, app, action, title, body) {
  const { org } = request;
  const buttons = html`${button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: appAddress(app) })}`;
  return editForm(request, { action, setupid: "ConnectedApplication", buttons, title: say(org, title), body });
}

/** The two lists of who may use an app, and the buttons that change them (vendors' guides). */
const APPROVED = { profiles: { title: "Profiles", manage: "Manage Profiles" }, sets: { title: "Permission Sets", manage: "Manage Permission Sets" } };
const mayApprove = (org) => mayInstallApps(org) && mayChange(org, "ManageProfilesPermissionsets");
const approvedAddress = (org, kind, app) => `/${madeUp(org, APPROVED[kind].manage)}/e?applicationId=${app.page}`;

/** Which profiles, or sets, may use an app. @param {import("./classic.mjs").Request} request */
export function approvedUsers(request) {
  const { org, url, method, form } = request;
  const kind = Object.keys(APPROVED).find((kind) => url.pathname === `/${madeUp(org, APPROVED[kind].manage)}/e`);
  const app = kind && askedApp(request);
  if (!app) return null;
  if (method === "POST" && mayApprove(org)) {
    approve(org, app, kind, form.getAll("ids"));
    return goOn(request, appAddress(app));
  }
  const rows = approvable(org, app, kind).map(({ set, name, on }) => ({ actions: [html`<input type="checkbox" name="ids" value="${set}" title="${name}"${flag("checked", on)}>`], cells: [name] }));
  const list = staticList(org, { id: madeUp(org, "who may use an app"), title: say(org, APPROVED[kind].title), columns: [{ title: say(org, "Name"), name: true }], rows });
  return document(request, app, policyForm(request, app, approvedAddress(org, kind, app), APPROVED[kind].manage, list));
}
