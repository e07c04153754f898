/**
 * The page that asks before a connected app is installed. Its address, with `app_id` and `app_org_id`, and its button Install, which leads to the
 * app's own page, are in links and guides that vendors publish. ASSUMPTION: all else of it; ids and names are made up at every start.
 */
import { classicDocument, goOn, page, pageTitle } from "./classic.mjs";
import { appAddress } from "./connected-apps.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { appToInstall, installApp, mayInstallApps } from "./records.mjs";
import { say } from "./words.mjs";

export const APPROVAL = "/identity/app/AppInstallApprovalPage.apexp";
const USAGE = "/identity/app/connectedAppsUsage.apexp?setupid=ConnectedAppsUsage";

/** @param {import("./classic.mjs").Request} request */
export function appApproval(request) {
  const { org, url, method, form } = request;
  const app = appToInstall(org, url.searchParams.get("app_id") ?? "");
  if (!app) return goOn(request, USAGE);
  if (method === "POST") {
    const installs = form.has(madeUp(org, "approval install")) && mayInstallApps(org);
    return goOn(request, installs ? appAddress(installApp(org, app)) : USAGE);
  }
  const title = say(org, "Install Connected App");
  const button = (name, label, locked) => html`<input type="submit" class="btn" name="${madeUp(org, name)}" value="${say(org, label)}"${flag("disabled", locked)}>`;
  const content = html`${pageTitle(org, title, app.Name)}<form method="post" action="${url.pathname}${url.search}">${request.frame && html`<input type="hidden" name="isdtp" value="p1">`}<div class="bPageBlock"><div class="pbBody"><p>${say(org, "Install {0} by {1}?", app.Name, app.publisher)}</p>${button("approval install", "Install", !mayInstallApps(org))} ${button("approval cancel", "Cancel", false)}</div></div></form>`;
  return page(classicDocument(request, { title, content }));
}
