/**
 * All that the pages read from the org's database and write to it; the API reads the same rows.
 * Tables and columns are Salesforce's objects and fields.
 */

import { addConnectedApp, addPackage } from "../org/seed.mjs";

const YEAR_MONTH_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {import("../org/org.mjs").Org} org @param {string} permission API name without "Permissions" */
export const mayChange = (org, permission) => org.permissions.has(permission);

export const companyName = (org) => org.get("SELECT Name FROM Organization")?.Name ?? org.name;

// Session Settings

export const readSessionSettings = (org) => org.metadata("SecuritySettings").sessionSettings;

export function writeSessionSettings(org, sessionSettings) {
  org.saveMetadata("SecuritySettings", { ...org.metadata("SecuritySettings"), sessionSettings });
}

// Network Access

/** @returns {{start: string, end: string, description?: string}[]} */
export const trustedRanges = (org) => org.metadata("SecuritySettings").networkAccess?.ipRanges ?? [];

export function addTrustedRange(org, range) {
  org.saveMetadata("SecuritySettings", { ...org.metadata("SecuritySettings"), networkAccess: { ipRanges: [...trustedRanges(org), range] } });
}

// Connected apps

/** Ids of apps' descriptions, and which apps are blocked: no published object has them. */
const appBooks = new WeakMap();
const appBook = (org) => appBooks.get(org) ?? appBooks.set(org, { manifests: new Map(), pages: new Map(), blocked: new Set() }).get(org);

/** The id (`0Ci…`) that links which install an app carry; the same for the life of the org. */
function manifestOf(org, key) {
  const { manifests } = appBook(org);
  if (!manifests.has(key)) manifests.set(key, org.newId("AppManifest").slice(0, 15));
  return manifests.get(key);
}

export const mayInstallApps = (org) => mayChange(org, "CustomizeApplication") && (mayChange(org, "ModifyAllData") || mayChange(org, "ManageRemoteAccess"));

/** @typedef {{manifest: string, Name: string, users: number, installed: boolean, blocked: boolean}} UsedApp */

/**
 * Apps that somebody uses, or tried to use: tests set `org.deniedApps` to `{Name, publisher}` of those that Salesforce refused. One of
 * them with the name of an app that is used is another app.
 * @returns {UsedApp[]}
 */
export function usedApps(org) {
  for (const object of ["OauthToken", "ConnectedApplication"]) org.table(object);
  const installed = new Set(org.all("SELECT Name FROM ConnectedApplication").map(({ Name }) => Name));
  const used = org.all("SELECT AppName AS Name, COUNT(DISTINCT UserId) AS users FROM OauthToken GROUP BY AppName")
    .map((app) => ({ ...app, manifest: manifestOf(org, app.Name), publisher: app.Name, installed: installed.has(app.Name) }));
  const denied = (org.deniedApps ?? []).map((app) => ({ ...app, users: 0, manifest: manifestOf(org, app), installed: false }));
  return [...used, ...denied].map((app) => ({ ...app, blocked: appBook(org).blocked.has(app.manifest) })).sort((one, other) => one.Name.localeCompare(other.Name));
}

/** An app that is not installed, by its id of 15 or 18 characters. */
export const appToInstall = (org, id) => usedApps(org).find((app) => app.manifest === id.slice(0, 15) && !app.installed) ?? null;

/** Every app that is installed or made here, with the id (`06P…`) that the address of its page carries. */
export function installedApps(org) {
  const { pages } = appBook(org);
  const apps = org.all(`SELECT Id, Name, OptionsAllowAdminApprovedUsersOnly FROM "${org.table("ConnectedApplication")}" ORDER BY Name`);
  for (const { Id } of apps) if (!pages.has(Id)) pages.set(Id, org.newId("ConnectedAppPage").slice(0, 15));
  return apps.map((app) => ({ ...app, page: pages.get(app.Id) }));
}

/** An app by the id that its page's address carries. */
export const appNamedBy = (org, id) => installedApps(org).find((app) => app.page === id.slice(0, 15)) ?? null;

/**
 * Installs an app: now its configuration is in the org, and its tokens belong to it. Tests set `org.approvedOnly` to the names of apps
 * whose makers ask that an admin approves their users (`isAdminApproved` in the app's metadata).
 */
export function installApp(org, { Name, manifest }) {
  const app = addConnectedApp(org, { Name });
  permitUsers(org, { Id: app }, (org.approvedOnly ?? []).includes(Name));
  const item = org.get("SELECT Id FROM AppMenuItem WHERE ApplicationId = ?", [app]);
  org.run("UPDATE OauthToken SET AppMenuItemId = ? WHERE AppName = ?", [item.Id, Name]);
  org.deniedApps = (org.deniedApps ?? []).filter((denied) => manifestOf(org, denied) !== manifest);
  return installedApps(org).find(({ Id }) => Id === app);
}

export const permitUsers = (org, { Id }, approvedOnly) => org.run("UPDATE ConnectedApplication SET OptionsAllowAdminApprovedUsersOnly = ? WHERE Id = ?", [approvedOnly, Id]);

/** Profiles or permission sets, and whether each may use an app. @param {"profiles" | "sets"} kind */
export function approvable(org, { Id }, kind) {
  const ofProfile = kind === "profiles";
  const rows = org.all(`SELECT s.Id AS "set", ${ofProfile ? "p.Name" : "s.Label"} AS name,
      EXISTS (SELECT 1 FROM SetupEntityAccess e WHERE e.ParentId = s.Id AND e.SetupEntityId = ?) AS "on"
    FROM PermissionSet s LEFT JOIN Profile p ON p.Id = s.ProfileId WHERE s.IsOwnedByProfile = ? AND s.Type IS NOT 'Group' ORDER BY name`, [Id, ofProfile]);
  return rows.map((row) => ({ ...row, on: row.on === 1 }));
}

/** Lets exactly these sets, or profiles' hidden ones, use an app. */
export function approve(org, app, kind, sets) {
  for (const { set, on } of approvable(org, app, kind)) {
    if (on && !sets.includes(set)) org.run("DELETE FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityId = ?", [set, app.Id]);
    if (!on && sets.includes(set)) org.insert("SetupEntityAccess", { ParentId: set, SetupEntityId: app.Id, SetupEntityType: "ConnectedApplication" });
  }
}

/** Uninstalls an app, and ends its users' tokens. */
export function uninstallApp(org, { Name }) {
  org.run("DELETE FROM AppMenuItem WHERE ApplicationId IN (SELECT Id FROM ConnectedApplication WHERE Name = ?)", [Name]);
  org.run("DELETE FROM ConnectedApplication WHERE Name = ?", [Name]);
  org.run("DELETE FROM OauthToken WHERE AppName = ?", [Name]);
}

export const blockApp = (org, { manifest }, on) => (on ? appBook(org).blocked.add(manifest) : appBook(org).blocked.delete(manifest));

/** Why a user may not authorise an app now, as the OAuth error says it; null where they may. */
export function mayAuthorise(org, Name, user) {
  const refused = (error, error_description) => ({ error, error_description });
  if (usedApps(org).some((app) => app.Name === Name && app.blocked)) return refused("OAUTH_APP_BLOCKED", "this app is blocked by admin");
  const app = org.get(`SELECT Id, OptionsAllowAdminApprovedUsersOnly AS isPreauthorized FROM "${org.table("ConnectedApplication")}" WHERE Name = ?`, [Name]);
  if (!app) return org.permissionsOf(user).has("CanApproveUninstalledApps") ? null : refused("invalid_client", "app must be installed into org");
  const named = org.get("SELECT 1 FROM SetupEntityAccess a JOIN PermissionSetAssignment p ON p.PermissionSetId = a.ParentId WHERE a.SetupEntityId = ? AND p.AssigneeId = ?", [app.Id, user]);
  return app.isPreauthorized && !named ? refused("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app") : null;
}

/** Lists an app that somebody was refused for want of its being installed, as Connected Apps OAuth Usage does now. */
export function noteRefused(org, Name) {
  if (!usedApps(org).some((app) => app.Name === Name)) org.deniedApps = [...(org.deniedApps ?? []), { Name, publisher: Name }];
}

/** Gives an app a token of a user; it has one row there, however often it is used. */
export function giveToken(org, AppName, UserId) {
  const item = org.get("SELECT Id FROM AppMenuItem WHERE Label = ? AND Type = 'ConnectedApplication'", [AppName]);
  org.deniedApps = (org.deniedApps ?? []).filter(({ Name, publisher }) => Name !== AppName || publisher !== AppName);
  const [held] = org.all(`SELECT UseCount FROM "${org.table("OauthToken")}" WHERE AppName = ? AND UserId = ?`, [AppName, UserId]);
  if (held) org.run("UPDATE OauthToken SET UseCount = UseCount + 1, AppMenuItemId = ? WHERE AppName = ? AND UserId = ?", [item?.Id, AppName, UserId]);
  else org.insert("OauthToken", { AppName, UserId, AppMenuItemId: item?.Id ?? null, UseCount: 1, LastUsedDate: new Date() });
}

/**
 * Why the next Save fails, once: tests set `org.failNextSave` to the message, or to true.
 * @returns {string | null}
 */
export function takeSaveFailure(org) {
  const failure = org.failNextSave;
  org.failNextSave = null;
  return failure === true ? "UNABLE_TO_LOCK_ROW" : failure || null;
}

// Packages

/**
 * @typedef {object} Package
 * @property {string} Id @property {string} Name @property {string | null} NamespacePrefix @property {string} publisher
 * @property {string} version @property {{Status: string, AllowedLicenses: number, UsedLicenses: number, ExpirationDate: string | null} | null} licence
 * @property {Date} installed @property {string} [recommended] id of the version that its publisher recommends: tests set `org.recommendedVersions`
 */

/**
 * ASSUMPTION: the version is written without a patch or build number of zero, and the build never for managed packages;
 * every package of a started org was installed when the org started (no published field has the date).
 * @returns {Package[]}
 */
export function installedPackages(org) {
  // An org makes the table of an object with its first record.
  for (const object of ["InstalledSubscriberPackage", "SubscriberPackage", "SubscriberPackageVersion", "PackageLicense"]) org.table(object);
  const rows = org.all(`SELECT i.Id, p.Name, p.NamespacePrefix, v.MajorVersion, v.MinorVersion, v.PatchVersion, v.PublisherName AS publisher,
      l.Status, l.AllowedLicenses, l.UsedLicenses, l.ExpirationDate
    FROM InstalledSubscriberPackage i JOIN SubscriberPackage p ON p.Id = i.SubscriberPackageId
    JOIN SubscriberPackageVersion v ON v.Id = i.SubscriberPackageVersionId
    LEFT JOIN PackageLicense l ON l.NamespacePrefix = p.NamespacePrefix ORDER BY p.Name`);
  return rows.map(({ MajorVersion, MinorVersion, PatchVersion, Status, AllowedLicenses, UsedLicenses, ExpirationDate, ...row }) => ({
    ...row,
    publisher: row.publisher ?? "",
    version: [MajorVersion, MinorVersion, ...(PatchVersion ? [PatchVersion] : [])].join("."),
    licence: Status ? { Status, AllowedLicenses, UsedLicenses, ExpirationDate } : null,
    installed: org.now,
    recommended: org.recommendedVersions?.[row.Name],
  }));
}

/** Packages whose data is still kept after they went; tests set `org.uninstalledPackages`. No published object has them. */
export const uninstalledPackages = (org) => org.uninstalledPackages ?? [];

/** A package that can be installed: tests set `org.offeredPackages` to `{id: "04t…", …}` with what seeds.json says of a package. */
export const offeredPackage = (org, id) => (org.offeredPackages ?? []).find((offer) => offer.id.slice(0, 15) === id.slice(0, 15)) ?? null;

/** Gives an installed package the numbers of another version. ASSUMPTION: an upgrade changes nobody's access. */
function upgradePackage(org, { Name, version }) {
  const [major, minor, patch, build] = version.split(".").map(Number);
  org.run("UPDATE SubscriberPackageVersion SET MajorVersion = ?, MinorVersion = ?, PatchVersion = ?, BuildNumber = ? WHERE SubscriberPackageId IN (SELECT Id FROM SubscriberPackage WHERE Name = ?)", [major, minor, patch, build, Name]);
  if (org.recommendedVersions) delete org.recommendedVersions[Name];
}

/** What an unmanaged package brings: fields, which belong to the org from then on. */
export function addFields(org, fields) {
  for (const [object, field] of fields.map((name) => name.split("."))) {
    if (!org.get(`SELECT DurableId FROM ${org.table("EntityDefinition")} WHERE QualifiedApiName = ?`, [object])) org.insert("EntityDefinition", { Id: object, DurableId: object, QualifiedApiName: object });
    org.insert("FieldDefinition", { DurableId: `${object}.${field}`, EntityDefinitionId: object, QualifiedApiName: field, DataType: "Number(3, 0)" });
  }
}

/** Installs a package, or upgrades it; for all users, every profile may use all of its classes (Salesforce Help: internal custom ones at least). */
export function installPackage(org, offer, forAll) {
  if (org.get(`SELECT Id FROM ${org.table("SubscriberPackage")} WHERE Name = ?`, [offer.Name])) return upgradePackage(org, offer);
  addFields(org, offer.fields ?? []);
  const named = (sql) => new Map(org.all(sql).map(({ Name, Id }) => [Name, Id]));
  const hidden = named("SELECT p.Name, s.Id FROM PermissionSet s JOIN Profile p ON p.Id = s.ProfileId WHERE s.IsOwnedByProfile = 1");
  const grantedTo = forAll ? [...hidden.keys()] : ["System Administrator"];
  const book = { hidden, licences: named("SELECT Name, Id FROM UserLicense"), users: new Map(), permissionSets: new Map() };
  addPackage(org, book, { ...offer, apexClasses: (offer.apexClasses ?? []).map((aClass) => ({ ...aClass, grantedTo })) });
}

// Permission sets

/** @param {string} letter "A" … "Z", "other" or "" for all */
export function permissionSets(org, letter) {
  const first = "UPPER(SUBSTR(s.Label, 1, 1))";
  const where = letter === "" ? "1" : letter === "other" ? `NOT ${first} BETWEEN 'A' AND 'Z'` : `${first} = '${letter}'`;
  return org.all(`SELECT s.Id, s.Name, s.Label, s.Description, s.NamespacePrefix, l.Name AS License FROM PermissionSet s
    LEFT JOIN UserLicense l ON l.Id = s.LicenseId WHERE s.IsOwnedByProfile = 0 AND s.Type IS NOT 'Group' AND ${where} ORDER BY s.Label`);
}

/** @param {string} id 15 or 18 characters */
export const permissionSet = (org, id) =>
  org.get(`SELECT s.Id, s.Name, s.Label, s.Type, s.Description, s.NamespacePrefix, l.Name AS License FROM PermissionSet s
    LEFT JOIN UserLicense l ON l.Id = s.LicenseId WHERE SUBSTR(s.Id, 1, 15) = ? COLLATE BINARY AND s.IsOwnedByProfile = 0`, [id.slice(0, 15)]);

export const userLicences = (org) => org.all("SELECT Id, Name FROM UserLicense ORDER BY Name");

/** Makes a set that grants nothing. @returns {string} its id */
export const addPermissionSet = (org, { Name, Label, Description, License }) =>
  org.insert("PermissionSet", { Name, Label, Description: Description || null, LicenseId: License || null, Type: "Regular", IsCustom: 1 });

const USER = "u.Id, u.FirstName, u.LastName, u.Username, (SELECT Name FROM Profile WHERE Id = u.ProfileId) AS Profile";

/** A user's name as lists write it. */
export const userNamed = ({ FirstName, LastName }) => (FirstName ? `${LastName}, ${FirstName}` : LastName);

export const assignments = (org, set, limit, offset) =>
  org.all(`SELECT ${USER}, a.ExpirationDate FROM PermissionSetAssignment a JOIN User u ON u.Id = a.AssigneeId
    WHERE a.PermissionSetId = ? ORDER BY u.LastName, u.FirstName LIMIT ? OFFSET ?`, [set, limit, offset]);

/**
 * Active users who do not have the set. ASSUMPTION: the page lists no inactive ones.
 * @param {string} search start of a last name, first name or username
 */
export function assignable(org, set, limit, offset, search = "") {
  const start = `${search.replace(/[\\%_]/g, "\\$&")}%`;
  return org.all(`SELECT ${USER} FROM User u WHERE u.IsActive = 1 AND (u.LastName LIKE ? ESCAPE '\\' OR u.FirstName LIKE ? ESCAPE '\\' OR u.Username LIKE ? ESCAPE '\\')
    AND NOT EXISTS (SELECT 1 FROM PermissionSetAssignment a WHERE a.AssigneeId = u.Id AND a.PermissionSetId = ?)
    ORDER BY u.LastName, u.FirstName LIMIT ? OFFSET ?`, [start, start, start, set, limit, offset]);
}

/**
 * Assigns the set to users, at once.
 * @param {string[]} users ids
 * @param {string | null} expires YYYY-MM-DD
 * @returns {{user: object, assigned: boolean}[]} one result per user that exists
 */
export function assign(org, set, users, expires) {
  const ExpirationDate = expires && YEAR_MONTH_DAY.test(expires) ? `${expires}T00:00:00.000+0000` : null;
  return users.slice(0, 1000).flatMap((id) => {
    const user = org.get(`SELECT ${USER} FROM User u WHERE u.Id = ? AND u.IsActive = 1`, [id]);
    if (!user) return [];
    const already = org.get("SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ? AND PermissionSetId = ?", [id, set]);
    if (!already) org.insert("PermissionSetAssignment", { AssigneeId: id, PermissionSetId: set, ExpirationDate, IsActive: 1 });
    return [{ user, assigned: !already }];
  });
}
