/**
 * Insycle: how each step gets done, in this order, and what undoes it.
 */
import { atVendor, inSidebar, NO_PAGE, NOT_SHOWN, UNKNOWN_PAGE } from "./how.mjs";
import { MORE, OPS, assignSet, hiddenSet, idOf, permitApp, showApp, unassign, withoutApi, withoutApp, withoutClasses } from "./fresh-org.mjs";
import { installApp, usedApps } from "../../www/pages/records.mjs";

export const id = "insycle";

export const inputs = {
  "insycle-users": OPS,
  "uses-package": ["yes"],
  "uses-flows": ["yes"],
  "objects-fields": ["Lead.Status"],
};

/** Of several profiles App Manager is the place, of one its own page. */
export const many = { ...inputs, "insycle-users": [...OPS, ...MORE] };

const LOG_IN = ["Log in with Salesforce", "Allow"];

/** @type {Record<string, import("./how.mjs").How>} */
export const steps = {
  "may-install": "done from the start: the admin has a standard profile",
  "may-approve": "done from the start",
  "first-login": atVendor(LOG_IN, { says: "Logged in to Insycle" }),
  "connected-app": inSidebar.orWithoutLabels((org) => installApp(org, usedApps(org).find(({ Name }) => Name === "Insycle"))),
  "approve-users": "not needed: the Connected App is installed",
  "permitted-users": inSidebar.withApi((org) => permitApp(org, "Insycle", "Acme Sales Operations")),
  "authorise-again": atVendor(LOG_IN, { as: (inputs) => inputs["insycle-users"], says: "Logged in to Insycle" }),
  "revoke-approve": inSidebar,
  "may-install-package": "done from the start",
  "package-for-all": atVendor(["Salesforce AppExchange page", "Get It Now", "Install in Sandbox", "I have read and agree to the terms and conditions.", "Confirm and Install"]),
  "package": "done with the step before",
  "package-newest": inSidebar,
  "package-status": "done with the package",
  "package-licences": "done with the package: it is licensed for all",
  "permission-set": inSidebar.orWithoutLabels((org) => assignSet(org, "Insycle", OPS)),
  "write-access": inSidebar,
  "app-visible": inSidebar.withApi((org) => showApp(org, "Insycle", "Acme Sales Operations")),
  "apex-classes": "done with the package: installed for all users",
  "api-enabled": "done from the start",
  "object-access": inSidebar,
  "field-access": inSidebar,
  "record-types": "there are none",
  "flow-integration": inSidebar,
  "session-alive": "done from the start",
  "api-calls": "done from the start",
  "reconnect": inSidebar,
};

/** What undoes one thing of each step that is done. @type {Record<string, {undo: (org: object) => void, also?: string[]}>} `also`: steps about the same thing */
export const undone = {
  "connected-app": { undo: (org) => withoutApp(org, "Insycle"), also: ["approve-users", "authorise-again"] },
  "authorise-again": { undo: (org) => org.run("DELETE FROM OauthToken WHERE AppName = 'Insycle' AND UserId = ?", [idOf(org, "User", "Username", OPS[0])]) },
  "permitted-users": { undo: (org) => org.run("DELETE FROM SetupEntityAccess WHERE SetupEntityType = 'ConnectedApplication' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
  "package-for-all": { undo: (org) => withoutClasses(org, "Acme Setup Viewer") },
  "package-status": { undo: (org) => org.run("UPDATE PackageLicense SET Status = 'Expired'") },
  "permission-set": { undo: (org) => unassign(org, "Insycle", OPS[0]) },
  "app-visible": { undo: (org) => org.run("DELETE FROM SetupEntityAccess WHERE SetupEntityType = 'TabSet' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
  "apex-classes": { undo: (org) => withoutClasses(org, "Acme Sales Operations"), also: ["package-for-all"] },
  "api-enabled": { undo: (org) => withoutApi(org, OPS[0]) },
  "object-access": { undo: (org) => org.run("UPDATE ObjectPermissions SET PermissionsEdit = 0 WHERE SobjectType = 'Lead' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
  "field-access": { undo: (org) => org.run("UPDATE FieldPermissions SET PermissionsEdit = 0 WHERE Field = 'Lead.Status'") },
};

/** What each step is once its page was visited, with API checks off. @type {Record<string, string>} */
export const alone = {
  "may-install": NOT_SHOWN,
  "may-approve": NOT_SHOWN,
  "first-login": "done",
  "connected-app": "done, lowers protection",
  "approve-users": "not needed here",
  "authorise-again": NOT_SHOWN,
  "revoke-approve": "done, said by you",
  "permitted-users": NOT_SHOWN,
  "may-install-package": NOT_SHOWN,
  "package-for-all": UNKNOWN_PAGE,
  "package": "done, lowers protection",
  "package-newest": "done, said by you",
  "package-status": "done",
  "package-licences": "done",
  "permission-set": "done",
  "write-access": "done, said by you",
  "app-visible": NOT_SHOWN,
  "apex-classes": "done",
  "api-enabled": NOT_SHOWN,
  "object-access": NOT_SHOWN,
  "field-access": NOT_SHOWN,
  "record-types": NO_PAGE,
  "flow-integration": "done, said by you",
  "session-alive": NO_PAGE,
  "api-calls": "done",
  "reconnect": "done, said by you",
};
