/**
 * Salesforce's side of "Log in with Salesforce": who is signed in in this browser is asked whether the app may act for them, or reads the
 * OAuth error. The three addresses, `username`, `password`, `Login` and `oaapprove` are as public tools and tests that log in meet them.
 *
 * Since September 2025 an app that is not installed is refused to whoever lacks "Approve Uninstalled Connected Apps"; earlier
 * authorisations go on working (Salesforce Help, "Connected App Usage Restrictions Change"). The errors are as public guides and issues quote them.
 * ASSUMPTION: all other markup and words; no password is checked; a token is given out as soon as Allow is pressed; what was allowed
 * before is asked again; a refused attempt leaves a row in Connected Apps OAuth Usage, in a sandbox too.
 */
import { randomBytes } from "node:crypto";
import { page } from "./classic.mjs";
import { html } from "./html.mjs";
import { giveToken, mayAuthorise, noteRefused } from "./records.mjs";
import { htmlLang, say } from "./words.mjs";
import { appAsking } from "../vendor/apps.mjs";

export const AUTHORIZE = "/services/oauth2/authorize";
const ALLOW = "/setup/secur/RemoteAccessAuthorizationPage.apexp";
const ERROR = "/setup/secur/RemoteAccessErrorPage.apexp";
const MOST_ASKED = 100;

/** Of each org: who is signed in by which session besides the acting user, what is asked, and which codes were given out. */
const books = new WeakMap();
const bookOf = (org) => books.get(org) ?? books.set(org, { sessions: new Map(), asked: new Map(), codes: new Map() }).get(org);

const redirect = (location, headers = {}) => ({ status: 302, headers: { location, "cache-control": "no-store", ...headers }, body: "" });

function keep(map, value) {
  const key = randomBytes(18).toString("base64url");
  map.set(key, value);
  if (map.size > MOST_ASKED) map.delete(map.keys().next().value);
  return key;
}

/** The user of a session of my.salesforce.com, if there is one. */
function userOf(org, sid) {
  return sid === org.sid("my") ? org.actingUser : bookOf(org).sessions.get(sid);
}

/**
 * @param {{org: import("../org/org.mjs").Org, url: URL, method: string, form: URLSearchParams, sid: string | undefined}} asked
 * @returns {{status: number, headers: Record<string, string>, body: string} | null} null: no page of these
 */
export function authorize({ org, url, method, form, sid }) {
  const user = userOf(org, sid);
  if (url.pathname === "/" && url.searchParams.has("startURL")) return method === "POST" ? signIn(org, url, form) : logIn(url);
  if (url.pathname === ERROR) return refused(url);
  if (url.pathname !== AUTHORIZE && url.pathname !== ALLOW) return null;
  if (!user) return redirect(`/?${new URLSearchParams({ ec: "302", startURL: url.pathname + url.search })}`);
  if (url.pathname === AUTHORIZE) return begin(org, url, user);
  return method === "POST" ? answer(org, url, form, user) : ask(org, url, user);
}

/** The name of who pressed Allow, for the vendor's code: once. @param {string | null} code */
export function granted(org, code, client) {
  const given = bookOf(org).codes.get(code);
  bookOf(org).codes.delete(code);
  return given?.client === client ? given.username : null;
}

function begin(org, url, user) {
  const app = appAsking(url.searchParams);
  const refusal = app ? mayAuthorise(org, app.name, user.Id) : { error: "invalid_client_id", error_description: "client identifier invalid" };
  if (refusal?.error === "invalid_client") noteRefused(org, app.name);
  if (refusal) return redirect(`${ERROR}?${new URLSearchParams(refusal)}`);
  const source = keep(bookOf(org).asked, { ...app, state: url.searchParams.get("state") ?? "" });
  return redirect(`${ALLOW}?${new URLSearchParams({ source })}`);
}

function ask(org, url, user) {
  const app = bookOf(org).asked.get(url.searchParams.get("source"));
  if (!app) return redirect(`${ERROR}?error=invalid_request`);
  const words = (english, ...given) => say({ language: user.LanguageLocaleKey }, english, ...given);
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(user.LanguageLocaleKey)}"><head><meta charset="UTF-8"><title>${words("Allow Access?")}</title></head><body><h1>${words("Allow Access?")}</h1>
<p>${words("{0} is asking to use your data.", app.name)}</p><p>${words("Do you want to allow access for {0}?", user.Username)}</p>
<form method="post" action="${url.pathname}${url.search}"><input type="submit" id="oaapprove" name="save" value="${words("Allow")}"> <input type="submit" id="oadeny" name="cancel" value="${words("Deny")}"></form></body></html>`}`);
}

function answer(org, url, form, user) {
  const { asked, codes } = bookOf(org);
  const app = asked.get(url.searchParams.get("source"));
  asked.delete(url.searchParams.get("source"));
  if (!app) return redirect(`${ERROR}?error=invalid_request`);
  const back = (query) => redirect(`${app.callback}?${new URLSearchParams({ ...query, state: app.state })}`);
  if (!form.has("save")) return back({ error: "access_denied", error_description: "end-user denied authorization" });
  giveToken(org, app.name, user.Id);
  return back({ code: keep(codes, { client: app.client, username: user.Username }) });
}

const refused = (url) => page(`<!DOCTYPE html>\n${html`<html lang="en"><head><meta charset="UTF-8"><title>Salesforce</title></head><body><p>We can't authorize you because of an OAuth error. For more information, contact your Salesforce administrator.</p>
<p>OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.</p><p>error=${url.searchParams.get("error")}&amp;error_description=${url.searchParams.get("error_description")}</p></body></html>`}`);

const logIn = (url, error = "") => page(`<!DOCTYPE html>\n${html`<html lang="en"><head><meta charset="UTF-8"><title>Login | Salesforce</title></head><body><form method="post" action="${url.pathname}${url.search}"><p>${error}</p>
<p><label>Username <input type="email" id="username" name="username"></label></p><p><label>Password <input type="password" id="password" name="pw"></label></p><input type="submit" id="Login" name="Login" value="Log In"></form></body></html>`}`);

/** Only ever back to a path of this host. */
function signIn(org, url, form) {
  const user = org.get("SELECT * FROM User WHERE Username = ? AND IsActive = 1", [form.get("username")]);
  if (!user) return logIn(url, "Please check your username and password. If you still can't log in, contact your Salesforce administrator.");
  const sid = keep(bookOf(org).sessions, user);
  const start = url.searchParams.get("startURL");
  return redirect(/^\/(?!\/)/.test(start) ? start : "/", { "set-cookie": `sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None` });
}
