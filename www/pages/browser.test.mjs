/** The pages in a browser under a strict CSP: what only a browser can show. `BROWSER=firefox` runs the same in Firefox. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { start } from "../server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const launch = {
  chromium: () => puppeteer.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      `--host-resolver-rules=${server.hosts.map((host) => `MAP ${host} 127.0.0.1:${server.port}`).join(", ")}`, `--ignore-certificate-errors-spki-list=${server.spki}`,
      "--no-sandbox", "--headless=new", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  }),
  firefox: () => puppeteer.launch({
    browser: "firefox", executablePath: "/usr/bin/firefox-esr", acceptInsecureCerts: true,
    extraPrefsFirefox: { "network.proxy.type": 1, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": server.proxyPort },
  }),
};
const LOCK_TO_IP = "Lock sessions to the IP address from which they originated";
const SESSION = "/lightning/setup/SecuritySession/home";

let server, browser, tab, org, trouble;

before(async () => {
  server = await start({ orgs: ["acme-playbooks-half", "acme-insycle-half"], csp: "strict" });
  browser = await launch[BROWSER]();
  tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 800 });
  tab.setDefaultTimeout(15000);
  tab.on("console", (line) => line.type() === "error" && trouble.push(line.text()));
  tab.on("pageerror", (error) => trouble.push(error.message));
  tab.on("dialog", (dialog) => dialog.dismiss());
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The Classic page that Lightning shows now, once it is drawn. */
async function classicPage(selector, title = "") {
  await tab.waitForFunction((words) => [...document.querySelectorAll("section.active iframe")].some((frame) => frame.title.startsWith(words) && frame.title !== ""), {}, title);
  const frame = await (await tab.$("section.active iframe")).contentFrame();
  await frame.waitForSelector(selector, { visible: true });
  return frame;
}

const lockToIp = (frame) => frame.evaluateHandle((words) => document.getElementById([...document.querySelectorAll("label")].find((label) => label.textContent === words).htmlFor), LOCK_TO_IP);
const frameName = () => tab.$eval("section.active iframe", (frame) => frame.name);
const newFrame = (old) => tab.waitForFunction((name) => (document.querySelector("section.active iframe")?.name ?? name) !== name, {}, old);
const saved = () => org.metadata("SecuritySettings").sessionSettings.lockSessionsToIp;
const isTheSameDocument = () => tab.evaluate(() => window.markedByTest === true);

for (const shape of ["setup", "lightning"]) {
  describe(`Lightning Setup, shape ${shape}`, () => {
    before(async () => {
      org = server.orgs["acme-playbooks-half"];
      trouble = [];
      org.saveMetadata("SecuritySettings", { ...org.metadata("SecuritySettings"), sessionSettings: { ...org.metadata("SecuritySettings").sessionSettings, lockSessionsToIp: true } });
      await tab.goto(`https://${org.hosts[shape]}${SESSION}`);
      await tab.evaluate(() => (window.markedByTest = true));
    });

    test("the frame is where it belongs, has Lightning's parameters and shows itself", async () => {
      const frame = await classicPage("#editPage");
      const url = new URL(frame.url());
      assert.equal(url.host, shape === "setup" ? org.hosts.setup : org.hosts.my);
      assert.equal(url.searchParams.get("sfdcIFrameOrigin"), `https://${org.hosts[shape]}`);
      assert.match(url.searchParams.get("nonce"), /^[0-9a-f]{64}$/);
      assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).display), "block");
      const [name, id, title] = await tab.$eval("section.active force-aloha-page > div.iframe-parent > iframe", (node) => [node.name, node.id, node.title]);
      assert.match(name, /^vfFrameId_\d{13}$/);
      assert.deepEqual([id, title], [name, "Session Settings ~ Salesforce - Unlimited Edition"]);
      assert.equal(await tab.$eval("section.active #setupComponent .oneAlohaPage iframe", (node) => node.name), name);
      assert.equal(await tab.$eval("li.onesetupNavTreeNode[aria-selected=true]", (node) => node.getAttribute("aria-label")), "Session Settings");
    });

    test("the page is long enough to scroll to Save", async () => {
      const frame = await classicPage("#editPage");
      assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight > 1.5 * window.innerHeight));
    });

    test("a Save changes the database and makes a new iframe; the address stays", async () => {
      let frame = await classicPage("#editPage");
      const old = await frameName();
      await (await lockToIp(frame)).click();
      await (await frame.$("#bottomButtonRow input[name=save]")).click();
      await newFrame(old);
      assert.equal(saved(), false);
      frame = await classicPage("#editPage");
      assert.equal(await (await lockToIp(frame)).evaluate((box) => box.checked), false);
      assert.equal(new URL(tab.url()).pathname, SESSION);
      assert.ok(await isTheSameDocument());
    });

    test("a Save that fails redraws in the same iframe what was submitted; the database stays", async () => {
      let frame = await classicPage("#editPage");
      const name = await frameName();
      org.failNextSave = "Locked by the test.";
      await (await lockToIp(frame)).click();
      await (await frame.$("#topButtonRow input[name=save]")).click();
      frame = await classicPage("#errorDiv_ep");
      assert.equal(await frameName(), name);
      assert.deepEqual(await (await lockToIp(frame)).evaluate((box) => [box.checked, box.defaultChecked]), [true, true]);
      assert.equal(saved(), false);
    });

    test("e.force:navigateToURL goes to another page without a reload, and earlier iframes stay behind hidden", async () => {
      await tab.evaluate(() => window.$A.get("e.force:navigateToURL").setParams({ url: "/lightning/setup/PermSets/home" }).fire());
      const frame = await classicPage(".x-grid3-row", "Permission Sets");
      assert.equal(new URL(tab.url()).pathname, "/lightning/setup/PermSets/home");
      assert.ok(await isTheSameDocument());
      assert.deepEqual(await tab.$$eval("section.tabContent iframe", (frames) => frames.map((node) => node.offsetParent !== null)), [false, true]);
      assert.deepEqual(await frame.$$eval(".x-grid3-row a span", (names) => names.map((node) => node.textContent)), ["Playbooks Basic User", "Report Builder"]);
    });

    test("a letter of the rolodex changes only the frame's rows", async () => {
      const frame = await classicPage(".x-grid3-row");
      const name = await frameName();
      await (await frame.$("a[data-letter=R]")).click();
      await frame.waitForFunction(() => document.querySelectorAll(".x-grid3-row").length === 1);
      assert.deepEqual([await frameName(), new URL(tab.url()).pathname], [name, "/lightning/setup/PermSets/home"]);
      await (await frame.$("a[data-letter='']")).click();
      await frame.waitForFunction(() => document.querySelectorAll(".x-grid3-row").length === 2);
    });

    test("a link in the frame changes Lightning's address and makes a new iframe", async () => {
      const frame = await classicPage(".x-grid3-row");
      const old = await frameName();
      await (await frame.$(".x-grid3-row a:not(.actionLink)")).click();
      await newFrame(old);
      await classicPage("input[name=assign]", "Permission Set: Playbooks Basic User");
      const set = org.get("SELECT Id FROM PermissionSet WHERE Label = 'Playbooks Basic User'").Id;
      assert.equal(new URL(tab.url()).pathname + new URL(tab.url()).search, `/lightning/setup/PermSets/page?address=${encodeURIComponent(`/${set}`)}`);
    });

    test("Manage Assignments: Add Assignment, a user, Next, Assign, Done; acts at once", async () => {
      const press = (words) => tab.evaluate((text) => [...document.querySelectorAll("section.active button")].find((node) => node.textContent === text).click(), words);
      const shows = (words) => tab.waitForFunction((text) => document.querySelector("section.active h1")?.textContent === text, {}, words);
      const username = shape === "setup" ? "rita.rep@acme.example" : "rosa.rep@acme.example";
      const assigned = () => org.get("SELECT COUNT(*) AS n FROM PermissionSetAssignment JOIN User u ON u.Id = AssigneeId JOIN PermissionSet s ON s.Id = PermissionSetId WHERE u.Username = ? AND s.Label = 'Playbooks Basic User'", [username]).n;
      await (await (await classicPage("input[name=assign]")).$("input[name=assign]")).click();
      await shows("Current Assignments");
      assert.equal((await tab.$$("section.active iframe")).length, 0);
      await press("Add Assignment");
      await shows("Select Users to Assign");
      await tab.evaluate((name) => [...document.querySelectorAll("section.active tbody tr")].find((row) => row.textContent.includes(name)).querySelector("input").click(), username);
      await press("Next");
      await shows("Select an Expiration Option For Assigned Users");
      assert.equal(assigned(), 0);
      await press("Assign");
      await shows("Assignment Summary");
      assert.equal(assigned(), 1);
      await press("Done");
      await shows("Current Assignments");
      assert.ok(await tab.$eval("section.active tbody", (body, name) => body.textContent.includes(name), username));
    });

    test("going back in the history draws the page before", async () => {
      await tab.goBack();
      await classicPage("input[name=assign]", "Permission Set: Playbooks Basic User");
      assert.ok(await isTheSameDocument());
    });

    test("Quick Find filters on keys, marks what it found, and its links stay in the app", async () => {
      await tab.type(".tree-filter input[type=search]", "install");
      await tab.waitForFunction(() => document.querySelectorAll("mark.highlight").length === 1);
      await tab.click("li.onesetupNavTreeNode a[href='/lightning/setup/ImportedPackage/home']");
      await classicPage("table.list", "Installed Packages");
      assert.ok(await isTheSameDocument());
    });

    test("Network Access: New, both addresses, Save; the list has the range", async () => {
      await tab.evaluate(() => window.$A.get("e.force:navigateToURL").setParams({ url: "/lightning/setup/NetworkAccess/home" }).fire());
      const start = shape === "setup" ? "198.51.100.7" : "198.51.100.8";
      await (await (await classicPage("input[name=new]", "Network Access")).$("input[name=new]")).click();
      const form = await classicPage("#IpStartAddress", "Network Access: Trusted");
      const old = await frameName();
      assert.equal(new URL(tab.url()).searchParams.get("address"), "/05G/e?retURL=%2F05G");
      await form.type("#IpStartAddress", start);
      await form.type("#IpEndAddress", start);
      await (await form.$("#bottomButtonRow input[name=save]")).click();
      await newFrame(old);
      const list = await classicPage("input[name=new]", "Network Access");
      assert.ok(await list.$eval("table.list", (table, address) => table.textContent.includes(address), start));
      assert.equal(new URL(tab.url()).searchParams.get("address"), "/05G?setupid=NetworkAccess");
      assert.ok(await isTheSameDocument());
    });

    test("Connected Apps OAuth Usage: Install asks on another page, whose Install leads to the app", async () => {
      const name = `Vendor ${shape}`;
      org.deniedApps = [{ Name: name, publisher: "Vendor, Inc." }];
      await tab.evaluate(() => window.$A.get("e.force:navigateToURL").setParams({ url: "/lightning/setup/ConnectedAppsUsage/home" }).fire());
      const list = await classicPage("table.list", "Connected Apps OAuth Usage");
      await list.evaluate((app) => [...document.querySelectorAll("tr.dataRow")].find((row) => row.textContent.includes(app)).querySelector("input[value=Install]").click(), name);
      const asks = await classicPage("input[value=Install]", "Install Connected App");
      assert.match(new URL(tab.url()).searchParams.get("address"), /^\/identity\/app\/AppInstallApprovalPage\.apexp\?app_id=0Ci\w{12}&/);
      await (await asks.$("input[value=Install]")).click();
      await classicPage("table.detailList", `Connected App: ${name}`);
      assert.equal(org.get("SELECT COUNT(*) AS n FROM ConnectedApplication WHERE Name = ?", [name]).n, 1);
      assert.ok(await isTheSameDocument());
    });

    test("a node that does not exist leaves only the search box; nothing went wrong on the way", async () => {
      await tab.goto(`https://${org.hosts[shape]}/lightning/setup/Nonsense/home`);
      await tab.waitForSelector(".unknownNode .tabContent.active");
      assert.deepEqual(await tab.$$eval("input", (inputs) => inputs.filter((input) => input.offsetParent).map((input) => input.placeholder)), ["Search Setup"]);
      assert.deepEqual(trouble, []);
    });
  });
}

describe("Salesforce Classic", () => {
  before(() => {
    org = server.orgs["acme-insycle-half"];
    trouble = [];
  });

  test("Save leads back to the page with what was saved", async () => {
    await tab.goto(`https://${org.hosts.my}/_ui/system/security/SessionSettings?setupid=SecuritySession`);
    const was = saved();
    await (await lockToIp(tab)).click();
    await Promise.all([tab.waitForNavigation(), tab.click("#bottomButtonRow input[name=save]")]);
    assert.equal(saved(), !was);
    assert.equal(await (await lockToIp(tab)).evaluate((box) => box.checked), !was);
    assert.equal(await tab.$eval("div.setupHighlightLeaf a", (link) => link.id), "SecuritySession_font");
  });

  test("a set's assignments are a Classic list", async () => {
    await tab.goto(`https://${org.hosts.my}/0PS`);
    await tab.waitForSelector(".x-grid3-row");
    await Promise.all([tab.waitForNavigation(), tab.click(".x-grid3-row a:not(.actionLink)")]);
    await Promise.all([tab.waitForNavigation(), tab.click("input[name=assign]")]);
    assert.deepEqual(await tab.$$eval("table.list tr.dataRow th", (names) => names.map((name) => name.textContent)), ["Ops, Omar"]);
    await Promise.all([tab.waitForNavigation(), tab.click("input[name=add]")]);
    await tab.click("input[name=ids]");
    await Promise.all([tab.waitForNavigation(), tab.click("#topButtonRow input[name=save]")]);
    assert.equal((await tab.$$("table.list tr.dataRow th")).length, 2);
    assert.deepEqual(trouble, []);
  });
});
