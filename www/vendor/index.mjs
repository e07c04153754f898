/**
 * What is not Salesforce's but a vendor's: pages on the vendors' own hosts, as far as their public guides tell of them, and Salesforce's
 * two hosts that lead to an org. The addresses are those that the checklists link to. ASSUMPTION: what the pages look like; all that
 * the guides do not name; all paths but those of the checklists' links; the host of the Setup Wizard, which no guide names.
 */
import { page } from "../pages/classic.mjs";
import { html } from "../pages/html.mjs";
import { AUTHORIZE, granted } from "../pages/authorize.mjs";
import { APPS, clientOf } from "./apps.mjs";

const ARTICLE = "/hc/en-us/articles/24640321937175";
const LISTING = "/appxListingDetail";
const WIZARD = "setup-wizard.example";

/** @typedef {{url: URL, orgs: import("../org/org.mjs").Org[]}} Asked */
/** By host and path. @type {Record<string, Record<string, (asked: Asked) => unknown>>} */
const PAGES = {
  "www.insycle.com": {
    "/login/": () => document("Log in to Insycle", html`<p><a href="${toAuthorize("Insycle")}">Log in with Salesforce</a></p>`),
    "/oauth/callback": (asked) => back(asked, "Insycle", (username) => `Logged in to Insycle as ${username}.`),
  },
  "support.insycle.com": {
    [ARTICLE]: () => document("Install Insycle's Salesforce AppExchange App", html`<p>Install the Insycle package from the <a href="https://appexchange.salesforce.com${LISTING}?name=Insycle">Salesforce AppExchange page</a>.</p>`),
  },
  "appexchange.salesforce.com": {
    [LISTING]: ({ url }) => document(url.searchParams.get("name"), html`<p><a href="/install${url.search}">Get It Now</a></p>`),
    "/install": ({ url }) => document("Where do you want to install this package?", html`<p><a href="/confirm${url.search}&at=login">Install in Production</a> <a href="/confirm${url.search}&at=test">Install in Sandbox</a></p>`),
    "/confirm": confirmInstall,
  },
  "help.insidesales.com": {
    "/en/articles/2369701": () => document("Connect the Integration User", html`<p>When you get to this step of the <a href="https://${WIZARD}/">Setup Wizard</a>, press Connect.</p>`),
  },
  [WIZARD]: {
    "/": () => document("Setup Wizard", html`<p><button type="button" id="connect" data-address="${toAuthorize("Playbooks")}">Connect</button></p><script>
const button = document.getElementById("connect");
button.addEventListener("click", () => open(button.dataset.address, "connect", "popup,width=600,height=700"));
</script>`),
    "/oauth/callback": (asked) => back(asked, "Playbooks", (username) => `Playbooks is connected as ${username}.`),
  },
  "login.salesforce.com": { [AUTHORIZE]: toOrg, "/packaging/installPackage.apexp": toOrg },
  "test.salesforce.com": { [AUTHORIZE]: toOrg, "/packaging/installPackage.apexp": toOrg },
};

export const VENDOR_HOSTS = Object.keys(PAGES);

const document = (title, content) => page(`<!DOCTYPE html>\n${html`<html lang="en"><head><meta charset="UTF-8"><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`}`);

function toAuthorize(app) {
  const { client, callback } = APPS[app];
  return `https://login.salesforce.com${AUTHORIZE}?${new URLSearchParams({ response_type: "code", client_id: client, redirect_uri: callback, state: "demo" })}`;
}

/** What the vendor shows to whom Salesforce sends back: who it is now, or what Salesforce says. */
function back({ url, orgs }, app, words) {
  const user = orgs.map((org) => granted(org, url.searchParams.get("code"), clientOf(app))).find(Boolean);
  return document(app, html`<p>${user ? words(user) : `${url.searchParams.get("error") ?? "invalid_grant"}: ${url.searchParams.get("error_description") ?? "authorization code is not valid"}`}</p>`);
}

function confirmInstall({ url, orgs }) {
  const offers = orgs.flatMap(({ offeredPackages = [] }) => offeredPackages);
  const offer = offers.find(({ Name }) => Name === url.searchParams.get("name"));
  if (!offer) return document("This listing has no package.", "");
  const host = url.searchParams.get("at") === "test" ? "test" : "login";
  return document("Confirm Installation Details", html`<p>${offer.Name} ${offer.version}</p><form action="https://${host}.salesforce.com/packaging/installPackage.apexp"><input type="hidden" name="p0" value="${offer.id}"><p><label><input type="checkbox" required>I have read and agree to the terms and conditions.</label></p><button type="submit">Confirm and Install</button></form>`);
}

/** ASSUMPTION: who has one org here is led to it; Salesforce asks who has several. */
function toOrg({ url, orgs }) {
  const links = orgs.map((org) => `https://${org.hosts.my}${url.pathname}${url.search}`);
  if (links.length === 1) return { status: 302, headers: { location: links[0] }, body: "" };
  return document("Log In", html`<ul>${links.map((link, at) => html`<li><a href="${link}">${orgs[at].name}</a></li>`)}</ul>`);
}

/** The page of a vendor's host; null where it has none there. @param {string} host @param {Asked} asked */
export function vendorPage(host, asked) {
  const pages = PAGES[host];
  return pages && Object.hasOwn(pages, asked.url.pathname) ? pages[asked.url.pathname](asked) : null;
}
