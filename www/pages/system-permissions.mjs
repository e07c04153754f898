/**
 * The system permissions of one permission set: seen, and edited as a form with a box per permission.
 * ASSUMPTION: all of it but the address of the section and that a permission has a label and a box; ids and names are made up.
 */
import { button, classicDocument, editForm, errorBlock, goOn, page, pageTitle } from "./classic.mjs";
import { flag, html } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { permissionsOfSet, savePermissions, SYSTEM_PERMISSIONS } from "./profile-records.mjs";
import { mayChange, permissionSet, takeSaveFailure } from "./records.mjs";
import { say } from "./words.mjs";

/** A managed set's permissions belong to its package. */
const mayEdit = (org, set) => mayChange(org, "ManageProfilesPermissionsets") && !set.NamespacePrefix;

/** @param {import("./classic.mjs").Request} request @param {string} id @param {boolean} edit */
export function systemPermissions(request, id, edit) {
  const { org, form, method } = request;
  const set = permissionSet(org, id);
  if (!set) return null;
  const name = (permission) => madeUp(org, `permission ${permission}`);
  const section = `/${set.Id}?s=SystemPermissions`;
  const failure = method === "POST" && (mayEdit(org, set) ? takeSaveFailure(org) : "INSUFFICIENT_ACCESS");
  if (method === "POST" && edit && !failure) {
    savePermissions(org, set.Id, new Set(Object.keys(SYSTEM_PERMISSIONS).filter((permission) => form.has(name(permission)))));
    return goOn(request, section);
  }
  const saved = permissionsOfSet(org, set.Id);
  const isOn = (permission) => (failure ? form.has(name(permission)) : saved[`Permissions${permission}`] === 1);
  const box = (permission) => html`<input type="checkbox" id="${name(permission)}" name="${name(permission)}" value="1"${flag("checked", isOn(permission))}${flag("disabled", !edit || !mayEdit(org, set))}>`;
  const rows = Object.entries(SYSTEM_PERMISSIONS).map(([permission, label]) => html`<tr class="dataRow"><th scope="row" class="dataCell"><label for="${name(permission)}">${say(org, label)}</label></th><td class="dataCell">${box(permission)}</td></tr>`);
  const list = html`<table class="list" border="0" cellspacing="0" cellpadding="0"><tbody><tr class="headerRow"><th scope="col">${say(org, "Permission Name")}</th><th scope="col">${say(org, "Enabled")}</th></tr>${rows}</tbody></table>`;
  const title = say(org, "System Permissions");
  const vf = (tail) => `${madeUp(org, "visualforce page")}:${madeUp(org, "visualforce form")}:${tail}`;
  const save = mayEdit(org, set) && button({ name: vf("button_pc_save"), id: vf("button_pc_save"), label: say(org, "Save"), submit: true });
  const change = mayEdit(org, set) && button({ name: vf("edit"), id: vf("edit"), label: say(org, "Edit"), go: `/${set.Id}/e?s=SystemPermissions` });
  const head = pageTitle(org, say(org, "Permission Set"), set.Label);
  const content = edit
    ? html`${head}${editForm(request, { action: `/${set.Id}/e?s=SystemPermissions`, setupid: "PermSets", buttons: html`${save} ${button({ name: "cancel", label: say(org, "Cancel"), go: section })}`, title, errors: failure && errorBlock(org, failure), body: list, once: true })}`
    : html`${head}<div class="bRelatedList">${change}${list}</div>`;
  return page(classicDocument(request, { title: `${say(org, "Permission Set")}: ${set.Label}`, content }));
}
