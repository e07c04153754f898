// Composite requests: what they cost, what they refuse, and what one bad subrequest does to the others.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { caller } from "../ask.mjs";
import { start } from "../server.mjs";

let server, org, api;

before(async () => {
  server = await start({ orgs: ["acme-insycle-half"] });
  org = server.orgs["acme-insycle-half"];
  api = caller(server, org);
});
after(() => server.close());

const USER = "SELECT Id FROM User LIMIT 1";
const users = (count, path) => Array.from({ length: count }, (_, at) => api.subquery(`r${at}`, USER, path));
const sobject = (count) => Array.from({ length: count }, (_, at) => ({ method: "GET", referenceId: `r${at}`, url: `/services/data/v67.0/sobjects/User/${org.actingUser.Id}` }));

test("five queries are one counted call, and the header says so", async () => {
  const before = org.api.used;
  const answer = await api.composite(users(5));
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json().compositeResponse.map(({ httpStatusCode, referenceId }) => [httpStatusCode, referenceId]), [0, 1, 2, 3, 4].map((at) => [200, `r${at}`]));
  assert.equal(org.api.used, before + 1);
  assert.equal(answer.headers["sforce-limit-info"], `api-usage=${before + 1}/100000`);
  assert.deepEqual(server.log.slice(-1).map(({ counted, api: isApi, org: name }) => [counted, isApi, name]), [[true, true, "acme-insycle-half"]]);
});

test("five Tooling queries are one counted call", async () => {
  const before = org.api.used;
  const answer = await api.toolingComposite(users(5, "tooling/query"));
  assert.ok(answer.json().compositeResponse.every(({ httpStatusCode }) => httpStatusCode === 200), answer.body);
  assert.equal(org.api.used, before + 1);
});

test("25 records are one call, 26 too many; a sixth query is refused", async () => {
  assert.equal((await api.composite(sobject(25))).json().compositeResponse.length, 25);
  for (const [requests, limit] of [[sobject(26), 25], [users(6), 5]]) {
    const { compositeResponse } = (await api.composite(requests)).json();
    assert.equal(compositeResponse.length, 1);
    assert.equal(compositeResponse[0].body[0].errorCode, "LIMIT_EXCEEDED");
    assert.ok(compositeResponse[0].body[0].message.includes(`more than ${limit} `));
  }
});

test("one bad subrequest leaves the others whole", async () => {
  const { compositeResponse } = (await api.composite([api.subquery("a", "SELECT Nope FROM User"), api.subquery("b", USER), { method: "GET", referenceId: "c", url: "/services/data/v67.0/sobjects/Foo" }])).json();
  assert.deepEqual(compositeResponse.map(({ httpStatusCode }) => httpStatusCode), [400, 200, 404]);
  assert.equal(compositeResponse[0].body[0].errorCode, "INVALID_FIELD");
  assert.deepEqual(compositeResponse[2].body, [{ message: "The requested resource does not exist", errorCode: "NOT_FOUND" }]);
});

test("with allOrNone, one bad subrequest halts all", async () => {
  const { compositeResponse } = (await api.composite([api.subquery("a", "SELECT Nope FROM User"), api.subquery("b", USER)], { allOrNone: true })).json();
  assert.deepEqual(compositeResponse.map(({ body }) => body[0].errorCode), ["INVALID_FIELD", "PROCESSING_HALTED"]);
});

test("a reference takes a value of an earlier answer", async () => {
  const app = api.subquery("app", "SELECT ApplicationId FROM AppMenuItem WHERE Type = 'TabSet' AND NamespacePrefix = 'insycleapp'");
  const access = { method: "GET", referenceId: "access", url: "/services/data/v67.0/query/?q=SELECT Parent.Profile.Name FROM SetupEntityAccess WHERE SetupEntityId = '@{app.records[0].ApplicationId}'" };
  const { compositeResponse } = (await api.composite([app, access])).json();
  assert.equal(compositeResponse[1].body.records[0].Parent.Profile.Name, "System Administrator");
  const missing = { ...access, url: access.url.replace("records[0]", "records[7]") };
  assert.equal((await api.composite([app, missing])).json().compositeResponse[1].httpStatusCode, 400);
});

/** [what, subrequest, outer status, status inside] */
const REFUSED = [
  ["an Authorization header in a subrequest", { httpHeaders: { Authorization: "Bearer x" } }, 400],
  ["a Content-Type header in a subrequest", { httpHeaders: { "content-type": "application/json" } }, 400],
  ["a reference id with a dash", { referenceId: "a-b" }, 400],
  ["a subrequest without url", { url: undefined }, 400],
  ["/limits in a composite", { url: "/services/data/v67.0/limits" }, 200, 400],
  ["a Tooling query in the REST composite", { url: `/services/data/v67.0/tooling/query/?q=${USER}` }, 200, 400],
  ["a write", { method: "POST", url: "/services/data/v67.0/sobjects/User" }, 200, 405],
  ["a change", { method: "PATCH", url: "/services/data/v67.0/sobjects/User/005" }, 200, 405],
];
for (const [what, change, outer, inner] of REFUSED) {
  test(`refused: ${what}`, async () => {
    const answer = await api.composite([{ ...api.subquery("a", USER), ...change }]);
    assert.equal(answer.status, outer, answer.body);
    if (inner) assert.equal(answer.json().compositeResponse[0].httpStatusCode, inner);
  });
}

test("refused: one reference id twice, no subrequest at all, no JSON", async () => {
  assert.equal((await api.composite([api.subquery("a", USER), api.subquery("a", USER)])).status, 400);
  assert.equal((await api.composite([])).status, 400);
  assert.equal((await api.composite("x")).json()[0].errorCode, "JSON_PARSER_ERROR");
});
