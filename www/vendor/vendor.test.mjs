// Logging in at a vendor with Salesforce: who is asked, who is refused and in which words, and what is in the org's data then.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { ask } from "../ask.mjs";
import { blockApp, installApp, uninstallApp, usedApps } from "../pages/records.mjs";
import { start } from "../server.mjs";

const ADMIN = "ada.admin@acme.example";
const OPS = "omar.ops@acme.example";
let server, org;

before(async () => {
  server = await start({ orgs: ["acme-fresh"] });
  org = server.orgs["acme-fresh"];
});
after(() => server.close());
afterEach(() => {
  uninstallApp(org, { Name: "Insycle" });
  org.deniedApps = [];
});

/** A browser as far as this takes one: it follows redirects, keeps one cookie of each host, and sends the one form of a page. */
class Visitor {
  #cookies = {};
  at = null;

  constructor(cookies = {}) {
    this.#cookies = cookies;
  }

  async go(address, form = null) {
    const url = new URL(address, this.at ?? undefined);
    const cookie = this.#cookies[url.host];
    const body = form && String(new URLSearchParams(form));
    const headers = { "sec-fetch-dest": "document", ...(cookie ? { cookie } : {}), ...(body ? { "content-type": "application/x-www-form-urlencoded" } : {}) };
    const answer = await ask(server, url.host, url.pathname + url.search, { method: body ? "POST" : "GET", headers, ...(body ? { body } : {}) });
    for (const line of answer.headers["set-cookie"] ?? []) this.#cookies[url.host] = line.split(";")[0];
    this.at = url.href;
    this.text = answer.body;
    return answer.status === 302 ? this.go(answer.headers.location) : this;
  }

  follow(words) {
    const [, link] = new RegExp(`<a href="([^"]*)">${words}</a>`).exec(this.text);
    return this.go(link.replaceAll("&amp;", "&"));
  }
}

const admin = () => new Visitor({ [org.hosts.my]: `sid=${org.sid("my")}` });
const logIn = async (visitor) => (await visitor.go("https://www.insycle.com/login/")).follow("Log in with Salesforce");
const tokens = () => org.all("SELECT AppName, Username, UseCount FROM OauthToken JOIN User ON User.Id = UserId WHERE AppName = 'Insycle'");
const asOps = async () => (await logIn(new Visitor())).go("", { username: OPS, pw: "any" });
const install = () => installApp(org, usedApps(org).find(({ Name }) => Name === "Insycle") ?? { Name: "Insycle", manifest: "" });

describe("log in with Salesforce", () => {
  test("asks whoever is signed in, by name; Allow leaves a token of theirs and leads back", async () => {
    const visitor = await logIn(admin());
    assert.match(visitor.text, new RegExp(`Do you want to allow access for ${ADMIN}\\?`));
    assert.deepEqual(tokens(), []);
    await visitor.go(visitor.at, { save: "Allow" });
    assert.match(visitor.at, /^https:\/\/www\.insycle\.com\/oauth\/callback\?code=/);
    assert.match(visitor.text, new RegExp(`Logged in to Insycle as ${ADMIN}\\.`));
    assert.deepEqual(tokens(), [{ AppName: "Insycle", Username: ADMIN, UseCount: 1 }]);
    await (await logIn(admin())).go("", { save: "Allow" });
    assert.deepEqual(tokens(), [{ AppName: "Insycle", Username: ADMIN, UseCount: 2 }]);
  });

  test("a code is good once", async () => {
    const visitor = await (await logIn(admin())).go("", { save: "Allow" });
    assert.match((await visitor.go(visitor.at)).text, /invalid_grant/);
  });

  test("Deny leaves nothing", async () => {
    assert.match((await (await logIn(admin())).go("", { cancel: "Deny" })).text, /access_denied/);
    assert.deepEqual(tokens(), []);
  });

  test("who is not signed in logs in first, and is asked then", async () => {
    const visitor = await logIn(new Visitor());
    assert.match(visitor.text, /<input type="password"/);
    assert.match((await visitor.go(visitor.at, { username: "nobody@acme.example", pw: "any" })).text, /check your username/);
    install();
    assert.match((await visitor.go(visitor.at, { username: OPS, pw: "any" })).text, new RegExp(`allow access for ${OPS}`));
  });

  const classes = () => org.get("SELECT s.Id FROM PermissionSet s JOIN Profile p ON p.Id = s.ProfileId WHERE p.Name = 'Acme Sales Operations' AND s.IsOwnedByProfile = 1").Id;
  for (const [what, act, error] of [
    ["the app is not installed", () => {}, "invalid_client&amp;error_description=app must be installed into org"],
    ["the app is blocked", () => { install(); org.insert("OauthToken", { AppName: "Insycle", UserId: org.actingUser.Id, UseCount: 1 }); blockApp(org, usedApps(org).find(({ Name }) => Name === "Insycle"), true); }, "OAUTH_APP_BLOCKED"],
    ["its policy does not permit the user", () => org.run("UPDATE ConnectedApplication SET OptionsAllowAdminApprovedUsersOnly = 1 WHERE Id = ?", [install().Id]), "OAUTH_APP_ACCESS_DENIED"],
  ]) {
    test(`refused where ${what}, in the words of the OAuth error`, async () => {
      act();
      const { at, text } = await asOps();
      assert.match(at, new RegExp(`^https://${org.hosts.my}/setup/secur/RemoteAccessErrorPage.apexp\\?error=`));
      assert.ok(text.includes("We can't authorize you because of an OAuth error. For more information, contact your Salesforce administrator."), text);
      assert.ok(text.includes(`error=${error}`), text);
      for (const app of usedApps(org)) blockApp(org, app, false);
    });
  }

  test("a refused attempt lists the app, once, until it is installed or used", async () => {
    const rows = () => usedApps(org).filter(({ Name }) => Name === "Insycle").map(({ users, installed }) => ({ users, installed }));
    for (let at = 0; at < 2; at++) await asOps();
    assert.deepEqual(rows(), [{ users: 0, installed: false }]);
    await (await logIn(admin())).go("", { save: "Allow" });
    assert.deepEqual(rows(), [{ users: 1, installed: false }]);
  });

  test("permitted where the user may approve uninstalled apps, or a profile of theirs is named by the policy", async () => {
    org.run("UPDATE PermissionSet SET PermissionsCanApproveUninstalledApps = 1 WHERE Id = ?", [classes()]);
    assert.match((await asOps()).text, /Allow Access\?/);
    org.run("UPDATE PermissionSet SET PermissionsCanApproveUninstalledApps = 0 WHERE Id = ?", [classes()]);
    const { Id } = install();
    org.run("UPDATE ConnectedApplication SET OptionsAllowAdminApprovedUsersOnly = 1 WHERE Id = ?", [Id]);
    org.insert("SetupEntityAccess", { ParentId: classes(), SetupEntityId: Id, SetupEntityType: "ConnectedApplication" });
    assert.match((await asOps()).text, /Allow Access\?/);
  });

  test("an app that is not known, or wants to be answered elsewhere, is refused", async () => {
    for (const query of ["client_id=x", "client_id=insycle-of-the-demo&redirect_uri=https%3A%2F%2Fevil.example%2F"]) {
      assert.match((await admin().go(`https://${org.hosts.my}/services/oauth2/authorize?${query}`)).text, /invalid_client_id/);
    }
  });

  test("signing in leads to a path of the org alone", async () => {
    const visitor = await new Visitor().go(`https://${org.hosts.my}/?startURL=%2F%2Fevil.example%2F`);
    const answer = await ask(server, org.hosts.my, new URL(visitor.at).pathname + new URL(visitor.at).search, { method: "POST", body: `username=${OPS}` });
    assert.equal(answer.headers.location, "/");
  });
});

test("a host of a vendor has no other page, and no other host is one", async () => {
  assert.equal((await ask(server, "www.insycle.com", "/constructor")).status, 404);
  assert.equal((await ask(server, "evil.example", "/login/")).status, 404);
});
