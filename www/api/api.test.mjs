// Sessions, versions, counting, faults, and the SOAP fallback.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { ask, caller } from "../ask.mjs";
import { start } from "../server.mjs";

const V = "/services/data/v67.0";
const QUERY = `${V}/query/?q=SELECT+Id+FROM+Organization`;
let server, org, api;

before(async () => {
  server = await start({ orgs: ["acme-playbooks-half"] });
  org = server.orgs["acme-playbooks-half"];
  api = caller(server, org);
});
beforeEach(() => org.faults.clear());
after(() => server.close());

const withSid = (sid) => ask(server, org.hosts.my, QUERY, { headers: { authorization: `Bearer ${sid}` } });

describe("sessions", () => {
  test("the versions need none and are not counted", async () => {
    const before = org.api.used;
    const answer = await ask(server, org.hosts.my, "/services/data/");
    assert.deepEqual(answer.json().at(-1), { label: "Winter '27", url: "/services/data/v68.0", version: "68.0" });
    assert.equal(answer.headers["sforce-limit-info"], undefined);
    assert.equal(org.api.used, before);
  });

  test("only the session of my.salesforce.com is good for the API", async () => {
    assert.equal((await withSid(org.sid("my"))).status, 200);
    for (const family of ["setup", "lightning"]) {
      const answer = await withSid(org.sid(family));
      assert.deepEqual([answer.status, answer.json()], [401, [{ message: "This session is not valid for use with the REST API", errorCode: "INVALID_SESSION_ID" }]]);
    }
  });

  test("an unknown session, and a cookie instead of a header, are expired", async () => {
    const before = org.api.used;
    const expected = [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }];
    assert.deepEqual((await withSid("00D000000000001!x")).json(), expected);
    const byCookie = await ask(server, org.hosts.my, QUERY, { headers: { cookie: `sid=${org.sid("my")}` } });
    assert.deepEqual([byCookie.status, byCookie.json()], [401, expected]);
    assert.equal(org.api.used, before);
  });

  test("another user's session is another session, and a renewed one ends the old", async () => {
    const old = org.sid("my");
    org.actAs("vera.viewer@acme.example");
    assert.notEqual(org.sid("my"), old);
    org.actAs("ada.admin@acme.example");
    org.renewSessions();
    assert.equal((await withSid(old)).status, 401);
    api = caller(server, org);
  });

  test("the other hosts lead away from the API", async () => {
    for (const family of ["setup", "lightning"]) {
      const answer = await ask(server, org.hosts[family], QUERY, { headers: { authorization: `Bearer ${org.sid("my")}` } });
      assert.deepEqual([answer.status, answer.headers.location], [302, `https://${org.hosts.my}${QUERY}`]);
    }
  });

  test("no answer allows another origin to read it", async () => {
    const answer = await api.get(QUERY, { origin: `https://${org.hosts.setup}` });
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
  });
});

describe("resources", () => {
  /** [path, status, errorCode] */
  const PATHS = [
    [`${V}/`, 200], [`${V}/limits`, 200], ["/services/oauth2/userinfo", 200], [`${V}/nope`, 404, "NOT_FOUND"], ["/services/data/v99.0/", 404, "NOT_FOUND"],
    ["/services/data/v30.0/", 410, "GONE"], [`${V}/query/`, 400, "MALFORMED_QUERY"], [`${V}/query/01g000000000999-2000`, 400, "INVALID_QUERY_LOCATOR"], ["/services/data/v67/", 404, "NOT_FOUND"],
  ];
  for (const [path, status, errorCode] of PATHS) {
    test(`${path}: ${status}`, async () => {
      const before = org.api.used;
      const answer = await api.get(path);
      assert.equal(answer.status, status, answer.body);
      if (errorCode) assert.equal(answer.json()[0].errorCode, errorCode);
      assert.equal(org.api.used, before + 1);
      assert.equal(answer.headers["sforce-limit-info"], `api-usage=${before + 1}/100000`);
    });
  }

  test("the daily limit has limits of single apps inside", async () => {
    const { DailyApiRequests } = (await api.get(`${V}/limits`)).json();
    assert.deepEqual([DailyApiRequests.Max, DailyApiRequests.Max - DailyApiRequests.Remaining, DailyApiRequests.Workbench], [100000, org.api.used, { Max: 0, Remaining: 0 }]);
  });

  test("the limits need View Setup", async () => {
    org.actAs("rita.rep@acme.example");
    const answer = await caller(server, org).get(`${V}/limits`);
    org.actAs("ada.admin@acme.example");
    assert.deepEqual([answer.status, answer.json()], [403, [{ message: "limits resource is not enabled", errorCode: "API_DISABLED_FOR_ORG" }]]);
  });

  test("nothing can be written", async () => {
    for (const method of ["POST", "PATCH", "PUT", "DELETE"]) {
      const answer = await ask(server, org.hosts.my, `${V}/sobjects/User`, { method, headers: { authorization: `Bearer ${org.sid("my")}`, "content-type": "application/json" }, body: "{}" });
      assert.deepEqual([answer.status, answer.json()[0].errorCode], [405, "METHOD_NOT_ALLOWED"]);
    }
  });

  test("when the daily calls are used up, the next is refused", async () => {
    const { used } = org.api;
    org.api.used = org.api.max;
    const answer = await api.get(QUERY);
    org.api.used = used;
    assert.deepEqual([answer.status, answer.json()], [403, [{ message: "TotalRequests Limit exceeded.", errorCode: "REQUEST_LIMIT_EXCEEDED" }]]);
  });
});

describe("faults", () => {
  /** [kind, status, body of the answer] */
  const FAULTS = [
    ["expired-session", 401, [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }]],
    ["not-an-api-session", 401, [{ message: "This session is not valid for use with the REST API", errorCode: "INVALID_SESSION_ID" }]],
    ["api-disabled", 403, [{ message: "The REST API is not enabled for this Organization.", errorCode: "API_DISABLED_FOR_ORG" }]],
    ["request-limit", 403, [{ message: "TotalRequests Limit exceeded.", errorCode: "REQUEST_LIMIT_EXCEEDED" }]],
    ["server-error", 500, "UNKNOWN_EXCEPTION"],
    ["unavailable", 503, "SERVER_UNAVAILABLE"],
  ];
  for (const [kind, status, expected] of FAULTS) {
    test(kind, async () => {
      org.faults.set(kind, {});
      for (const answer of [await api.get(QUERY), await api.composite([api.subquery("a", "SELECT Id FROM User")])]) {
        assert.equal(answer.status, status);
        assert.deepEqual(typeof expected === "string" ? answer.json()[0].errorCode : answer.json(), expected);
      }
    });
  }

  test("pages come as HTML, with the status that fools a reader", async () => {
    for (const [kind, status] of [["login-page", 200], ["maintenance-page", 503]]) {
      org.faults.set(kind, {});
      const answer = await api.get(QUERY);
      assert.deepEqual([answer.status, answer.headers["content-type"]], [status, "text/html; charset=UTF-8"]);
      assert.throws(() => answer.json());
      org.faults.clear();
    }
  });

  test("a truncated body is half of the whole", async () => {
    const whole = await api.get(QUERY);
    org.faults.set("truncated", {});
    const half = await api.get(QUERY);
    assert.equal(half.body, whole.body.slice(0, Math.floor(whole.body.length / 2)));
  });

  test("a slow answer comes, late; another path is not slowed", async () => {
    org.faults.set("slow", { milliseconds: 300, on: "/query" });
    const [started, other] = [performance.now(), api.get(`${V}/`)];
    await other;
    assert.equal((await api.get(QUERY)).status, 200);
    assert.ok(performance.now() - started >= 300);
  });

  test("no answer comes until the caller gives up", async () => {
    org.faults.set("no-answer", {});
    const outcome = await Promise.race([api.get(QUERY).catch(() => "closed"), new Promise((done) => setTimeout(done, 200, "still waiting"))]);
    assert.equal(outcome, "still waiting");
  });

  test("one object can be hidden, in either way", async () => {
    for (const [as, status] of [["INVALID_TYPE", 400], ["INSUFFICIENT_ACCESS", 403]]) {
      org.faults.set("object-hidden", { object: "PackageLicense", as });
      const { compositeResponse } = (await api.composite([api.subquery("a", "SELECT Id FROM PackageLicense"), api.subquery("b", "SELECT Id FROM User")])).json();
      assert.deepEqual(compositeResponse.map(({ httpStatusCode }) => httpStatusCode), [status, 200]);
      assert.equal(compositeResponse[0].body[0].errorCode, as);
    }
  });
});

describe("readMetadata", () => {
  const request = (sid, type = "SecuritySettings", name = "Security") => `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:met="http://soap.sforce.com/2006/04/metadata"><soapenv:Header><met:SessionHeader><met:sessionId>${sid}</met:sessionId></met:SessionHeader></soapenv:Header><soapenv:Body><met:readMetadata><met:type>${type}</met:type><met:fullNames>${name}</met:fullNames></met:readMetadata></soapenv:Body></soapenv:Envelope>`;
  const faultcode = (answer) => /<faultcode>sf:(\w+)<\/faultcode>/.exec(answer.body)?.[1];

  test("answers the security settings in one counted call", async () => {
    const before = org.api.used;
    const answer = await api.soap(request(org.sid("my")));
    assert.equal(answer.status, 200, answer.body);
    assert.match(answer.body, /<records xsi:type="SecuritySettings"><fullName>Security<\/fullName>/);
    assert.match(answer.body, /<lockSessionsToIp>true<\/lockSessionsToIp>/);
    assert.match(answer.body, /<networkAccess><ipRanges><description>Acme office<\/description><end>203\.0\.113\.255<\/end><start>203\.0\.113\.0<\/start><\/ipRanges><\/networkAccess>/);
    assert.equal(org.api.used, before + 1);
    assert.ok(!JSON.stringify(server.log).includes(org.sid("my")));
  });

  test("an unknown name is a nil record", async () => {
    assert.match((await api.soap(request(org.sid("my"), "SecuritySettings", "Nope"))).body, /<result><records xsi:nil="true"\/><\/result>/);
  });

  test("faults come with status 500", async () => {
    const faults = [
      [await api.soap(request("x")), "INVALID_SESSION_ID"],
      [await api.soap(request(org.sid("my"), "Nope")), "INVALID_TYPE"],
      [await api.soap(request(org.sid("my")), 30), "UNSUPPORTED_API_VERSION"],
      [await api.soap(request(org.sid("my")), 66, {}), "Client"],
    ];
    for (const [answer, code] of faults) assert.deepEqual([answer.status, faultcode(answer)], [500, code]);
    org.actAs("vera.viewer@acme.example");
    const lacking = await api.soap(request(org.sid("my")));
    org.actAs("ada.admin@acme.example");
    assert.equal(faultcode(lacking), "INSUFFICIENT_ACCESS");
  });
});
