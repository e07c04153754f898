// Every query that the extension can send, as the author's tool tells them, sent to every demo org: each is accepted, a check of
// both built-in checklists costs no more counted calls than its queries fill, and eight at most, and no answer is large.

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
/** Where the session is not an admin's, or there is no API: that they refuse is what these orgs are for. */
const REFUSING = ["acme-viewer", "acme-login-as", "acme-professional"];
const ORGS = Object.keys(readSeeds()).filter((name) => !REFUSING.includes(name));
const MOST_BYTES = 400_000;
const MOST_COUNTED = 8;
/** As many as an admin can choose for one input. */
const MOST_USERS = 100;
const INPUTS = CHECKLISTS.flatMap((name) => JSON.parse(readFileSync(`${ROOT}/extension/checklists/${name}`, "utf8")).inputs);
/** What an admin enters where no user is meant. */
const ENTERED = { text: ["Lead.Score__c", "O'Brien's \\ app"], addresses: ["192.0.2.0/24"], choice: ["yes"], profiles: ["System Administrator"], permission_set: ["Report Builder"] };
/** Stands for the session's user, and for a profile that is known only when the users' rows have come. */
const YOU = "you";
const NO_ID = "000000000000000AAA";
/** What refers to another query's answer is not encoded. */
const MAILBOX = "@{q0.records[0].Email}";
const QUERIES_IN_COMPOSITE = 5;
const linesOf = (name) => readFileSync(`${ROOT}/tests/fixtures/${name}`, "utf8").trim().split("\n");
/** What is asked while an admin types a name, harmless and not; `tests/search.rs` keeps the file true. */
const SEARCHES = linesOf("search/queries.txt");
/** What is asked about one user; `tests/person.rs` keeps the file true. */
const ABOUT_OMAR = linesOf("person/queries.txt").map((line) => line.replace(/^\w+: /, ""));
const TOOLING = /FROM (SecuritySettings|InstalledSubscriberPackage|Profile WHERE Id)\b/;

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

/** For each input a hundred users of the org, those with the most assignments, and one that is nobody's; or what is entered there. */
function chosenIn(org) {
  const ofUsers = INPUTS.filter(({ kind }) => kind === "users");
  const busy = org.all("SELECT AssigneeId FROM PermissionSetAssignment GROUP BY AssigneeId ORDER BY COUNT(*) DESC LIMIT ?", [(MOST_USERS - 1) * ofUsers.length]);
  const names = busy.map(({ AssigneeId }) => org.get("SELECT Username FROM User WHERE Id = ?", [AssigneeId]).Username);
  // A small org has the same users for every input.
  const own = (at) => (names.length > at * (MOST_USERS - 1) ? names.slice(at * (MOST_USERS - 1), (at + 1) * (MOST_USERS - 1)) : names);
  const users = ofUsers.map(({ id }, at) => [id, [...own(at), `o'nobody@${id}.example`]]);
  const others = INPUTS.filter(({ kind }) => kind !== "users").map(({ id, kind }) => [id, ENTERED[kind]]);
  return { ...Object.fromEntries([...users, ...others]), [YOU]: [org.actingUser.Username], profile: org.actingUser.ProfileId };
}

/** `'<reps>'` in a query, which stands for what the admin chose, as a list of literals; and what only the org tells. */
const withChosen = (soql, chosen) =>
  soql
    .replace(/'<([a-z-]+)>'/g, (_, input) => chosen[input].map((name) => `'${name.replace(/['\\]/g, "\\$&")}'`).join(", "))
    .replace(NO_ID, chosen.profile)
    .replaceAll("IN ('')", "IN ('Lead')");

const encoded = (soql) => encodeURIComponent(soql).replace(encodeURIComponent(MAILBOX), MAILBOX);

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

/** Sends queries as they are, five at a time. @returns the parts of all answers */
async function sendEach(org, soqls) {
  const all = [];
  for (const tooling of [false, true]) {
    const own = soqls.filter((soql) => TOOLING.test(soql) === tooling);
    const base = `/services/data/v67.0${tooling ? "/tooling" : ""}`;
    for (let at = 0; at < own.length; at += QUERIES_IN_COMPOSITE) {
      const parts = own.slice(at, at + QUERIES_IN_COMPOSITE).map((soql, nr) => ({ method: "GET", referenceId: `q${nr}`, url: `${base}/query/?q=${encodeURIComponent(soql)}` }));
      all.push(...(await send(org, `${base}/composite`, parts)).answers);
    }
  }
  return all;
}

/** The requests of one check of all checklists, for as many users as can be chosen. */
const fullCheck = (users) => composites.map(({ path, body }) => ({ path, parts: body.compositeRequest.map((part) => ({ ...part, url: part.url.slice(0, part.url.indexOf("?q=") + 3) + encoded(withChosen(soqlOf(part), users)) })) }));

test("there are queries, and these are all", (context) => {
  assert.deepEqual(CHECKLISTS, ["insycle.json", "playbooks.json"]);
  assert.ok(queries.length > 0);
  for (const { checklist, step, soql } of queries) context.diagnostic(`${checklist} ${step}: ${soql}`);
  for (const { path, body } of composites) for (const part of body.compositeRequest) context.diagnostic(`together, ${path}: ${soqlOf(part)}`);
});

test("the queries of all checklists together ask nothing twice, and for all that single steps ask for", () => {
  const whose = (soql) => /(?<=ParentId IN \()SELECT \w+ FROM \w+/.exec(soql)?.[0] ?? "";
  const start = (soql) => soql.replace(/'[^']*'(, '[^']*')*/g, "").replace(/(?<=^SELECT Id, (Type, ProfileId, Profile\.Name|Label, NamespacePrefix))(, Permissions\w+)*/, "").split(/ IN \(| AND \(/)[0] + whose(soql);
  const together = composites.flatMap(({ body }) => body.compositeRequest).map((part) => start(soqlOf(part)));
  assert.deepEqual([...new Set(together)], together);
  assert.deepEqual(new Set(together), new Set(queries.map(({ soql }) => start(soql))));
});

test("what a check costs is known before it is sent", () => {
  const of = (tooling) => Math.ceil(composites.flatMap(({ body }) => body.compositeRequest).filter((part) => TOOLING.test(soqlOf(part)) === tooling).length / QUERIES_IN_COMPOSITE);
  assert.ok(together.counted <= of(false) + of(true) + 1, `${together.counted} counted calls`);
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
      await sendEach(org, queries.map(({ soql }) => withChosen(soql, users)));
    });

    test("accepts every search for a user, a profile or a permission set, and finds no more than twenty nor what was not meant", async () => {
      for (const soql of SEARCHES) {
        const [{ body }] = await sendEach(org, [soql]);
        assert.ok(body.records.length <= 20, soql);
        const isHarmless = /LIKE '%(ra|Rita Rep|Acme|Report)%'/.test(soql);
        assert.equal(body.records.length > 0, isHarmless, `${soql}: ${body.records.length} rows`);
      }
    });

    test("accepts every query about one user, and tells of nobody else", async () => {
      const asked = ABOUT_OMAR.map((soql) => soql.replace(NO_ID, users.profile));
      // What refers to another query's answer is sent with it, below.
      const answers = await sendEach(org, asked.filter((soql) => !soql.includes(MAILBOX)));
      const names = answers.flatMap(({ body }) => body.records.map((row) => row.Username ?? row.Assignee?.Username)).filter(Boolean);
      assert.deepEqual([...new Set(names)], ["omar.ops@acme.example"]);
    });

    test("answers a check of both checklists, a hundred users for each input, in the same few counted calls and at most 400 kB an answer", async (context) => {
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
