// Runs in a Classic page inside Lightning: tells Lightning where it is, and turns links into Lightning's navigation.
// Messages and link rules follow the script of this job in a page saved from an org (Spring '24).
(() => {
  const ORIGIN_KEY = "SfdcApp.projectOneNavigator:Origin";
  const SALESFORCE = /^https:\/\/[^/]+\.(?:salesforce\.com|salesforce-setup\.com|force\.com)(?::\d+)?$/;
  const CONFIRMS = ["openPopupFocus", "openPopupModalFocus", "return confirmDelete()", "return window.confirm(", "return confirm("];
  if (window.parent === window) return;

  /** Lightning's origin: from the address, later (a posted form) from the frame's own memory. */
  function lightningOrigin() {
    const given = new URLSearchParams(location.search).get("sfdcIFrameOrigin");
    try {
      if (given) sessionStorage.setItem(ORIGIN_KEY, given);
      return given ?? sessionStorage.getItem(ORIGIN_KEY);
    } catch {
      return given; // storage is forbidden in this frame
    }
  }

  const origin = lightningOrigin();
  if (!SALESFORCE.test(origin ?? "")) return;
  const tell = (message) => window.parent.postMessage(JSON.stringify(message), origin);

  tell({ isOriginBeacon: true });
  const redirect = document.querySelector("meta[name=redirect]");
  if (redirect) {
    tell({ navigateToUrl: redirect.content, isredirect: true });
    return;
  }
  tell({ locationChanged: true, locationTitle: document.title, location: location.href, pathname: location.pathname });
  window.addEventListener("load", () => {
    tell({ isLoaded: true, address: location.pathname + location.search });
    tell({ event: "force:setTitle", arguments: { title: document.title } });
    tell({ event: "force:toggleSpinner", arguments: { visible: false } });
  });
  window.addEventListener("unload", () => tell({ isUnload: true }));

  /** The address inside `javascript:srcUp('…')`, or null. */
  function unwrapped(href) {
    const found = /^javascript:src(?:Up|Self)\('([^']*)'\)/.exec(href);
    return found && decodeURIComponent(found[1]);
  }

  function staysAsItIs(event, link, href) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return true;
    if (link.target === "_blank" || link.target === "_top") return true;
    if (link.getAttribute("shouldstayinownframe") === "true") return true;
    if (/^(?:#|mailto:|javascript:)/.test(href) || href.startsWith("/setup/own/deleteredirect.jsp")) return true;
    return CONFIRMS.some((start) => (link.getAttribute("onclick") ?? "").startsWith(start));
  }

  document.addEventListener("click", (event) => {
    const go = event.target.closest?.("input[data-go], input[onclick^=navigateToUrl]");
    if (go) tell({ navigateToUrl: go.dataset.go ?? go.getAttribute("onclick").split("'")[1], shouldStayInOwnFrame: false });
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    const wrapped = unwrapped(link.getAttribute("href"));
    if (!wrapped && staysAsItIs(event, link, link.getAttribute("href"))) return;
    event.preventDefault();
    tell({ navigateToUrl: wrapped ?? link.pathname + link.search, shouldStayInOwnFrame: false });
  });
})();
