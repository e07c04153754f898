/**
 * What watches the requests of every test sees what it is there to see: each that must not be is told, those that may be are not, and a test
 * in which one was made fails.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { wrongIn } from "./requests.mjs";

const MY = "acme.my.salesforce.com";
const ORGS = { acme: { name: "acme", hosts: { my: MY } } };
const LEAVE = [{ org: "acme", from: 0, to: 10 }];
const COMPOSITE = "/services/data/v60.0/composite";
const query = (method, url) => JSON.stringify({ compositeRequest: [{ method, url, referenceId: "q0" }] });
const READING = query("GET", "/services/data/v60.0/query/?q=SELECT%20Id%20FROM%20User");
const OURS = { org: "acme", at: 5, host: MY, method: "POST", path: COMPOSITE, api: true, headers: { "sforce-call-options": "client=Orgready" }, body: READING };
const BY_HAND = { "sec-fetch-mode": "navigate", "sec-fetch-user": "?1", "sec-fetch-site": "same-origin" };
const PAGES = { org: "acme", at: 5, host: MY, method: "GET", path: "/0A3", api: false, headers: BY_HAND, body: "" };
const BY_SCRIPT = { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "sec-fetch-site": "same-origin" };

const judged = (entry, allowed = LEAVE) => wrongIn(entry, ORGS, allowed);

describe("a request that may be", () => {
  for (const [what, entry] of Object.entries({
    "our reading": OURS,
    "our question for versions": { ...OURS, method: "GET", path: "/services/data/", body: "" },
    "our question whose session it is": { ...OURS, method: "GET", path: "/services/oauth2/userinfo", body: "" },
    "a page": PAGES,
    "a form that the admin sent": { ...PAGES, method: "POST" },
    "a picture of a page": { ...PAGES, headers: { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image", "sec-fetch-site": "same-origin" } },
    "what a page's list asks for": { ...PAGES, path: "/_ui/common/list/ListServlet?x", method: "POST", headers: BY_SCRIPT },
  })) test(what, () => assert.equal(judged(entry), undefined));
});

describe("a request that must not be", () => {
  for (const [what, entry, told, allowed] of [
    ["of another host", { ...OURS, host: "acme.lightning.force.com" }, "not of an org's API host"],
    ["of an org that nobody knows", { ...OURS, org: "" }, "not of an org's API host"],
    ["that changes", { ...OURS, method: "PATCH" }, "not one of the reads"],
    ["to another path", { ...OURS, path: "/services/data/v60.0/sobjects/User" }, "not one of the reads"],
    ["that changes within a composite", { ...OURS, body: query("PATCH", "/services/data/v60.0/sobjects/User/005") }, "not one of the reads"],
    ["that reads something else within a composite", { ...OURS, body: query("GET", "/services/data/v60.0/limits") }, "not one of the reads"],
    ["without our name", { ...OURS, headers: {} }, "without our name"],
    ["with cookies", { ...OURS, headers: { ...OURS.headers, cookie: "sid=…" } }, "with cookies"],
    ["before there is leave", OURS, "without leave", []],
    ["after leave was taken back", { ...OURS, at: 11 }, "without leave"],
    ["with leave for another org", OURS, "without leave", [{ org: "other", from: 0, to: 10 }]],
    ["of the extension by its own page", { ...PAGES, headers: { origin: "chrome-extension://x" } }, "not one of the reads"],
    ["of a form that nobody sent", { ...PAGES, method: "POST", headers: { ...BY_HAND, "sec-fetch-user": undefined } }, "a form that nobody sent"],
    ["of a script in a page's name", { ...PAGES, path: "/services/data", headers: BY_SCRIPT }, "nothing that a page asks for"],
    ["that writes and is no form", { ...PAGES, method: "PUT", headers: { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" } }, "a write that no form makes"],
  ]) test(what, () => assert.equal(judged(entry, allowed), told));
});

/** Runs in a process of its own, as a test that makes one request does. */
const withOne = (entry) =>
  spawnSync(process.execPath, ["--input-type=module", "-e", `
    import { watch } from ${JSON.stringify(new URL("requests.mjs", import.meta.url).href)};
    const server = { orgs: ${JSON.stringify(ORGS)}, refusedHosts: [], watch: (hear) => hear(${JSON.stringify(entry)}) };
    watch({ name: "chromium", browser: { once: () => {} } }, server);
  `], { encoding: "utf8" });

test("a test in which one was made fails, and tells which", () => {
  const headers = { ...BY_HAND, "user-agent": "a browser" };
  assert.equal(withOne({ ...PAGES, headers }).status, 0);
  const { status, stderr } = withOne({ ...PAGES, headers: { ...headers, "sec-fetch-user": undefined }, method: "POST" });
  assert.equal(status, 1);
  assert.match(stderr, /requests that must not be:\n {2}a form that nobody sent: POST acme\.my\.salesforce\.com\/0A3/);
});
