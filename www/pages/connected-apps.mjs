/**
 * Manage Connected Apps: the apps that are installed or made in the org, with rolodex and pages; and one app's own page. Known: the
 * address of an app's page, and that the list has a rolodex and no search box (public tests that drive Setup). ASSUMPTION: the columns,
 * and all of an app's page.
 */
import { button, classicDocument, page, pageTitle } from "./classic.mjs";
import { html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { appNamedBy, installedApps, mayInstallApps } from "./records.mjs";
import { actionLink, pageOfList, pager, rolodex, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

export const LIST = "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp";
const APP_FOLDER = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage";
export const APP = `${APP_FOLDER}/d`;

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

/** @param {import("./classic.mjs").Request} request */
export function connectedApp(request) {
  const { org, url } = request;
  const app = appNamedBy(org, url.searchParams.get("applicationId") ?? "");
  if (!app) return null;
  const row = (head, value) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value}</td></tr>`;
  const buttons = mayInstallApps(org) && button({ name: madeUp(org, "edit policies"), label: say(org, "Edit Policies") });
  const content = html`${pageTitle(org, say(org, "Connected App"), app.Name)}<div class="bPageBlock"><div class="pbHeader">${buttons}</div><div class="pbBody"><table class="detailList"><tbody>${row("Connected App", app.Name)}${row("Permitted Users", permitted(org, app))}</tbody></table></div></div>`;
  return page(classicDocument(request, { title: `${say(org, "Connected App")}: ${app.Name}`, bodyClass: " ForceConnectedApplicationPage", content }));
}
