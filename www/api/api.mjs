// Everything under /services/ of one org: finds the session, counts the call, answers, and says what it did.

import { Cursors } from "./cursors.mjs";
import { delay, error, hangsUp, pageInstead, spoil, switchedOn } from "./faults.mjs";
import { Fault } from "./fault.mjs";
import { checkSession, get, post, userInfo, versions } from "./rest.mjs";
import { readMetadata, sessionId, soapError } from "./soap.mjs";

const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };

/** @typedef {{method: string, url: URL, headers: Record<string, string>, body: string}} Request */
/** @typedef {{status: number, headers: Record<string, string>, body: string, counted: boolean, wait: number, hangsUp: boolean}} Answer */

/** @param {import("../org/org.mjs").Org} org @returns {(request: Request) => Answer} */
export function createApi(org) {
  const api = { org, cursors: new Cursors() };
  return (request) => {
    const path = request.url.pathname;
    const before = org.api.used;
    const instead = pageInstead(org.faults, path);
    const answer = instead ?? (path.startsWith("/services/Soap/") ? soap(org, request) : rest(api, request));
    const headers = { ...answer.headers, ...(answer.known ? { "sforce-limit-info": `api-usage=${org.api.used}/${org.api.max}` } : {}) };
    return { ...answer, headers, body: spoil(org, path, answer.body, bearer(request.headers) ?? ""), counted: org.api.used > before, wait: delay(org.faults, path), hangsUp: hangsUp(org.faults, path) };
  };
}

/** Counts a call that got past the session check. ASSUMPTION: refused sessions are not counted; userinfo is. */
function admit(org, sid, path) {
  const fault = switchedOn(org, path);
  if (fault) throw error(fault);
  checkSession(org, sid);
  org.api.used += 1;
}

const bearer = (headers) => /^(?:Bearer|OAuth) (\S+)$/.exec(headers.authorization ?? "")?.[1];

function rest(api, { method, url, headers, body }) {
  const { org } = api;
  // The use of the API stands in the header of each answer. ASSUMPTION: not where the session was refused.
  let known = false;
  const json = (status, value) => ({ status, headers: { ...JSON_TYPE }, body: JSON.stringify(value), known });
  try {
    if (/^\/services\/data\/?$/.test(url.pathname) && method === "GET") return json(200, versions(org));
    admit(org, bearer(headers), url.pathname);
    known = true;
    if (url.pathname === "/services/oauth2/userinfo" && method === "GET") return json(200, userInfo(org));
    if (method === "GET") return json(200, get(api, url));
    if (method !== "POST") throw new Fault(405, "METHOD_NOT_ALLOWED", `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,POST`);
    if (!(headers["content-type"] ?? "").startsWith("application/json")) throw new Fault(415, "UNSUPPORTED_MEDIA_TYPE", `The content type '${headers["content-type"]}' is not supported`);
    return json(200, post(api, url, body));
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return json(thrown.status, thrown.body);
  }
}

function soap(org, { method, url, headers, body }) {
  const type = { "content-type": "text/xml; charset=UTF-8" };
  const version = /^\/services\/Soap\/m\/(\d+)\.0\/?$/.exec(url.pathname)?.[1];
  if (!version || method !== "POST") return { status: 404, headers: type, body: "" };
  try {
    admit(org, sessionId(body), url.pathname);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return { ...soapError(thrown), headers: type };
  }
  return { ...readMetadata(org, Number(version), body, headers), headers: type };
}
