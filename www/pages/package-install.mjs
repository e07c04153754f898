/**
 * The page that installs a package, a Lightning app of its own outside of Setup, and the link that leads there. Known: both addresses,
 * `div.radioTextContainer`, `#mappingOptionAll` and `button.installButton` (public tests that install packages). ASSUMPTION: all else;
 * the other choices' ids are made up at every start. Install acts at once.
 */
import { page } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { installPackage, mayChange, offeredPackage } from "./records.mjs";
import { htmlLang, say } from "./words.mjs";

export const LINK = "/packaging/installPackage.apexp";
export const INSTALLER = "/packagingSetupUI/ipLanding.app";

/** @param {import("./classic.mjs").Request} request */
export const toInstaller = ({ url }) => ({ status: 302, headers: { location: `${INSTALLER}?apvId=${encodeURIComponent(url.searchParams.get("p0") ?? "")}` }, body: "" });

/** @param {import("./classic.mjs").Request} request */
export function packageInstaller(request) {
  const { org, url, method, form } = request;
  const offer = offeredPackage(org, url.searchParams.get("apvId") ?? "");
  if (!offer) return null;
  const may = mayChange(org, "InstallPackaging");
  const choice = madeUp(org, "install for");
  if (method === "POST" && may) installPackage(org, offer, form.get(choice) === "all");
  const body = method === "POST" && may ? html`<p>${say(org, "Installation Complete!")}</p>` : drawChoices(request, offer, choice, may);
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(org.language)}" dir="ltr"><head><meta charset="UTF-8"><title>${say(org, "Install Package")} | Salesforce</title>
<link rel="stylesheet" href="/sCSS/lightning.css"></head><body><div id="auraLoadingBox" class="auraLoadingBox slds-hide"></div><h1>${offer.Name}</h1><p>${say(org, "By {0}", offer.PublisherName)}</p>${body}</body></html>`}`);
}

function drawChoices({ org, url }, offer, choice, may) {
  const option = (id, value, words) => html`<div class="radioTextContainer"><label><input type="radio" id="${id}" name="${choice}" value="${value}"${flag("checked", value === "admins")}>${say(org, words)}</label></div>`;
  return html`<form method="post" action="${url.pathname}${url.search}">${option(madeUp(org, "for admins"), "admins", "Install for Admins Only")}${option("mappingOptionAll", "all", "Install for All Users")}${option(madeUp(org, "for some"), "some", "Install for Specific Profiles...")}<button type="submit" class="slds-button installButton"${flag("disabled", !may)}>${say(org, "Install")}</button></form>`;
}
