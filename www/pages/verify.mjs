/**
 * "Verify Your Identity": what comes before a Setup page where a session security level policy asks for a high-assurance session
 * (Salesforce Help, "Require High-Assurance Session Security for Sensitive Operations"). Its paths, its form `editPage` with `save`, and that it
 * is no page of Setup are as public tools meet them after a login from a new device. ASSUMPTION: that it comes on these paths here too, and
 * in the frame whose page was asked for; that the policy asks for it on addresses of Classic pages only; one method, and no code.
 */
import { page } from "./classic.mjs";
import { html } from "./html.mjs";
import { nodeOfClassic } from "./nodes.mjs";
import { htmlLang, say } from "./words.mjs";

const START = "/_ui/identity/verification/policy/VerificationStartUi";
const METHOD = "/_ui/identity/verification/method/TotpVerificationUi/e";

/** Which orgs' sessions are of high assurance; a new session is not. */
const raised = new WeakMap();
const isRaised = (org) => raised.get(org) === org.sid("my");

const goTo = (path, back) => ({ status: 302, headers: { location: `${path}?retURL=${encodeURIComponent(back)}` }, body: "" });

/** Only ever a path of this host. */
const backOf = (url) => /^\/(?!\/)/.exec(url.searchParams.get("retURL") ?? "") ? url.searchParams.get("retURL") : "/";

/** What comes instead of the page that was asked for; null where nothing does. @param {import("./classic.mjs").Request} request */
export function verifyFirst({ org, url, method }) {
  if (url.pathname === START) return goTo(METHOD, backOf(url));
  if (url.pathname === METHOD) return method === "POST" ? verified(org, backOf(url)) : ask(org, url);
  const isGuarded = org.verifyBefore.has(nodeOfClassic(org, url)?.name) && !url.pathname.startsWith("/lightning/");
  return isGuarded && !isRaised(org) ? goTo(START, url.pathname + url.search) : null;
}

function verified(org, back) {
  raised.set(org, org.sid("my"));
  return { status: 302, headers: { location: back }, body: "" };
}

function ask(org, url) {
  const title = say(org, "Verify Your Identity");
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(org.language)}"><head><meta charset="UTF-8"><title>${title} | Salesforce</title></head><body><div id="content"><h1 id="header">${title}</h1>
<form action="${url.pathname}${url.search}" id="editPage" method="post" name="editPage"><input type="text" name="tc" id="tc" maxlength="6"><input type="submit" class="button primary" id="save" name="save" value="${say(org, "Verify")}"></form></div></body></html>`}`);
}
