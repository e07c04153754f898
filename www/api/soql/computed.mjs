// Rows and values that are no records: what the signed-in user may do, and metadata.

/** Brings the rows of computed objects up to date before they are read. */
export function refresh(org, object) {
  if (object === "UserPermissionAccess") refreshUserPermissionAccess(org);
  if (object === "SecuritySettings") refreshSecuritySettings(org);
}

/** One row, about the signed-in user only. */
function refreshUserPermissionAccess(org) {
  org.table("UserPermissionAccess");
  const known = new Set(org.all("SELECT name FROM pragma_table_info('UserPermissionAccess')").map((row) => row.name));
  const held = [...org.permissions].map((name) => `Permissions${name}`).filter((name) => known.has(name));
  org.run("DELETE FROM UserPermissionAccess");
  org.insert("UserPermissionAccess", { Id: org.actingUser.Id, LastCacheUpdate: org.now, ...Object.fromEntries(held.map((name) => [name, 1])) });
}

function refreshSecuritySettings(org) {
  org.table("SecuritySettings");
  org.run("DELETE FROM SecuritySettings");
  if (org.metadata("SecuritySettings")) org.insert("SecuritySettings", { Id: null, DurableId: "Security", FullName: "Security" });
}

/** The Metadata column of one record, as JSON, or null. */
export function metadataOf(org, object, id) {
  if (object === "SecuritySettings") return org.metadata("SecuritySettings");
  if (object === "Profile") return profileMetadata(org, id);
  return null;
}

/** The parts of a profile's metadata that the database has; a real one has many more. */
function profileMetadata(org, id) {
  const profile = org.get("SELECT Profile.Name, UserLicense.Name AS Licence FROM Profile LEFT JOIN UserLicense ON UserLicense.Id = UserLicenseId WHERE Profile.Id = ?", [id]);
  const hidden = org.get("SELECT * FROM PermissionSet WHERE ProfileId = ?", [id]);
  const held = Object.keys(hidden).filter((name) => name.startsWith("Permissions") && hidden[name] === 1);
  const classes = org.all("SELECT NamespacePrefix, Name FROM SetupEntityAccess JOIN ApexClass ON ApexClass.Id = SetupEntityId WHERE ParentId = ?", [hidden.Id]);
  return {
    custom: hidden.IsCustom === 1,
    userLicense: profile.Licence,
    classAccesses: classes.map((row) => ({ apexClass: row.NamespacePrefix ? `${row.NamespacePrefix}__${row.Name}` : row.Name, enabled: true })),
    loginIpRanges: org.metadata("Profile", profile.Name)?.loginIpRanges ?? [],
    userPermissions: held.map((name) => ({ enabled: true, name: name.slice("Permissions".length) })),
  };
}
