/**
 * What the pages of a profile's objects and fields read from the org's database and write to it; the API reads the same rows.
 * ASSUMPTION: which objects and standard fields there are; that a field's label is its name without `__c` and `_`.
 */

/** Objects by API name, with Salesforce's English names of their tabs. */
export const OBJECTS = { Account: "Accounts", Contact: "Contacts", Lead: "Leads", Opportunity: "Opportunities", Task: "Tasks" };
const STANDARD_FIELDS = { Account: ["Industry", "Phone"], Contact: ["Email", "Phone"], Lead: ["Industry", "Status"], Opportunity: ["Amount"], Task: ["Priority"] };

/** What may be done with records and with fields, and the labels of the boxes (Salesforce Help, Object Permissions and Field Permissions). */
export const RIGHTS = { PermissionsRead: "Read", PermissionsCreate: "Create", PermissionsEdit: "Edit", PermissionsDelete: "Delete" };
export const FIELD_RIGHTS = { PermissionsRead: "Read Access", PermissionsEdit: "Edit Access" };

const on = (row, names) => Object.fromEntries(Object.keys(names).map((name) => [name, row?.[name] === 1]));

/** @returns {Record<string, boolean>} what a profile may do with an object's records */
export const objectRights = (org, { HiddenSet }, object) =>
  on(org.get(`SELECT * FROM "${org.table("ObjectPermissions")}" WHERE ParentId = ? AND SobjectType = ?`, [HiddenSet, object]), RIGHTS);

/** Fields of an object, with what a profile may do with each. */
export function fieldRights(org, { HiddenSet }, object) {
  for (const table of ["FieldDefinition", "FieldPermissions"]) org.table(table);
  const custom = org.all("SELECT QualifiedApiName AS name FROM FieldDefinition WHERE EntityDefinitionId = ?", [object]).map(({ name }) => name);
  return [...new Set([...STANDARD_FIELDS[object], ...custom])].sort().map((name) => {
    const field = `${object}.${name}`;
    return { field, label: name.replace(/__c$/, "").replaceAll("_", " "), rights: on(org.get("SELECT * FROM FieldPermissions WHERE ParentId = ? AND Field = ?", [HiddenSet, field]), FIELD_RIGHTS) };
  });
}

/** Nothing is done with what is not read (Object Reference, ObjectPermissions and FieldPermissions). */
function save(org, object, key, held) {
  const table = org.table(object);
  const where = Object.keys(key).map((name) => `${name} = ?`).join(" AND ");
  org.run(`DELETE FROM "${table}" WHERE ${where}`, Object.values(key));
  if (held.length) org.insert(object, { ...key, ...Object.fromEntries([...new Set(["PermissionsRead", ...held])].map((name) => [name, 1])) });
}

/** @param {string[]} held API names of rights */
export const saveObject = (org, { HiddenSet }, SobjectType, held) => save(org, "ObjectPermissions", { ParentId: HiddenSet, SobjectType }, held);
export const saveField = (org, { HiddenSet }, Field, held) => save(org, "FieldPermissions", { ParentId: HiddenSet, SobjectType: Field.split(".")[0], Field }, held);
