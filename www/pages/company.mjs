/**
 * Company Information and System Overview. ASSUMPTION: which fields the first has and their order; that it writes its calls as
 * "4 (15,000 max)"; which panels the second has. The panels' classes are those that a public extension of this page reads.
 */
import { classicDocument, page, pageTitle } from "./classic.mjs";
import { html } from "./html.mjs";
import { htmlLang, say } from "./words.mjs";

const number = (org, value) => value.toLocaleString(htmlLang(org.language));

/** @param {import("./classic.mjs").Request} request */
export function companyInformation(request) {
  const { org } = request;
  const title = say(org, "Company Information");
  const organization = org.get("SELECT * FROM Organization");
  const calls = say(org, "{0} ({1} max)", number(org, org.api.used), number(org, org.api.max));
  const fields = [["Organization Name", organization.Name], ["Organization Edition", organization.OrganizationType], ["Default Language", organization.LanguageLocaleKey], ["API Requests, Last 24 Hours", calls], ["Streaming API Events, Last 24 Hours", say(org, "{0} ({1} max)", "0", number(org, 200000))], ["Salesforce.com Organization ID", org.id.slice(0, 15)], ["Instance", organization.InstanceName]];
  const rows = fields.map(([head, value]) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value}</td></tr>`);
  const content = html`${pageTitle(org, title, organization.Name)}<div class="bPageBlock brandSecondaryBrd bDetailBlock secondaryPalette" id="ep"><div class="pbHeader"><h2 class="mainTitle">${say(org, "Organization Detail")}</h2></div><div class="pbBody"><div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${rows}</tbody></table></div></div></div>`;
  return page(classicDocument(request, { title, content }));
}

/** @param {import("./classic.mjs").Request} request */
export function systemOverview(request) {
  const { org } = request;
  const title = say(org, "System Overview");
  const panel = (type, name, used, max) => {
    const share = Math.round((100 * used) / max);
    return html`<div class="panel${share >= 95 ? " usage-warn" : ""}"><div class="panel-content-item"><div class="type"><span class="title">${say(org, name)}</span></div><div class="datalink"><span class="num">${number(org, used)}</span></div><div class="desc"><span class="desc-num">${share}%</span> ${say(org, "(maximum {0})", number(org, max))}</div></div></div>`;
  };
  const group = (label, panels) => html`<div class="panel-container"><h3>${say(org, label)}</h3>${panels}</div>`;
  const content = html`${pageTitle(org, title)}<div id="panel-board">${group("Schema", panel("schema", "Custom Objects", 3, 2000))}${group("API Usage", panel("api", "API Requests, Last 24 Hours", org.api.used, org.api.max))}</div>`;
  return page(classicDocument(request, { title, content }));
}
