/**
 * Connected Apps OAuth Usage: the apps that somebody uses or was refused, and what can be done about each. Install leads to the page
 * that asks for approval; Block, Unblock and Uninstall act at once. What a row shows: Salesforce Help ("Manage Current OAuth Connected
 * App Sessions"). ASSUMPTION: all of the markup: ids and names are made up at every start, the buttons are submit buttons of a
 * Visualforce form, and the list has no pages.
 */
import { APPROVAL } from "./app-approval.mjs";
import { classicDocument, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { blockApp, mayInstallApps, uninstallApp, usedApps } from "./records.mjs";
import { say } from "./words.mjs";

export const USAGE = "/identity/app/connectedAppsUsage.apexp";
const ADDRESS = `${USAGE}?setupid=ConnectedAppsUsage`;

/** What the buttons of a row do, by their English label. */
const ACTS = { Uninstall: uninstallApp, Block: (org, app) => blockApp(org, app, true), Unblock: (org, app) => blockApp(org, app, false) };

const buttonName = (org, app, action) => `${madeUp(org, "usage form")}:${app.manifest}:${madeUp(org, `usage ${action}`)}`;
const actionsOf = (app) => [app.installed ? "Uninstall" : "Install", app.blocked ? "Unblock" : "Block"];

/** @param {import("./classic.mjs").Request} request */
export function connectedAppsUsage(request) {
  const { org, method, form } = request;
  const apps = usedApps(org);
  if (method === "POST") return act(request, apps.flatMap((app) => actionsOf(app).map((action) => ({ app, action }))).find(({ app, action }) => form.has(buttonName(org, app, action))));
  const title = say(org, "Connected Apps OAuth Usage");
  const heads = ["Connected App", "View App Info", "User Count", "Actions"];
  const table = html`<table class="list" border="0" cellpadding="0" cellspacing="0"><thead><tr class="headerRow">${heads.map((head) => html`<th class="headerRow" scope="col">${say(org, head)}</th>`)}</tr></thead><tbody>${apps.map((app) => row(org, app))}</tbody></table>`;
  const content = html`${pageTitle(org, title)}<form id="${madeUp(org, "usage form")}" method="post" action="${USAGE}">${request.frame && html`<input type="hidden" name="isdtp" value="p1">`}<div class="bPageBlock brandSecondaryBrd secondaryPalette"><div class="pbBody">${table}</div></div></form>`;
  return page(classicDocument(request, { title, content }));
}

function row(org, app) {
  const locked = !mayInstallApps(org);
  const button = (action) => html`<input type="submit" class="btn" name="${buttonName(org, app, action)}" value="${say(org, action)}"${flag("disabled", locked)}>`;
  const info = app.installed ? html`<a href="#">${say(org, "Manage App Policies")}</a>` : "";
  return html`<tr class="dataRow"><td class="dataCell">${app.Name}</td><td class="dataCell">${info}</td><td class="dataCell"><a href="#">${app.users}</a></td><td class="dataCell">${actionsOf(app).map(button)}</td></tr>`;
}

function act(request, pressed) {
  const { org } = request;
  if (!pressed || !mayInstallApps(org)) return goOn(request, ADDRESS);
  const { app, action } = pressed;
  if (action === "Install") return goOn(request, `${APPROVAL}?app_id=${app.manifest}&app_org_id=${org.id.slice(0, 15)}`);
  ACTS[action](org, app);
  return goOn(request, ADDRESS);
}
