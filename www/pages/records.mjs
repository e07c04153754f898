/**
 * All that the pages read from the org's database and write to it; the API reads the same rows.
 * Tables and columns are Salesforce's objects and fields.
 */

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
 * @property {Date} installed
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
  }));
}

/** Packages whose data is still kept after they went; tests set `org.uninstalledPackages`. No published object has them. */
export const uninstalledPackages = (org) => org.uninstalledPackages ?? [];

// Permission sets

/** @param {string} letter "A" … "Z", "other" or "" for all */
export function permissionSets(org, letter) {
  const first = "UPPER(SUBSTR(s.Label, 1, 1))";
  const where = letter === "" ? "1" : letter === "other" ? `NOT ${first} BETWEEN 'A' AND 'Z'` : `${first} = '${letter}'`;
  return org.all(`SELECT s.Id, s.Label, s.Description, s.NamespacePrefix, l.Name AS License FROM PermissionSet s
    LEFT JOIN UserLicense l ON l.Id = s.LicenseId WHERE s.IsOwnedByProfile = 0 AND s.Type IS NOT 'Group' AND ${where} ORDER BY s.Label`);
}

/** @param {string} id 15 or 18 characters */
export const permissionSet = (org, id) =>
  org.get(`SELECT s.Id, s.Name, s.Label, s.Description, s.NamespacePrefix, l.Name AS License FROM PermissionSet s
    LEFT JOIN UserLicense l ON l.Id = s.LicenseId WHERE SUBSTR(s.Id, 1, 15) = ? COLLATE BINARY AND s.IsOwnedByProfile = 0`, [id.slice(0, 15)]);

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
