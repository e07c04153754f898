/**
 * The top document of Lightning Setup. The server sends only the skeleton; script/shell.mjs draws the rest after a
 * while, as Lightning does, and from then on changes pages without a reload.
 * Its DOM follows Salesforce's own page objects (npm package salesforce-pageobjects) and public extensions of Setup.
 */
import { page } from "./classic.mjs";
import { html, json } from "./html.mjs";
import { madeUp } from "./made-up.mjs";
import { TREE } from "./nodes.mjs";
import { companyName, mayChange } from "./records.mjs";
import { family, htmlLang, say } from "./words.mjs";

const WORDS = [
  "Setup", "Home", "Object Manager", "Search Setup", "Quick Find", "Loading...", "Setup Home", "This page is not part of the demo org.",
  "Current Assignments", "Add Assignment", "Select Users to Assign", "Select an Expiration Option For Assigned Users", "No expiration date", "1 Day", "1 Week",
  "Assignment Summary", "Assigned", "Full Name", "Username", "Profile", "Expires On", "Message", "Status", "Next", "Back", "Assign", "Done", "Cancel",
  "Search this list...", "Select {0}", "Select All", "Next Page", "Previous Page", "No records to display.", "Permission Sets",
  "App Manager", "App Name", "Developer Name", "Last Modified Date", "App Type", "Edit", "Manage", "Delete",
];

/** Parts of Manage Assignments, whose classes and ids are made up at every start. */
const PARTS = ["page", "current", "add", "users", "expiration", "summary", "table", "row", "search", "button"];

/** @param {import("./classic.mjs").Request} request @param {string} frameOrigin where Classic pages live */
export function lightningShell({ org }, frameOrigin) {
  const shell = {
    frameOrigin,
    unknownNodes: [...org.unknownNodes],
    language: family(org.language),
    shadow: org.nativeShadow ? "native" : "synthetic",
    mayEdit: mayChange(org, "CustomizeApplication"),
    company: companyName(org),
    words: Object.fromEntries(WORDS.map((english) => [english, say(org, english, "{0}")])),
    names: Object.fromEntries(PARTS.map((part) => [part, madeUp(org, `assignments ${part}`)])),
    tree: TREE.map((entry) => (entry.nodes ? { name: entry.name, label: say(org, entry.label), nodes: entry.nodes.map((node) => treeNode(org, node)) } : treeNode(org, entry))),
  };
  return page(`<!DOCTYPE html>\n${html`<html lang="${htmlLang(org.language)}" dir="ltr"><head><meta charset="UTF-8"><title>${say(org, "Setup")} | Salesforce</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/sCSS/lightning.css">
<script type="application/json" id="shell-data">${json(shell)}</script>
<script type="module" src="/jslibrary/shell.mjs"></script>
</head><body class="desktop"><div id="auraLoadingBox" class="auraLoadingBox oneLoadingBox"><div class="slds-spinner_container"><div class="slds-spinner" role="status"><span class="slds-assistive-text">${say(org, "Loading...")}</span></div></div></div></body></html>`}`);
}

const treeNode = (org, node) => ({ name: node.name, label: say(org, node.label), classic: node.classic ? node.classic(org) : null });
