// The server: hosts, sessions of the browser, security headers, and what it keeps of each request.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { ask, caller } from "./ask.mjs";
import { start } from "./server.mjs";

const MARKER = "MARKER-of-this-test";
const PAGE = "/lightning/setup/SecuritySession/home";
let server, org;

before(async () => {
  server = await start({ orgs: ["acme-fresh", "acme-playbooks-half"], marker: MARKER });
  org = server.orgs["acme-playbooks-half"];
});
after(() => server.close());

const visit = (host, path, cookie) => ask(server, host, path, { headers: { "sec-fetch-dest": "document", ...(cookie ? { cookie } : {}) } });

describe("signing in", () => {
  test("a top document is led over my.salesforce.com, and both hosts get their own sid", async () => {
    const cookies = {};
    let at = new URL(`https://${org.hosts.setup}${PAGE}?x=1`);
    let answer;
    for (let hop = 0; hop < 5; hop++) {
      answer = await visit(at.host, at.pathname + at.search, cookies[at.host]);
      for (const line of answer.headers["set-cookie"] ?? []) {
        assert.match(line, /^sid=[^;]+; Path=\/; Secure; HttpOnly; SameSite=None$/);
        cookies[at.host] = line.split(";")[0];
      }
      if (answer.status !== 302) break;
      at = new URL(answer.headers.location, at);
    }
    assert.equal(answer.status, 200);
    assert.equal(at.href, `https://${org.hosts.setup}${PAGE}?x=1`);
    assert.deepEqual(cookies, { [org.hosts.my]: `sid=${org.sid("my")}`, [org.hosts.setup]: `sid=${org.sid("setup")}` });
  });

  test("no redirect leaves the org", async () => {
    const away = await visit(org.hosts.my, "/visualforce/session?url=https%3A%2F%2Fevil.example%2F");
    assert.equal(away.status, 400);
    const door = await visit(org.hosts.setup, "/secur/contentDoor?startURL=https%3A%2F%2Fevil.example%2Fx");
    assert.equal(door.headers.location, "/x");
  });

  test("a document in a frame needs no cookie", async () => {
    const frame = await ask(server, org.hosts.my, "/_ui/system/security/SessionSettings?isdtp=p1", { headers: { "sec-fetch-dest": "iframe" } });
    assert.equal(frame.status, 200);
  });
});

describe("hosts", () => {
  test("each org answers on its three hosts, with its partition word", () => {
    assert.deepEqual(server.hosts.filter((host) => host.startsWith("acme--fresh")), ["acme--fresh.sandbox.my.salesforce.com", "acme--fresh.sandbox.my.salesforce-setup.com", "acme--fresh.sandbox.lightning.force.com"]);
  });

  test("any other host is unknown", async () => {
    for (const host of ["localhost", "acme.my.salesforce.com", "evil.example"]) assert.equal((await ask(server, host, "/")).status, 404);
  });
});

describe("the page's policy", () => {
  /** [profile, one of its directives] */
  for (const [csp, expected] of [["eval", "script-src 'self' 'unsafe-eval'"], ["strict", "script-src 'self'"], ["wasm", "script-src 'self' 'wasm-unsafe-eval'"], ["trusted", "require-trusted-types-for 'script'"], ["narrow", "style-src 'none'"]]) {
    test(`${csp}: ${expected}`, async () => {
      const other = await start({ orgs: ["acme-fresh"], csp });
      const { hosts } = other.orgs["acme-fresh"];
      for (const [host, path] of [[hosts.setup, PAGE], [hosts.setup, "/_ui/system/security/SessionSettings?isdtp=p1"]]) {
        const { headers } = await ask(other, host, path);
        assert.ok(headers["content-security-policy"].split("; ").includes(expected), headers["content-security-policy"]);
      }
      await other.close();
    });
  }
});

describe("the log", () => {
  test("keeps each request without its secrets", async () => {
    await caller(server, org).query("rest", "SELECT Id FROM Organization");
    await visit(org.hosts.setup, PAGE, `sid=${org.sid("setup")}; other=1`);
    const [api, page] = server.log.slice(-2);
    assert.deepEqual([api.method, api.host, api.api, api.counted, api.status, api.headers.authorization], ["GET", org.hosts.my, true, true, 200, "Bearer …"]);
    assert.deepEqual([page.path, page.api, page.counted, page.headers.cookie], [PAGE, false, false, "sid=…; other=…"]);
    assert.ok(api.bytes > 0);
    assert.ok(!JSON.stringify(server.log).includes(MARKER));
  });

  test("shows a session id that is where it must not be", async () => {
    await visit(org.hosts.my, `/?sid=${encodeURIComponent(org.sid("my"))}`);
    assert.ok(server.log.at(-1).path.includes(MARKER));
  });
});

describe("bounds", () => {
  test("a body over one megabyte is refused", async () => {
    const answer = await ask(server, org.hosts.my, "/services/data/v67.0/composite", { method: "POST", body: "x".repeat((1 << 20) + 1) });
    assert.equal(answer.status, 413);
  });
});

describe("the proxy", () => {
  const dial = (target) => new Promise((done, failed) => {
    const socket = connect(server.proxyPort, "127.0.0.1", () => socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`));
    socket.once("error", failed).once("data", (data) => {
      socket.destroy();
      done(data.toString().split("\r\n")[0]);
    });
  });

  test("leads to the demo org's hosts, and nowhere else", async () => {
    assert.equal(await dial(`${org.hosts.setup}:443`), "HTTP/1.1 200 OK");
    assert.equal(await dial("example.com:443"), "HTTP/1.1 403 Forbidden");
    assert.deepEqual(server.refusedHosts, ["example.com"]);
  });
});
