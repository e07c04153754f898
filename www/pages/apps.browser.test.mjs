/** App Manager and the Lightning App Builder with Salesforce's own components, in both kinds of shadow DOM, under a strict CSP. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { addConnectedApp } from "../org/seed.mjs";
import { start } from "../server.mjs";

const MANAGER = "/lightning/setup/NavigationMenus/home";

let server, browser, tab, org, trouble;

before(async () => {
  server = await start({ orgs: ["acme-insycle-half"], csp: "strict" });
  org = server.orgs["acme-insycle-half"];
  addConnectedApp(org, { Name: "Insycle" });
  for (let at = 0; at < 60; at += 1) addConnectedApp(org, { Name: `Z Connector ${at}` });
  browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", acceptInsecureCerts: true, args: [`--host-resolver-rules=${server.hosts.map((host) => `MAP ${host} 127.0.0.1:${server.port}`).join(", ")}`, "--no-sandbox", "--headless=new", "--disable-quic", "--no-first-run"] });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** What a content script can reach: the tree, and the open shadow roots below it. */
const EVERYWHERE = `(selector) => {
  const roots = [document];
  for (const root of roots) for (const host of root.querySelectorAll("*")) if (host.shadowRoot) roots.push(host.shadowRoot);
  return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
}`;

/** Evaluates in a world of its own, as a content script does. */
async function isolated(expression) {
  const session = await tab.createCDPSession();
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { contextId, returnByValue: true, expression: `((all) => ${expression})(${EVERYWHERE})` });
  await session.detach();
  assert.equal(exceptionDetails, undefined);
  return result.value;
}

async function until(expression) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await isolated(expression)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`never: ${expression}`);
}

for (const native of [false, true]) {
  describe(`in ${native ? "native" : "synthetic"} shadow`, () => {
    before(async () => {
      trouble = [];
      org.nativeShadow = native;
      tab = await browser.newPage();
      await tab.setViewport({ width: 1280, height: 800 });
      tab.on("console", (line) => line.type() === "error" && trouble.push(line.text()));
      tab.on("pageerror", (error) => trouble.push(error.message));
    });
    after(() => tab.close());

    test("App Manager's rows arrive late, each with its header's columns and a menu", async () => {
      await tab.goto(`https://${org.hosts.setup}${MANAGER}`);
      await until(`all("tbody tr").length > 0`);
      const heads = await isolated(`all("thead th").map((head) => head.getAttribute("aria-label"))`);
      assert.deepEqual(heads.slice(0, 4), ["App Name", "Developer Name", "Last Modified Date", "App Type"]);
      const rows = await isolated(`all("tbody tr").map((row) => [row.querySelector("th[scope=row]").dataset.cellValue, row.children.length])`);
      assert.ok(rows.every(([, cells]) => cells === heads.length));
      assert.equal(rows.filter(([name]) => name === "Insycle").length, 2);
      assert.equal(await isolated(`all("lightning-button-menu, lightning-primitive-cell-actions").some((menu) => menu.shadowRoot)`), native);
    });

    test("the menu of a Classic app leads to its edit page", async () => {
      await isolated(`(() => {
        const row = all("tbody tr").find((row) => row.textContent.includes("Insycle") ? /Classic/.test(row.textContent) : [...row.children].some((cell) => cell.dataset.cellValue === "Classic (Managed)"));
        const inside = (node) => node.querySelector("button") ?? [...node.querySelectorAll("*")].filter((host) => host.shadowRoot).map((host) => inside(host.shadowRoot)).find(Boolean);
        inside(row).click();
      })()`);
      await until(`all("[role=menuitem]").some((item) => item.textContent.trim() === "Edit" || item.querySelector("span")?.title === "Edit")`);
      await isolated(`all("[role=menuitem]").find((item) => item.textContent.trim() === "Edit").click()`);
      await tab.waitForFunction(() => location.search.includes("%2Fe"));
      assert.match(new URL(tab.url()).search, /^\?address=%2F02u\w{15}%2Fe$/);
    });

    test("User Profiles is a dual list; what is moved and saved is in the database", async () => {
      const { DurableId: app } = org.get("SELECT DurableId FROM AppDefinition WHERE Label = 'Service'");
      await tab.goto(`https://${org.hosts.setup}/visualEditor/appBuilder.app?id=${app}`);
      await until(`all("button").some((button) => button.textContent === "User Profiles")`);
      await isolated(`all("button").find((button) => button.textContent === "User Profiles").click()`);
      await until(`all(".slds-dueling-list [role=option]").length > 0`);
      const lists = await isolated(`all(".slds-dueling-list ul[role=listbox]").map((list) => [...list.querySelectorAll("[role=option]")].map((option) => option.textContent.trim()))`);
      const profile = native ? "Standard User" : "Read Only";
      assert.equal(lists.length, 2);
      assert.ok(lists[0].includes(profile) && lists[1].includes("System Administrator"));
      await isolated(`all(".slds-dueling-list [role=option]").find((option) => option.textContent.trim() === "${profile}").click()`);
      await isolated(`(() => { const host = all(".slds-dueling-list lightning-button-icon")[0]; (host.querySelector("button") ?? host.shadowRoot.querySelector("button")).click(); })()`);
      await isolated(`all("button").find((button) => button.textContent === "Save").click()`);
      await until(`all("[role=status]").some((status) => status.textContent === "Saved")`);
      const sees = org.get("SELECT COUNT(*) AS n FROM SetupEntityAccess a JOIN PermissionSet s ON s.Id = a.ParentId JOIN Profile p ON p.Id = s.ProfileId WHERE a.SetupEntityId = ? AND p.Name = ?", [app, profile]).n;
      assert.equal(sees, 1);
    });

    test("nothing went wrong on the way", () => assert.deepEqual(trouble, []));
  });
}
