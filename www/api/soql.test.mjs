// What SOQL the API accepts, refuses and answers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { caller } from "../ask.mjs";
import { start } from "../server.mjs";
import { STATEMENTS } from "./statements.mjs";

let server, insycle, playbooks, org;

before(async () => {
  server = await start({ orgs: ["acme-insycle-half", "acme-playbooks-half"] });
  org = server.orgs["acme-insycle-half"];
  insycle = caller(server, org);
  playbooks = caller(server, server.orgs["acme-playbooks-half"]);
});
after(() => server.close());

const records = async (api, soql, from = insycle) => {
  const answer = await from.query(api, soql);
  assert.equal(answer.status, 200, answer.body);
  return answer.json().records;
};

describe("every statement of the set-up checks is accepted", () => {
  for (const [api, soql] of STATEMENTS) {
    test(`${api}: ${soql.slice(0, 110)}`, async () => {
      const answer = await insycle.query(api, soql);
      assert.equal(answer.status, 200, answer.body);
      assert.equal(answer.json().done, true);
    });
  }
});

/** [what, api, statement, status, errorCode, part of the message] */
const REFUSED = [
  ["bad grammar", "rest", "SELECT Id FRO User", 400, "MALFORMED_QUERY", "unexpected token"],
  ["an unknown object", "rest", "SELECT Id FROM XYZZY", 400, "INVALID_TYPE", "\nSELECT Id FROM XYZZY\n               ^\nERROR at Row:1:Column:16\nsObject type 'XYZZY' is not supported."],
  ["an unknown field", "rest", "SELECT Nope FROM PermissionSet", 400, "INVALID_FIELD", "\nSELECT Nope FROM PermissionSet\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nope' on entity 'PermissionSet'."],
  ["a name for the permission that circulates and is wrong", "rest", "SELECT PermissionsApproveUninstalledConnectedApps FROM PermissionSet", 400, "INVALID_FIELD", "No such column"],
  ["a field that only some orgs have", "rest", "SELECT PermissionsUseAnyApiClient FROM PermissionSet", 400, "INVALID_FIELD", "No such column"],
  ["a field that no schema gives UserPermissionAccess", "rest", "SELECT PermissionsCanApproveUninstalledApps FROM UserPermissionAccess", 400, "INVALID_FIELD", "No such column"],
  ["NamespacePrefix of ConnectedApplication, which has none", "rest", "SELECT Id FROM ConnectedApplication WHERE NamespacePrefix = 'x'", 400, "INVALID_FIELD", "No such column"],
  ["an unknown field of a parent", "rest", "SELECT Profile.Nope FROM User", 400, "INVALID_FIELD", "No such column 'Nope' on entity 'Profile'"],
  ["an unknown relationship", "rest", "SELECT Nope.Name FROM User", 400, "INVALID_FIELD", "Didn't understand relationship 'Nope' in field path"],
  ["an unknown child relationship", "rest", "SELECT Id, (SELECT Id FROM Nopes) FROM User", 400, "INVALID_TYPE", "Didn't understand relationship 'Nopes' in FROM part"],
  ["a Tooling object over REST", "rest", "SELECT Id FROM InstalledSubscriberPackage", 400, "INVALID_TYPE", "is not supported"],
  ["remote sites over REST", "rest", "SELECT Id FROM RemoteProxy", 400, "INVALID_TYPE", "is not supported"],
  ["security settings over REST", "rest", "SELECT Metadata FROM SecuritySettings", 400, "INVALID_TYPE", "is not supported"],
  ["a REST object over Tooling", "tooling", "SELECT Id FROM PackageLicense", 400, "INVALID_TYPE", "is not supported"],
  ["a metadata type's own field in SOQL", "tooling", "SELECT lockSessionsToIp FROM SecuritySettings", 400, "INVALID_FIELD", "No such column"],
  ["session settings as an object of their own", "tooling", "SELECT LockSessionsToIp FROM SessionSettings", 400, "INVALID_TYPE", "is not supported"],
  ["a filter on a package's namespace", "tooling", "SELECT Id FROM InstalledSubscriberPackage WHERE SubscriberPackage.NamespacePrefix = 'insycleapp'", 400, "INVALID_FIELD", "field 'NamespacePrefix' can not be filtered in a query call"],
  ["a filter on a class's body", "rest", "SELECT Id FROM ApexClass WHERE Body = 'x'", 400, "INVALID_FIELD", "can not be filtered"],
  ["packages without an id", "tooling", "SELECT Id, Name FROM SubscriberPackage", 400, "MALFORMED_QUERY", "Id"],
  ["field definitions without an entity", "rest", "SELECT QualifiedApiName FROM FieldDefinition", 400, "MALFORMED_QUERY", "reified column"],
  ["metadata of more than one row", "tooling", "SELECT Id, Metadata FROM Profile", 400, "MALFORMED_QUERY", "no more than one row for retrieval. Result size: 12"],
  ["full names of more than one row", "tooling", "SELECT FullName FROM Profile", 400, "MALFORMED_QUERY", "no more than one row"],
  ["three semi-joins", "rest", "SELECT Id FROM PermissionSet WHERE Id IN (SELECT PermissionSetId FROM PermissionSetAssignment) AND ProfileId IN (SELECT Id FROM Profile) AND LicenseId IN (SELECT Id FROM UserLicense)", 400, "MALFORMED_QUERY", "Maximum 2 semi join"],
  ["a relationship on the left of a semi-join", "rest", "SELECT Id FROM User WHERE Profile.UserLicenseId IN (SELECT Id FROM UserLicense)", 400, "MALFORMED_QUERY", "cannot be a relationship field"],
  ["a semi-join in a semi-join", "rest", "SELECT Id FROM User WHERE ProfileId IN (SELECT ProfileId FROM PermissionSet WHERE Id IN (SELECT PermissionSetId FROM PermissionSetAssignment))", 400, "MALFORMED_QUERY", "Nesting of semi join"],
  ["a semi-join beside OR", "rest", "SELECT Id FROM User WHERE IsActive = true OR ProfileId IN (SELECT Id FROM Profile)", 400, "MALFORMED_QUERY", "top level"],
  ["a semi-join on a text field", "rest", "SELECT Id FROM User WHERE Name IN (SELECT Id FROM Profile)", 400, "MALFORMED_QUERY", "id or reference field"],
  ["apps' access through AppMenuItem", "rest", "SELECT Id FROM SetupEntityAccess WHERE SetupEntityId IN (SELECT ApplicationId FROM AppMenuItem)", 400, "MALFORMED_QUERY", "AppMenuItem"],
  ["a string of 4,001 characters", "rest", `SELECT Id FROM User WHERE Name = '${"a".repeat(4001)}'`, 400, "MALFORMED_QUERY", "4000"],
  ["AND and OR side by side", "rest", "SELECT Id FROM User WHERE IsActive = true OR Name = 'a' AND Name = 'b'", 400, "MALFORMED_QUERY", "unexpected token: 'AND'"],
  ["a quoted boolean", "rest", "SELECT Id FROM User WHERE IsActive = 'true'", 400, "INVALID_FIELD", "must be of type boolean and should not be enclosed in quotes"],
  ["an unquoted text", "rest", "SELECT Id FROM User WHERE Name = 5", 400, "INVALID_FIELD", "must be of type string and should be enclosed in quotes"],
  ["an id that is none", "rest", "SELECT Id FROM User WHERE Id = 'x'", 400, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: x"],
  ["LIKE on an id", "rest", "SELECT Id FROM User WHERE Id LIKE '005%'", 400, "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field"],
  ["a field twice", "rest", "SELECT Id, id FROM User", 400, "INVALID_FIELD", "duplicate field selected"],
  ["a field that is not grouped", "rest", "SELECT Name, COUNT(Id) FROM User GROUP BY ProfileId", 400, "MALFORMED_QUERY", "Field must be grouped or aggregated: Name"],
  ["COUNT() with another field", "rest", "SELECT COUNT(), Id FROM User", 400, "MALFORMED_QUERY", ""],
  ["an offset over 2,000", "rest", "SELECT Id FROM User OFFSET 2001", 400, "NUMBER_OUTSIDE_VALID_RANGE", "2000"],
  ["grouping tokens", "rest", "SELECT AppName, COUNT(UserId) FROM OauthToken GROUP BY AppName", 400, "MALFORMED_QUERY", "OauthToken"],
  ["locking", "rest", "SELECT Id FROM User FOR UPDATE", 501, "DEMO_ORG_NOT_MODELLED", "does not model"],
];

describe("refused, in Salesforce's words:", () => {
  for (const [what, api, soql, status, errorCode, message] of REFUSED) {
    test(what, async () => {
      const answer = await insycle.query(api, soql);
      const [error] = answer.json();
      assert.deepEqual([answer.status, error.errorCode], [status, errorCode], error.message);
      assert.ok(error.message.includes(message), error.message);
    });
  }

  test("a statement over 100,000 characters, and no URL is that long", async () => {
    const soql = `SELECT Id FROM User WHERE Name IN (${Array.from({ length: 30 }, () => `'${"a".repeat(3500)}'`).join(",")})`;
    const { compositeResponse } = (await insycle.composite([insycle.subquery("a", soql)])).json();
    assert.deepEqual(compositeResponse[0].body, [{ message: "SOQL statements can not be longer than 100000 characters", errorCode: "MALFORMED_QUERY" }]);
    assert.equal((await insycle.query("rest", soql)).status, 431);
  });

  test("a permission's field in a version before it came", async () => {
    const soql = "SELECT Id FROM PermissionSet WHERE PermissionsCanApproveUninstalledApps = true";
    assert.equal((await caller(server, org, 65).query("rest", soql)).status, 200);
    assert.equal((await caller(server, org, 64).query("rest", soql)).json()[0].errorCode, "INVALID_FIELD");
  });
});

describe("answers", () => {
  test("a parent is a nested object, no parent null", async () => {
    const [set] = await records("rest", "SELECT Name, License.Name, Profile.Name FROM PermissionSet WHERE NamespacePrefix = 'insycleapp'");
    assert.equal(set.License.Name, "Salesforce");
    assert.equal(set.License.attributes.type, "UserLicense");
    assert.equal(set.Profile, null);
    assert.deepEqual(Object.keys(set), ["attributes", "Name", "License", "Profile"]);
    assert.match(set.attributes.url, /^\/services\/data\/v67\.0\/sobjects\/PermissionSet\/0PS\w{15}$/);
  });

  test("child rows are a nested answer, no child rows null", async () => {
    const classes = await records("rest", "SELECT Name, (SELECT Parent.Profile.Name FROM SetupEntityAccessItems) FROM ApexClass ORDER BY Name");
    const items = Object.fromEntries(classes.map((row) => [row.Name, row.SetupEntityAccessItems]));
    assert.equal(items.InsycleInternal, null);
    assert.deepEqual([items.InsycleMerge.totalSize, items.InsycleMerge.done], [1, true]);
    assert.equal(items.InsycleMerge.records[0].Parent.Profile.Name, "System Administrator");
  });

  test("COUNT() answers a size and no records", async () => {
    const answer = (await insycle.query("rest", "SELECT COUNT() FROM User WHERE IsActive = false")).json();
    assert.deepEqual(answer, { totalSize: 1, done: true, records: [] });
  });

  test("groups are AggregateResults under their aliases", async () => {
    const rows = await records("rest", "SELECT ProfileId, COUNT(Id) n, COUNT(Id) FROM User WHERE IsActive = true GROUP BY ProfileId ORDER BY COUNT(Id) DESC");
    assert.deepEqual(Object.keys(rows[0]), ["attributes", "ProfileId", "n", "expr0"]);
    assert.deepEqual(rows[0].attributes, { type: "AggregateResult" });
    assert.equal(rows.reduce((sum, row) => sum + row.n, 0), 9);
    assert.ok(rows[0].n >= rows.at(-1).n);
  });

  test("Tooling answers say how they were made", async () => {
    const answer = (await insycle.query("tooling", "SELECT SubscriberPackage.Name, SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion FROM InstalledSubscriberPackage")).json();
    assert.deepEqual([answer.size, answer.totalSize, answer.queryLocator, answer.entityTypeName], [2, 2, null, "InstalledSubscriberPackage"]);
    const [insyclePackage] = answer.records;
    assert.deepEqual([insyclePackage.SubscriberPackage.Name, insyclePackage.SubscriberPackageVersion.MajorVersion, insyclePackage.SubscriberPackageVersion.MinorVersion], ["Insycle", 1, 10]);
  });

  test("text is compared without case, ids in 15 or 18 characters", async () => {
    assert.equal((await records("rest", "SELECT Id FROM User WHERE Username = 'ADA.admin@ACME.example'")).length, 1);
    const { Id } = org.actingUser;
    for (const id of [Id, Id.slice(0, 15)]) assert.equal((await records("rest", `SELECT Username FROM User WHERE Id = '${id}'`))[0].Username, "ada.admin@acme.example");
  });

  /** [condition on User, how many of the ten users it leaves] */
  const CONDITIONS = [
    ["NOT IsActive = true", 1], ["(NOT IsActive = true) AND LastName = 'Rep'", 1], ["UserRoleId = null", 4], ["UserRoleId != null", 6], ["UserRole.Name != 'CEO'", 9],
    ["NOT UserRole.Name = 'CEO'", 9], ["UserRole.Name NOT IN ('CEO', 'Sales Rep')", 5], ["Name LIKE 'r%rep'", 3], ["Name LIKE 'r\\%'", 0], ["LastName IN ('rep', 'ops')", 5],
    ["(LastName = 'Rep' AND IsActive = true) OR FirstName = 'Ada'", 4], ["Profile.UserLicense.Name = 'Chatter Free'", 1], ["CreatedDate = LAST_N_DAYS:1", 10], ["CreatedDate > 2100-01-01T00:00:00Z", 0],
    ["Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.NamespacePrefix = 'insycleapp')", 1],
    ["Id NOT IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.NamespacePrefix = 'insycleapp')", 9],
  ];
  for (const [condition, size] of CONDITIONS) {
    test(`WHERE ${condition}`, async () => assert.equal((await records("rest", `SELECT Id FROM User WHERE ${condition}`)).length, size));
  }

  test("the session settings come as metadata, as the org has them", async () => {
    const [settings] = await records("tooling", "SELECT Metadata FROM SecuritySettings", playbooks);
    assert.equal(settings.Metadata.sessionSettings.lockSessionsToIp, true);
    assert.deepEqual(settings.Metadata.networkAccess.ipRanges, [{ description: "Acme office", start: "203.0.113.0", end: "203.0.113.255" }]);
    assert.equal("networkAccess" in (await records("tooling", "SELECT Metadata FROM SecuritySettings"))[0].Metadata, false);
  });

  test("what a page saves, the next query reads", async () => {
    const fresh = server.orgs["acme-playbooks-half"];
    const settings = fresh.metadata("SecuritySettings");
    settings.sessionSettings.lockSessionsToIp = false;
    fresh.saveMetadata("SecuritySettings", settings);
    const [saved] = await records("tooling", "SELECT Metadata FROM SecuritySettings", playbooks);
    assert.equal(saved.Metadata.sessionSettings.lockSessionsToIp, false);
  });

  test("an assignment through a group names the group and its aggregate set, not the member", async () => {
    const soql = "SELECT PermissionSet.Name, PermissionSet.Type, PermissionSetGroup.DeveloperName FROM PermissionSetAssignment WHERE PermissionSetGroupId != null";
    const rows = await records("rest", soql, playbooks);
    assert.deepEqual(rows.map((row) => [row.PermissionSet.Name, row.PermissionSet.Type, row.PermissionSetGroup.DeveloperName]), [["Field_Sales", "Group", "Field_Sales"]]);
  });

  test("a token of an app that is not installed has no AppMenuItem, and no token has an id", async () => {
    const [token] = await records("rest", "SELECT Id, AppName, AppMenuItem.ApplicationId FROM OauthToken WHERE AppName = 'Insycle'");
    assert.deepEqual([token.Id, token.AppName, token.AppMenuItem], [null, "Insycle", null]);
  });
});

describe("what the signed-in user lacks", () => {
  /** [username, api, statement, status, errorCode or number of records] */
  const BY_USER = [
    ["vera.viewer@acme.example", "tooling", "SELECT Metadata FROM SecuritySettings", 400, "INVALID_TYPE"],
    ["vera.viewer@acme.example", "rest", "SELECT Id FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass'", 200, 3],
    ["rita.rep@acme.example", "rest", "SELECT Id FROM SetupEntityAccess", 400, "INVALID_TYPE"],
    ["rita.rep@acme.example", "rest", "SELECT Id FROM ObjectPermissions", 400, "INVALID_TYPE"],
    ["rita.rep@acme.example", "rest", "SELECT AppName FROM OauthToken", 200, 1],
    ["vera.viewer@acme.example", "rest", "SELECT AppName FROM OauthToken", 200, 0],
    ["rita.rep@acme.example", "rest", "SELECT Id FROM PermissionSetAssignment", 200, 1],
    ["rita.rep@acme.example", "rest", "SELECT Id FROM UserPermissionAccess WHERE PermissionsViewSetup = true", 200, 0],
    ["ada.admin@acme.example", "rest", "SELECT Id FROM UserPermissionAccess WHERE PermissionsViewSetup = true", 200, 1],
    ["chatter@acme.example", "rest", "SELECT Id FROM User", 403, "API_DISABLED_FOR_ORG"],
  ];
  for (const [username, api, soql, status, expected] of BY_USER) {
    test(`${username.split("@")[0]}: ${soql}`, async () => {
      org.actAs(username);
      try {
        const answer = await caller(server, org).query(api, soql);
        assert.equal(answer.status, status, answer.body);
        assert.equal(status === 200 ? answer.json().records.length : answer.json()[0].errorCode, expected);
      } finally {
        org.actAs("ada.admin@acme.example");
      }
    });
  }
});
