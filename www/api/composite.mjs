// Composite requests: up to 25 reads in one counted call, of them at most 5 queries (REST API guide, "Composite").

import { Fault } from "./fault.mjs";
import { error, switchedOn } from "./faults.mjs";
import { get } from "./rest.mjs";

const SUBREQUESTS = 25;
const QUERIES = 5;
const FORBIDDEN_HEADERS = ["accept", "authorization", "content-type"];
/** The resources that the guide lists, for each of the two APIs; others might work in Salesforce, and no source says so. */
const RESOURCES = { rest: /^\/services\/data\/v\d+\.0\/(query|sobjects)(\/|\?|$)/, tooling: /^\/services\/data\/v\d+\.0\/tooling\/(query|sobjects)(\/|\?|$)/ };

const bad = (errorCode, message) => new Fault(400, errorCode, message);

function parse(body) {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw bad("JSON_PARSER_ERROR", `Unexpected character: ${error.message}`);
  }
}

/** @param {import("./rest.mjs").Api} api @param {"rest"|"tooling"} kind */
export function composite(api, kind, version, body) {
  const { compositeRequest, allOrNone = false } = parse(body);
  // ASSUMPTION: the words of these refusals, but for that of the 25.
  if (!Array.isArray(compositeRequest) || compositeRequest.length === 0) throw bad("JSON_PARSER_ERROR", "compositeRequest: an array of subrequests was expected");
  const tooMany = (limit, what) => ({ compositeResponse: [{ body: bad("LIMIT_EXCEEDED", `The request can’t contain more than ${limit} ${what}.`).body, httpHeaders: {}, httpStatusCode: 400, referenceId: null }] });
  if (compositeRequest.length > SUBREQUESTS) return tooMany(SUBREQUESTS, "operations");
  if (compositeRequest.filter(({ url }) => /\/query(All)?(\/|\?|$)/.test(url ?? "")).length > QUERIES) return tooMany(QUERIES, "query operations");
  checkSubrequests(compositeRequest);
  const done = new Map();
  const compositeResponse = compositeRequest.map((subrequest) => {
    const response = answer(api, kind, subrequest, done);
    done.set(subrequest.referenceId, response.body);
    return { ...response, httpHeaders: {}, referenceId: subrequest.referenceId };
  });
  return { compositeResponse: allOrNone ? rolledBack(compositeResponse) : compositeResponse };
}

function checkSubrequests(subrequests) {
  const seen = new Set();
  for (const { method, url, referenceId, httpHeaders = {} } of subrequests) {
    if (typeof url !== "string" || typeof method !== "string") throw bad("INVALID_INPUT", "method and url are required in every subrequest");
    if (!/^[A-Za-z]\w*$/.test(referenceId ?? "")) throw bad("INVALID_INPUT", `Invalid reference id: ${referenceId}`);
    if (seen.has(referenceId)) throw bad("INVALID_INPUT", `Duplicate reference id: ${referenceId}`);
    seen.add(referenceId);
    const forbidden = Object.keys(httpHeaders).find((name) => FORBIDDEN_HEADERS.includes(name.toLowerCase()));
    if (forbidden) throw bad("INVALID_HTTP_HEADER", `The header ${forbidden} can't be set in a subrequest`);
  }
}

function answer(api, kind, { method, url }, done) {
  try {
    if (method !== "GET") throw new Fault(405, "METHOD_NOT_ALLOWED", `HTTP Method '${method}' not allowed. The demo org only reads.`);
    const fault = switchedOn(api.org, url, true);
    if (fault) throw error(fault);
    if (!RESOURCES[kind].test(url)) throw bad("INVALID_INPUT", `The url '${url.split("?")[0]}' is no resource of this composite request`);
    return { body: get(api, new URL(resolveReferences(url, done), "https://org.invalid")), httpStatusCode: 200 };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return { body: thrown.body, httpStatusCode: thrown.status };
  }
}

/** "@{app.records[0].Id}" -> the value in the answer to "app". ASSUMPTION: the error when there is none. */
function resolveReferences(url, done) {
  return url.replace(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (whole, referenceId, path) => {
    let value = done.get(referenceId);
    for (const [, name, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) value = value?.[name ?? Number(index)];
    if (value === undefined || value === null || typeof value === "object") throw bad("PROCESSING_HALTED", `Invalid reference specified. No value for ${whole} found`);
    return encodeURIComponent(String(value));
  });
}

function rolledBack(responses) {
  if (responses.every(({ httpStatusCode }) => httpStatusCode < 400)) return responses;
  const halted = [{ errorCode: "PROCESSING_HALTED", message: "The transaction was rolled back since another operation in the same transaction failed." }];
  return responses.map((response) => (response.httpStatusCode < 400 ? { ...response, body: halted, httpStatusCode: 400 } : response));
}
