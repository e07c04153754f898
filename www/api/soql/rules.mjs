// What single objects forbid or hide, beyond the published schemas.

import { Fault, malformed, noSuchColumn, noSuchType } from "../fault.mjs";

/** Fields that can be filtered, where Salesforce's reference gives a shorter list than all (Tooling API reference). */
const FILTERABLE = {
  InstalledSubscriberPackage: ["Id", "SubscriberPackageId", "SubscriberPackageVersionId", "MinPackageVersionId"],
  SubscriberPackage: ["Id"],
  SubscriberPackageVersion: ["Id"],
};
const NEVER_FILTERABLE = new Set(["Metadata", "FullName", "Body", "SymbolTable"]);

/**
 * Permissions without which an object does not exist for the user; any one of the list is enough.
 * Sources: Object Reference pages of SetupEntityAccess, ObjectPermissions, FieldPermissions (View Setup).
 * ASSUMPTION: SecuritySettings needs Customize Application, SecurityHealthCheckRisks and SetupAuditTrail View Setup; and a
 * missing permission answers INVALID_TYPE, as for an object that is not there.
 */
const NEEDS = {
  SetupEntityAccess: ["ViewSetup"],
  ObjectPermissions: ["ViewSetup"],
  FieldPermissions: ["ViewSetup"],
  SecuritySettings: ["CustomizeApplication"],
  SecurityHealthCheckRisks: ["ViewSetup"],
  SetupAuditTrail: ["ViewSetup"],
};

/**
 * Rows of others that the user sees only with one of these permissions (OauthToken, PermissionSetAssignment in the Object Reference).
 * ASSUMPTION: without them a user sees his own rows; LoginHistory needs Manage Users.
 */
const OWN_ROWS = {
  OauthToken: { owner: "UserId", unless: ["CustomizeApplication"] },
  PermissionSetAssignment: { owner: "AssigneeId", unless: ["ViewSetup", "AssignPermissionSets", "ManageUsers"] },
  LoginHistory: { owner: "UserId", unless: ["ManageUsers"] },
};

/** ASSUMPTION: SessionSettings is published for Tooling, and reported not to answer. */
const SILENT = new Set(["SessionSettings", "NetworkAccess", "PasswordPolicies", "SingleSignOnSettings"]);

const holdsOne = (org, wanted) => wanted.some((name) => org.permissions.has(name));

/** Refuses an object that the user, the API or a switched-on fault hides. */
export function checkObject({ org, soql, api }, object, nameInQuery) {
  const hidden = org.faults.get("object-hidden");
  if (hidden?.object === object.name && hidden.as === "INSUFFICIENT_ACCESS") throw new Fault(403, "INSUFFICIENT_ACCESS", `insufficient access rights on object: ${object.name}`);
  if (hidden?.object === object.name) throw noSuchType(soql, nameInQuery);
  if (api === "tooling" && SILENT.has(object.name)) throw noSuchType(soql, nameInQuery);
  if (NEEDS[object.name] && !holdsOne(org, NEEDS[object.name])) throw noSuchType(soql, nameInQuery);
}

/** `object` is that of the query, so that a path cannot go round the rule. */
export function isFilterable(object, field) {
  if (field.type === "complex" || NEVER_FILTERABLE.has(field.name)) return false;
  return [object, field.object].every(({ name }) => !FILTERABLE[name] || (field.object.name === name && FILTERABLE[name].includes(field.name)));
}

/** A TabSet's rows in SetupEntityAccess can be filtered by SetupEntityId, not through AppMenuItem (Object Reference, SetupEntityAccess). */
export const mayBeInner = (name) => name.toLowerCase() !== "appmenuitem";

/** The SQL condition that leaves a user's own rows, or undefined. */
export function ownRows({ org }, object, alias) {
  const rule = OWN_ROWS[object.name];
  return rule && !holdsOne(org, rule.unless) ? { sql: `${alias}."${rule.owner}" = ?`, params: [org.actingUser.Id] } : undefined;
}

/** Rules about the whole statement. */
export function checkStatement({ soql }, object, query) {
  const filtered = soql.slice(soql.search(/\bWHERE\b/i));
  const where = query.where ? filtered : "";
  if (/^SubscriberPackage(Version)?$/.test(object.name) && !/\bId\s*(=|IN)/i.test(where)) {
    // ASSUMPTION: the words. That these two objects answer only by id is what CumulusCI's code works around.
    throw malformed(`Implementation restriction: You can only perform queries of the form Id = '...' on ${object.name}`);
  }
  if (object.name === "FieldDefinition" && !/\b(EntityDefinition(Id)?(\.\w+)?|DurableId)\s*(=|IN)/i.test(where)) {
    throw malformed("MALFORMED_QUERY: A filter on a reified column is required [EntityDefinitionId,DurableId]");
  }
  // ASSUMPTION: other columns of SecuritySettings are published, and reported not to be queryable one by one.
  const single = object.name === "SecuritySettings" && query.fields.find((field) => field.type === "Field" && !/^(Id|DurableId|FullName|Metadata)$/i.test(field.field));
  if (single) throw noSuchColumn(soql, single.field, object.name);
  if (object.name === "OauthToken" && query.groupBy) throw malformed("Grouping is not supported on OauthToken");
}

/** OauthToken answers at most 500 rows a page and 2,500 in all (Object Reference, OauthToken). */
export const pageSize = (object) => (object.name === "OauthToken" ? 500 : 2000);
export const rowLimit = (object) => (object.name === "OauthToken" ? 2500 : Infinity);

/** Selecting Metadata or FullName asks for one row (Tooling API reference). */
export function checkSingleRow(context, query, size) {
  const heavy = query.fields.some((field) => field.type === "Field" && /^(Metadata|FullName)$/i.test(field.field));
  if (context.api === "tooling" && heavy && size > 1) {
    throw malformed(`When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${size}`);
  }
}
