// The demo org's server: HTTPS on loopback, for every host of its orgs. The browser maps Salesforce's host names to it.
//
//   const server = await start({ orgs: ["acme-playbooks-half"], csp: "strict" });
//   server.port, server.url, server.orgs["acme-playbooks-half"], server.log, server.proxyPort, server.spki, server.close()
//   server.watch((entry) => …)   hears of every request, whatever becomes of the log
//
// Each host family has its own `sid` cookie; a top document without one is signed in by a round of redirects over
// my.salesforce.com, as Salesforce does. API: www/api/. Pages: www/pages/. Must never listen outside loopback.

import { createServer } from "node:https";
import { createApi } from "./api/api.mjs";
import { delay, pageInstead } from "./api/faults.mjs";
import { certificate } from "./certificate.mjs";
import { Org, readSeeds } from "./org/org.mjs";
import { authorize, AUTHORIZE } from "./pages/authorize.mjs";
import { page } from "./pages/index.mjs";
import { startProxy } from "./proxy.mjs";
import { VENDOR_HOSTS, vendorPage } from "./vendor/index.mjs";

/** @typedef {{at: number, org: string, method: string, host: string, path: string, headers: Record<string, string>, body: string, status: number, bytes: number, milliseconds: number, api: boolean, counted: boolean}} LogEntry */

const BODY_BYTES = 1 << 20;
const LOG_ENTRIES = 20000;
const SMALL_ORGS = ["acme-fresh", "acme-insycle-half", "acme-playbooks-half"];
/**
 * What a page's policy says of scripts. ASSUMPTION: what Lightning sends is known from reports ('unsafe-eval' is there), the rest is made up.
 * Under `trusted` and `narrow` the pages of Salesforce Classic work, which have no script that makes nodes and no frame.
 */
const POLICIES = {
  eval: ["script-src 'self' 'unsafe-eval'"],
  strict: ["script-src 'self'"],
  wasm: ["script-src 'self' 'wasm-unsafe-eval'"],
  trusted: ["script-src 'self' 'wasm-unsafe-eval'", "require-trusted-types-for 'script'"],
  narrow: ["script-src 'self'", "style-src 'none'", "connect-src 'none'", "frame-src 'none'", "img-src 'none'"],
};

/**
 * @param {{port?: number, orgs?: string[], csp?: string | Record<string, string>, caching?: string, marker?: string, seeds?: object, now?: Date}} [options]
 *   `csp` is one of `POLICIES` or "none", for all orgs or by their names; `marker` stands in every session id, so that a test can look for it anywhere; `caching` is the pages' cache-control: with no-store
 *   browsers let go of a page that is left
 */
export async function start({ port = 0, orgs: names = SMALL_ORGS, csp = "eval", caching = "no-store", marker, seeds = readSeeds(), now = new Date() } = {}) {
  const orgs = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await Org.open(name, { seeds, marker, now })])));
  const hosts = new Map(Object.values(orgs).flatMap((org) => Object.entries(org.hosts).map(([family, host]) => [host, { org, family, host }])));
  const apis = new Map(Object.values(orgs).map((org) => [org, createApi(org)]));
  const { key, cert, spki } = await certificate(["localhost", ...hosts.keys(), ...VENDOR_HOSTS]);
  /** @type {LogEntry[]} */
  const log = [];
  /** @type {((entry: LogEntry) => void)[]} */
  const watchers = [];
  const isKnown = (host) => hosts.has(host) || VENDOR_HOSTS.includes(host);
  const state = { orgs: Object.values(orgs), hosts, apis, csp, caching, log, watchers };
  const server = createServer({ key, cert }, (request, response) => void serve(state, request, response));
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  const bound = server.address().port;
  const proxy = await startProxy(bound, isKnown);
  const close = async () => {
    server.closeAllConnections();
    await Promise.all([proxy.close(), new Promise((done) => server.close(done))]);
    for (const org of Object.values(orgs)) org.close();
  };
  return { port: bound, url: `https://localhost:${bound}`, orgs, log, spki, proxyPort: proxy.port, refusedHosts: proxy.refused, hosts: [...hosts.keys(), ...VENDOR_HOSTS], watch: (watcher) => watchers.push(watcher), close };
}

async function serve(state, request, response) {
  const begun = Date.now();
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  const at = state.hosts.get(name);
  const body = await readBody(request);
  const url = new URL(request.url, `https://${name || "localhost"}`);
  const isApi = url.pathname.startsWith("/services/") && url.pathname !== AUTHORIZE;
  let answer;
  try {
    answer = body === null ? text(413, "Request body too large") : await (at ? route(state, at, request, url, body) : elsewhere(state, name, url));
  } catch (error) {
    console.error(`${request.method} ${url.host}${url.pathname}`, error);
    answer = text(500, "The demo org failed; its own console says why.");
  }
  note(state, { at: begun, org: at?.org.seedName ?? "", method: request.method, host: name, path: url.pathname + url.search, headers: withoutSecrets(request.headers), body: withoutSession(body ?? ""), status: answer.status, bytes: Buffer.byteLength(answer.body), milliseconds: Date.now() - begun, api: isApi, counted: answer.counted ?? false });
  if (answer.wait === Infinity) return;
  if (answer.hangsUp) return void request.socket.destroy();
  if (answer.wait) await new Promise((done) => setTimeout(done, answer.wait));
  response.writeHead(answer.status, answer.headers).end(request.method === "HEAD" ? undefined : answer.body);
}

/** @returns {Promise<string|null>} null when it is too long */
async function readBody(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes <= BODY_BYTES) parts.push(part);
  }
  return bytes > BODY_BYTES ? null : Buffer.concat(parts).toString("utf8");
}

function note({ log, watchers }, entry) {
  log.push(entry);
  if (log.length > LOG_ENTRIES) log.shift();
  for (const watcher of watchers) watcher(entry);
}

/** A log must not hold what it is used to look for. */
const withoutSecrets = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => {
  if (name === "authorization") return [name, value.replace(/ .*/, " …")];
  return [name, name === "cookie" ? value.replace(/=[^;]*/g, "=…") : String(value)];
}));
const withoutSession = (body) => body.replace(/(<(?:\w+:)?sessionId>)[^<]*/, "$1…");

const elsewhere = ({ orgs }, host, url) =>
  VENDOR_HOSTS.includes(host) ? (vendorPage(host, { url, orgs }) ?? text(404, "Not Found")) : text(404, `no org of the demo has the host ${host}`);

async function route(state, at, request, url, body) {
  const { org, family } = at;
  // Vendors send a browser here and want it back, so that no policy of the org's own pages holds here.
  const asked = family === "my" && authorize({ org, url, method: request.method, form: new URLSearchParams(body), sid: cookie(request, "sid") });
  if (asked) return asked;
  if (url.pathname.startsWith("/services/")) {
    // Other hosts lead to my.salesforce.com, and a redirect drops the Authorization header.
    if (family !== "my") return redirect(`https://${org.hosts.my}${url.pathname}${url.search}`);
    if (request.method === "OPTIONS") return text(200, "");
    return state.apis.get(org)({ method: request.method, url, headers: request.headers, body });
  }
  return session(at, request, url) ?? withCsp(state, org, await document(at, request, url, body));
}

async function document({ org, host }, request, url, body) {
  const instead = pageInstead(org.pageFaults, url.pathname);
  if (instead) return instead;
  const form = request.method === "POST" ? new URLSearchParams(body) : null;
  const answer = (await page({ org, host, url, method: request.method, form })) ?? text(404, "URL No Longer Exists");
  return { ...answer, wait: delay(org.pageFaults, url.pathname) };
}

const cookie = (request, name) => new Map((request.headers.cookie ?? "").split(/; ?/).map((pair) => [pair.split("=")[0], pair.slice(pair.indexOf("=") + 1)])).get(name);
const setSid = (org, family) => ({ "set-cookie": `sid=${org.sid(family)}; Path=/; Secure; HttpOnly; SameSite=None` });

/** The redirects that sign the acting user in on this host; undefined when the document can be shown. */
function session({ org, family, host }, request, url) {
  if (url.pathname === "/visualforce/session" && family === "my") {
    const target = new URL(url.searchParams.get("url") ?? "/", `https://${org.hosts.my}`);
    if (!Object.values(org.hosts).includes(target.host)) return text(400, "not a host of this org");
    const next = target.host === host ? target.href : `https://${target.host}/secur/contentDoor?startURL=${encodeURIComponent(target.pathname + target.search)}`;
    return redirect(next, setSid(org, family));
  }
  if (url.pathname === "/secur/contentDoor") return redirect(new URL(url.searchParams.get("startURL") ?? "/", url.origin).pathname + new URL(url.searchParams.get("startURL") ?? "/", url.origin).search, setSid(org, family));
  // Documents in frames are shown without a session: browsers keep third-party cookies from them.
  if (request.method !== "GET" || request.headers["sec-fetch-dest"] !== "document" || cookie(request, "sid") === org.sid(family)) return undefined;
  return redirect(`https://${org.hosts.my}/visualforce/session?url=${encodeURIComponent(url.href)}`);
}

function withCsp({ csp, caching }, org, answer) {
  if (!(answer.headers["content-type"] ?? "").startsWith("text/html")) return answer;
  const headers = { "cache-control": caching, ...answer.headers };
  const named = csp[org.name] ?? csp;
  return { ...answer, headers: named === "none" ? headers : { ...headers, "content-security-policy": policy(named, org) } };
}

/** Of a directive that is said twice browsers take the first. */
function policy(csp, org) {
  const own = Object.values(org.hosts).map((host) => `https://${host}`).join(" ");
  return [...POLICIES[csp], "default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:", `frame-src ${own}`, `frame-ancestors ${own}`, `form-action ${own}`, "object-src 'none'"].join("; ");
}

const text = (status, body) => ({ status, headers: { "content-type": "text/plain; charset=UTF-8" }, body });
const redirect = (location, headers = {}) => ({ status: 302, headers: { location, "cache-control": "no-store", ...headers }, body: "" });

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const server = await start({ port: Number(process.argv[2] ?? 8443), orgs: process.argv.slice(3).length > 0 ? process.argv.slice(3) : undefined });
  console.log(`listening on ${server.url}; start Chromium with`);
  console.log(`  --host-resolver-rules="MAP * 127.0.0.1:${server.port}" --ignore-certificate-errors-spki-list=${server.spki} --user-data-dir=$(mktemp -d)`);
  for (const org of Object.values(server.orgs)) console.log(`${org.seedName}: https://${org.hosts.setup}/lightning/setup/SecuritySession/home`);
}
