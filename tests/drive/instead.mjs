/** Documents of a test's own in place of the demo org's. */

/**
 * Answers requests for one path with a document, for as long as the tab is open; all else is the demo org's.
 * @param {import("puppeteer-core").Page} tab
 * @param {() => {path: string, html: string}} what is answered now
 */
export async function serveInstead(tab, what) {
  await tab.setRequestInterception(true);
  tab.on("request", (request) => {
    const { path, html } = what();
    const isMeant = request.isNavigationRequest() && new URL(request.url()).pathname === path;
    return isMeant ? request.respond({ status: 200, contentType: "text/html; charset=utf-8", body: html }) : request.continue();
  });
}
