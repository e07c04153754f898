/**
 * Installed Packages: the packages of the org, and below them those that were uninstalled and whose data is still kept.
 * ASSUMPTION: the columns past Version Number and their order; the columns of the second block; the words of the licence cells
 * (Salesforce Help: columns only mean something for managed, licensed packages; else "N/A"; a site licence is "Unlimited").
 */
import { button, classicDocument, page, pageTitle } from "./classic.mjs";
import { html } from "./html.mjs";
import { installedPackages, uninstalledPackages } from "./records.mjs";
import { actionLink, pageOfList, pager, rolodex, staticList } from "./static-list.mjs";
import { say } from "./words.mjs";

const LIST = "/0A3?setupid=ImportedPackage";

/** @param {import("./classic.mjs").Request} request */
export function installedPackagesPage(request) {
  const { org, url } = request;
  const title = say(org, "Installed Packages");
  const shown = pageOfList(installedPackages(org), (row) => row.Name, url.searchParams);
  const address = `${LIST}${request.frame ? "&isdtp=p1" : ""}`;
  const content = html`${pageTitle(org, title)}<div class="bDescription">${say(org, "On AppExchange you can browse, test drive, download, and install pre-built apps and components right into your Salesforce environment.")}</div>
${rolodex(org, address, shown.letter)}<div class="bRelatedList">${staticList(org, installedList(org, title, shown.rows))}</div>${pager(org, address, shown)}
<div class="bRelatedList">${staticList(org, uninstalledList(org))}</div>`;
  return page(classicDocument(request, { title, bodyClass: " listPage", content }));
}

function installedList(org, title, packages) {
  const heads = ["Publisher", "Version Number", "Namespace Prefix", "Status", "Allowed Licenses", "Used Licenses", "Expiration Date", "Install Date"];
  return {
    id: "imported",
    title,
    columns: [{ title: say(org, "Package Name"), name: true }, ...heads.map((head) => ({ title: say(org, head) }))],
    rows: packages.map((row, at) => installedRow(org, row, at + 1)),
    buttons: button({ name: "appexchange", label: say(org, "View AppExchange") }),
  };
}

function installedRow(org, row, number) {
  const actions = [actionLink(org, say(org, "Uninstall"), number, row.Name, `/${row.Id}/delete?retURL=%2F0A3`)];
  if (row.licence?.AllowedLicenses >= 0) actions.push(actionLink(org, say(org, "Manage Licenses"), number, row.Name, `/${row.Id}/licenses`));
  // Known: its words (Second-Generation Managed Packaging). ASSUMPTION: that it stands among the row's actions and leads out of the frame to the installer.
  if (row.recommended) actions.push(actionLink(org, say(org, "Upgrade to Recommended Version"), number, row.Name, `/packaging/installPackage.apexp?p0=${row.recommended}`, "_top"));
  if (row.configure) actions.push(actionLink(org, say(org, "Configure"), number, row.Name, row.configure));
  const name = html`<a href="/${row.Id}">${row.Name}</a>`;
  return { actions, cells: [name, row.publisher, row.version, row.NamespacePrefix ?? "", ...licenceCells(org, row), day(org, row.installed)] };
}

function licenceCells(org, { NamespacePrefix, licence }) {
  const none = say(org, "N/A");
  if (!NamespacePrefix) return [none, none, none, none];
  if (!licence) return [say(org, "Free"), none, none, none];
  const site = licence.AllowedLicenses < 0;
  const until = licence.ExpirationDate ? day(org, licence.ExpirationDate) : say(org, "Does not Expire");
  return [say(org, licence.Status), site ? say(org, "Unlimited") : licence.AllowedLicenses, site ? none : licence.UsedLicenses, until];
}

/** A date as the user's locale writes it. ASSUMPTION: here the locale goes with the language. */
function day(org, isoDate) {
  if (!isoDate) return "";
  const date = new Date(isoDate);
  return Number.isNaN(date.valueOf()) ? "" : date.toLocaleDateString(org.language.replace("_", "-"), { timeZone: "UTC" });
}

function uninstalledList(org) {
  const heads = ["Publisher", "Version Number", "Namespace Prefix", "Status", "Uninstalled By", "Uninstalled Date"];
  return {
    id: "uninstalled",
    title: say(org, "Uninstalled Packages"),
    columns: [{ title: say(org, "Package Name"), name: true }, ...heads.map((head) => ({ title: say(org, head) }))],
    rows: uninstalledPackages(org).map((row, at) => ({
      actions: [actionLink(org, say(org, "Del"), at + 1, row.Name, `/${row.Id}/delete?retURL=%2F0A3`)],
      cells: [html`<a href="/${row.Id}">${row.Name}</a>`, row.publisher, row.version, row.NamespacePrefix ?? "", say(org, "Uninstall Complete"), row.by ?? "", day(org, row.uninstalled)],
    })),
  };
}
