/**
 * Both checklists, from an org in which next to nothing is done: a driver does each step with nothing but the sidebar's `Go there`,
 * `Show me` and its words. What an admin does elsewhere (at the vendor, on pages that no step leads to) is done in the org's data, and
 * says so in the table below. ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { isDone, Walk } from "../drive/walk.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { installApp, usedApps } from "../../www/pages/records.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-fresh";
/** Not walked yet: the shapes lightning and classic, Japanese, a language without labels, pages alone, and Firefox. */
const SHAPES = ["setup"];
const ADDRESSES = ["198.51.100.7", "203.0.113.0-203.0.113.255"];
const INTEGRATION = "playbooks@acme.example";
const APP = "Playbooks";
const FIELDS = ["Lead.Score__c", "Contact.Score__c"];
const OPS = ["omar.ops@acme.example"];

/** What the vendor lists on AppExchange, behind the link on its own page. */
const PACKAGE = {
  id: "04t000000000001AAA", Name: "Insycle", NamespacePrefix: "insycleapp", PublisherName: "Insycle, Inc.", version: "1.12.0.1", versionName: "Release 1.12",
  licence: { Status: "Active", AllowedLicenses: -1, UsedLicenses: 0, ExpirationDate: null },
  permissionSets: [{ Name: "Insycle_User", Label: "Insycle", License: "Salesforce", permissions: ["ApiEnabled"], assignedTo: [] }],
  apexClasses: [{ Name: "InsycleMerge" }, { Name: "InsycleConvertLead" }],
  apps: [{ Name: "Insycle", Label: "Insycle", UiType: "Classic", visibleTo: ["System Administrator"] }],
};

/**
 * How each step gets done, in this order: `null` and `byHand` by the driver in the sidebar alone; `outside` in the org's data, for the reason
 * given, which is what the sidebar can't do yet or never shall; a text where nothing is left to do by then.
 */
const byHand = { byHand: true };
const outside = (why, act) => ({ why, act });
const PLAYBOOKS = {
  "integration-user": outside("Edit is ringed on the user's page, but nothing on the form that comes then", (org) => org.run("UPDATE User SET IsActive = 1 WHERE Username = ?", [INTEGRATION])),
  "integration-api": "done from the start: every seeded profile of employees may use the API",
  "integration-objects": outside("no place: the demo org has no page of object permissions", (org) => giveObjects(org, "Acme Sales Operations", ["Lead", "Contact", "Account", "Opportunity", "Task"])),
  "rep-objects": "not needed: data access is Access User Only",
  "connect": outside("the vendor's wizard", (org) => logIn(org, APP, INTEGRATION)),
  "app-installed": outside("never pointed at: nobody vouches for a name that the admin entered", (org) => installApp(org, usedApps(org).find(({ Name }) => Name === APP))),
  "login-ranges": "not needed: no login ranges",
  "network-access": null,
  "unlock-ip": null,
  "lock-domain": "done from the start: either is right",
  "fields": outside("the vendor's unmanaged package", (org) => FIELDS.forEach((name) => addField(org, name))),
  "may-install-fields": "not needed once the fields are there",
  "field-access": outside("no place: the demo org has no page of field permissions", (org) => FIELDS.forEach((Field) => giveField(org, "Acme Sales Operations", Field))),
  "permission-sets": outside("the step names where, but not how a set is made", (org) => ["Integration", "Basic"].forEach((name) => addSet(org, `Playbooks ${name} User`))),
  "integration-permission-set": null,
  "basic-permission-set": null,
  "api-enabled": "done from the start",
  "network": byHand,
  "telephony": byHand,
  "email": byHand,
};
const INSYCLE = {
  "may-install": "done from the start: the admin has a standard profile",
  "may-approve": "done from the start",
  "first-login": outside("the vendor's page", (org) => logIn(org, "Insycle", "ada.admin@acme.example")),
  "connected-app": null,
  "approve-users": "not needed: the Connected App is installed",
  "authorise-again": outside("the vendor's page", (org) => OPS.forEach((user) => logIn(org, "Insycle", user))),
  "permitted-users": "done from the start: all users may authorise themselves",
  "may-install-package": "done from the start",
  "package-for-all": null,
  "package": "done with the step before",
  "package-newest": byHand,
  "package-status": "done with the package",
  "package-licences": "done with the package: it is licensed for all",
  "permission-set": null,
  "write-access": byHand,
  "app-visible": null,
  "apex-classes": "done with the package: installed for all users",
  "api-enabled": "done from the start",
  "object-access": outside("no place: the demo org has no page of object permissions", (org) => giveObjects(org, "Acme Sales Operations", ["Lead", "Contact", "Account", "Opportunity"])),
  "field-access": outside("no place: the demo org has no page of field permissions", (org) => giveField(org, "Acme Sales Operations", "Lead.Status")),
  "record-types": "there are none",
  "flow-integration": byHand,
  "session-alive": "done from the start",
  "api-calls": "done from the start",
  "reconnect": byHand,
};
const CHECKLISTS = { playbooks: PLAYBOOKS, insycle: INSYCLE };
/** ORGREADY_WALK names one of them, to be quick. */
const CHOSEN = process.env.ORGREADY_WALK?.split(",") ?? Object.keys(CHECKLISTS);
const INPUTS = {
  "playbooks/integration-user": [INTEGRATION],
  "playbooks/reps": ["raj.rep@acme.example", "rita.rep@acme.example"],
  "playbooks/access-user-only": ["yes"],
  "playbooks/app-name": [APP],
  "playbooks/addresses": ADDRESSES,
  "playbooks/fields": FIELDS,
  "insycle/insycle-users": OPS,
  "insycle/uses-package": ["yes"],
  "insycle/uses-flows": ["yes"],
  "insycle/objects-fields": ["Lead.Status"],
};

/**
 * What is done, undone: one thing of each step. `also` are steps that are about the same thing.
 * @type {Record<string, Record<string, {undo: (org: object) => void, also?: string[]}>>}
 */
const UNDONE = {
  playbooks: {
    "integration-user": { undo: (org) => org.run("UPDATE User SET IsActive = 0 WHERE Username = ?", [INTEGRATION]) },
    "integration-api": { undo: (org) => withoutApi(org, INTEGRATION) },
    "integration-objects": { undo: (org) => org.run("UPDATE ObjectPermissions SET PermissionsEdit = 0 WHERE SobjectType = 'Task' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
    "connect": { undo: (org) => org.run("DELETE FROM OauthToken WHERE AppName = ?", [APP]) },
    "app-installed": { undo: (org) => withoutApp(org, APP) },
    "network-access": { undo: (org) => org.saveMetadata("SecuritySettings", { ...org.metadata("SecuritySettings"), networkAccess: undefined }) },
    "unlock-ip": { undo: (org) => setSession(org, { lockSessionsToIp: true }) },
    "fields": { undo: (org) => org.run("DELETE FROM FieldDefinition WHERE DurableId = ?", [FIELDS[0]]), also: ["may-install-fields"] },
    "field-access": { undo: (org) => org.run("UPDATE FieldPermissions SET PermissionsEdit = 0 WHERE Field = ?", [FIELDS[0]]) },
    "permission-sets": { undo: (org) => org.run("UPDATE PermissionSet SET Label = 'Another' WHERE Label = 'Playbooks Basic User'"), also: ["basic-permission-set"] },
    "integration-permission-set": { undo: (org) => unassign(org, "Playbooks Integration User", INTEGRATION) },
    "basic-permission-set": { undo: (org) => unassign(org, "Playbooks Basic User", "raj.rep@acme.example") },
  },
  insycle: {
    "connected-app": { undo: (org) => withoutApp(org, "Insycle"), also: ["approve-users"] },
    "authorise-again": { undo: (org) => org.run("DELETE FROM OauthToken WHERE AppName = 'Insycle' AND UserId = ?", [idOf(org, "User", "Username", OPS[0])]) },
    "package-for-all": { undo: (org) => withoutClasses(org, "Acme Sales Rep") },
    "package-status": { undo: (org) => org.run("UPDATE PackageLicense SET Status = 'Expired'") },
    "permission-set": { undo: (org) => unassign(org, "Insycle", OPS[0]) },
    "app-visible": { undo: (org) => org.run("DELETE FROM SetupEntityAccess WHERE SetupEntityType = 'TabSet' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
    "apex-classes": { undo: (org) => withoutClasses(org, "Acme Sales Operations"), also: ["package-for-all"] },
    "api-enabled": { undo: (org) => withoutApi(org, OPS[0]) },
    "object-access": { undo: (org) => org.run("UPDATE ObjectPermissions SET PermissionsEdit = 0 WHERE SobjectType = 'Lead' AND ParentId = ?", [hiddenSet(org, "Acme Sales Operations")]) },
    "field-access": { undo: (org) => org.run("UPDATE FieldPermissions SET PermissionsEdit = 0 WHERE Field = 'Lead.Status'") },
  },
};

const setSession = (org, changed) => {
  const settings = org.metadata("SecuritySettings");
  org.saveMetadata("SecuritySettings", { ...settings, sessionSettings: { ...settings.sessionSettings, ...changed } });
};
const withoutApi = (org, username) =>
  org.run("UPDATE PermissionSet SET PermissionsApiEnabled = 0 WHERE Id IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ?)", [idOf(org, "User", "Username", username)]);
const withoutClasses = (org, profile) => org.run("DELETE FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass' AND ParentId = ?", [hiddenSet(org, profile)]);
const unassign = (org, label, username) =>
  org.run("DELETE FROM PermissionSetAssignment WHERE PermissionSetId IN (SELECT Id FROM PermissionSet WHERE Label = ?) AND AssigneeId = ?", [label, idOf(org, "User", "Username", username)]);
function withoutApp(org, name) {
  org.run("DELETE FROM AppMenuItem WHERE ApplicationId IN (SELECT Id FROM ConnectedApplication WHERE Name = ?)", [name]);
  org.run("DELETE FROM ConnectedApplication WHERE Name = ?", [name]);
}

/** The fresh org with the user whom the vendor works as, and with the settings that get in its way. */
function seeds() {
  const fresh = readSeeds()[SEED];
  fresh.users.push({ Username: INTEGRATION, FirstName: "InsideSales", LastName: "Playbooks", Profile: "Acme Sales Operations", IsActive: false });
  Object.assign(fresh.sessionSettings, { lockSessionsToIp: true, enforceIpRangesEveryRequest: true });
  return { [SEED]: fresh };
}

const idOf = (org, object, where, value) => org.get(`SELECT Id FROM ${object} WHERE ${where} = ?`, [value]).Id;
const hiddenSet = (org, profile) => org.get("SELECT s.Id FROM PermissionSet s JOIN Profile p ON p.Id = s.ProfileId WHERE p.Name = ? AND s.IsOwnedByProfile = 1", [profile]).Id;
const grants = (...names) => Object.fromEntries(names.map((name) => [`Permissions${name}`, 1]));

function giveObjects(org, profile, objects) {
  for (const SobjectType of objects) org.insert("ObjectPermissions", { ParentId: hiddenSet(org, profile), SobjectType, ...grants("Read", "Create", "Edit") });
}
const giveField = (org, profile, Field) => org.insert("FieldPermissions", { ParentId: hiddenSet(org, profile), SobjectType: Field.split(".")[0], Field, ...grants("Read", "Edit") });
const addSet = (org, Label) => org.insert("PermissionSet", { Name: Label.replaceAll(" ", "_"), Label, Type: "Regular", IsCustom: 1, ...grants("ApiEnabled") });
function logIn(org, AppName, username) {
  const item = org.get("SELECT Id FROM AppMenuItem WHERE Label = ? AND Type = 'ConnectedApplication'", [AppName]);
  org.insert("OauthToken", { AppName, UserId: idOf(org, "User", "Username", username), AppMenuItemId: item?.Id ?? null, UseCount: 1 });
}
function addField(org, name) {
  const [object, field] = name.split(".");
  const known = org.get(`SELECT DurableId FROM ${org.table("EntityDefinition")} WHERE QualifiedApiName = ?`, [object]);
  if (!known) org.insert("EntityDefinition", { Id: object, DurableId: object, QualifiedApiName: object });
  org.insert("FieldDefinition", { DurableId: name, EntityDefinitionId: object, QualifiedApiName: field, DataType: "Number(3, 0)" });
}

for (const [shape, checklist] of SHAPES.flatMap((shape) => CHOSEN.map((checklist) => [shape, checklist]))) {
  const steps = CHECKLISTS[checklist];
  describe(`the walk of ${checklist}, shape ${shape}`, () => {
    let server, org, driven, tab, sidebar, walk;

    before(async () => {
      server = await start({ orgs: [SEED], seeds: seeds() });
      org = server.orgs[SEED];
      org.offeredPackages = [PACKAGE];
      driven = await launch(BROWSER, { server });
      const inputs = Object.fromEntries(Object.entries(INPUTS).filter(([name]) => name.startsWith(`${checklist}/`)));
      await choose(driven, org.name, { checklists: [checklist], api: true, inputs });
      tab = await driven.browser.newPage();
      const setup = new Setup(tab, shape);
      sidebar = new Sidebar(driven, tab);
      walk = new Walk({ tab, setup, sidebar, addresses: ADDRESSES });
      await tab.goto(sessionSettings(org, shape).replace("SecuritySession", "CompanyProfileInfo"));
      await sidebar.checked();
    });
    after(async () => {
      await driven?.close();
      await server.close();
    });

    test("the table has every step", async () => {
      assert.deepEqual(Object.keys(await statuses(sidebar)).sort(), Object.keys(steps).sort());
    });

    for (const [id, how] of Object.entries(steps)) test(titleOf(id, how), (t) => doStep({ t, id, how, org, tab, sidebar, walk }));

    test("nothing is left to do", async () => {
      const left = Object.entries(await statuses(sidebar)).filter(([, status]) => !isDone({ status }));
      assert.deepEqual(left, []);
    });

    for (const [id, { undo, also = [] }] of Object.entries(UNDONE[checklist])) {
      const title = `${id}, undone: it turns to do, and ${also.length ? `so does what is about the same (${also})` : "nothing else does"}`;
      test(title, (t) => undoStep({ t, expected: [id, ...also], undo, org, sidebar, walk }));
    }
  });
}

function titleOf(id, how) {
  return typeof how === "string" ? `${id}: ${how}` : how?.why ? `${id}, outside of the sidebar: ${how.why}` : id;
}

async function doStep({ t, id, how, org, tab, sidebar, walk }) {
  if (typeof how === "string" && !isDone({ status: (await statuses(sidebar))[id] })) await walk.check();
  const before = await statuses(sidebar);
  assert.equal(isDone({ status: before[id] }), typeof how === "string", `${id} is "${before[id]}"`);
  if (typeof how === "string") return;
  if (how?.act) {
    how.act(org);
    await walk.check();
    await sidebar.step(id, "to be done", isDone);
  } else {
    // Where the vendor's page has a link to the package.
    if (id === "package-for-all") await tab.goto(`https://${org.hosts.lightning}/packagingSetupUI/ipLanding.app?apvId=${PACKAGE.id}`);
    walk.covered = [];
    t.diagnostic((await walk.step(id)).join("; "));
    if (walk.covered.length > 0) t.diagnostic(`behind the sidebar: ${walk.covered.join(", ")}`);
  }
  const { steps } = await sidebar.read();
  const undone = steps.filter((step) => isDone({ status: before[step.step] }) && !isDone(step)).map(({ step, status, reason }) => `${step}: ${status} (${reason})`);
  assert.deepEqual(undone, [], "nothing else is undone");
}

/** Undoes one thing in the org, looks, and takes that back. */
async function undoStep({ t, expected, undo, org, sidebar, walk }) {
  const before = await statuses(sidebar);
  org.run("SAVEPOINT undone");
  try {
    undo(org);
    await walk.check();
    const changed = Object.entries(await statuses(sidebar)).filter(([step, status]) => status !== before[step]);
    t.diagnostic(changed.map(([step, status]) => `${step}: ${status}`).join("; "));
    assert.deepEqual(changed.filter(([, status]) => status === "to do").map(([step]) => step).sort(), [...expected].sort());
  } finally {
    org.run("ROLLBACK TO undone");
    org.run("RELEASE undone");
    await walk.check();
  }
}

async function statuses(sidebar) {
  const { steps } = await sidebar.read();
  return Object.fromEntries(steps.map(({ step, status }) => [step, status]));
}
