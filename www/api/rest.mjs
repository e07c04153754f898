// The REST and Tooling resources of one org. Only reading ones: any other method is refused, and never quietly.

import { error } from "./faults.mjs";
import { Fault } from "./fault.mjs";
import { composite } from "./composite.mjs";
import { columns, sObject } from "./schema.mjs";
import { query } from "./soql/query.mjs";

/** @typedef {{org: import("../org/org.mjs").Org, cursors: import("./cursors.mjs").Cursors}} Api */

const RETIRED_BELOW = 31;
const SEASONS = ["Spring", "Summer", "Winter"];
const notFound = () => new Fault(404, "NOT_FOUND", "The requested resource does not exist");

/** "Winter '27" for 68: three releases a year, and Spring '20 was 48. */
function label(version) {
  const season = SEASONS[version % 3];
  return `${season} '${20 + Math.floor((version - 48) / 3) + (season === "Winter" ? 1 : 0)}`;
}

/** The list of versions: needs no session and is not counted (REST API guide, "Versions"). */
export function versions(org) {
  const { oldest, newest } = org.versions;
  const list = Array.from({ length: newest - oldest + 1 }, (_, at) => oldest + at);
  return list.map((version) => ({ label: label(version), url: `/services/data/v${version}.0`, version: `${version}.0` }));
}

/** Splits "/services/data/v67.0/tooling/query/" into version and resource, or throws what Salesforce answers. */
export function resource(org, pathname) {
  const match = /^\/services\/data\/v(\d+)\.0(?:\/(.*?))?\/?$/.exec(pathname);
  if (!match) throw notFound();
  const version = Number(match[1]);
  // ASSUMPTION: the words; 410 GONE for retired versions is documented.
  if (version < RETIRED_BELOW) throw new Fault(410, "GONE", "This API version is retired");
  if (version < org.versions.oldest || version > org.versions.newest) throw notFound();
  return { version, path: match[2] ?? "" };
}

/** Answers one GET; composite calls it for each of its subrequests. @param {Api} api @param {URL} url */
export function get(api, url) {
  const { version, path } = resource(api.org, url.pathname);
  const tooling = /^tooling\/(.*)$/.exec(path);
  const context = { ...api, version, api: tooling ? "tooling" : "rest", soql: url.searchParams.get("q") };
  const [name, ...rest] = (tooling?.[1] ?? path).split("/");
  if (name === "query") return runQuery(context, rest);
  if (name === "sobjects" && rest.length === 2) return record(context, rest[0], rest[1]);
  if (name === "" && !tooling) return resources(api.org, version);
  if (name === "limits" && !tooling) return limits(api.org);
  throw notFound();
}

function runQuery(context, [locator, ...more]) {
  if (more.length > 0) throw notFound();
  if (locator) return context.cursors.read({ ...context, soql: "" }, locator);
  if (!context.soql) throw new Fault(400, "MALFORMED_QUERY", "A query string has to be specified");
  return query(context);
}

/** One record by id, with all its published fields. */
function record(context, name, id) {
  const object = sObject(context.api, name);
  if (!object || !/^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(id)) throw notFound();
  const fields = columns(object.name).filter((field) => object.fields.has(field.name.toLowerCase()) && (field.type !== "complex" || field.name === "Metadata"));
  const { records } = query({ ...context, soql: `SELECT ${fields.map((field) => field.name).join(", ")} FROM ${object.name} WHERE Id = '${id}'` });
  if (records.length === 0) throw notFound();
  return records[0];
}

function resources(org, version) {
  const names = ["tooling", "query", "queryAll", "composite", "sobjects", "limits", "search"];
  const base = `/services/data/v${version}.0`;
  return { identity: `https://${org.hosts.my}/id/${org.id}/${org.actingUser.Id}`, ...Object.fromEntries(names.map((name) => [name, `${base}/${name}`])) };
}

function limits(org) {
  if (!org.permissions.has("ViewSetup")) throw new Fault(403, "API_DISABLED_FOR_ORG", "limits resource is not enabled");
  const { max, used } = org.api;
  // Per connected app there are more limits inside, next to Max and Remaining.
  return { DailyApiRequests: { Max: max, Remaining: max - used, Workbench: { Max: 0, Remaining: 0 } }, DataStorageMB: { Max: 209, Remaining: 207 }, SingleEmail: { Max: 5000, Remaining: 5000 } };
}

/** Answers one POST: composite requests only. */
export function post(api, url, body) {
  const { version, path } = resource(api.org, url.pathname);
  const kind = { composite: "rest", "tooling/composite": "tooling" }[path];
  if (!kind) throw new Fault(405, "METHOD_NOT_ALLOWED", "HTTP Method 'POST' not allowed. Allowed are HEAD,GET");
  return composite(api, kind, version, body);
}

/** Who is signed in (OpenID Connect user info). */
export function userInfo(org) {
  const user = org.actingUser;
  return {
    sub: `https://login.salesforce.com/id/${org.id}/${user.Id}`, user_id: user.Id, organization_id: org.id,
    preferred_username: user.Username, nickname: user.Alias, name: user.Name, email: user.Email, email_verified: true,
    given_name: user.FirstName, family_name: user.LastName, zoneinfo: user.TimeZoneSidKey, active: user.IsActive === 1,
    user_type: "STANDARD", language: user.LanguageLocaleKey, locale: user.LocaleSidKey, utcOffset: -28800000,
    urls: { rest: `https://${org.hosts.my}/services/data/v{version}/`, tooling_rest: `https://${org.hosts.my}/services/data/v{version}/tooling/` },
  };
}

/** Refuses a session that is dead, or of a host whose sessions the API does not take. */
export function checkSession(org, sid) {
  const family = org.familyOfSid(sid ?? "");
  if (!family) throw error("expired-session");
  if (family !== "my") throw error("not-an-api-session");
  if (!org.api.enabled || !org.permissions.has("ApiEnabled")) throw error("api-disabled");
  if (org.api.used >= org.api.max) throw error("request-limit");
}
