// The large org: 2,000 profiles, 100,000 users, 400 packages. What it holds, how fast it answers, how much it says.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cursors } from "../api/cursors.mjs";
import { query } from "../api/soql/query.mjs";
import { STATEMENTS } from "../api/statements.mjs";
import { Org } from "./org.mjs";

const SOME_USER = "SELECT Id FROM User WHERE Username = 'raj.rep@acme.example'";
let org, cursors;

before(async () => {
  org = await Org.open("acme-large");
  cursors = new Cursors();
});
after(() => org.close());

const context = (api, soql) => ({ org, api, version: 67, soql, cursors });
const ask = (soql, api = "rest") => query(context(api, soql));

test("is as large as it says", () => {
  const count = (table) => org.get(`SELECT COUNT(*) n FROM ${table}`).n;
  assert.deepEqual([count("Profile"), count("User"), count("InstalledSubscriberPackage"), count("SubscriberPackage")], [2000, 100000, 400, 400]);
});

test("is the same at every start", async () => {
  const again = await Org.open("acme-large", { now: org.now });
  const sample = (from) => from.all("SELECT Id, Name, ProfileId, IsActive FROM User WHERE rowid % 9973 = 0");
  assert.deepEqual(sample(again), sample(org));
  again.close();
});

/** Statements that must not read a big table; the limits leave room for a busy machine. */
const QUICK = [
  ["rest", "SELECT PermissionsApiEnabled, PermissionsViewSetup FROM UserPermissionAccess LIMIT 1"],
  ["rest", "SELECT Id, Name FROM Organization LIMIT 1"],
  ["rest", "SELECT NamespacePrefix, Status FROM PackageLicense WHERE NamespacePrefix IN ('insycleapp')"],
  ["rest", "SELECT Id, Name, Label FROM PermissionSet WHERE IsOwnedByProfile = false AND Label IN ('Playbooks Basic User', 'Playbooks Integration User')"],
  ["rest", "SELECT AssigneeId, PermissionSet.Label, PermissionSetGroupId FROM PermissionSetAssignment WHERE PermissionSet.NamespacePrefix = 'insycleapp' AND Assignee.IsActive = true"],
  ["rest", "SELECT PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username = 'raj.rep@acme.example'"],
  ["rest", SOME_USER],
  ["rest", "SELECT ProfileId, COUNT(Id) n FROM User WHERE IsActive = true GROUP BY ProfileId"],
  ["tooling", "SELECT Id, SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion FROM InstalledSubscriberPackage ORDER BY SubscriberPackageId"],
  ["tooling", "SELECT Metadata FROM SecuritySettings"],
];
for (const [api, soql] of QUICK) {
  test(`answers quickly and briefly: ${soql}`, () => {
    ask(soql, api);
    const started = performance.now();
    const answer = ask(soql, api);
    const milliseconds = performance.now() - started;
    assert.ok(milliseconds < 500, `${Math.round(milliseconds)} ms`);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    assert.ok(answer.totalSize > 0 && bytes < 400_000, `${answer.totalSize} rows, ${bytes} bytes`);
  });
}

test("accepts every statement of the set-up checks", () => {
  for (const [api, soql] of STATEMENTS) ask(soql, api);
});

test("gives 2,000 rows a page, the rest behind nextRecordsUrl, each row once", () => {
  const soql = "SELECT Id FROM User WHERE Profile.Name != 'Acme Sales Rep' LIMIT 4500";
  let page = ask(soql);
  const ids = page.records.map((row) => row.Id);
  const sizes = [page.records.length];
  while (!page.done) {
    assert.match(page.nextRecordsUrl, /^\/services\/data\/v67\.0\/query\/01g\w{12}-\d+$/);
    page = cursors.read(context("rest", ""), page.nextRecordsUrl.split("/").at(-1));
    sizes.push(page.records.length);
    ids.push(...page.records.map((row) => row.Id));
  }
  assert.deepEqual(sizes, [2000, 2000, 500]);
  assert.equal(new Set(ids).size, 4500);
  assert.equal(page.totalSize, 4500);
});

test("gives the rows of a child subquery in pages of their own", () => {
  const [set] = ask("SELECT Id, (SELECT AssigneeId FROM Assignments) FROM PermissionSet WHERE Name = 'Playbooks_Basic_User'").records;
  assert.deepEqual([set.Assignments.totalSize, set.Assignments.records.length, set.Assignments.done], [20001, 200, false]);
  const next = cursors.read(context("rest", ""), set.Assignments.nextRecordsUrl.split("/").at(-1));
  assert.deepEqual([next.records.length, next.done], [2000, false]);
});

test("refuses groups beyond one page", () => {
  assert.throws(() => ask("SELECT AssigneeId, COUNT(Id) FROM PermissionSetAssignment GROUP BY AssigneeId"), { errorCode: "EXCEEDED_ID_LIMIT" });
});

test("forgets the oldest of eleven cursors", () => {
  const first = ask("SELECT Id FROM User").nextRecordsUrl.split("/").at(-1);
  for (let at = 0; at < 10; at++) ask("SELECT Id FROM User");
  assert.throws(() => cursors.read(context("rest", ""), first), { errorCode: "INVALID_QUERY_LOCATOR" });
});

test("OauthToken answers 500 rows a page and 2,500 in all", () => {
  const user = ask(SOME_USER).records[0].Id;
  org.transaction(() => {
    for (let at = 0; at < 2600; at++) org.insert("OauthToken", { AppName: `App ${at}`, UserId: user });
  });
  const page = ask("SELECT AppName FROM OauthToken");
  assert.deepEqual([page.totalSize, page.records.length, page.done], [2500, 500, false]);
  assert.equal(ask("SELECT COUNT() FROM OauthToken").totalSize, 2500);
});
