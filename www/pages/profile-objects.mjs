/**
 * What a profile may do with objects and their fields: in the enhanced design a list of objects, and for each a page and its form; in
 * the original one a matrix in the profile's own form, and for each object a page of its fields.
 * Known, from public tools that drive these pages: the addresses, the list's body `table_objects_and_tabs:tb` and its links, the boxes of
 * fields (`:fls_read_ck`, `:fls_edit_ck`), the headings, Save, and the two pages of fields of the original design.
 * ASSUMPTION: all else. Standard profiles are not changed: some have no Edit here.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { FIELD_RIGHTS, fieldRights, OBJECTS, objectRights, RIGHTS, saveField, saveObject } from "./object-records.mjs";
import { takeSaveFailure } from "./records.mjs";
import { say } from "./words.mjs";

const FIELDS_PAGE = "/setup/layout/flsdetail.jsp";
const FIELDS_FORM = "/setup/layout/flsedit.jsp";
export const FIELDS_PAGES = [FIELDS_PAGE, FIELDS_FORM];

const image = (ticked) => html`<img src="/img/checkbox_${ticked ? "" : "un"}checked.gif" alt="" class="checkImg">`;
const nameOf = (org, right, of) => madeUp(org, `${right} of ${of}`);
const box = (org, right, of, ticked, tail = "") => html`<input type="checkbox" id="${nameOf(org, right, of)}${tail}" name="${nameOf(org, right, of)}" value="1"${flag("checked", ticked)}>`;
/** The rights whose boxes were sent. */
const sent = (org, form, rights, of) => Object.keys(rights).filter((right) => form.has(nameOf(org, right, of)));
const section = (org, title, body) => html`<div><div class="pbSubheader"><h3>${say(org, title)}</h3></div><div class="pbSubsection">${body}</div></div>`;

/** The list of objects, each with its page. */
export function objectList({ org }, shown) {
  const held = (object) => Object.entries(objectRights(org, shown, object)).filter(([, on]) => on).map(([right]) => say(org, RIGHTS[right]));
  const rows = Object.entries(OBJECTS).map(([object, label]) => html`<tr class="dataRow"><td class="dataCell"><span><a href="/${shown.Id}?s=ObjectsAndTabs&o=${object}">${say(org, label)}</a></span></td><td class="dataCell"><span>${held(object).join(", ") || "--"}</span></td></tr>`);
  const id = `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:table_objects_and_tabs`;
  return html`<table class="list" id="${id}"><thead><tr class="headerRow"><th scope="col">${say(org, "Object Name")}</th><th scope="col">${say(org, "Object Permissions")}</th></tr></thead><tbody id="${id}:tb">${rows}</tbody></table>`;
}

function fieldTable(org, shown, object, edit) {
  const cell = (field, rights, right, tail) => html`<td class="dataCell">${edit ? box(org, right, field, rights[right], tail) : image(rights[right])}</td>`;
  const rows = fieldRights(org, shown, object).map(({ field, label, rights }) => html`<tr class="dataRow"><td class="dataCell">${label}</td>${cell(field, rights, "PermissionsRead", ":fls_read_ck")}${cell(field, rights, "PermissionsEdit", ":fls_edit_ck")}</tr>`);
  return html`<table class="detailList"><tbody><tr><td><table class="list"><thead><tr class="headerRow"><th scope="col">${say(org, "Field Name")}</th>${Object.values(FIELD_RIGHTS).map((right) => html`<th scope="col">${say(org, right)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></td></tr></tbody></table>`;
}

/** What one object's page and its form show in the enhanced design. */
function objectParts(org, shown, object, edit) {
  const rights = objectRights(org, shown, object);
  const rows = Object.entries(RIGHTS).map(([right, label]) => html`<tr><td>${say(org, label)}</td><td>${edit ? box(org, right, object, rights[right]) : image(rights[right])}</td></tr>`);
  const objects = html`<table class="detailList"><tbody><tr><td><table><tbody>${rows}</tbody></table></td></tr></tbody></table>`;
  return html`${section(org, "Object Permissions", objects)}${section(org, "Field Permissions", fieldTable(org, shown, object, edit))}`;
}

/** One object's page in the enhanced design: `change` is its Edit. */
export const objectPart = ({ org }, shown, object, change) => html`<div class="pc_page_ObjectsAndTabs"><h2 class="mainTitle">${say(org, OBJECTS[object])}</h2>${change}${objectParts(org, shown, object, false)}</div>`;

const saveFields = (org, form, shown, object) => fieldRights(org, shown, object).forEach(({ field }) => saveField(org, shown, field, sent(org, form, FIELD_RIGHTS, field)));

/** A form that is about one object; Save leads back. */
function objectForm(request, shown, { object, mayEdit, action, back, names, body, keep }) {
  const { org, method } = request;
  const failure = method === "POST" && (mayEdit ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS");
  if (method === "POST" && !failure) {
    keep();
    return goOn(request, back);
  }
  const title = `${say(org, "Profile")}: ${shown.Name}`;
  const buttons = html`${mayEdit && button({ ...names, label: say(org, "Save"), submit: true })} ${button({ name: "cancel", label: say(org, "Cancel"), go: back })}`;
  const form = editForm(request, { action, setupid: "EnhancedProfiles", buttons, title: say(org, OBJECTS[object]), errors: failure && errorBlock(org, failure), body, once: true });
  return page(classicDocument(request, { title, content: html`${pageTitle(org, say(org, "Profile"), shown.Name)}<div class="pc_page_ObjectsAndTabs">${form}</div>` }));
}

/** The form of one object in the enhanced design. */
export function editObject(request, shown, object, mayEdit) {
  const { org, form } = request;
  const name = `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:button_pc_save`;
  const keep = () => {
    saveObject(org, shown, object, sent(org, form, RIGHTS, object));
    saveFields(org, form, shown, object);
  };
  const query = `s=ObjectsAndTabs&o=${object}`;
  return objectForm(request, shown, { object, mayEdit, action: `/${shown.Id}/e?${query}`, back: `/${shown.Id}?${query}`, names: { name, id: name }, body: objectParts(org, shown, object, true), keep });
}

/** The matrix of the original design, with boxes in the profile's form. */
export function objectMatrix(org, shown, mayEdit) {
  const cell = (object, right, ticked) => html`<td class="dataCell">${mayEdit ? box(org, right, object, ticked) : image(ticked)}</td>`;
  const rows = Object.entries(OBJECTS).map(([object, label]) => html`<tr class="dataRow"><th scope="row" class="dataCell">${say(org, label)}</th>${Object.entries(objectRights(org, shown, object)).map(([right, ticked]) => cell(object, right, ticked))}</tr>`);
  const heads = Object.values(RIGHTS).map((right) => html`<th scope="col">${say(org, right)}</th>`);
  return section(org, "Standard Object Permissions", html`<table class="list" border="0" cellspacing="0" cellpadding="0"><tbody><tr class="headerRow"><th scope="col">${say(org, "Object Name")}</th>${heads}</tr>${rows}</tbody></table>`);
}

export const saveMatrix = (org, form, shown) => Object.keys(OBJECTS).forEach((object) => saveObject(org, shown, object, sent(org, form, RIGHTS, object)));

const fieldsQuery = (shown, object) => `id=${shown.Id}&type=${object}&retURL=%2F${shown.Id}`;

/** The ways to the fields of each object in the original design. */
export function fieldLinks(org, shown) {
  const rows = Object.entries(OBJECTS).map(([object, label]) => html`<tr><td class="labelCol">${say(org, label)}</td><td class="dataCol">[<a href="${FIELDS_PAGE}?${fieldsQuery(shown, object)}">${say(org, "View")}</a>]</td></tr>`);
  return section(org, "Field-Level Security", html`<table class="detailList"><tbody>${rows}</tbody></table>`);
}

/** The page of an object's fields in the original design, and its form. */
export function fieldsPage(request, shown, mayEdit) {
  const { org, url, form } = request;
  const object = url.searchParams.get("type") ?? "";
  if (!(object in OBJECTS)) return null;
  const address = (path) => `${path}?${fieldsQuery(shown, object)}`;
  if (url.pathname === FIELDS_FORM) {
    return objectForm(request, shown, { object, mayEdit, action: address(FIELDS_FORM), back: address(FIELDS_PAGE), names: { name: "save" }, body: fieldTable(org, shown, object, true), keep: () => saveFields(org, form, shown, object) });
  }
  const change = mayEdit && button({ name: madeUp(org, "edit fields"), label: say(org, "Edit"), go: address(FIELDS_FORM) });
  const content = html`${pageTitle(org, say(org, "Field-Level Security"), shown.Name)}<div class="bPageBlock"><div class="pbHeader">${change}</div><div class="pbBody">${fieldTable(org, shown, object, false)}</div></div>`;
  return page(classicDocument(request, { title: say(org, "Field-Level Security"), content }));
}
