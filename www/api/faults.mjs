// Faults that a test can switch on for one org: org.faults.set("request-limit", {}). Each answers as Salesforce does.
//
//   expired-session, not-an-api-session, api-disabled, request-limit, server-error, unavailable   REST and SOAP errors
//   login-page, maintenance-page    HTML where JSON was asked for
//   slow {milliseconds}, no-answer  late, or not before the connection is closed
//   truncated                       the body stops half way
//   object-hidden {object, as: "INVALID_TYPE"|"INSUFFICIENT_ACCESS"}   one object, in every query
//
// Options of all: {on: "/tooling/"} limits the fault to paths that contain the text.

import { Fault } from "./fault.mjs";

/** @type {Record<string, [number, string, string]>} */
const ERRORS = {
  "expired-session": [401, "INVALID_SESSION_ID", "Session expired or invalid"],
  "not-an-api-session": [401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"],
  "api-disabled": [403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization."],
  "request-limit": [403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."],
  "server-error": [500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (-1234567890)"],
  // ASSUMPTION: the words.
  unavailable: [503, "SERVER_UNAVAILABLE", "The server is currently unavailable."],
};

export const error = (kind) => new Fault(...ERRORS[kind]);

const html = (title, text) => `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;

const PAGES = {
  "login-page": [200, html("Login | Salesforce", "Enter your username and password.")],
  "maintenance-page": [503, html("We are down for maintenance.", "Sorry for the inconvenience. We'll be back shortly.")],
};

const isOn = (org, kind, path) => org.faults.has(kind) && path.includes(org.faults.get(kind)?.on ?? "");

/** The error that is switched on for this path, if any. */
export const switchedOn = (org, path) => Object.keys(ERRORS).find((kind) => isOn(org, kind, path));

/** The page that comes instead of an answer, if any. */
export function pageInstead(org, path) {
  const kind = Object.keys(PAGES).find((candidate) => isOn(org, candidate, path));
  return kind && { status: PAGES[kind][0], headers: { "content-type": "text/html; charset=UTF-8" }, body: PAGES[kind][1] };
}

/** How long to wait before answering: Infinity for never. */
export function delay(org, path) {
  if (isOn(org, "no-answer", path)) return Infinity;
  return isOn(org, "slow", path) ? (org.faults.get("slow").milliseconds ?? 1000) : 0;
}

export const truncate = (org, path, body) => (isOn(org, "truncated", path) ? body.slice(0, Math.floor(body.length / 2)) : body);
