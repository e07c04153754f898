// Fills a new org from its description in seeds.json. Names there become records here, and records refer to each other
// by id as in Salesforce: every profile owns a hidden permission set, every assignment is a row, a package brings its
// classes, apps and permission sets with its namespace.

import { generate } from "./generate.mjs";
import { dateTime } from "./datetime.mjs";

/** "+21 days" and "-2 days" are counted from now, so that a seeded licence never runs out by itself. */
function day(org, text) {
  const found = /^([+-]\d+) days$/.exec(text ?? "");
  return found ? dateTime(new Date(org.now.getTime() + Number(found[1]) * 86400000)) : (text ?? null);
}

const grants = (permissions, prefix = "Permissions") => Object.fromEntries(permissions.map((name) => [prefix + name, 1]));

export function seed(org, description) {
  const book = { profiles: new Map(), hidden: new Map(), users: new Map(), licences: new Map(), permissionSets: new Map(), roles: new Map() };
  seedOrganization(org, description, book);
  for (const profile of description.profiles) addProfile(org, book, profile);
  for (const user of description.users) addUser(org, book, user);
  org.actAs(description.actingUser);
  for (const set of description.permissionSets) addPermissionSet(org, book, set);
  for (const group of description.permissionSetGroups ?? []) addGroup(org, book, group);
  for (const app of description.connectedApps) addConnectedApp(org, app);
  for (const app of description.apps) addApp(org, book, app);
  for (const aPackage of description.packages ?? []) addPackage(org, book, aPackage);
  for (const set of description.permissionSets) giveClasses(org, book, set);
  for (const token of description.tokens) addToken(org, book, token);
  for (const row of description.objectPermissions) addObjectPermissions(org, book, row);
  if (description.generate) generate(org, book, description.generate);
}

function seedOrganization(org, description, book) {
  org.insert("Organization", { Id: org.id, LanguageLocaleKey: "en_US", DefaultLocaleSidKey: "en_US", TimeZoneSidKey: "America/Los_Angeles", ...description.organization });
  for (const licence of description.userLicenses) book.licences.set(licence.Name, org.insert("UserLicense", licence));
  for (const licence of description.permissionSetLicenses) org.insert("PermissionSetLicense", licence);
  for (const role of description.roles) book.roles.set(role, org.insert("UserRole", { Name: role, DeveloperName: role.replaceAll(" ", "_") }));
  const settings = { canUsersGrantLoginAccess: true, enableAdminLoginAsAnyUser: false, sessionSettings: description.sessionSettings };
  // An org without trusted ranges has no networkAccess at all, as in the settings file of a real org.
  if (description.networkAccess.length > 0) settings.networkAccess = { ipRanges: description.networkAccess };
  org.saveMetadata("SecuritySettings", settings);
  org.saveMetadata("UserManagementSettings", description.userManagement);
  for (const [profile, loginIpRanges] of Object.entries(description.loginIpRanges ?? {})) org.saveMetadata("Profile", { loginIpRanges }, profile);
}

/** A profile and the hidden permission set it owns, which carries its permissions. */
export function addProfile(org, book, { Name, UserLicense, permissions, IsCustom = true, loginIpRanges }) {
  if (loginIpRanges) org.saveMetadata("Profile", { loginIpRanges }, Name);
  const profile = org.insert("Profile", { Name, UserLicenseId: book.licences.get(UserLicense), UserType: UserLicense === "Chatter Free" ? "CsnOnly" : "Standard" });
  const hidden = { Name: `X${profile.slice(0, 15)}`, Label: profile.slice(0, 15), Type: "Profile", IsOwnedByProfile: 1, IsCustom: Number(IsCustom), ProfileId: profile, LicenseId: book.licences.get(UserLicense) };
  book.hidden.set(Name, org.insert("PermissionSet", { ...hidden, ...grants(permissions) }));
  book.profiles.set(Name, profile);
  return profile;
}

export function addUser(org, book, { Profile, Role, FirstName, LastName, ...fields }) {
  const user = org.insert("User", {
    FirstName, LastName, Name: `${FirstName} ${LastName}`, Email: fields.Username, Alias: `${FirstName[0]}${LastName}`.slice(0, 8).toLowerCase(),
    IsActive: 1, UserType: "Standard", LanguageLocaleKey: "en_US", LocaleSidKey: "en_US", EmailEncodingKey: "UTF-8", TimeZoneSidKey: "America/Los_Angeles",
    ProfileId: book.profiles.get(Profile), UserRoleId: Role ? book.roles.get(Role) : null, ...fields,
  });
  book.users.set(fields.Username, user);
  org.insert("PermissionSetAssignment", { AssigneeId: user, PermissionSetId: book.hidden.get(Profile), IsActive: 1 });
  return user;
}

export function addPermissionSet(org, book, { Name, Label, License = null, NamespacePrefix = null, permissions = [], assignedTo = [], Type = "Regular" }) {
  const set = org.insert("PermissionSet", { Name, Label, NamespacePrefix, Type, IsCustom: 1, LicenseId: book.licences.get(License) ?? null, ...grants(permissions) });
  book.permissionSets.set(Name, set);
  for (const username of assignedTo) assign(org, book.users.get(username), set);
  return set;
}

/** Classes come with packages, so after them. */
function giveClasses(org, book, { Name, classes = [] }) {
  for (const name of classes) giveAccess(org, book.permissionSets.get(Name), org.get("SELECT Id FROM ApexClass WHERE Name = ?", [name]).Id, "ApexClass");
}

export const assign = (org, user, set, group = null) =>
  org.insert("PermissionSetAssignment", { AssigneeId: user, PermissionSetId: set, PermissionSetGroupId: group, IsActive: 1 });

/** A group and its aggregate permission set; an assignment names both, and none of the members. */
function addGroup(org, book, { DeveloperName, MasterLabel, Status, members, assignedTo }) {
  const group = org.insert("PermissionSetGroup", { DeveloperName, MasterLabel, Status, Language: "en_US" });
  const sets = members.map((name) => org.get("SELECT * FROM PermissionSet WHERE Id = ?", [book.permissionSets.get(name)]));
  const held = sets.flatMap((set) => Object.keys(set).filter((name) => name.startsWith("Permissions") && set[name] === 1));
  const aggregate = org.insert("PermissionSet", { Name: DeveloperName, Label: MasterLabel, Type: "Group", IsCustom: 1, PermissionSetGroupId: group, ...grants(held, "") });
  for (const set of sets) org.insert("PermissionSetGroupComponent", { PermissionSetGroupId: group, PermissionSetId: set.Id });
  for (const username of assignedTo) assign(org, book.users.get(username), aggregate, group);
}

export function addConnectedApp(org, { Name, OptionsAllowAdminApprovedUsersOnly = false }) {
  const app = org.insert("ConnectedApplication", { Name, OptionsAllowAdminApprovedUsersOnly });
  org.insert("AppMenuItem", { Name: Name.replaceAll(" ", "_"), Label: Name, Type: "ConnectedApplication", ApplicationId: app, IsVisible: 1, IsAccessible: 1 });
  return app;
}

function addApp(org, book, { Name, Label, NamespacePrefix = null, UiType = "Aura", visibleTo }) {
  const app = org.newId("TabSet");
  org.insert("AppDefinition", { DurableId: app, DeveloperName: Name, Label, MasterLabel: Label, NamespacePrefix, UiType, NavType: "Standard" });
  org.insert("AppMenuItem", { Name, Label, NamespacePrefix, Type: "TabSet", ApplicationId: app, IsVisible: 1, IsAccessible: 1 });
  for (const profile of visibleTo) giveAccess(org, book.hidden.get(profile), app, "TabSet");
}

const giveAccess = (org, parent, entity, type) => org.insert("SetupEntityAccess", { ParentId: parent, SetupEntityId: entity, SetupEntityType: type });

export function addPackage(org, book, aPackage) {
  const { Name, NamespacePrefix = null, PublisherName, version, versionName = "Release", IsManaged = true, licence } = aPackage;
  const [MajorVersion, MinorVersion, PatchVersion, BuildNumber] = version.split(".").map(Number);
  const SubscriberPackageId = org.insert("SubscriberPackage", { Name, NamespacePrefix, IsPackageValid: 1 });
  const SubscriberPackageVersionId = org.insert("SubscriberPackageVersion", { Name: versionName, MajorVersion, MinorVersion, PatchVersion, BuildNumber, IsManaged, PublisherName, ReleaseState: "Released", SubscriberPackageId });
  org.insert("InstalledSubscriberPackage", { SubscriberPackageId, SubscriberPackageVersionId, MinPackageVersionId: SubscriberPackageVersionId });
  if (IsManaged) org.insert("Publisher", { DurableId: SubscriberPackageId, Name: PublisherName, NamespacePrefix, MajorVersion, MinorVersion });
  if (licence) org.insert("PackageLicense", { NamespacePrefix, IsProvisioned: 1, ...licence, ExpirationDate: day(org, licence.ExpirationDate) });
  for (const set of aPackage.permissionSets ?? []) addPermissionSet(org, book, { ...set, NamespacePrefix });
  for (const { Name: className, grantedTo, isPublic } of aPackage.apexClasses ?? []) {
    const apexClass = org.insert("ApexClass", { Name: className, NamespacePrefix, Status: "Active", IsValid: 1, ApiVersion: 62, Body: "(hidden)" });
    if (isPublic) org.publicClasses.add(apexClass);
    for (const profile of grantedTo) giveAccess(org, book.hidden.get(profile), apexClass, "ApexClass");
  }
  for (const app of aPackage.apps ?? []) addApp(org, book, { ...app, NamespacePrefix });
}

/** A token of an app that is not installed has no AppMenuItem; OauthToken.Id is reserved and answers null. */
function addToken(org, book, { AppName, user, UseCount, LastUsedDate }) {
  const menuItem = org.get("SELECT Id FROM AppMenuItem WHERE Label = ? AND Type = 'ConnectedApplication'", [AppName]);
  org.insert("OauthToken", { AppName, UserId: book.users.get(user), AppMenuItemId: menuItem?.Id ?? null, UseCount, LastUsedDate: day(org, LastUsedDate) });
}

function addObjectPermissions(org, book, { profile, SobjectType, grants: granted }) {
  for (const object of SobjectType) org.insert("ObjectPermissions", { ParentId: book.hidden.get(profile), SobjectType: object, ...grants(granted) });
}
