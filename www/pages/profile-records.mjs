/**
 * What the pages of profiles and users read from the org's database and write to it; the API reads the same rows.
 * Which of the two designs is on are two settings of Salesforce's own (UserManagementSettings).
 */

const HIDDEN = "SELECT Id FROM PermissionSet WHERE ProfileId = ? AND IsOwnedByProfile = 1";

/** @param {import("../org/org.mjs").Org} org "Enhanced Profile User Interface" */
export const hasEnhancedProfiles = (org) => org.metadata("UserManagementSettings")?.enableNewProfileUI === true;

/** @param {import("../org/org.mjs").Org} org "Enhanced Profile List Views" */
export const hasEnhancedProfileList = (org) => org.metadata("UserManagementSettings")?.enableEnhancedProfileMgmt === true;

/** @param {string} letter "A" … "Z", "other" or "" for all */
export function profiles(org, letter = "") {
  const first = "UPPER(SUBSTR(p.Name, 1, 1))";
  const where = letter === "" ? "1" : letter === "other" ? `NOT ${first} BETWEEN 'A' AND 'Z'` : `${first} = '${letter}'`;
  return org.all(`SELECT p.Id, p.Name, l.Name AS License, s.IsCustom FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id
    LEFT JOIN UserLicense l ON l.Id = p.UserLicenseId WHERE ${where} ORDER BY p.Name`);
}

/** @param {string} id 15 or 18 characters */
export const profile = (org, id) =>
  org.get(`SELECT p.Id, p.Name, l.Name AS License, (SELECT Id FROM PermissionSet WHERE ProfileId = p.Id AND IsOwnedByProfile = 1) AS HiddenSet,
    (SELECT IsCustom FROM PermissionSet WHERE ProfileId = p.Id AND IsOwnedByProfile = 1) AS IsCustom FROM Profile p LEFT JOIN UserLicense l ON l.Id = p.UserLicenseId WHERE SUBSTR(p.Id, 1, 15) = ? COLLATE BINARY`, [id.slice(0, 15)]);

/** Whether a set, or a profile's hidden set, has a row for what it gives access to. */
const HAS = "EXISTS (SELECT 1 FROM SetupEntityAccess e WHERE e.ParentId = ? AND e.SetupEntityId = c.%)";

/** The classes that a profile's editor offers: all but a managed package's public ones (packaging guide). */
export function profileClasses(org, { HiddenSet }) {
  const rows = org.all(`SELECT c.Id, c.Name, c.NamespacePrefix, ${HAS.replace("%", "Id")} AS enabled FROM ApexClass c ORDER BY c.NamespacePrefix, c.Name`, [HiddenSet]);
  return rows.filter((row) => !org.publicClasses.has(row.Id)).map((row) => ({ ...row, enabled: row.enabled === 1, text: row.NamespacePrefix ? `${row.NamespacePrefix}.${row.Name}` : row.Name }));
}

export function profileApps(org, { HiddenSet }) {
  const rows = org.all(`SELECT c.ApplicationId AS Id, c.Name, c.Label, c.NamespacePrefix, ${HAS.replace("%", "ApplicationId")} AS visible FROM AppMenuItem c WHERE c.Type = 'TabSet' ORDER BY c.Label`, [HiddenSet]);
  return rows.map((row) => ({ ...row, visible: row.visible === 1, text: row.NamespacePrefix ? `${row.Label} (${row.NamespacePrefix}__${row.Name})` : row.Label }));
}

/** Gives a profile access to exactly these entities of one type. */
export function giveProfile(org, { Id }, type, entities) {
  const [{ Id: set }] = org.all(HIDDEN, [Id]);
  org.run("DELETE FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityType = ?", [set, type]);
  for (const entity of entities) org.insert("SetupEntityAccess", { ParentId: set, SetupEntityId: entity, SetupEntityType: type });
}

/** @returns {{startAddress: string, endAddress: string, description?: string}[]} */
export const loginRanges = (org, { Name }) => org.metadata("Profile", Name)?.loginIpRanges ?? [];

export function addLoginRange(org, { Name }, range) {
  const metadata = org.metadata("Profile", Name) ?? {};
  org.saveMetadata("Profile", { ...metadata, loginIpRanges: [...(metadata.loginIpRanges ?? []), range] }, Name);
}

// Users

const FIELDS = `u.Id, u.FirstName, u.LastName, u.Name, u.Username, u.Alias, u.Email, u.IsActive, u.ProfileId, p.Name AS Profile, l.Name AS License,
  (SELECT r.Name FROM UserRole r WHERE r.Id = u.UserRoleId) AS Role`;
const FROM = "FROM User u JOIN Profile p ON p.Id = u.ProfileId LEFT JOIN UserLicense l ON l.Id = p.UserLicenseId";

export const users = (org, limit, offset) => org.all(`SELECT ${FIELDS} ${FROM} ORDER BY u.LastName, u.FirstName LIMIT ? OFFSET ?`, [limit, offset]);

/** @param {string} id 15 or 18 characters */
export const user = (org, id) => org.get(`SELECT ${FIELDS} ${FROM} WHERE SUBSTR(u.Id, 1, 15) = ? COLLATE BINARY`, [id.slice(0, 15)]);

/** The sets assigned to a user himself, as his page lists them. */
export const setsOf = (org, { Id }) =>
  org.all(`SELECT s.Id, s.Label, a.Id AS assignment FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId
    WHERE a.AssigneeId = ? AND s.IsOwnedByProfile = 0 AND s.Type IS NOT 'Group' ORDER BY s.Label`, [Id]);

/** Active sets that could be assigned. */
export const setsFor = (org, { Id }) =>
  org.all(`SELECT s.Id, s.Label FROM PermissionSet s WHERE s.IsOwnedByProfile = 0 AND s.Type IS NOT 'Group'
    AND NOT EXISTS (SELECT 1 FROM PermissionSetAssignment a WHERE a.AssigneeId = ? AND a.PermissionSetId = s.Id) ORDER BY s.Label`, [Id]);

export function saveUser(org, { Id }, { Email, IsActive }) {
  org.run("UPDATE User SET Email = ?, IsActive = ? WHERE Id = ?", [Email, IsActive, Id]);
}

/** Assigns exactly these sets to a user. */
export function assignSets(org, { Id }, sets) {
  for (const { Id: set, assignment } of setsOf(org, { Id })) if (!sets.includes(set)) org.run("DELETE FROM PermissionSetAssignment WHERE Id = ?", [assignment]);
  for (const { Id: set } of setsFor(org, { Id })) if (sets.includes(set)) org.insert("PermissionSetAssignment", { AssigneeId: Id, PermissionSetId: set, IsActive: 1 });
}

// System permissions

/** The permissions that the demo org shows, by API name, with Salesforce's English labels. */
export const SYSTEM_PERMISSIONS = {
  ApiEnabled: "API Enabled", CanApproveUninstalledApps: "Approve Uninstalled Connected Apps", AuthorApex: "Author Apex",
  CustomizeApplication: "Customize Application", ManageDashbdsInPubFolders: "Manage Dashboards in Public Folders",
  ManageUsers: "Manage Internal Users", ModifyAllData: "Modify All Data", ViewSetup: "View Setup and Configuration",
};

export const permissionsOfSet = (org, id) => org.get("SELECT * FROM PermissionSet WHERE Id = ?", [id]);

export function savePermissions(org, id, held) {
  for (const name of Object.keys(SYSTEM_PERMISSIONS)) org.run(`UPDATE PermissionSet SET "Permissions${name}" = ? WHERE Id = ?`, [held.has(name), id]);
}
