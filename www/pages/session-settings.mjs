/**
 * Session Settings: one Classic form, a checkbox per setting of `SecuritySettings.sessionSettings`.
 * The `id` and `name` of each box are made up at every start (no public source proves the real ones), the same for
 * both, in the shape of Salesforce's other settings pages: a box followed by its `label[for]` in one wide cell.
 * ASSUMPTION: sections, which settings the page has, the dueling list's entries, and that a user who may not change
 * the page sees disabled boxes and no Save.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { mayChange, readSessionSettings, takeSaveFailure, writeSessionSettings } from "./records.mjs";
import { allSettings, LOGOUT_URL, SECTIONS, TIMEOUT } from "./session-setting-labels.mjs";
import { family, say } from "./words.mjs";

/** How long a Save takes, while the old form stays on screen. ASSUMPTION. */
const SAVE_MILLISECONDS = 300;

const LEVELS = ["Username Password", "Delegated Authentication", "Activation", "Multi-Factor Authentication"];

/** Which levels an org counts as high assurance. No API reads it, so it lives as long as the org's process. */
const highAssurance = new WeakMap();
const highLevels = (org) => highAssurance.get(org) ?? ["Multi-Factor Authentication"];

export const sessionSettingsPath = (org) => `/_ui/system/security/SessionSettings?id=${org.id}&setupid=SecuritySession`;

/** @param {import("./classic.mjs").Request} request */
export function sessionSettings(request) {
  return request.method === "POST" ? { ...save(request), wait: SAVE_MILLISECONDS } : page(draw(request, readSessionSettings(request.org), highLevels(request.org)));
}

function save(request) {
  const { org, form } = request;
  const submitted = submittedSettings(org, form);
  const levels = form.get("duel1")?.split(",").filter((level) => LEVELS.includes(level)) ?? highLevels(org);
  const failure = mayChange(org, "CustomizeApplication") ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS";
  if (failure) return page(draw(request, submitted, levels, failure));
  writeSessionSettings(org, submitted);
  highAssurance.set(org, levels);
  return goOn(request, sessionSettingsPath(org));
}

/** The settings as the form has them: a box that is not sent is not ticked. */
function submittedSettings(org, form) {
  const settings = { ...readSessionSettings(org) };
  for (const { field } of allSettings()) settings[field] = form.has(madeUp(org, field));
  const timeout = form.get(madeUp(org, TIMEOUT.field));
  if (TIMEOUT.options.some((option) => option.value === timeout)) settings.sessionTimeout = timeout;
  settings.logoutURL = (form.get(madeUp(org, LOGOUT_URL.field)) ?? "").slice(0, 255) || null;
  return settings;
}

function draw(request, settings, levels, failure = null) {
  const { org } = request;
  const locked = !mayChange(org, "CustomizeApplication");
  const title = say(org, "Session Settings");
  const buttons = html`${!locked && button({ name: "save", label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: "/ui/setup/Setup" })}`;
  const body = html`${SECTIONS.map((section) => drawSection(org, section, settings, locked))}${drawLevels(org, levels, locked)}${drawLogout(org, settings, locked)}`;
  const form = editForm(request, { action: "/_ui/system/security/SessionSettings", setupid: "SecuritySession", hidden: { id: org.id }, buttons, title, errors: failure && errorBlock(org, failure), body });
  return classicDocument(request, {
    title,
    bodyClass: " SessionSettings",
    scripts: ["dueling-list.js"],
    content: html`${pageTitle(org, title)}<div class="bDescription">${say(org, "Set the session security and session expiration timeout for your organization.")}</div>${form}`,
  });
}

const label = (org, setting) => setting[family(org.language)];
const subheader = (text) => html`<div class="pbSubheader brandTertiaryBgr tertiaryPalette"><h3>${text}</h3></div>`;
const subsection = (title, rows) => html`${subheader(title)}<div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0"><tbody>${rows}</tbody></table></div>`;

function drawSection(org, section, settings, locked) {
  const rows = section.settings.map((setting) => drawBox(org, setting, settings[setting.field] === true, locked));
  const timeout = section === SECTIONS[0] ? drawTimeout(org, settings.sessionTimeout, locked) : null;
  return subsection(section[family(org.language)], html`${timeout}${rows}`);
}

function drawBox(org, setting, on, locked) {
  const name = madeUp(org, setting.field);
  return html`<tr class="detailRow"><td colspan="4"><span><input id="${name}" name="${name}" type="checkbox" value="1"${flag("checked", on)}${flag("disabled", locked)}><label for="${name}">${label(org, setting)}</label></span></td></tr>`;
}

function drawTimeout(org, value, locked) {
  const name = madeUp(org, TIMEOUT.field);
  const options = TIMEOUT.options.map((option) => html`<option value="${option.value}"${flag("selected", option.value === value)}>${label(org, option)}</option>`);
  return html`<tr class="detailRow"><td class="labelCol"><label for="${name}">${label(org, TIMEOUT)}</label></td><td class="data2Col" colspan="3"><select id="${name}" name="${name}"${flag("disabled", locked)}>${options}</select></td></tr>`;
}

function drawLogout(org, settings, locked) {
  const name = madeUp(org, LOGOUT_URL.field);
  return subsection(say(org, "Logout Page Settings"), html`<tr class="detailRow"><td class="labelCol"><label for="${name}">${label(org, LOGOUT_URL)}</label></td><td class="data2Col" colspan="3"><input id="${name}" name="${name}" type="text" size="60" maxlength="255" value="${settings.logoutURL ?? ""}"${flag("disabled", locked)}></td></tr>`);
}

function drawLevels(org, high, locked) {
  const side = (at, title, levels) => html`<td class="selectCell"><div class="selectTitle"><label for="duel_select_${at}">${title}</label></div><select id="duel_select_${at}" name="duel_select_${at}" multiple="multiple" size="6"${flag("disabled", locked)}>${levels.length ? levels.map((level) => html`<option value="${level}">${say(org, level)}</option>`) : html`<option value="">${say(org, "--None--")}</option>`}</select></td>`;
  const arrow = (direction, title) => html`<div class="zen-mbs text"><a id="duel_select_0_${direction}" href="#" title="${title}"><img src="/s.gif" alt="${title}" class="${direction}ArrowIcon" title="${title}"></a></div>`;
  return subsection(say(org, "Session Security Levels"), html`<tr><td class="data2Col last" colspan="4"><div class="duelingListBox" id="duel"><input type="hidden" name="duel0" id="duel0" value=""><input type="hidden" name="duel1" id="duel1" value="${high.join(",")}"><table class="layout"><tbody><tr>${side(0, say(org, "Standard"), LEVELS.filter((level) => !high.includes(level)))}<td class="buttonCell"><div class="text">${say(org, "Add")}</div>${arrow("right", say(org, "Add"))}${arrow("left", say(org, "Remove"))}<div class="text">${say(org, "Remove")}</div></td>${side(1, say(org, "High Assurance"), high)}</tr></tbody></table></div></td></tr>`);
}
