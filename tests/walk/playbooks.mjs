/**
 * InsideSales Playbooks: how each step gets done, in this order, and what undoes it.
 */
import { atVendor, inSidebar, NO_PAGE, NOT_SHOWN, OTHER_EMAILS } from "./how.mjs";
import { ADDRESSES, APP, FIELDS, FIELDS_PACKAGE, INTEGRATION, REPS, addSet, assignSet, grantSet, hiddenSet, setSession, unassign, withoutApi, withoutApp } from "./fresh-org.mjs";
import { installApp, usedApps } from "../../www/pages/records.mjs";

export const id = "playbooks";

export const inputs = {
  "integration-user": [INTEGRATION],
  "reps": REPS,
  "access-user-only": ["yes"],
  "app-name": [APP],
  "addresses": ADDRESSES,
  "fields": FIELDS,
  "fields-package": [`https://login.salesforce.com/packaging/installPackage.apexp?p0=${FIELDS_PACKAGE.id}`],
  "integration-grants": ["ApiEnabled", "ViewSetup"],
  "basic-grants": ["ApiEnabled"],
};

/** @type {Record<string, import("./how.mjs").How>} */
export const steps = {
  "integration-user": inSidebar.withApi((org) => org.run("UPDATE User SET IsActive = 1 WHERE Username = ?", [INTEGRATION])),
  "integration-api": "done from the start: every seeded profile of employees may use the API",
  "integration-objects": inSidebar,
  "rep-objects": "not needed: data access is Access User Only",
  "app-installed": {
    ...atVendor(["Setup Wizard", "Connect"], { as: () => [INTEGRATION], says: "We can't authorize you because of an OAuth error", goesOn: true }),
    ...inSidebar.orWithoutLabels((org) => installApp(org, usedApps(org).find(({ Name }) => Name === APP))),
  },
  "connect": atVendor(["Setup Wizard", "Connect", "Allow"], { as: () => [INTEGRATION], says: "Playbooks is connected" }),
  "login-ranges": "not needed: no login ranges",
  "network-access": inSidebar,
  "unlock-ip": inSidebar.orWithoutLabels((org) => setSession(org, { lockSessionsToIp: false })),
  "lock-domain": "done from the start: either is right",
  "fields": inSidebar,
  "may-install-fields": "not needed once the fields are there",
  "field-access": inSidebar,
  "permission-sets": inSidebar.withApi((org) => ["Integration", "Basic"].forEach((name) => addSet(org, `Playbooks ${name} User`))),
  "integration-set-grants": inSidebar.orWithoutLabels((org) => grantSet(org, "Playbooks Integration User", "ApiEnabled", "ViewSetup"), ["hu", "ja"]),
  "basic-set-grants": inSidebar.orWithoutLabels((org) => grantSet(org, "Playbooks Basic User", "ApiEnabled"), ["hu", "ja"]),
  "integration-permission-set": inSidebar.orWithoutLabels((org) => assignSet(org, "Playbooks Integration User", [INTEGRATION])),
  "basic-permission-set": inSidebar.orWithoutLabels((org) => assignSet(org, "Playbooks Basic User", REPS)),
  "api-enabled": "done from the start",
  "network": inSidebar,
  "telephony": inSidebar,
  "email": inSidebar,
};

/** What undoes one thing of each step that is done. @type {Record<string, {undo: (org: object) => void, also?: string[]}>} `also`: steps about the same thing */
export const undone = {
  "integration-user": { undo: (org) => org.run("UPDATE User SET IsActive = 0 WHERE Username = ?", [INTEGRATION]) },
  "integration-api": { undo: (org) => withoutApi(org, INTEGRATION), also: ["integration-set-grants"] },
  "integration-objects": { undo: (org) => org.run("UPDATE ObjectPermissions SET PermissionsEdit = 0 WHERE SobjectType = 'Task' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
  "connect": { undo: (org) => org.run("DELETE FROM OauthToken WHERE AppName = ?", [APP]) },
  "app-installed": { undo: (org) => withoutApp(org, APP) },
  "network-access": { undo: (org) => org.saveMetadata("SecuritySettings", { ...org.metadata("SecuritySettings"), networkAccess: undefined }) },
  "unlock-ip": { undo: (org) => setSession(org, { lockSessionsToIp: true }) },
  "fields": { undo: (org) => org.run("DELETE FROM FieldDefinition WHERE DurableId = ?", [FIELDS[0]]), also: ["may-install-fields"] },
  "field-access": { undo: (org) => org.run("UPDATE FieldPermissions SET PermissionsEdit = 0 WHERE Field = ?", [FIELDS[0]]) },
  "permission-sets": { undo: (org) => org.run("UPDATE PermissionSet SET Label = 'Another' WHERE Label = 'Playbooks Basic User'"), also: ["basic-set-grants", "basic-permission-set"] },
  "integration-set-grants": { undo: (org) => org.run("UPDATE PermissionSet SET PermissionsViewSetup = 0 WHERE Label = 'Playbooks Integration User'") },
  "basic-set-grants": { undo: (org) => org.run("UPDATE PermissionSet SET PermissionsApiEnabled = 0 WHERE Label = 'Playbooks Basic User'") },
  "integration-permission-set": { undo: (org) => unassign(org, "Playbooks Integration User", INTEGRATION) },
  "basic-permission-set": { undo: (org) => unassign(org, "Playbooks Basic User", REPS[0]) },
};

/** What each step is once its page was visited, with API checks off. @type {Record<string, string>} */
export const alone = {
  "integration-user": OTHER_EMAILS,
  "integration-api": NOT_SHOWN,
  "integration-objects": NOT_SHOWN,
  "rep-objects": "not needed here",
  "connect": NOT_SHOWN,
  "app-installed": NOT_SHOWN,
  "login-ranges": "not needed here",
  "network-access": "done, lowers protection",
  "unlock-ip": "done, lowers protection",
  "lock-domain": "done",
  "fields": NOT_SHOWN,
  "may-install-fields": NOT_SHOWN,
  "field-access": NOT_SHOWN,
  "permission-sets": "done",
  "integration-set-grants": "done",
  "basic-set-grants": "done",
  "integration-permission-set": "done",
  "basic-permission-set": "done",
  "api-enabled": NO_PAGE,
  "network": "done, said by you",
  "telephony": "done, said by you",
  "email": "done, said by you",
};
