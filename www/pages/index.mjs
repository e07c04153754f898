/**
 * The demo org's pages: which document answers an address of Setup. Pure in the request but for the org's database.
 * ASSUMPTION: pages need no session in the demo org (third-party cookies are blocked in a cross-origin frame).
 */
import { appApproval, APPROVAL } from "./app-approval.mjs";
import { appBuilder, appEdit, appPage, appRows } from "./apps.mjs";
import { classicDocument, page as document, pageTitle } from "./classic.mjs";
import { companyInformation, systemOverview } from "./company.mjs";
import { APP, connectedApp, connectedApps, LIST as APP_LIST } from "./connected-apps.mjs";
import { connectedAppsUsage, USAGE } from "./connected-apps-usage.mjs";
import { file } from "./files.mjs";
import { html } from "./html.mjs";
import { installedPackagesPage } from "./installed-packages.mjs";
import { ROWS_ADDRESS } from "./late-list.mjs";
import { lightningShell } from "./lightning.mjs";
import { manageAssignments } from "./manage-assignments.mjs";
import { FORM as RANGE_FORM, networkAccess, trustedIpRange } from "./network-access.mjs";
import { nodeOfClassic } from "./nodes.mjs";
import { INSTALLER, LINK as INSTALL_LINK, packageInstaller, toInstaller } from "./package-install.mjs";
import { classicAssignments, NEW_SET, newPermissionSet, permissionSetPage, permissionSetRows, permissionSetsPage } from "./permission-sets.mjs";
import { loginRangeEdit, ORIGINAL_CLASSES, originalClasses, profilePage, profileRows, profilesPage } from "./profiles.mjs";
import { sessionSettings } from "./session-settings.mjs";
import { systemPermissions } from "./system-permissions.mjs";
import { userAssignments, userPage, usersPage } from "./users.mjs";
import { verifyFirst } from "./verify.mjs";
import { say } from "./words.mjs";

const APP_PAGE = /^\/(02u[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?)(\/e)?$/;
const SET_ID = /^0PS[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;
/** A record of one of these sorts, and whether it is edited. */
const RECORD = /^\/((0PS|00e|005)[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?)(\/e)?$/;

/** @param {string} host */
export function shapeOf(host) {
  if (/\.my\.salesforce-setup\.com(?::\d+)?$/.test(host)) return "setup";
  return /\.lightning\.force\.com(?::\d+)?$/.test(host) ? "lightning" : "classic";
}

/** The host of Classic pages inside the Setup of `host`: its own on the Setup domain, my.salesforce.com's otherwise. */
const frameHost = (host) => host.replace(".lightning.force.com", ".my.salesforce.com");

/**
 * @param {{org: object, host: string, url: URL | string, method?: string, form?: URLSearchParams | Record<string, string> | null, shape?: string}} asked
 * @returns {{status: number, headers: Record<string, string>, body: string | Buffer} | null} null: no page of ours
 */
export function page({ org, host, url, method = "GET", form, shape = shapeOf(host) }) {
  const address = new URL(url, `https://${host}`);
  const fields = new URLSearchParams(form ?? "");
  const frame = address.searchParams.get("isdtp") === "p1" || fields.get("isdtp") === "p1";
  return route({ org, host, url: address, method: method === "HEAD" ? "GET" : method, form: fields, shape, frame });
}

function route(request) {
  const { org, host, url, shape } = request;
  const { pathname } = url;
  const first = verifyFirst(request) ?? toSetupHome(request);
  if (first) return first;
  if (pathname.startsWith("/lightning/setup/")) return shape === "classic" ? toSetupHost(host, url) : lightningShell(request, `https://${frameHost(host)}`);
  if (pathname === "/jslibrary/user-context.js") return userContext(request);
  if (pathname.startsWith("/setup-data/assignments")) return manageAssignments(request);
  if (pathname === ROWS_ADDRESS) return url.searchParams.get("action") === "profiles" ? profileRows(request) : permissionSetRows(request);
  if (pathname === "/_ui/system/security/SessionSettings") return sessionSettings(request);
  if (pathname === "/0A3") return installedPackagesPage(request);
  if (pathname === "/0PS") return permissionSetsPage(request);
  if (pathname === NEW_SET) return newPermissionSet(request);
  if (pathname === INSTALL_LINK) return toInstaller(request);
  if (pathname === INSTALLER) return packageInstaller(request);
  if (pathname === APP_LIST) return connectedApps(request);
  if (pathname === APP) return connectedApp(request);
  if (pathname === USAGE) return connectedAppsUsage(request);
  if (pathname === APPROVAL) return appApproval(request);
  if (pathname === "/setup-data/apps") return appRows(request);
  if (pathname === "/visualEditor/appBuilder.app" && shape !== "classic") return appBuilder(request);
  const [, app, editsApp] = APP_PAGE.exec(pathname) ?? [];
  if (app) return editsApp ? appEdit(request, app) : appPage(request, app);
  if (pathname === `/${org.id}` || pathname === `/${org.id.slice(0, 15)}`) return companyInformation(request);
  if (pathname === "/setup/systemOverview.apexp") return systemOverview(request);
  if (pathname === "/05G") return networkAccess(request);
  if (pathname === RANGE_FORM) return trustedIpRange(request);
  if (pathname === "/00e") return profilesPage(request);
  if (pathname === ORIGINAL_CLASSES) return originalClasses(request);
  if (pathname === "/udd/PermissionSet/assignPermissionSet.apexp") return userAssignments(request);
  if (pathname === "/005") return SET_ID.test(url.searchParams.get("id") ?? "") ? classicAssignments(request, url.searchParams.get("id")) : usersPage(request);
  const record = RECORD.exec(pathname);
  if (record) return recordPage(request, record);
  const made = loginRangeEdit(request);
  if (made) return made;
  const node = nodeOfClassic(org, url);
  return file(pathname) ?? (node || isSetupHome(pathname) ? notPartOfTheOrg(request, node) : null);
}

function recordPage(request, [, id, prefix, edit]) {
  if (prefix === "00e") return profilePage(request, id, Boolean(edit));
  if (prefix === "005") return userPage(request, id, Boolean(edit));
  const section = request.url.searchParams.get("s");
  if (section === "SystemPermissions") return systemPermissions(request, id, Boolean(edit));
  return section || edit ? notPartOfTheOrg(request) : permissionSetPage(request, id);
}

/** Where an org that does not know a node leads in Classic. Lightning Setup does so by itself. */
function toSetupHome({ org, url, shape, frame }) {
  const isUnknown = shape === "classic" && !frame && org.unknownNodes.has(nodeOfClassic(org, url)?.name);
  return isUnknown ? { status: 302, headers: { location: "/setup/forcecomHomepage.apexp" }, body: "" } : null;
}

const isSetupHome = (pathname) => ["/setup/forcecomHomepage.apexp", "/ui/setup/Setup"].includes(pathname);

/** Lightning Setup lives on the org's Setup host; my.salesforce.com only leads there. */
const toSetupHost = (host, url) => ({ status: 302, headers: { location: `https://${host.replace(".my.salesforce.com", ".my.salesforce-setup.com")}${url.pathname}${url.search}` }, body: "" });

/** A known Setup page that the demo org does not build: the right title, and a sentence. */
function notPartOfTheOrg(request, node = nodeOfClassic(request.org, request.url)) {
  const { org } = request;
  const title = say(org, node?.label ?? "Setup Home");
  return document(classicDocument(request, { title, content: html`${pageTitle(org, title)}<div class="bDescription">${say(org, "This page is not part of the demo org.")}</div>` }));
}

/** The page global `UserContext`, with the fields that saved pages have. */
function userContext({ org, host, frame }) {
  const user = org.actingUser;
  const context = {
    salesforceURL: `https://${frameHost(host).replace(".my.salesforce-setup.com", ".my.salesforce.com")}`,
    auraDomain: `${host.split(".my.")[0].split(".lightning.")[0]}.lightning.force.com`,
    language: org.language, locale: user.LocaleSidKey, userId: user.Id.slice(0, 15), uiTheme: frame ? "Theme4u" : "Theme3", uiSkin: "Theme3",
  };
  return { status: 200, headers: { "content-type": "text/javascript; charset=UTF-8" }, body: `window.UserContext = ${JSON.stringify(context)};\n` };
}
