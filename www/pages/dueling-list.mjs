/**
 * Two lists between which entries are moved, in both forms that Setup has: that of its older pages (`duel_select_0`, `duel_select_1`)
 * and that of its Visualforce pages (`…:duelingListBox:backingList_a` and `_s`), as pages saved from orgs and public tools that
 * drive Setup show them. Both are sent as the hidden inputs `duel0` and `duel1`. ASSUMPTION: that of Visualforce too, and the values.
 */
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {{value: string, text: string}} Entry
 * @typedef {{available: Entry[], selected: Entry[], titles: [string, string], locked?: boolean}} Duel
 */

/** @param {object} org @param {Duel} duel */
export function olderDuel(org, duel) {
  const ids = { sides: ["duel_select_0", "duel_select_1"], add: "duel_select_0_right", remove: "duel_select_0_left", image: () => "" };
  return draw(org, duel, ids, true);
}

/** The parts of an id before the last ones drift from release to release, so they are made up. */
export function visualforceDuel(org, duel) {
  const box = `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:duelingListBox`;
  const ids = { sides: [`${box}:backingList_a`, `${box}:backingList_s`], add: `${box}:backingList_add`, remove: `${box}:backingList_remove`, image: (way) => html` id="${box}:${way}"` };
  return draw(org, duel, ids, false);
}

function draw(org, { available, selected, titles, locked = false }, ids, isOlder) {
  const none = html`<option value="" disabled="disabled">${say(org, "--None--")}</option>`;
  const side = (at, entries) => html`<td class="selectCell"><div class="selectTitle"><label for="${ids.sides[at]}">${titles[at]}</label></div><select id="${ids.sides[at]}" name="${ids.sides[at]}" class="dueling " multiple="multiple" size="14"${flag("disabled", locked)}>${entries.length ? entries.map(({ value, text }) => html`<option value="${value}" title="${text}">${text}</option>`) : none}</select></td>`;
  const arrow = (way, direction, title) => html`<div class="zen-mbs text"><a id="${ids[way]}" href="#" title="${title}"><img src="/s.gif" alt="${title}" class="${direction}ArrowIcon" title="${title}"${ids.image(way)}></a></div>`;
  const values = (entries) => entries.map(({ value }) => value).join(",");
  return html`<div class="duelingListBox"${isOlder && html` id="duel"`} data-none="${say(org, "--None--")}"><input type="hidden" name="duel0" value="${values(available)}"><input type="hidden" name="duel1" value="${values(selected)}"><table class="layout"><tbody><tr>${side(0, available)}<td class="buttonCell"><div class="text">${say(org, "Add")}</div>${arrow("add", "right", say(org, "Add"))}${arrow("remove", "left", say(org, "Remove"))}<div class="text">${say(org, "Remove")}</div></td>${side(1, selected)}</tr></tbody></table></div>`;
}

/** What a form sent as chosen, of these values only; what it did not send stays chosen. */
export function chosen(form, values, before) {
  const sent = form.get("duel1");
  return sent === null ? before : values.filter((value) => sent.split(",").includes(value));
}
