/**
 * The org that the walks begin with, in which next to nothing is done, and what is done to it where no page of it is used.
 */
import { readSeeds } from "../../www/org/org.mjs";
import { assign } from "../../www/pages/records.mjs";

export const SEED = "acme-fresh";
export const ADDRESSES = ["198.51.100.7", "203.0.113.0-203.0.113.255"];
export const INTEGRATION = "playbooks@acme.example";
export const APP = "Playbooks";
export const FIELDS = ["Lead.Score__c", "Contact.Score__c"];
export const OPS = ["omar.ops@acme.example"];
/** With whom there are two profiles that need something. */
export const MORE = ["raj.rep@acme.example"];
export const REPS = ["raj.rep@acme.example", "rita.rep@acme.example"];

/** What the vendor lists on AppExchange, behind the link on its own page. */
export const PACKAGE = {
  id: "04t000000000001AAA", Name: "Insycle", NamespacePrefix: "insycleapp", PublisherName: "Insycle, Inc.", version: "1.12.0.1", versionName: "Release 1.12",
  licence: { Status: "Active", AllowedLicenses: -1, UsedLicenses: 0, ExpirationDate: null },
  permissionSets: [{ Name: "Insycle_User", Label: "Insycle", License: "Salesforce", permissions: ["ApiEnabled"], assignedTo: [] }],
  apexClasses: [{ Name: "InsycleMerge" }, { Name: "InsycleConvertLead" }],
  apps: [{ Name: "Insycle", Label: "Insycle", UiType: "Classic", visibleTo: ["System Administrator"] }],
};

/** The version that its publisher comes to recommend. */
export const NEWER = { id: "04t000000000003AAA", Name: PACKAGE.Name, PublisherName: PACKAGE.PublisherName, version: "1.13.0.1" };

/** What the vendor's consultant gives the link of: unmanaged, so that nothing but its fields tells that it was installed. */
export const FIELDS_PACKAGE = { id: "04t000000000002AAA", Name: "Playbooks Essentials", PublisherName: "InsideSales.com", version: "1.0.0.1", IsManaged: false, fields: FIELDS };

export const setSession = (org, changed) => {
  const settings = org.metadata("SecuritySettings");
  org.saveMetadata("SecuritySettings", { ...settings, sessionSettings: { ...settings.sessionSettings, ...changed } });
};
export const withoutApi = (org, username) =>
  org.run("UPDATE PermissionSet SET PermissionsApiEnabled = 0 WHERE Id IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ?)", [idOf(org, "User", "Username", username)]);
export const withoutClasses = (org, profile) => org.run("DELETE FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass' AND ParentId = ?", [hiddenSet(org, profile)]);
export const unassign = (org, label, username) =>
  org.run("DELETE FROM PermissionSetAssignment WHERE PermissionSetId IN (SELECT Id FROM PermissionSet WHERE Label = ?) AND AssigneeId = ?", [label, idOf(org, "User", "Username", username)]);
export function withoutApp(org, name) {
  org.run("DELETE FROM AppMenuItem WHERE ApplicationId IN (SELECT Id FROM ConnectedApplication WHERE Name = ?)", [name]);
  org.run("DELETE FROM ConnectedApplication WHERE Name = ?", [name]);
}

/** Apps whose makers ask that an admin approves their users. */
export const APPROVED_ONLY = ["Insycle"];

/** The fresh org with the user whom the vendor works as, and with the settings that get in its way. */
export function seeds() {
  const fresh = readSeeds()[SEED];
  fresh.users.push({ Username: INTEGRATION, FirstName: "InsideSales", LastName: "Playbooks", Profile: "Acme Sales Operations", IsActive: false });
  Object.assign(fresh.sessionSettings, { lockSessionsToIp: true, enforceIpRangesEveryRequest: true });
  return { [SEED]: fresh };
}

export const idOf = (org, object, where, value) => org.get(`SELECT Id FROM ${object} WHERE ${where} = ?`, [value]).Id;
export const hiddenSet = (org, profile) => org.get("SELECT s.Id FROM PermissionSet s JOIN Profile p ON p.Id = s.ProfileId WHERE p.Name = ? AND s.IsOwnedByProfile = 1", [profile]).Id;
const grants = (...names) => Object.fromEntries(names.map((name) => [`Permissions${name}`, 1]));

/** What sales people have in any org; of the objects that the vendors need, the others are left to give. */
export const giveUsual = (org) => ["Acme Sales Operations", "Acme Sales Rep"].forEach((profile) => giveObjects(org, profile, ["Contact", "Account", "Opportunity"]));
export function giveObjects(org, profile, objects) {
  for (const SobjectType of objects) org.insert("ObjectPermissions", { ParentId: hiddenSet(org, profile), SobjectType, ...grants("Read", "Create", "Edit") });
}
export function permitApp(org, name, profile) {
  org.insert("SetupEntityAccess", { ParentId: hiddenSet(org, profile), SetupEntityId: idOf(org, "ConnectedApplication", "Name", name), SetupEntityType: "ConnectedApplication" });
}
export const giveField = (org, profile, Field) => org.insert("FieldPermissions", { ParentId: hiddenSet(org, profile), SobjectType: Field.split(".")[0], Field, ...grants("Read", "Edit") });
export const addSet = (org, Label) => org.insert("PermissionSet", { Name: Label.replaceAll(" ", "_"), Label, Type: "Regular", IsCustom: 1, ...grants("ApiEnabled") });
export const grantSet = (org, label, ...names) =>
  names.forEach((name) => org.run(`UPDATE PermissionSet SET Permissions${name} = 1 WHERE Label = ?`, [label]));
export function logIn(org, AppName, username) {
  const item = org.get("SELECT Id FROM AppMenuItem WHERE Label = ? AND Type = 'ConnectedApplication'", [AppName]);
  org.insert("OauthToken", { AppName, UserId: idOf(org, "User", "Username", username), AppMenuItemId: item?.Id ?? null, UseCount: 1 });
}
export function assignSet(org, Label, usernames) {
  const { Id } = org.get("SELECT Id FROM PermissionSet WHERE Label = ?", [Label]);
  assign(org, Id, usernames.map((username) => idOf(org, "User", "Username", username)), null);
}
export function showApp(org, label, profile) {
  const { Id } = org.get("SELECT ApplicationId AS Id FROM AppMenuItem WHERE Label = ? AND Type = 'TabSet'", [label]);
  org.insert("SetupEntityAccess", { ParentId: hiddenSet(org, profile), SetupEntityId: Id, SetupEntityType: "TabSet" });
}
