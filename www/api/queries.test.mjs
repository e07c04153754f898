// Every query that the extension can send, as the author's tool tells them, sent to every demo org: each is accepted, a check of
// both built-in checklists costs three counted calls at most, and no answer is large.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { ask } from "../ask.mjs";
import { readSeeds } from "../org/org.mjs";
import { start } from "../server.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHECKLISTS = readdirSync(new URL("../../extension/checklists/", import.meta.url)).filter((name) => name.endsWith(".json")).sort();
const ORGS = Object.keys(readSeeds());
const MOST_BYTES = 400_000;
const MOST_COUNTED = 3;
/** As many as an admin can choose for one input. */
const MOST_USERS = 100;
const INPUTS = CHECKLISTS.flatMap((name) => JSON.parse(readFileSync(`${ROOT}/extension/checklists/${name}`, "utf8")).inputs.map(({ id }) => id));
const QUERIES_IN_COMPOSITE = 5;
const TOOLING = /FROM (SecuritySettings|InstalledSubscriberPackage)\b/;

/** What the author's tool tells; cargo builds it where it is not built yet. */
const explain = (...files) => JSON.parse(execFileSync("cargo", ["run", "--quiet", "--bin", "orgready", "--", "explain", "--json", ...files.map((name) => `extension/checklists/${name}`)], { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 24, stdio: ["ignore", "pipe", "inherit"] }));

/** @type {{checklist: string, step: string, soql: string}[]} */
let queries;
/** @type {{path: string, body: object}[]} */
let composites;
let together, server;

before(async () => {
  queries = CHECKLISTS.flatMap((checklist) => explain(checklist).steps.flatMap((step) => step.queries.map((soql) => ({ checklist, step: step.id, soql }))));
  together = explain(...CHECKLISTS);
  composites = together.composites;
  server = await start({ orgs: ORGS });
});
after(() => server.close());

const withSession = (org) => ({ authorization: `Bearer ${org.sid("my")}`, "content-type": "application/json" });
const soqlOf = ({ url }) => decodeURIComponent(url.slice(url.indexOf("?q=") + 3));

/** For each input a hundred users of the org: those with the most assignments, and one that is nobody's. */
function chosenIn(org) {
  const busy = org.all("SELECT AssigneeId FROM PermissionSetAssignment GROUP BY AssigneeId ORDER BY COUNT(*) DESC LIMIT ?", [(MOST_USERS - 1) * INPUTS.length]);
  const names = busy.map(({ AssigneeId }) => org.get("SELECT Username FROM User WHERE Id = ?", [AssigneeId]).Username);
  return Object.fromEntries(INPUTS.map((input, at) => [input, [...names.slice(at * (MOST_USERS - 1), (at + 1) * (MOST_USERS - 1)), `o'nobody@${input}.example`]]));
}

/** `'<reps>'` in a query, which stands for whom the admin chose, as a list of literals. */
const withUsers = (soql, users) => soql.replace(/'<([a-z-]+)>'/g, (_, input) => users[input].map((name) => `'${name.replace(/['\\]/g, "\\$&")}'`).join(", "));

/** Sends one composite request. @returns the parts of its answer */
async function send(org, path, parts) {
  const answer = await ask(server, org.hosts.my, path, { method: "POST", headers: withSession(org), body: JSON.stringify({ allOrNone: false, compositeRequest: parts }) });
  assert.equal(answer.status, 200, answer.body);
  const answers = answer.json().compositeResponse;
  assert.equal(answers.length, parts.length, answer.body);
  for (const [at, { httpStatusCode, body }] of answers.entries()) {
    assert.equal(httpStatusCode, 200, `${soqlOf(parts[at])}\n${JSON.stringify(body)}`);
    assert.equal(body.done, true, `more than one page: ${soqlOf(parts[at])}`);
  }
  return { answers, bytes: Buffer.byteLength(answer.body) };
}

/** Sends queries as they are, five at a time. */
async function sendEach(org, soqls) {
  for (const tooling of [false, true]) {
    const own = soqls.filter((soql) => TOOLING.test(soql) === tooling);
    const base = `/services/data/v67.0${tooling ? "/tooling" : ""}`;
    for (let at = 0; at < own.length; at += QUERIES_IN_COMPOSITE) {
      const parts = own.slice(at, at + QUERIES_IN_COMPOSITE).map((soql, nr) => ({ method: "GET", referenceId: `q${nr}`, url: `${base}/query/?q=${encodeURIComponent(soql)}` }));
      await send(org, `${base}/composite`, parts);
    }
  }
}

/** The requests of one check of all checklists, for as many users as can be chosen. */
const fullCheck = (users) => composites.map(({ path, body }) => ({ path, parts: body.compositeRequest.map((part) => ({ ...part, url: part.url.slice(0, part.url.indexOf("?q=") + 3) + encodeURIComponent(withUsers(soqlOf(part), users)) })) }));

test("there are queries, and these are all", (context) => {
  assert.deepEqual(CHECKLISTS, ["insycle.json", "playbooks.json"]);
  assert.ok(queries.length > 0);
  for (const { checklist, step, soql } of queries) context.diagnostic(`${checklist} ${step}: ${soql}`);
  for (const { path, body } of composites) for (const part of body.compositeRequest) context.diagnostic(`together, ${path}: ${soqlOf(part)}`);
});

test("the queries of all checklists together ask for no table twice", () => {
  const tables = composites.flatMap(({ body }) => body.compositeRequest).map((part) => /\bFROM (\w+)/.exec(soqlOf(part))[1]);
  assert.deepEqual([...new Set(tables)], tables);
  const asked = new Set(queries.map(({ soql }) => /\bFROM (\w+)/.exec(soql)[1]));
  assert.deepEqual(new Set(tables), asked);
});

test("what a check costs is known before it is sent", () => {
  assert.ok(together.counted <= MOST_COUNTED, `${together.counted} counted calls`);
});

for (const name of ORGS) {
  describe(name, () => {
    let org, users;
    before(() => {
      org = server.orgs[name];
      users = chosenIn(org);
    });

    test("accepts every query of every step, as it is written and with users in it", async () => {
      await sendEach(org, queries.map(({ soql }) => soql));
      await sendEach(org, queries.map(({ soql }) => withUsers(soql, users)));
    });

    test("answers a check of both checklists, a hundred users for each input, in three counted calls and at most 400 kB an answer", async (context) => {
      const before = org.api.used;
      const headers = withSession(org);
      const versions = await ask(server, org.hosts.my, "/services/data/");
      const owner = await ask(server, org.hosts.my, "/services/oauth2/userinfo", { headers });
      assert.deepEqual([versions.status, owner.status], [200, 200]);
      const sizes = [versions, owner].map(({ body }) => Buffer.byteLength(body));
      for (const { path, parts } of fullCheck(users)) {
        const { answers, bytes } = await send(org, path, parts);
        sizes.push(bytes);
        for (const [at, part] of parts.entries()) {
          context.diagnostic(`${/\bFROM (\w+)/.exec(soqlOf(part))[1]}: ${answers[at].body.records.length} rows, ${Buffer.byteLength(JSON.stringify(answers[at]))} bytes`);
        }
      }
      context.diagnostic(`${org.api.used - before} counted calls, answers of ${sizes.join(", ")} bytes`);
      assert.equal(org.api.used - before, together.counted);
      assert.ok(org.api.used - before <= MOST_COUNTED);
      assert.ok(Math.max(...sizes) <= MOST_BYTES, sizes.join(", "));
    });
  });
}
