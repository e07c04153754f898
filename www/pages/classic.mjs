/**
 * The Classic document: alone in a Lightning Setup iframe (`isdtp=p1`), or whole with header and Setup tree.
 * Its shape follows Classic pages saved from orgs into public repositories, and Salesforce's own page objects
 * (npm package salesforce-pageobjects). No inline script, so that a strict CSP changes nothing in it.
 */
import { flag, html } from "./html.mjs";
import { nodeOfClassic, TREE } from "./nodes.mjs";
import { companyName } from "./records.mjs";
import { htmlLang, say } from "./words.mjs";

/**
 * @typedef {object} Request
 * @property {object} org
 * @property {URL} url
 * @property {"GET" | "POST"} method
 * @property {URLSearchParams} form
 * @property {boolean} frame whether Lightning shows this document in its iframe
 * @property {"setup" | "lightning" | "classic"} shape
 */

const EDITION = "Developer Edition";

/** ASSUMPTION: the edition's name is the same in every language (a saved Chinese page has it in English). */
const edition = (org) => org.get("SELECT OrganizationType FROM Organization")?.OrganizationType ?? EDITION;

/** @param {object} org @param {string} title */
export const documentTitle = (org, title) => `${title} ~ Salesforce - ${edition(org)}`;

/**
 * @param {Request} request
 * @param {{title: string, bodyClass?: string, scripts?: string[], content: unknown}} page
 */
export function classicDocument(request, { title, bodyClass = "", scripts = [], content }) {
  const { org, frame } = request;
  const classes = `hasMotif setupTab ${bodyClass} sfdcBody brandQuaternaryBgr`;
  const body = frame ? content : withHeaderAndTree(request, content);
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n${html`<html lang="${htmlLang(org.language)}" style="display:none !important"><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<script src="/jslibrary/anti-clickjack.js"></script>
<title>${documentTitle(org, title)}</title>
<link rel="stylesheet" type="text/css" href="/sCSS/classic.css">
${frame && html`<link rel="stylesheet" type="text/css" href="/sCSS/DesktopFrameCommon.css">`}
<script src="/jslibrary/user-context.js${frame ? "?isdtp=p1" : ""}"></script>
${frame && html`<script src="/jslibrary/frame-navigator.js"></script>`}
${scripts.map((name) => html`<script src="/jslibrary/${name}" defer></script>`)}
</head><body class="${classes}">
<a name="skiplink"><img src="/s.gif" alt="" class="skiplink" width="1" height="1"></a>
${body}
</body></html>`}`;
}

/** `div.bPageTitle` with its help link. */
export function pageTitle(org, title, description = "") {
  return html`<div class="bPageTitle"><div class="ptBody secondaryPalette brandSecondaryBrd"><div class="content"><img src="/s.gif" alt="" class="pageTitleIcon" title=""><h1 class="pageType${description ? "" : " noSecondHeader"}">${title}</h1>${description && html`<h2 class="pageDescription"> ${description}</h2>`}<div class="blank">&nbsp;</div></div><div class="links"><a href="#help" class="linkHelp" title="${say(org, "Help for this Page")}"><span class="helpLink">${say(org, "Help for this Page")}</span></a></div></div><div class="ptBreadcrumb"></div></div>`;
}

/**
 * A Classic button. Its `name` is the same in every language; `value` has blanks around it, as saved pages have.
 * @param {{name: string, label: string, id?: string, submit?: boolean, go?: string, onclick?: string, disabled?: boolean}} button
 *   `onclick`: as a real page has it, where something reads it; the demo org's scripts do what it says, as its CSP forbids it to run
 */
export const button = ({ name, label, id = null, submit = false, go = null, onclick = null, disabled = false }) =>
  html`<input value=" ${label} " class="btn${disabled ? " btnDisabled" : ""}" title="${label}"${id && html` id="${id}"`} name="${name}" type="${submit ? "submit" : "button"}"${go && html` data-go="${go}"`}${onclick && html` onclick="${onclick}"`}${flag("disabled", disabled)}>`;

/**
 * `form#editPage` with its hidden inputs, and the row of buttons above and below.
 * @param {Request} request
 * @param {{action: string, setupid: string, hidden?: Record<string, string>, buttons: unknown, errors?: unknown, title: string, body: unknown, once?: boolean}} form `once`: buttons above only
 */
export function editForm(request, { action, setupid, hidden = {}, buttons, errors, title, body, once = false }) {
  const inputs = { _CONFIRMATIONTOKEN: "", cancelURL: "/ui/setup/Setup", retURL: "/ui/setup/Setup", save_new_url: action, setupid, ...hidden };
  if (request.frame) inputs.isdtp = "p1";
  return html`<form action="${action}${request.frame && `${action.includes("?") ? "&" : "?"}isdtp=p1`}" id="editPage" method="post" name="editPage">
${Object.entries(inputs).map(([name, value]) => html`<input type="hidden" name="${name}" id="${name}" value="${value}">`)}
<div class="bPageBlock brandSecondaryBrd bEditBlock secondaryPalette" id="ep"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h2 class="mainTitle">${title}</h2></td><td class="pbButton" id="topButtonRow">${buttons}</td></tr></tbody></table></div>
<div class="pbBody">${errors}${body}</div>
<div class="pbBottomButtons"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"></td><td class="pbButtonb" id="bottomButtonRow">${!once && buttons}</td></tr></tbody></table></div>
<div class="pbFooter secondaryPalette"><div class="bg"></div></div></div></form>`;
}

/** The error block that a failed Save puts above the form. */
export const errorBlock = (org, message) =>
  html`<div class="pbError" id="errorDiv_ep">${say(org, "Error: Invalid Data.")}<br>${say(org, "Review all error messages below to correct your data.")}<br>${message}</div>`;

/**
 * What a Save that went well answers. In a frame the page tells Lightning to go on, which then makes a new iframe;
 * alone it is a redirect. ASSUMPTION: how the frame learns of the redirect (here a `meta` that its script reads).
 * @param {Request} request
 * @param {string} address
 */
export function goOn(request, address) {
  if (!request.frame) return { status: 302, headers: { location: address }, body: "" };
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(request.org.language)}"><head><meta name="redirect" content="${address}"><script src="/jslibrary/frame-navigator.js"></script></head><body></body></html>`}`);
}

export const page = (body, status = 200) => ({ status, headers: { "content-type": "text/html; charset=UTF-8" }, body: String(body) });

function withHeaderAndTree(request, content) {
  const { org, url } = request;
  const current = nodeOfClassic(org, url);
  return html`<div class="bodyDiv brdPalette brandPrimaryBrd" id="contentWrapper"><div id="AppBodyHeader" class="bPageHeader"><div class="phHeader"><a href="/setup/forcecomHomepage.apexp" class="phLogo" title="Salesforce">${companyName(org)}</a><span id="userNavLabel">${say(org, "Setup")}</span></div></div>
<div class="noSecondHeader"></div>
<table class="outerNoSidebar setupTabTable" width="100%" cellspacing="0" cellpadding="0" border="0" id="bodyTable"><tbody><tr>
<td id="sidebarCell" class="sidebarCell sidebarCollapsible"><div id="sidebarDiv"><div class="quickfindContainer"><input class="quickfindInput" id="setupSearch" name="setupSearch" type="text" placeholder="${say(org, "Quick Find")}" autocomplete="off"></div>
<div id="setupNavTree" class="mTreeSelection">${TREE.map((entry) => classicTreeEntry(org, entry, current))}</div></div></td>
<td class="noSidebarCell bodyCell" id="bodyCell">${content}</td></tr></tbody></table></div>
<script src="/jslibrary/classic-page.js"></script>`;
}

function classicTreeEntry(org, entry, current) {
  if (!entry.nodes) return classicLeaf(org, entry, current);
  const open = entry.nodes.includes(current);
  const label = say(org, entry.label);
  return html`<div class="parent" id="${entry.name}"><a class="setupFolderIcon${open ? " setupFolderOpen" : ""}" href="#" id="${entry.name}_icon" title="${label}"></a><a class="setupFolder" href="#" id="${entry.name}_font" title="${label}">${label}</a><div class="childContainer" id="${entry.name}_child"${!open && html` style="display:none"`}>${entry.nodes.filter((node) => node.classic).map((node) => classicLeaf(org, node, current))}</div></div>`;
}

function classicLeaf(org, node, current) {
  const address = node.classic ? node.classic(org) : "/setup/forcecomHomepage.apexp";
  return html`<div class="${node === current ? "setupHighlightLeaf" : "setupLeaf"}"><a href="${address}" id="${node.name}_font" class="setupLeafLink" target="_self">${say(org, node.label)}</a></div>`;
}
