// The seeded orgs: what is set up in which, and that their records hang together as Salesforce's do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { schema } from "../api/schema.mjs";
import { id18, isId, PREFIX } from "./ids.mjs";
import { Org, readSeeds } from "./org.mjs";

const SMALL = ["acme-fresh", "acme-insycle-half", "acme-playbooks-half"];
const orgs = {};

before(async () => {
  for (const name of SMALL) orgs[name] = await Org.open(name);
});
after(() => Object.values(orgs).forEach((org) => org.close()));

/** Pairs as they stand in public documentation and records. */
test("the suffix of an id is that of Salesforce", () => {
  for (const [id15, expected] of [["001A0000006Vm9r", "001A0000006Vm9rIAC"], ["00530000003xqAb", "00530000003xqAbAAI"], ["000000000000000", "000000000000000AAA"]]) {
    assert.equal(id18(id15), expected);
    assert.ok(isId(expected));
  }
  assert.ok(!isId("001A0000006Vm9rIAA"));
});

describe("every seeded org", () => {
  for (const name of SMALL) {
    test(`${name}: ids are valid, of the right prefix, and lead to records`, () => {
      const org = orgs[name];
      for (const table of ["User", "Profile", "PermissionSet", "PermissionSetAssignment", "InstalledSubscriberPackage", "ConnectedApplication", "SetupEntityAccess"]) {
        for (const { Id } of org.all(`SELECT Id FROM "${org.table(table)}"`)) assert.ok(isId(Id) && Id.startsWith(PREFIX[table]), `${table} ${Id}`);
      }
      const lost = org.get("SELECT COUNT(*) n FROM PermissionSetAssignment WHERE AssigneeId NOT IN (SELECT Id FROM User) OR PermissionSetId NOT IN (SELECT Id FROM PermissionSet)");
      assert.equal(lost.n, 0);
    });

    test(`${name}: every profile owns one hidden permission set, every user is assigned to its`, () => {
      const org = orgs[name];
      assert.equal(org.get("SELECT COUNT(*) n FROM Profile").n, org.get("SELECT COUNT(DISTINCT ProfileId) n FROM PermissionSet WHERE IsOwnedByProfile = 1").n);
      const without = org.all("SELECT Username FROM User WHERE NOT EXISTS (SELECT 1 FROM PermissionSetAssignment JOIN PermissionSet ON PermissionSet.Id = PermissionSetId WHERE AssigneeId = User.Id AND PermissionSet.ProfileId = User.ProfileId)");
      assert.deepEqual(without, []);
    });
  }

  test("no two orgs share an id", () => {
    const ids = SMALL.flatMap((name) => [orgs[name].id, ...orgs[name].all("SELECT Id FROM User").map(({ Id }) => Id)]);
    assert.equal(new Set(ids).size, ids.length);
  });

  test("session settings are those of the published type", () => {
    const types = readFileSync(createRequire(import.meta.url).resolve("@salesforce/types/metadata").replace(/\.js$/, ".d.ts"), "utf8");
    const declared = /export type SessionSettings = \{([^}]*)\}/.exec(types)[1];
    for (const name of Object.keys(orgs["acme-fresh"].metadata("SecuritySettings").sessionSettings)) assert.match(declared, new RegExp(`^ {4}${name}\\?:`, "m"));
  });
});

describe("what is set up", () => {
  const session = (name) => orgs[name].metadata("SecuritySettings").sessionSettings;

  test("the fresh org is a sandbox with no package and sessions not locked to an address", () => {
    const org = orgs["acme-fresh"];
    assert.equal(org.hosts.setup, "acme--fresh.sandbox.my.salesforce-setup.com");
    assert.equal(org.get("SELECT IsSandbox FROM Organization").IsSandbox, 1);
    assert.equal(org.get(`SELECT COUNT(*) n FROM "${org.table("InstalledSubscriberPackage")}"`).n, 0);
    assert.equal(session("acme-fresh").lockSessionsToIp, false);
  });

  test("Insycle 1.10 is on trial, its app used but not installed, its set not the admin's", () => {
    const org = orgs["acme-insycle-half"];
    const version = org.get("SELECT v.MajorVersion, v.MinorVersion, l.Status FROM SubscriberPackage p JOIN SubscriberPackageVersion v ON v.SubscriberPackageId = p.Id JOIN PackageLicense l ON l.NamespacePrefix = p.NamespacePrefix WHERE p.NamespacePrefix = 'insycleapp'");
    assert.deepEqual(version, { MajorVersion: 1, MinorVersion: 10, Status: "Trial" });
    assert.equal(org.get("SELECT COUNT(*) n FROM ConnectedApplication WHERE Name = 'Insycle'").n, 0);
    assert.equal(org.get("SELECT COUNT(*) n FROM OauthToken WHERE AppName = 'Insycle'").n, 1);
    const assigned = org.all("SELECT Username FROM PermissionSetAssignment JOIN PermissionSet s ON s.Id = PermissionSetId JOIN User ON User.Id = AssigneeId WHERE s.Name = 'Insycle_User' AND s.NamespacePrefix = 'insycleapp'");
    assert.deepEqual(assigned, [{ Username: "omar.ops@acme.example" }]);
  });

  test("Playbooks has its first permission set, not given to Rita, and sessions locked to the address", () => {
    const org = orgs["acme-playbooks-half"];
    const sets = org.all("SELECT Label, NamespacePrefix FROM PermissionSet WHERE Label LIKE 'Playbooks%'");
    assert.deepEqual(sets, [{ Label: "Playbooks Basic User", NamespacePrefix: null }]);
    const rita = org.get("SELECT Id FROM User WHERE Username = 'rita.rep@acme.example'").Id;
    assert.equal(org.get("SELECT COUNT(*) n FROM PermissionSetAssignment JOIN PermissionSet s ON s.Id = PermissionSetId WHERE AssigneeId = ? AND s.Name = 'Playbooks_Basic_User'", [rita]).n, 0);
    assert.deepEqual([session("acme-playbooks-half").lockSessionsToIp, session("acme-playbooks-half").lockSessionsToDomain], [true, true]);
  });
});

describe("an org that extends another", () => {
  const DIFFERENT = Object.entries(readSeeds()).filter(([, { base }]) => base);

  for (const [name, { base, myDomain }] of DIFFERENT) {
    test(`${name}: what ${base} has, at a host of its own`, async () => {
      const org = await Org.open(name);
      const count = (of, table) => of.get(`SELECT COUNT(*) n FROM "${of.table(table)}"`).n;
      assert.equal(org.name, myDomain);
      for (const table of ["Profile", "User", "InstalledSubscriberPackage"]) assert.equal(count(org, table), count(orgs[base], table), table);
      for (const table of ["ConnectedApplication", "PermissionSet", "SetupEntityAccess"]) assert.ok(count(org, table) >= count(orgs[base], table), table);
      org.close();
    });
  }

  test("no two orgs share a host", () => {
    const names = Object.values(readSeeds()).map(({ myDomain }) => myDomain);
    assert.equal(new Set(names).size, names.length);
  });
});

test("a refreshed sandbox is another org on the same host, with the same users, and without sessions and tokens", async () => {
  const org = await Org.open("acme-refreshed");
  const state = () => ({ hosts: org.hosts, users: org.all("SELECT Id FROM User"), tokens: org.all("SELECT AppName FROM OauthToken").length > 0 });
  const [before, id, sid] = [state(), org.id, org.sid("my")];
  org.refresh();
  assert.deepEqual(state(), { ...before, tokens: false });
  assert.notEqual(org.id, id);
  assert.equal(org.get("SELECT Id FROM Organization").Id, org.id);
  assert.equal(org.familyOfSid(sid), undefined);
  org.close();
});

describe("the acting user", () => {
  test("permissions are those of the profile, the sets and the groups together", () => {
    const org = orgs["acme-playbooks-half"];
    const of = (username) => org.permissionsOf(org.get("SELECT Id FROM User WHERE Username = ?", [username]).Id);
    assert.ok(of("ada.admin@acme.example").has("CanApproveUninstalledApps"));
    assert.ok(!of("clara.clone@acme.example").has("CanApproveUninstalledApps"));
    assert.ok(!of("rita.rep@acme.example").has("ViewSetup"));
    assert.ok(of("rosa.rep@acme.example").has("ViewSetup"), "through the group");
  });

  test("its language is the pages' language", () => {
    const org = orgs["acme-fresh"];
    assert.equal(org.language, "en_US");
    org.language = "ja";
    assert.equal(org.actingUser.LanguageLocaleKey, "ja");
  });

  test("a session id begins with the org's 15 characters and differs by host family", () => {
    const org = orgs["acme-fresh"];
    const sids = ["my", "setup", "lightning"].map((family) => org.sid(family));
    assert.equal(new Set(sids).size, 3);
    for (const sid of sids) assert.equal(sid.split("!")[0], org.id.slice(0, 15));
  });
});

test("a seed with a field that Salesforce has not is refused", async () => {
  const seeds = readSeeds();
  seeds["acme-fresh"].users.push({ Username: "x@acme.example", FirstName: "X", LastName: "X", Profile: "Standard User", Shoe: 44 });
  await assert.rejects(Org.open("acme-fresh", { seeds }), /User has no published field "Shoe"/);
  await assert.rejects(Org.open("acme-nowhere"), /seeds\.json has no org "acme-nowhere"/);
});

test("fields that the schemas lack come from extra-fields.json, each with its fact and a tag", () => {
  const entries = JSON.parse(readFileSync(new URL("../api/extra-fields.json", import.meta.url), "utf8"));
  for (const { api, object, fact, tag } of entries) {
    assert.ok(schema[api].has(object.toLowerCase()));
    assert.ok(fact.length > 10 && /^V-(doc|schema|code)$/.test(tag), `${object}: ${tag}`);
  }
});
