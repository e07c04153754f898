/**
 * What goes out of a browser, watched in every test that launches one: pages ask for what is theirs, the extension reads the API of an org
 * whose admin allowed it, and nothing else is asked of anybody. The file of a test in which something else was asked fails as it ends.
 */

/** What the extension may ask of an org: how, and where. */
const READS = [
  ["GET", /^\/services\/data\/$/],
  ["GET", /^\/services\/oauth2\/userinfo$/],
  ["POST", /^\/services\/data\/v\d\d\.0\/(?:tooling\/)?composite$/],
];
const QUERY = /^\/services\/data\/v\d\d\.0\/(?:tooling\/)?query\/\?q=SELECT%20/;
/** What scripts of the demo org's pages ask for. A content script could ask in a page's name, but for nothing else. */
const BY_PAGES = /^\/(?:_ui\/common\/list\/ListServlet|setup-data\/[a-z]+(?:\/[a-z]+)?)(?:\?|$)/;
/** Whom a browser asks by itself, whatever is installed. */
const BY_BROWSERS = {
  chromium: ["accounts.google.com", "clients2.google.com", "redirector.gvt1.com", "update.googleapis.com"],
  firefox: ["firefox.settings.services.mozilla.com"],
};

/** Asked by the extension: its worker bears no page's name. */
const isOurs = ({ api, headers }) =>
  api || "sforce-call-options" in headers || /^(?:chrome|moz)-extension:/.test(headers.origin ?? headers.referer ?? "") || headers["sec-fetch-mode"] !== "navigate" && headers["sec-fetch-site"] === "none";

const isQuery = ({ method, url }) => method === "GET" && QUERY.test(url);
const isReading = (body) => body === "" || JSON.parse(body).compositeRequest.every(isQuery);

/** @returns {string | undefined} what is wrong with a request of the extension */
function ofExtension({ at, host, method, path, headers, body }, org, allowed) {
  if (host !== org?.hosts.my) return "not of an org's API host";
  if (!READS.some(([how, where]) => method === how && where.test(path)) || !isReading(body)) return "not one of the reads";
  if (headers["sforce-call-options"] !== "client=Orgready") return "without our name";
  if (headers.cookie) return "with cookies";
  return allowed.some(({ org: name, from, to }) => name === org.name && from <= at && at <= to) ? undefined : "without leave";
}

/** @returns {string | undefined} what is wrong with a request of a page: it writes where the admin pressed something, and only then */
function ofPage({ method, path, headers }) {
  const { "sec-fetch-mode": mode, "sec-fetch-dest": of, "sec-fetch-site": site, "sec-fetch-user": pressed } = headers;
  if (mode === "navigate") return method === "GET" || pressed === "?1" ? undefined : "a form that nobody sent";
  if (of === "empty") return site === "same-origin" && BY_PAGES.test(path) ? undefined : "nothing that a page asks for";
  return method === "GET" ? undefined : "a write that no form makes";
}

/** @param {Record<string, import("../../www/org/org.mjs").Org>} orgs @returns {string | undefined} what is wrong with a request that came from a browser */
export const wrongIn = (entry, orgs, allowed) => (isOurs(entry) ? ofExtension(entry, orgs[entry.org], allowed) : ofPage(entry));

/** @type {string[]} */
const complaints = [];
/** When which org's API may be asked, by browser. @type {Map<import("puppeteer-core").Browser, {org: string, from: number, to: number}[]>} */
const leaves = new Map();

/** The admin gives leave for an org's API, or takes it back. @param {import("puppeteer-core").Browser} browser @param {string} org */
export function allow(browser, org, isAllowed) {
  const own = leaves.get(browser) ?? [];
  for (const leave of own) if (leave.org === org) leave.to = Math.min(leave.to, Date.now());
  if (isAllowed) own.push({ org, from: Date.now(), to: Infinity });
  leaves.set(browser, own);
}

/** @param {import("./browser.mjs").Driven} driven @param {Awaited<ReturnType<import("../../www/server.mjs").start>>} server */
export function watch({ name, browser }, server) {
  server.watch((entry) => {
    // What a test asks for by itself comes from no browser.
    if (!entry.headers["user-agent"]) return;
    const wrong = wrongIn(entry, server.orgs, [...leaves.values()].flat());
    if (wrong) complaints.push(`${wrong}: ${entry.method} ${entry.host}${entry.path} ${JSON.stringify(entry.headers)} ${entry.body}`);
  });
  browser.once("disconnected", () => {
    for (const leave of leaves.get(browser) ?? []) leave.to = Math.min(leave.to, Date.now());
    const elsewhere = server.refusedHosts.filter((host) => !BY_BROWSERS[name].includes(host));
    complaints.push(...elsewhere.map((host) => `another host: ${host}`));
  });
}

process.once("exit", () => {
  if (complaints.length === 0) return;
  console.error(`requests that must not be:\n  ${[...new Set(complaints)].join("\n  ")}`);
  process.exitCode = 1;
});
