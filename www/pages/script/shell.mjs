/**
 * Lightning Setup's top document: draws late, then changes pages through the history without a reload. Earlier pages
 * stay behind in hidden sections with their iframes. ASSUMPTION: how many stay, and the delays.
 */
import { AlohaPage } from "./aloha-page.mjs";
import { AppManagerPage } from "./app-manager.mjs";
import { AssignmentsPage } from "./assignments.mjs";
import { element, wait } from "./element.mjs";
import { navTree } from "./nav-tree.mjs";

const shell = JSON.parse(document.getElementById("shell-data").textContent);
const SKELETON = 250;
const KEPT_SECTIONS = 4;
const ALIASES = { Profiles: "EnhancedProfiles" };
const NODES = shell.tree.flatMap((entry) => entry.nodes ?? [entry]);
const CLASSIC_HOME = "/ui/setup/Setup";
const HOME = "/lightning/setup/SetupOneHome/home";

const body = { tabset: null, right: null, tree: null };

/** What a Setup address asks for. */
function routeOf(url) {
  const [, , , name, ...rest] = url.pathname.replace(/\/$/, "").split("/");
  const node = NODES.find((candidate) => candidate.name === (ALIASES[name] ?? name));
  if (!node) return { node: null };
  if (rest.length === 0 || rest[0] === "home") return { node, address: node.classic };
  if (rest[0] === "page") return { node, address: url.searchParams.get("address") };
  if (rest[1] === "PermissionSetAssignment") return { node, assignmentsOf: rest[0] };
  return { node, address: null };
}

/** The Lightning address that shows a Classic one. */
function lightningAddress(classic, current) {
  const url = new URL(classic, location.origin);
  for (const own of ["isdtp", "appLayout", "nonce", "sfdcIFrameOrigin", "sfdcIFrameHost", "ltn_app_id", "clc", "tour"]) url.searchParams.delete(own);
  if (url.pathname.startsWith("/lightning/")) return url.pathname + url.search;
  if (url.pathname === CLASSIC_HOME) return HOME;
  const named = NODES.find((node) => node.name === url.searchParams.get("setupid"));
  const prefix = NODES.find((node) => node.classic?.split("?")[0] === url.pathname.slice(0, 4) || node.classic?.split("?")[0] === url.pathname);
  const node = named ?? prefix ?? current;
  return `/lightning/setup/${node?.name ?? "SetupOneHome"}/page?address=${encodeURIComponent(url.pathname + url.search)}`;
}

/** Goes to an address as `e.force:navigateToURL` does. */
export function navigate(address, { replace = false } = {}) {
  const url = new URL(address, location.origin);
  const ours = url.origin === location.origin || url.origin === shell.frameOrigin;
  if (!ours) return location.assign(url.href);
  const target = lightningAddress(url.pathname + url.search, routeOf(new URL(location.href)).node);
  if (!target.startsWith("/lightning/setup/")) return location.assign(target);
  history[replace ? "replaceState" : "pushState"]({}, "", target);
  return open(new URL(location.href));
}

function drawFrame() {
  const w = shell.words;
  const header = element("header.slds-global-header_container#oneHeader", {},
    element("div.slds-global-header", {},
      element("div.slds-global-header__item", {}, element("div.slds-global-header__logo", { role: "img", title: shell.company }, shell.company)),
      element("div.slds-global-header__item.slds-global-header__item_search", {}, element("input.slds-input.uiInput.searchSetup", { type: "search", placeholder: w["Search Setup"], "aria-label": w["Search Setup"] })),
      element("div.slds-global-header__item", {}, element("button.slds-button.setupGear", { type: "button", title: w.Setup, click: showModal }, "⚙"))));
  const tab = (words, address, active) => element(`li.oneConsoleTabItem.tabItem.slds-context-bar__item${active ? ".slds-is-active" : ""}`, { role: "presentation" },
    element("a.tabHeader.slds-context-bar__label-action", { role: "tab", href: address, title: words }, words));
  body.tree = navTree(shell, navigate);
  body.right = element("div.split-right", {});
  body.tabset = element("div.tabsetBody.main-content.mainContentMark.fullheight.active.isSetupApp", {}, element("div.split-left#split-left", {}, body.tree.node), body.right);
  document.body.append(
    element("div.desktop.container.forceStyle.oneOne.navexDesktopLayoutContainer.lafAppLayoutHost.forceAccess.tablet", {}, element("div.viewport", {}, element("section.stage.panelSlide", {},
      element("div.slds-page-wrapper", {}, header,
        element("div.oneConsoleTabset.navexConsoleTabset", {},
          element("div.tabBarContainer.slds-context-bar", {}, element("span.setupAppName", {}, w.Setup), element("ul.tabBarItems.slds-grid", { role: "tablist" }, tab(w.Home, "/lightning/setup/SetupOneHome/home", true), tab(w["Object Manager"], "/lightning/setup/ObjectManager/home", false))),
          body.tabset))))),
    element("div.DESKTOP.uiContainerManager#overlays", {}),
    element("div.forceToastManager#toasts", { role: "status" }));
  document.getElementById("auraLoadingBox").classList.add("slds-hide");
}

/** Draws the page of an address in a new section, and leaves the one before hidden behind it. */
function open(url) {
  if (shell.unknownNodes.includes(url.pathname.split("/")[3])) return navigate(HOME, { replace: true });
  const route = routeOf(url);
  document.title = `${route.node?.label ?? shell.words.Setup} | Salesforce`;
  body.tabset.parentElement.classList.toggle("unknownNode", !route.node);
  body.tree.select(route.node?.name);
  for (const old of body.right.children) {
    old.classList.remove("active");
    old.classList.add("slds-hide");
  }
  while (body.right.children.length >= KEPT_SECTIONS) body.right.firstElementChild.remove();
  const content = element("div.setupcontent", {}, element("div.stencil", {}, element("div.stencil-row", {}), element("div.stencil-row", {}), element("div.stencil-row", {})));
  body.right.append(section(route, content));
  return fill(route, content);
}

function section({ node }, content) {
  const heading = element("div.onesetupSetupHeader", {}, element("div.onesetupBreadcrumbs", {}, element("p.entityNameTitle", {}, shell.words.Setup), element("nav", { role: "navigation" }, element("span.breadcrumbDetail.uiOutputText", {}, node?.label ?? ""))));
  return element("section.tabContent.oneConsoleTab.active", { role: "tabpanel", "aria-label": node?.label ?? shell.words.Setup },
    element("div.oneWorkspace.fullheight", {}, element("div.onesetupSetupComponent", {}, node ? element("div.setupComponent#setupComponent", {}, heading, content) : element("div.setupComponent#setupComponent", {}))));
}

async function fill(route, content) {
  await wait(SKELETON);
  if (route.assignmentsOf) content.replaceChildren(new AssignmentsPage(shell, route.assignmentsOf, { navigate, toast }).node);
  else if (route.node?.name === "NavigationMenus" && !route.address) content.replaceChildren(new AppManagerPage(shell, { navigate }).node);
  else if (route.address) content.replaceChildren(new AlohaPage(shell, route.address, { onLink: navigate }).node);
  else content.replaceChildren(plainPage(route.node));
}

/** Setup Home, and native pages that the demo org does not build. */
function plainPage(node) {
  if (node?.name !== "SetupOneHome") return element("div.setup-plain", {}, element("p", {}, shell.words["This page is not part of the demo org."]));
  const tile = ({ name, label }) => element("a.slds-card.setup-tile", { href: `/lightning/setup/${name}/home`, title: label }, label);
  return element("div.setup-plain", {}, element("h1", {}, shell.words["Setup Home"]), element("div.setup-tiles", {}, NODES.slice(1).map(tile)));
}

/** The modal layer, in front of all but toasts. */
function showModal() {
  const close = () => document.getElementById("overlays").replaceChildren();
  document.getElementById("overlays").replaceChildren(
    element("div.modal-container.slds-modal.slds-fade-in-open", { role: "dialog", "aria-modal": "true", "aria-label": shell.words.Setup },
      element("div.slds-modal__container", {}, element("h2.slds-modal__header", {}, shell.words.Setup), element("div.slds-modal__content", {}, shell.company), element("footer.slds-modal__footer", {}, element("button.slds-button.slds-button_brand", { type: "button", click: close }, shell.words.Done)))),
    element("div.modal-glass.slds-backdrop.slds-backdrop_open", {}));
}

function toast(message) {
  const note = element("div.slds-notify.slds-notify_toast.slds-theme_success", { role: "alert" }, message);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 5000);
}

/** The part of Aura that pages and extensions use from the page's own world. */
const EVENTS = { "e.force:navigateToURL": ({ url, isredirect }) => navigate(url, { replace: isredirect === true }), "e.force:showToast": ({ message }) => toast(message) };
window.$A = {
  get(name) {
    const params = {};
    if (!(name in EVENTS)) return undefined;
    return {
      setParams(given) {
        Object.assign(params, given);
        return this;
      },
      fire: () => EVENTS[name](params),
    };
  },
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/lightning/setup/']");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(link.getAttribute("href"));
});
window.addEventListener("popstate", () => open(new URL(location.href)));

await wait(SKELETON);
drawFrame();
open(new URL(location.href));
