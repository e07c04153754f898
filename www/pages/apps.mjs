/**
 * App Manager's rows, and both editors of an app: the Classic form with a box Visible and one Default per profile, and the Lightning
 * App Builder, a document of its own outside of Setup. ASSUMPTION: these addresses but those of the pages themselves; App Manager's
 * columns past Developer Name, its 20 rows at a time; all ids, names and classes of both editors, which are made up at every start; that
 * the Classic form's profiles stand in a static list; where its Save leads; and the App Builder's parts.
 */
import { app, apps, profilesOf, showTo } from "./app-records.mjs";
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html, json } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { mayChange, takeSaveFailure } from "./records.mjs";
import { htmlLang, say } from "./words.mjs";

const ROWS = 20;
const SAVE_MILLISECONDS = 300;

const answer = (status, body) => ({ status, headers: { "content-type": "application/json; charset=UTF-8" }, body: JSON.stringify(body) });

/** What App Manager asks its own host for, some rows at a time. @param {import("./classic.mjs").Request} request */
export function appRows({ org, url }) {
  const start = Math.max(0, Number.parseInt(url.searchParams.get("start") ?? "0", 10) || 0);
  const all = apps(org);
  const typeOf = ({ type, namespace }) => (namespace ? say(org, "{0} (Managed)", say(org, type)) : say(org, type));
  const rows = all.slice(start, start + ROWS).map((row) => ({ ...row, typeName: typeOf(row), modified: org.now.toLocaleDateString(htmlLang(org.language), { timeZone: "UTC" }) }));
  return answer(200, { rows, more: start + ROWS < all.length });
}

const editAddress = (of) => `/${of.id}/e`;

/** The page of an app, with its Edit. @param {import("./classic.mjs").Request} request @param {string} id */
export function appPage(request, id) {
  const { org } = request;
  const of = app(org, id);
  if (!of) return null;
  const names = profilesOf(org, of).filter(({ visible }) => visible).map(({ name }) => name);
  const edit = mayChange(org, "CustomizeApplication") && button({ name: "edit", label: say(org, "Edit"), go: editAddress(of) });
  const row = (head, value) => html`<tr><td class="labelCol">${say(org, head)}</td><td class="dataCol">${value}</td></tr>`;
  const content = html`${pageTitle(org, say(org, "Custom App"), of.name)}<div class="bPageBlock brandSecondaryBrd bDetailBlock secondaryPalette"><div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="pbTitle"><h2 class="mainTitle">${say(org, "Custom App")}</h2></td><td class="pbButton" id="topButtonRow">${edit}</td></tr></tbody></table></div><div class="pbBody"><div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${row("App Label", of.name)}${row("Developer Name", of.developerName)}${row("Visible", names.join(", "))}</tbody></table></div></div></div>`;
  return page(classicDocument(request, { title: `${say(org, "Custom App")}: ${of.name}`, content }));
}

/** The Classic form. @param {import("./classic.mjs").Request} request @param {string} id */
export function appEdit(request, id) {
  const { org, method } = request;
  const of = app(org, id);
  if (!of || of.type !== "Classic") return null;
  return method === "POST" ? { ...save(request, of), wait: SAVE_MILLISECONDS } : page(draw(request, of, profilesOf(org, of)));
}

const boxName = (org, what, profile) => madeUp(org, `app ${what} ${profile.id}`);

function save(request, of) {
  const { org, form } = request;
  const submitted = profilesOf(org, of).map((profile) => ({ ...profile, visible: form.has(boxName(org, "visible", profile)) }));
  const failure = mayChange(org, "CustomizeApplication") ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS";
  if (failure) return page(draw(request, of, submitted, failure));
  showTo(org, of, new Set(submitted.filter(({ visible }) => visible).map((profile) => profile.id)));
  return goOn(request, `/${of.id}`);
}

function draw(request, of, profiles, failure = null) {
  const { org } = request;
  const locked = !mayChange(org, "CustomizeApplication");
  const title = say(org, "Edit Custom App");
  const buttons = html`${!locked && button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: `/${of.id}` })}`;
  const form = editForm(request, { action: editAddress(of), setupid: "TabSet", hidden: { id: of.id }, buttons, title, errors: failure && errorBlock(org, failure), body: profileList(org, profiles, locked) });
  return classicDocument(request, { title: `${title}: ${of.name}`, content: html`${pageTitle(org, title, of.name)}${form}` });
}

function profileList(org, profiles, locked) {
  const box = (what, profile, on) => html`<td class="dataCell booleanColumn"><input type="checkbox" id="${boxName(org, what, profile)}" name="${boxName(org, what, profile)}" value="1"${flag("checked", on)}${flag("disabled", locked)}></td>`;
  const rows = profiles.map((profile, at) => html`<tr class="dataRow ${at % 2 ? "odd" : "even"}"><th scope="row" class="dataCell">${profile.name}</th>${box("visible", profile, profile.visible)}${box("default", profile, false)}</tr>`);
  return html`<div class="pbSubheader brandTertiaryBgr tertiaryPalette"><h3>${say(org, "Assign to Profiles")}</h3></div><div class="pbSubsection"><table class="list" border="0" cellspacing="0" cellpadding="0"><tbody><tr class="headerRow">${["Profile", "Visible", "Default"].map((head) => html`<th scope="col">${say(org, head)}</th>`)}</tr>${rows}</tbody></table></div>`;
}

const BUILDER_WORDS = ["Lightning App Builder", "App Details & Branding", "Navigation Items", "User Profiles", "Available Profiles", "Selected Profiles", "Available Items", "Selected Items", "App Label", "Developer Name", "Save", "Back", "Saved", "Loading..."];
const BUILDER_PARTS = ["page", "menu", "part", "field"];
const ITEMS = ["Accounts", "Contacts", "Leads", "Opportunities", "Reports"];

/** The Lightning App Builder of an app: the skeleton, drawn by script/app-builder.mjs. @param {import("./classic.mjs").Request} request */
export function appBuilder({ org, url, method, form }) {
  const of = app(org, url.searchParams.get("id") ?? "");
  if (!of || of.type !== "Lightning") return null;
  if (method === "POST") return saveProfiles(org, of, form);
  const builder = {
    app: { id: of.id, name: of.name, developerName: of.developerName },
    profiles: profilesOf(org, of).map(({ id, name, visible }) => ({ label: name, value: madeUp(org, `profile ${id}`), chosen: visible })),
    items: ITEMS.map((label, at) => ({ label, value: madeUp(org, `item ${label}`), chosen: at < 2 })),
    locked: !mayChange(org, "CustomizeApplication"),
    shadow: org.nativeShadow ? "native" : "synthetic",
    words: Object.fromEntries(BUILDER_WORDS.map((english) => [english, say(org, english)])),
    names: Object.fromEntries(BUILDER_PARTS.map((part) => [part, madeUp(org, `builder ${part}`)])),
  };
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(org.language)}" dir="ltr"><head><meta charset="UTF-8"><title>${say(org, "Lightning App Builder")} | Salesforce</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/sCSS/lightning.css">
<script type="application/json" id="builder-data">${json(builder)}</script>
<script type="module" src="/jslibrary/app-builder.mjs"></script>
</head><body class="desktop"><div id="auraLoadingBox" class="auraLoadingBox oneLoadingBox"><div class="slds-spinner_container"><div class="slds-spinner" role="status"><span class="slds-assistive-text">${say(org, "Loading...")}</span></div></div></div></body></html>`}`);
}

function saveProfiles(org, of, form) {
  const failure = mayChange(org, "CustomizeApplication") ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS";
  if (failure) return answer(403, { message: failure });
  const chosen = new Set(form.getAll("profile"));
  showTo(org, of, new Set(profilesOf(org, of).filter(({ id }) => chosen.has(madeUp(org, `profile ${id}`))).map(({ id }) => id)));
  return answer(200, {});
}
