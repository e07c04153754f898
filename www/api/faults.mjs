// Faults that a test can switch on for one org: org.faults.set("request-limit", {}). Each answers as Salesforce does.
//
//   the kinds of ERRORS below       REST and SOAP errors; {inside: true}: not of the call, but of each part of a composite
//   login-page, maintenance-page    HTML where JSON was asked for
//   slow {milliseconds}, no-answer  late, or not before the connection is closed
//   hang-up                         the connection is closed without an answer
//   truncated                       the body stops half way
//   echo-as-error, echo-as-name     the session id stands in the answer: alone, or before each name
//   nested {depth}                  arrays in arrays where an answer should be
//   object-hidden {object, as: "INVALID_TYPE"|"INSUFFICIENT_ACCESS"}   one object, in every query
//
// Options of all: {on: "/tooling/"} limits the fault to paths that contain the text. In org.pageFaults the kinds that are no errors befall
// pages instead.

import { Fault } from "./fault.mjs";

/** @type {Record<string, [number, string, string]>} */
const ERRORS = {
  "expired-session": [401, "INVALID_SESSION_ID", "Session expired or invalid"],
  "not-an-api-session": [401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"],
  "api-disabled": [403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization."],
  "request-limit": [403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."],
  "api-off-for-user": [403, "API_CURRENTLY_DISABLED", "API is disabled for this User"],
  "insufficient-access": [403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id"],
  "invalid-type": [400, "INVALID_TYPE", "sObject type is not supported."],
  "invalid-field": [400, "INVALID_FIELD", "No such column on entity."],
  "malformed-query": [400, "MALFORMED_QUERY", "unexpected token"],
  "not-found": [404, "NOT_FOUND", "The requested resource does not exist"],
  // ASSUMPTION: code and words.
  gone: [410, "UNSUPPORTED_API_VERSION", "The requested API version is retired"],
  "server-error": [500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (-1234567890)"],
  // ASSUMPTION: the words.
  unavailable: [503, "SERVER_UNAVAILABLE", "The server is currently unavailable."],
};

/** The kinds of errors. */
export const KINDS = Object.keys(ERRORS);

export const error = (kind) => new Fault(...ERRORS[kind]);

const html = (title, text) => `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;

const PAGES = {
  "login-page": [200, html("Login | Salesforce", "Enter your username and password.")],
  "maintenance-page": [503, html("We are down for maintenance.", "Sorry for the inconvenience. We'll be back shortly.")],
};

const isOn = (faults, kind, path) => faults.has(kind) && path.includes(faults.get(kind)?.on ?? "");

/** The error that is switched on for this path, if any: of the call itself, or inside of a composite. */
export const switchedOn = (org, path, inside = false) =>
  Object.keys(ERRORS).find((kind) => isOn(org.faults, kind, path) && Boolean(org.faults.get(kind).inside) === inside);

/** The page that comes instead of an answer, if any. */
export function pageInstead(faults, path) {
  const kind = Object.keys(PAGES).find((candidate) => isOn(faults, candidate, path));
  return kind && { status: PAGES[kind][0], headers: { "content-type": "text/html; charset=UTF-8" }, body: PAGES[kind][1] };
}

/** How long to wait before answering: Infinity for never. */
export function delay(faults, path) {
  if (isOn(faults, "no-answer", path)) return Infinity;
  return isOn(faults, "slow", path) ? (faults.get("slow").milliseconds ?? 1000) : 0;
}

export const hangsUp = (faults, path) => isOn(faults, "hang-up", path);

/** What becomes of an answer's body. */
export function spoil({ faults }, path, body, sid) {
  if (isOn(faults, "echo-as-error", path)) return JSON.stringify([{ errorCode: sid, message: sid }]);
  if (isOn(faults, "echo-as-name", path)) return body.replace(/"(Name|Label|Username|preferred_username)":"/g, `$&${sid}`);
  if (isOn(faults, "nested", path)) return "[".repeat(faults.get("nested").depth);
  return isOn(faults, "truncated", path) ? body.slice(0, Math.floor(body.length / 2)) : body;
}
