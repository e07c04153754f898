import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { Org } from "../org/org.mjs";
import { elements, read } from "./dom.mjs";
import { page } from "./index.mjs";
import { installedApps } from "./records.mjs";
import { allSettings, PROVED_EN, PROVED_JA, TIMEOUT } from "./session-setting-labels.mjs";

const LANGUAGES = ["en_US", "ja", "hu"];
const SETTINGS = "/_ui/system/security/SessionSettings";
const SHAPES = { setup: "my.salesforce-setup.com", lightning: "lightning.force.com", classic: "my.salesforce.com" };

let org;
before(async () => (org = await Org.open("acme-insycle-half")));

const ask = (of, shape, url, more = {}) => page({ org: of, host: `${of.name}.${SHAPES[shape]}`, url, ...more });
const open = (of, url, shape = "classic") => read(ask(of, shape, url).body);
const sessionSettings = (of) => of.metadata("SecuritySettings").sessionSettings;
const appNamed = (of, label) => of.get("SELECT DurableId FROM AppDefinition WHERE Label = ?", [label]).DurableId;
const setNamed = (of, label) => of.get("SELECT Id FROM PermissionSet WHERE Label = ?", [label]).Id;

/** What a browser would send if the form were submitted as it stands. */
function formOf(document) {
  const form = new URLSearchParams();
  for (const input of document.all("#editPage input").map((node) => node.attributes)) {
    if (input.type === "hidden" || input.type === "text" || (input.type === "checkbox" && "checked" in input)) form.append(input.name, input.value);
  }
  for (const select of document.all("#editPage select")) {
    for (const option of select.all("option[selected]")) form.append(select.attributes.name, option.attributes.value);
  }
  return form;
}

const boxLabelled = (document, words) => {
  const label = document.all("label").find((node) => node.text === words);
  return document.one(`input[id=${label.attributes.for}]`).attributes;
};
const LOCK_TO_IP = { en_US: "Lock sessions to the IP address from which they originated", ja: "ログイン時の IP アドレスとセッションをロックする" };

/** Of profiles, users and system permissions, in the design that the org has. */
function profilesAndUsers(set) {
  const { Id: user, ProfileId: profile } = org.actingUser;
  const sections = ["ClassAccess", "ObjectsAndTabs", "ObjectsAndTabs&o=Lead", "AssignedApps", "LoginIPRanges"].map((section) => `/${profile}?s=${section}`);
  const own = "noredirect=1&isUserEntityOverride=1";
  return [`/${profile}`, ...sections, `/${profile}/e?s=ClassAccess`, `/${profile}/e?s=AssignedApps`, `/${profile}/e?s=ObjectsAndTabs&o=Lead`, "/005?isUserEntityOverride=1&setupid=ManageUsers", `/${user}?${own}`, `/${user}/e?${own}`, `/udd/PermissionSet/assignPermissionSet.apexp?userId=${user}`, `/${set}?s=SystemPermissions`, `/${set}/e?s=SystemPermissions`];
}

/** In both designs of profiles, by the org's settings. */
function* everyPage() {
  for (const enhanced of [false, true]) {
    org.saveMetadata("UserManagementSettings", { enableEnhancedProfileMgmt: enhanced, enableNewProfileUI: enhanced });
    yield* pagesOfDesign();
  }
}

function pagesOfDesign() {
  const set = setNamed(org, "Insycle");
  const app = appNamed(org, "Insycle");
  const classic = [SETTINGS, "/0A3", "/0PS", "/udd/PermissionSet/newPermissionSet.apexp", `/${set}`, `/005?id=${set}`, `/005?id=${set}&add=1`, "/00e?setupid=EnhancedProfiles", "/setup/forcecomHomepage.apexp", "/05G", "/05G/e", "/identity/app/connectedAppsUsage.apexp", "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp", `/${app}`, `/${app}/e`, `/${org.id}?setupid=CompanyProfileInfo`, "/setup/systemOverview.apexp", ...profilesAndUsers(set)];
  const framed = classic.map((url) => `${url}${url.includes("?") ? "&" : "?"}isdtp=p1`);
  const lightning = ["SecuritySession/home", "ImportedPackage/home", "PermSets/home", "EnhancedProfiles/home", "ManageUsers/home", `PermSets/${set}/PermissionSetAssignment/home`, "PermSets/page?address=%2F0PS", "NavigationMenus/home", "Nonsense/home"].map((rest) => `/lightning/setup/${rest}`);
  lightning.push(`/visualEditor/appBuilder.app?id=${appNamed(org, "Sales")}`);
  return [
    ...[...classic, ...framed].map((url) => ["classic", url]),
    ...[...lightning, ...framed].map((url) => ["setup", url]),
    ...lightning.map((url) => ["lightning", url]),
  ];
}

describe("every page in every shape and language", () => {
  for (const language of LANGUAGES) {
    test(`runs under script-src 'self': ${language}`, () => {
      org.language = language;
      for (const [shape, url] of everyPage()) {
        const answer = ask(org, shape, url);
        assert.equal(answer.status, 200, url);
        for (const node of elements(read(answer.body).root)) {
          const names = node.attrs.map(({ name }) => name);
          // Only read, never run: the page's own script does what it says.
          const handlers = node.attrs.filter(({ name, value }) => name.startsWith("on") && !value.startsWith("navigateToUrl('/"));
          assert.deepEqual(handlers, [], `${url}: handler in <${node.tagName}>`);
          if (node.tagName === "script" && !node.attrs.some(({ value }) => value === "application/json")) assert.ok(names.includes("src"), `${url}: inline script`);
          assert.ok(!node.attrs.some(({ name, value }) => name === "href" && value.startsWith("javascript:")), `${url}: javascript: link`);
        }
      }
    });

    test(`names its language, and its scripts and styles are there: ${language}`, () => {
      org.language = language;
      for (const [shape, url] of everyPage()) {
        const document = open(org, url, shape);
        assert.equal(document.one("html").attributes.lang, { en_US: "en-US", ja: "ja", hu: "hu" }[language]);
        for (const { src } of document.all("script[src]").map((node) => node.attributes)) assert.equal(ask(org, shape, src)?.status, 200, src);
        for (const { href } of document.all("link[href]").map((node) => node.attributes)) assert.equal(ask(org, shape, href)?.status, 200, href);
      }
    });
  }

  test("ids are unique and no element is misnested", () => {
    org.language = "en_US";
    for (const [shape, url] of everyPage()) {
      const document = open(org, url, shape);
      const ids = document.all("[id]").map((node) => node.attributes.id);
      assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], url);
      assert.deepEqual(document.errors.filter((code) => code !== "non-conforming-doctype"), [], url);
    }
  });

  test("what is translated, and what is not", () => {
    const seen = LANGUAGES.map((language) => {
      org.language = language;
      const document = open(org, `${SETTINGS}?isdtp=p1`);
      return {
        words: [document.one("title").text, document.one("h1.pageType").text, document.all("input[name=save]")[0].attributes.value, document.all("label")[0].text],
        same: [document.one("body").attributes.class, document.one("input[name=setupid]").attributes.value, document.all("[name]").map((node) => node.attributes.name)],
      };
    });
    for (const at of [0, 1, 2, 3]) assert.equal(new Set(seen.map(({ words }) => words[at])).size, 3);
    assert.deepEqual(seen[0].same, seen[1].same);
    assert.deepEqual(seen[0].same, seen[2].same);
  });
});

describe("a Classic document", () => {
  before(() => (org.language = "en_US"));

  test("in Lightning's frame: hidden, no header or tree, says isdtp", () => {
    const document = open(org, `${SETTINGS}?isdtp=p1&appLayout=setup`, "setup");
    assert.equal(document.one("html").attributes.style, "display:none !important");
    assert.equal(document.all("#setupNavTree").length, 0);
    assert.equal(document.one("input[name=isdtp]").attributes.value, "p1");
    assert.match(document.one("form").attributes.action, /isdtp=p1$/);
    assert.equal(document.all("script[src=/jslibrary/frame-navigator.js]").length, 1);
    assert.equal(document.one("title").text, "Session Settings ~ Salesforce - Enterprise Edition");
  });

  test("as the top document: header, Setup tree, the current node highlighted", () => {
    const current = { [SETTINGS]: "SecuritySession_font", "/0A3": "ImportedPackage_font", "/0PS": "PermSets_font" };
    for (const [url, id] of Object.entries(current)) {
      const document = open(org, url);
      assert.equal(document.one("div.setupHighlightLeaf a").attributes.id, id);
      assert.equal(document.one("div.quickfindContainer input").attributes.id, "setupSearch");
      assert.equal(document.all("input[name=isdtp]").length, 0);
    }
  });

  test("its body has the classes of Setup, and the page's name where its address has one", () => {
    assert.deepEqual(open(org, SETTINGS).one("body").attributes.class.split(/\s+/), ["hasMotif", "setupTab", "SessionSettings", "sfdcBody", "brandQuaternaryBgr"]);
    assert.ok(open(org, "/0A3").one("body").attributes.class.includes("listPage"));
  });
});

describe("Session Settings", () => {
  let fresh;
  before(async () => (fresh = await Org.open("acme-playbooks-half")));

  test("a box's id is its name, its label follows it, and both starts make up other ones", async () => {
    const again = await Org.open("acme-playbooks-half");
    const ids = [fresh, again].map((of) => open(of, SETTINGS).all("tr.detailRow input[type=checkbox]").map((box) => {
      const { id, name, value } = box.attributes;
      assert.deepEqual([name, value, box.parent.parent.attributes.colspan, box.next.tag, box.next.attributes.for], [id, "1", "4", "label", id]);
      return id;
    }));
    assert.equal(ids[0].length, allSettings().length);
    assert.equal(new Set(ids.flat()).size, 2 * allSettings().length);
  });

  test("shows every setting as the API has it", () => {
    const document = open(fresh, SETTINGS);
    for (const { field, en } of allSettings()) assert.equal("checked" in boxLabelled(document, en), sessionSettings(fresh)[field] === true, field);
    assert.ok("checked" in boxLabelled(document, LOCK_TO_IP.en_US));
  });

  test("has Save in the row above and in the row below", () => {
    const document = open(fresh, SETTINGS);
    for (const row of ["#topButtonRow", "#bottomButtonRow"]) {
      const { name, type, value, title } = document.one(`${row} input[name=save]`).attributes;
      assert.deepEqual({ name, type, value, title }, { name: "save", type: "submit", value: " Save ", title: "Save" });
    }
  });

  test("every setting is a published field of SecuritySettings.sessionSettings", () => {
    const types = readFileSync(new URL("../../node_modules/@salesforce/types/lib/metadata.d.ts", import.meta.url), "utf8");
    const text = types.slice(types.indexOf("export type SessionSettings "));
    const published = new Set([...text.slice(0, text.indexOf("};")).matchAll(/^ +(\w+)\?:/gm)].map(([, name]) => name));
    for (const field of [...allSettings().map((setting) => setting.field), TIMEOUT.field]) assert.ok(published.has(field), field);
    for (const field of [...PROVED_EN, ...PROVED_JA]) assert.ok(field === TIMEOUT.field || allSettings().some((setting) => setting.field === field), field);
  });

  test("Save writes what was ticked, and nothing of the settings that the page does not show", () => {
    const saved = sessionSettings(fresh);
    const document = open(fresh, `${SETTINGS}?isdtp=p1`);
    const form = formOf(document);
    form.delete(boxLabelled(document, LOCK_TO_IP.en_US).name);
    const answer = ask(fresh, "setup", `${SETTINGS}?isdtp=p1`, { method: "POST", form });
    assert.equal(read(answer.body).one("meta[name=redirect]").attributes.content, `${SETTINGS}?id=${fresh.id}&setupid=SecuritySession`);
    assert.deepEqual({ ...sessionSettings(fresh), logoutURL: undefined }, { ...saved, lockSessionsToIp: false, logoutURL: undefined, ...shownButMissing(saved) });
    assert.ok(!("checked" in boxLabelled(open(fresh, SETTINGS), LOCK_TO_IP.en_US)));
  });

  /** Settings of the page that the org did not have yet: a Save writes them as off. */
  const shownButMissing = (saved) => Object.fromEntries(allSettings().filter(({ field }) => !(field in saved)).map(({ field }) => [field, false]));

  test("a Save in Salesforce Classic leads back to the page", () => {
    const answer = ask(fresh, "classic", SETTINGS, { method: "POST", form: formOf(open(fresh, SETTINGS)) });
    assert.equal(answer.status, 302);
    assert.equal(open(fresh, answer.headers.location).one("form").attributes.id, "editPage");
  });

  test("a Save that fails redraws what was submitted under an error, and changes nothing", () => {
    const saved = sessionSettings(fresh);
    const document = open(fresh, SETTINGS);
    const form = formOf(document);
    form.set(boxLabelled(document, LOCK_TO_IP.en_US).name, "1");
    fresh.failNextSave = "The settings are locked.";
    const redrawn = read(ask(fresh, "classic", SETTINGS, { method: "POST", form }).body);
    assert.match(redrawn.one("div.pbError").text, /The settings are locked\.$/);
    assert.equal(redrawn.one("div.pbError").attributes.id, "errorDiv_ep");
    assert.ok("checked" in boxLabelled(redrawn, LOCK_TO_IP.en_US));
    assert.deepEqual(sessionSettings(fresh), saved);
    assert.equal(ask(fresh, "classic", SETTINGS, { method: "POST", form }).status, 302, "only the next Save fails");
  });

  test("a user without Customize Application sees disabled boxes, no Save, and can't save", () => {
    const saved = sessionSettings(fresh);
    const form = formOf(open(fresh, SETTINGS));
    fresh.actAs("vera.viewer@acme.example");
    const document = open(fresh, SETTINGS);
    assert.ok(document.all("tr.detailRow input[type=checkbox]").every((box) => "disabled" in box.attributes));
    assert.equal(document.all("input[name=save]").length, 0);
    assert.equal(read(ask(fresh, "classic", SETTINGS, { method: "POST", form }).body).all("#errorDiv_ep").length, 1);
    assert.deepEqual(sessionSettings(fresh), saved);
    fresh.actAs("ada.admin@acme.example");
  });

  test("Japanese labels are the proved ones", () => {
    fresh.language = "ja";
    const document = open(fresh, SETTINGS);
    assert.ok(boxLabelled(document, LOCK_TO_IP.ja));
    assert.equal(document.all("input[name=save]")[0].attributes.value, " 保存 ");
    fresh.language = "en_US";
  });
});

describe("Installed Packages", () => {
  before(() => (org.language = "en_US"));
  const rows = (document) => document.all("div.bRelatedList")[0].all("tr.dataRow");

  test("lists packages with the cells of their licence", () => {
    const cells = rows(open(org, "/0A3")).map((row) => [row.one("th.dataCell").text, ...row.all("td.dataCell").map((cell) => cell.text)].slice(0, 8));
    const until = new Date(org.get("SELECT ExpirationDate FROM PackageLicense").ExpirationDate).toLocaleDateString("en-US", { timeZone: "UTC" });
    assert.deepEqual(cells, [
      ["Acme Unlocked Core", "Acme Corporation", "0.7", "", "N/A", "N/A", "N/A", "N/A"],
      ["Insycle", "Insycle, Inc.", "1.10", "insycleapp", "Trial", "Unlimited", "N/A", until],
    ]);
  });

  test("the header row is in the body, the name cell is a row header, titles name action, number and row", () => {
    const document = open(org, "/0A3");
    assert.equal(document.all("thead").length, 0);
    assert.equal(document.all("tbody tr.headerRow th.actionColumn").length, 2);
    const row = rows(document)[1];
    assert.equal(row.attributes.class, "dataRow odd last");
    assert.equal(row.one("th[scope=row] a").text, "Insycle");
    assert.equal(row.all("td.actionColumn a.actionLink")[0].attributes.title, "Uninstall - Record 2 - Insycle");
  });

  test("uninstalled packages stand in a second block", () => {
    assert.equal(open(org, "/0A3").all("div.bRelatedList").length, 2);
    org.uninstalledPackages = [{ Id: "0A5000000000001AAA", Name: "Playbooks", publisher: "InsideSales", version: "6.2", NamespacePrefix: "isdc" }];
    const document = open(org, "/0A3");
    assert.ok(!rows(document).some((row) => row.text.includes("Playbooks")));
    const [row] = document.all("div.bRelatedList")[1].all("tr.dataRow");
    assert.deepEqual([row.one("a.actionLink").text, row.all("td.dataCell")[3].text], ["Del", "Uninstall Complete"]);
  });

  test("400 packages: pages and letters hide rows, and their links stay in the frame", async () => {
    const large = await Org.open("acme-large");
    const seen = [];
    let url = "/0A3?isdtp=p1";
    for (let turn = 0; url && turn < 10; turn += 1) {
      const document = open(large, url);
      seen.push(...rows(document).map((row) => row.one("th.dataCell").text));
      const next = document.all("div.next a").find((link) => link.text.startsWith("Next Page"));
      assert.ok(!next || next.attributes.shouldstayinownframe === "true");
      url = next?.attributes.href;
    }
    assert.equal(seen.length, large.get("SELECT COUNT(*) AS n FROM InstalledSubscriberPackage").n);
    const letter = open(large, "/0A3?isdtp=p1").all("div.rolodex a").find((link) => link.text === "I").attributes;
    assert.equal(letter.shouldstayinownframe, "true");
    assert.ok(rows(open(large, letter.href)).every((row) => row.one("th.dataCell").text.startsWith("I")));

    const list = JSON.parse(ask(large, "setup", "/_ui/common/list/ListServlet?rows=25&page=2&letter=").body);
    assert.equal(list.rows.length, 25);
    assert.equal(list.page, 2);
    large.close();
  });
});

describe("Network Access", () => {
  const FORM = "/05G/e";
  let fresh;
  before(async () => (fresh = await Org.open("acme-playbooks-half")));

  const ranges = (of) => open(of, "/05G").all("table.list tr.dataRow").map((row) => row.all("td.dataCell").map((cell) => cell.text));
  const save = (start, end) => ask(fresh, "classic", FORM, { method: "POST", form: { IpStartAddress: start, IpEndAddress: end } });

  test("lists the ranges that the API reads; New leads to the form", () => {
    assert.deepEqual(ranges(fresh), [["203.0.113.0", "203.0.113.255", "Acme office"]]);
    assert.equal(open(fresh, "/05G").one("input[name=new]").attributes["data-go"], `${FORM}?retURL=%2F05G`);
    const document = open(fresh, FORM);
    assert.deepEqual(document.all("#editPage input[type=text]").slice(0, 2).map((field) => field.attributes.id), ["IpStartAddress", "IpEndAddress"]);
    assert.equal(document.one("title").text, "Network Access: Trusted IP Range Edit ~ Salesforce - Unlimited Edition");
  });

  test("Save adds a range and leads back to the list", () => {
    assert.deepEqual([save("198.51.100.7", "198.51.100.9").status, ranges(fresh).length], [302, 2]);
    assert.deepEqual(fresh.metadata("SecuritySettings").networkAccess.ipRanges[1], { start: "198.51.100.7", end: "198.51.100.9", description: "" });
  });

  test("what is no range is redrawn under an error, and not saved", () => {
    for (const [start, end] of [["", ""], ["vendor", "198.51.100.9"], ["198.51.100.9", "198.51.100.7"], ["1.0.0.0", "9.0.0.0"]]) {
      const redrawn = read(save(start, end).body);
      assert.equal(redrawn.all("#errorDiv_ep").length, 1, `${start} to ${end}`);
      assert.equal(redrawn.one("#IpStartAddress").attributes.value, start);
    }
    assert.equal(ranges(fresh).length, 2);
  });

  test("a user without Manage IP Addresses sees no New, and can't save", () => {
    fresh.actAs("vera.viewer@acme.example");
    assert.equal(open(fresh, "/05G").all("input[name=new]").length, 0);
    assert.equal(read(save("192.0.2.1", "192.0.2.1").body).all("#errorDiv_ep").length, 1);
    fresh.actAs("ada.admin@acme.example");
    assert.equal(ranges(fresh).length, 2);
  });
});

describe("a page behind a session security level policy", () => {
  const ADDRESS = "/05G?setupid=NetworkAccess&isdtp=p1";
  const of = async (address, more) => ask(await verifying, "setup", address, more);
  let verifying;
  before(() => (verifying = Org.open("acme-verify")));

  test("asks who it is, in the frame, and leads back to where it was asked for; once for a session", async () => {
    const first = await of(ADDRESS);
    const method = await of(first.headers.location);
    assert.deepEqual([first.status, method.status], [302, 302]);
    const asked = read((await of(method.headers.location)).body);
    assert.equal(asked.one("title").text, "Verify Your Identity | Salesforce");
    assert.equal(asked.all("body.setupTab").length, 0);
    const back = await of(asked.one("form#editPage").attributes.action, { method: "POST", form: {} });
    assert.deepEqual([back.status, back.headers.location], [302, ADDRESS]);
    assert.equal((await of(ADDRESS)).status, 200);
    (await verifying).renewSessions();
    assert.equal((await of(ADDRESS)).status, 302);
  });

  test("others are shown, and it never leads to another host", async () => {
    assert.equal((await of("/0PS?setupid=PermSets&isdtp=p1")).status, 200);
    const start = await of("/_ui/identity/verification/policy/VerificationStartUi?retURL=%2F%2Fevil.example");
    assert.match(start.headers.location, /retURL=%2F$/);
  });
});

describe("the page that installs a package", () => {
  let fresh;
  before(async () => {
    fresh = await Org.open("acme-fresh");
    fresh.offeredPackages = [{ id: "04t000000000001", Name: "Insycle", NamespacePrefix: "insycleapp", PublisherName: "Insycle, Inc.", version: "1.12.0.1", apexClasses: [{ Name: "InsycleMerge" }] }];
  });

  test("is reached by the vendor's link, and installs for whom was chosen", () => {
    const { location } = ask(fresh, "classic", "/packaging/installPackage.apexp?p0=04t000000000001").headers;
    assert.equal(location, "/packagingSetupUI/ipLanding.app?apvId=04t000000000001");
    const document = open(fresh, location, "lightning");
    const { name, value } = document.one("div.radioTextContainer input[id=mappingOptionAll]").attributes;
    assert.equal(document.all("button.installButton").length, 1);
    ask(fresh, "lightning", location, { method: "POST", form: { [name]: value } });
    assert.equal(open(fresh, "/0A3").all("div.bRelatedList")[0].one("th[scope=row]").text, "Insycle");
    const { granted } = fresh.get("SELECT COUNT(*) AS granted FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass'");
    assert.equal(granted, fresh.get("SELECT COUNT(*) AS n FROM Profile").n);
  });

  test("a package that nobody offers has no page", () => {
    assert.equal(ask(fresh, "lightning", "/packagingSetupUI/ipLanding.app?apvId=04t000000000009"), null);
  });
});

describe("Connected Apps OAuth Usage", () => {
  const USAGE = "/identity/app/connectedAppsUsage.apexp";
  let fresh;
  before(async () => (fresh = await Org.open("acme-insycle-half")));

  const rows = (of) => open(of, USAGE).all("table.list tr.dataRow").map((row) => [...row.all("td.dataCell").map((cell) => cell.text), ...row.all("input[type=submit]").map((button) => button.attributes.value)]);
  const button = (name, action) => open(fresh, USAGE).all("table.list tr.dataRow").find((row) => row.all("td.dataCell")[0].text === name).one(`input[value=${action}]`).attributes.name;
  const press = (name, action) => ask(fresh, "classic", USAGE, { method: "POST", form: { [button(name, action)]: "" } });
  const installed = () => fresh.get("SELECT COUNT(*) AS n FROM ConnectedApplication WHERE Name = 'Insycle'").n;

  test("lists used apps with their users; Install where the org has no such app", () => {
    assert.deepEqual(rows(fresh), [
      ["Insycle", "", "1", "", "Install", "Block"],
      ["Salesforce CLI", "Manage App Policies", "1", "", "Uninstall", "Block"],
      ["Salesforce for iOS", "Manage App Policies", "1", "", "Uninstall", "Block"],
    ]);
  });

  test("names of its buttons differ from start to start", async () => {
    const again = await Org.open("acme-insycle-half");
    assert.notEqual(open(again, USAGE).all("input[value=Install]")[0].attributes.name, button("Insycle", "Install"));
    again.close();
  });

  test("Install leads to the page that asks; only its Install installs", () => {
    const asks = press("Insycle", "Install").headers.location;
    assert.match(asks, /^\/identity\/app\/AppInstallApprovalPage\.apexp\?app_id=0Ci\w{12}&app_org_id=00D\w{12}$/);
    assert.equal(installed(), 0);
    const pressed = (action) => ({ [open(fresh, asks).one(`input[value=${action}]`).attributes.name]: "" });
    ask(fresh, "classic", asks, { method: "POST", form: pressed("Cancel") });
    assert.equal(installed(), 0);
    ask(fresh, "classic", asks, { method: "POST", form: pressed("Install") });
    assert.equal(installed(), 1);
    assert.deepEqual(rows(fresh)[0], ["Insycle", "Manage App Policies", "1", "", "Uninstall", "Block"]);
  });

  test("what is installed is in Manage Connected Apps, and its name leads to its page", () => {
    const list = "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp";
    const names = open(fresh, list).all("tr.dataRow th.dataCell a");
    assert.deepEqual(names.map((link) => link.text), ["Dataloader Partner", "Insycle", "Salesforce CLI", "Salesforce for Android", "Salesforce for iOS"]);
    const address = names[1].attributes.href;
    assert.match(address, /ForceConnectedApplicationPage\/d\?applicationId=06P\w{12}$/);
    assert.match(open(fresh, address).one("title").text, /^Connected App: Insycle ~/);
  });

  test("who may use an app is chosen where only approved users may", () => {
    const app = installedApps(org)[0];
    const address = `/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d?applicationId=${app.page}`;
    const manage = () => open(org, address).all("input[type=button]").filter((button) => button.attributes.title === "Manage Profiles");
    assert.equal(manage().length, 0);
    const policies = open(org, address).all("input[type=button]").find((button) => button.attributes.title === "Edit Policies").attributes["data-go"];
    const [choice] = open(org, policies).all("select");
    ask(org, "classic", policies, { method: "POST", form: new URLSearchParams({ [choice.attributes.name]: "approved" }) });
    const [{ attributes }] = manage();
    const box = open(org, attributes["data-go"]).all("input[type=checkbox]").find((box) => box.attributes.title === "Acme Sales Rep");
    ask(org, "classic", attributes["data-go"], { method: "POST", form: new URLSearchParams({ ids: box.attributes.value }) });
    assert.equal(org.get("SELECT SetupEntityType AS type FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityId = ?", [box.attributes.value, app.Id]).type, "ConnectedApplication");
    assert.ok(open(org, address).all("tr.dataRow th").some((cell) => cell.text === "Acme Sales Rep"));
  });

  test("a refused app of the same name is another app; Block and Uninstall act at once", () => {
    fresh.deniedApps = [{ Name: "Insycle", publisher: "Somebody Else" }];
    assert.deepEqual(rows(fresh).slice(0, 2).map((cells) => cells.slice(4)), [["Uninstall", "Block"], ["Install", "Block"]]);
    press("Salesforce CLI", "Block");
    assert.deepEqual(rows(fresh)[2].slice(4), ["Uninstall", "Unblock"]);
    press("Salesforce CLI", "Uninstall");
    assert.ok(!rows(fresh).some(([name]) => name === "Salesforce CLI"));
  });

  test("a user who may not install sees disabled buttons, and can't act", () => {
    const name = button("Salesforce for iOS", "Uninstall");
    fresh.actAs("vera.viewer@acme.example");
    assert.ok(open(fresh, USAGE).all("table.list input").every((node) => "disabled" in node.attributes));
    ask(fresh, "classic", USAGE, { method: "POST", form: { [name]: "" } });
    fresh.actAs("ada.admin@acme.example");
    assert.ok(rows(fresh).some(([app]) => app === "Salesforce for iOS"));
  });
});

describe("Permission Sets", () => {
  before(() => (org.language = "en_US"));

  test("the list comes without rows, under a loading cover; rows come by a request", () => {
    const document = open(org, "/0PS?isdtp=p1");
    assert.equal(document.one("div.listViewport").attributes.class, "listViewport setupBlock");
    assert.equal(document.all("div.x-grid3-row").length, 0);
    assert.equal(document.one("div.waitingSearchDiv").attributes.id, "PermSetList_loading");
    const { rows, pages } = JSON.parse(ask(org, "setup", "/_ui/common/list/ListServlet?rows=25").body);
    assert.deepEqual([rows.map((row) => row.Label), pages], [["Insycle", "Report Builder"], 1]);
  });

  test("New leads to a form that makes a set, once", () => {
    const go = open(org, "/0PS").one("input[name=new]").attributes["data-go"];
    const form = (label) => {
      const document = open(org, go);
      const filled = formOf(document);
      const { name, "data-names": names } = document.one("input[data-names]").attributes;
      filled.set(name, label);
      filled.set(names, label.replaceAll(" ", "_"));
      return filled;
    };
    const made = ask(org, "classic", go, { method: "POST", form: form("Acme New Set") });
    assert.deepEqual([made.status, made.headers.location], [302, `/${setNamed(org, "Acme New Set")}`]);
    for (const refused of ["Acme New Set", ""]) {
      const again = ask(org, "classic", go, { method: "POST", form: form(refused) });
      assert.equal(again.status, 200);
      assert.match(again.body, /errorDiv_ep/);
    }
    assert.equal(org.get("SELECT COUNT(*) AS n FROM PermissionSet WHERE Label = 'Acme New Set'").n, 1);
    org.run("DELETE FROM PermissionSet WHERE Label = 'Acme New Set'");
  });

  test("the overview's Manage Assignments leads to Lightning's page in a frame, to Classic's list elsewhere", () => {
    const set = setNamed(org, "Insycle");
    const go = (url) => open(org, url).one("input[name=assign]").attributes["data-go"];
    assert.equal(go(`/${set}?isdtp=p1`), `/lightning/setup/PermSets/${set}/PermissionSetAssignment/home`);
    assert.equal(go(`/${set}`), `/005?id=${set}&isUserEntityOverride=1&SetupNode=PermSets`);
    assert.equal(go(`/${set.slice(0, 15)}`), go(`/${set}`), "15 characters name the same set");
  });

  test("Assign acts at once, with its expiration, and a user who has the set is not assigned again", () => {
    const set = setNamed(org, "Report Builder");
    const user = (name) => org.get("SELECT Id FROM User WHERE Username = ?", [name]).Id;
    const form = new URLSearchParams({ expires: "2027-01-31" });
    for (const name of ["rita.rep@acme.example", "omar.ops@acme.example"]) form.append("user", user(name));
    const { results } = JSON.parse(ask(org, "setup", `/setup-data/assignments?set=${set}`, { method: "POST", form }).body);
    assert.deepEqual(results.map(({ name, assigned }) => [name, assigned]), [["Rep, Rita", true], ["Ops, Omar", false]]);
    const row = org.get("SELECT ExpirationDate FROM PermissionSetAssignment WHERE AssigneeId = ? AND PermissionSetId = ?", [user("rita.rep@acme.example"), set]);
    assert.equal(row.ExpirationDate.slice(0, 10), "2027-01-31");
    const offered = JSON.parse(ask(org, "setup", `/setup-data/assignments/users?set=${set}`).body).rows.map((candidate) => candidate.username);
    assert.ok(offered.includes("raj.rep@acme.example") && !offered.includes("rita.rep@acme.example") && !offered.includes("former.rep@acme.example"));
  });

  test("who lacks Assign Permission Sets assigns nothing", () => {
    const set = setNamed(org, "Report Builder");
    org.actAs("vera.viewer@acme.example");
    const before = org.get("SELECT COUNT(*) AS n FROM PermissionSetAssignment").n;
    const form = new URLSearchParams({ user: org.get("SELECT Id FROM User WHERE Username = 'raj.rep@acme.example'").Id });
    assert.equal(ask(org, "setup", `/setup-data/assignments?set=${set}`, { method: "POST", form }).status, 403);
    assert.equal(JSON.parse(ask(org, "setup", `/setup-data/assignments?set=${set}`).body).mayAssign, false);
    assert.equal(org.get("SELECT COUNT(*) AS n FROM PermissionSetAssignment").n, before);
    org.actAs("ada.admin@acme.example");
  });
});

describe("Profiles", () => {
  before(() => (org.language = "en_US"));
  const design = (enhanced) => org.saveMetadata("UserManagementSettings", { enableEnhancedProfileMgmt: enhanced, enableNewProfileUI: enhanced });
  const profileNamed = (name) => org.get("SELECT p.Id, s.Id AS HiddenSet FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id WHERE p.Name = ?", [name]);
  const classes = ({ HiddenSet }) => org.all("SELECT c.Name FROM SetupEntityAccess e JOIN ApexClass c ON c.Id = e.SetupEntityId WHERE e.ParentId = ? ORDER BY c.Name", [HiddenSet]).map((row) => row.Name);
  const sides = (document) => document.all(".duelingListBox select").map((side) => side.all("option[title]").map((option) => option.text));

  test("the list is static, or late, by the org's setting", () => {
    design(false);
    assert.ok(open(org, "/00e?setupid=EnhancedProfiles").all("tr.dataRow th a").some((link) => link.text === "System Administrator"));
    design(true);
    assert.equal(open(org, "/00e?setupid=EnhancedProfiles").one("div.waitingSearchDiv").attributes.id, "EnhancedProfileList_loading");
    const { rows, columns } = JSON.parse(ask(org, "setup", "/_ui/common/list/ListServlet?action=profiles&rows=200").body);
    assert.ok(rows.some((row) => row.Label === "System Administrator" && row.Id.startsWith("00e")));
    assert.equal(columns.length, 2 + rows[0].cells.length);
  });

  test("the original design shows the whole profile at the address of a section too, with the way to its classes in a button", () => {
    design(false);
    const { Id } = profileNamed("System Administrator");
    for (const url of [`/${Id}`, `/${Id}?s=ClassAccess`]) {
      const [edit] = open(org, url).all("input[onclick]");
      assert.match(edit.attributes.onclick, /^navigateToUrl\('\/_ui\/system\/user\/ProfileApexClassPermissionEdit\/e\?/);
    }
  });

  for (const enhanced of [false, true]) {
    test(`classes move and are saved: ${enhanced ? "enhanced" : "original"} design`, () => {
      design(enhanced);
      const rep = profileNamed("Acme Sales Rep");
      giveNone(rep);
      const url = enhanced ? `/${rep.Id}/e?s=ClassAccess` : open(org, `/${rep.Id}`).one("input[onclick]").attributes.onclick.split("'")[1];
      const document = open(org, url);
      assert.deepEqual(sides(document), [["insycleapp.InsycleConvertLead", "insycleapp.InsycleFlowAction", "insycleapp.InsycleMerge"], []], "a package's public class is not offered");
      const form = formOf(document);
      form.set("duel1", document.all("option[title]").find((option) => option.text === "insycleapp.InsycleMerge").attributes.value);
      org.failNextSave = true;
      const failed = read(ask(org, "classic", url, { method: "POST", form }).body);
      assert.deepEqual([failed.all("#errorDiv_ep").length, sides(failed)[1], classes(rep)], [1, ["insycleapp.InsycleMerge"], []]);
      assert.equal(ask(org, "classic", url, { method: "POST", form }).status, 302);
      assert.deepEqual(classes(rep), ["InsycleMerge"]);
      giveNone(rep);
    });
  }
  const giveNone = ({ HiddenSet }) => org.run("DELETE FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityType = 'ApexClass'", [HiddenSet]);

  test("who may not edit profiles sees no Edit and moves nothing", () => {
    design(true);
    const rep = profileNamed("Acme Sales Rep");
    org.actAs("vera.viewer@acme.example");
    assert.equal(open(org, `/${rep.Id}?s=ClassAccess`).all("input[data-go]").length, 0);
    const form = new URLSearchParams({ duel1: org.get("SELECT Id FROM ApexClass").Id });
    assert.equal(read(ask(org, "classic", `/${rep.Id}/e?s=ClassAccess`, { method: "POST", form }).body).all("#errorDiv_ep").length, 1);
    assert.deepEqual(classes(rep), []);
    org.actAs("ada.admin@acme.example");
  });

  /** What a profile holds of Lead and its Status. */
  const held = ({ HiddenSet }) => [
    org.get("SELECT PermissionsRead, PermissionsCreate, PermissionsEdit FROM ObjectPermissions WHERE ParentId = ? AND SobjectType = 'Lead'", [HiddenSet]) ?? {},
    org.get("SELECT PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE ParentId = ? AND Field = 'Lead.Status'", [HiddenSet]) ?? {},
  ].map((row) => Object.values(row).filter(Boolean).length);
  /** The boxes of a row, by the text of its first cell. */
  const boxesOf = (document, label) => document.all("tr").filter((row) => row.all("td")[0]?.text === label || row.all("th")[0]?.text === label).at(-1).all("input[type=checkbox]").map((box) => box.attributes.name);

  test("objects and fields are ticked on one form in the enhanced design, on two in the original one", () => {
    const ops = profileNamed("Acme Sales Operations");
    for (const [enhanced, urls] of [
      [true, [`/${ops.Id}/e?s=ObjectsAndTabs&o=Lead`]],
      [false, [`/${ops.Id}/e`, `/setup/layout/flsedit.jsp?id=${ops.Id}&type=Lead&retURL=%2F${ops.Id}`]],
    ]) {
      design(enhanced);
      org.run("DELETE FROM ObjectPermissions WHERE ParentId = ?", [ops.HiddenSet]);
      org.run(`DELETE FROM "${org.table("FieldPermissions")}" WHERE ParentId = ?`, [ops.HiddenSet]);
      for (const url of urls) {
        const document = open(org, url);
        const form = formOf(document);
        const labels = enhanced ? ["Read", "Edit", "Status"] : url.includes("flsedit") ? ["Status"] : ["Leads"];
        for (const name of labels.flatMap((label) => boxesOf(document, label)).slice(0, enhanced ? 4 : 3)) form.set(name, "1");
        assert.equal(ask(org, "classic", url, { method: "POST", form }).status, 302, url);
      }
      assert.deepEqual(held(ops), [enhanced ? 2 : 3, 2]);
    }
  });

  test("a standard profile's objects can't be changed", () => {
    design(true);
    const { Id } = profileNamed("System Administrator");
    assert.equal(open(org, `/${Id}?s=ObjectsAndTabs&o=Lead`).all("input[data-go]").length, 0);
    assert.equal(open(org, `/${Id}/e?s=ObjectsAndTabs&o=Lead`).all("input[type=submit]").length, 0);
  });

  test("a login range is added by the section's button", () => {
    design(true);
    const rep = profileNamed("Acme Sales Rep");
    const add = open(org, `/${rep.Id}?s=LoginIPRanges`).one("input[data-go]").attributes["data-go"];
    const form = new URLSearchParams(open(org, add).all("#editPage input[type=text]").map((input, at) => [input.attributes.name, ["192.0.2.1", "192.0.2.9"][at]]));
    ask(org, "classic", add, { method: "POST", form });
    assert.deepEqual(org.metadata("Profile", "Acme Sales Rep").loginIpRanges, [{ startAddress: "192.0.2.1", endAddress: "192.0.2.9" }]);
    assert.ok(open(org, `/${rep.Id}?s=LoginIPRanges`).all("tr.dataRow td").some((cell) => cell.text === "192.0.2.9"));
  });
});

describe("Users and system permissions", () => {
  before(() => (org.language = "en_US"));
  const named = (name) => org.get("SELECT Id FROM User WHERE Username = ?", [name]);
  const OWN = "?noredirect=1&isUserEntityOverride=1";

  test("a user's page lists his sets in the related list whose id begins with his", () => {
    const { Id } = named("omar.ops@acme.example");
    const list = open(org, `/${Id}${OWN}`).one(`div.bRelatedList[id=${Id.slice(0, 15)}_RelatedPermsetAssignmentList]`);
    assert.deepEqual(list.all("tr.dataRow th a").map((link) => link.text), ["Insycle", "Report Builder"]);
    assert.equal(list.one("input[name=editPermSetAssignments]").attributes["data-go"], `/udd/PermissionSet/assignPermissionSet.apexp?userId=${Id}`);
  });

  test("a set moved to the right is assigned, and a user can be made active", () => {
    const { Id } = named("raj.rep@acme.example");
    const url = `/udd/PermissionSet/assignPermissionSet.apexp?userId=${Id}`;
    ask(org, "classic", url, { method: "POST", form: new URLSearchParams({ duel1: setNamed(org, "Insycle") }) });
    assert.deepEqual(open(org, `/${Id}${OWN}`).one("div.bRelatedList").all("tr.dataRow th a").map((link) => link.text), ["Insycle"]);
    const former = named("former.rep@acme.example");
    ask(org, "classic", `/${former.Id}/e${OWN}`, { method: "POST", form: new URLSearchParams({ active: "1" }) });
    assert.equal(org.get("SELECT IsActive FROM User WHERE Id = ?", [former.Id]).IsActive, 1);
  });

  test("a system permission ticked and saved is held; a package's set cannot be edited", () => {
    const set = setNamed(org, "Report Builder");
    const document = open(org, `/${set}/e?s=SystemPermissions`);
    const form = formOf(document);
    form.set(boxLabelled(document, "API Enabled").name, "1");
    assert.equal(ask(org, "classic", `/${set}/e?s=SystemPermissions`, { method: "POST", form }).status, 302);
    assert.deepEqual(org.get("SELECT PermissionsApiEnabled, PermissionsViewSetup FROM PermissionSet WHERE Id = ?", [set]), { PermissionsApiEnabled: 1, PermissionsViewSetup: 1 });
    assert.ok(open(org, `/${setNamed(org, "Insycle")}/e?s=SystemPermissions`).all("input[type=checkbox]").every((box) => "disabled" in box.attributes));
  });
});

describe("Lightning Setup", () => {
  before(() => (org.language = "en_US"));

  test("comes as a skeleton with the tree's data; Classic pages are same-origin on the Setup domain, cross-origin elsewhere", () => {
    const origin = (shape) => {
      const document = open(org, "/lightning/setup/SecuritySession/home", shape);
      assert.equal(document.one("body").attributes.class, "desktop");
      assert.equal(document.all("body div#auraLoadingBox").length, 1);
      return JSON.parse(document.one("script[type=application/json]").root.childNodes[0].value).frameOrigin;
    };
    assert.equal(origin("setup"), `https://${org.name}.my.salesforce-setup.com`);
    assert.equal(origin("lightning"), `https://${org.name}.my.salesforce.com`);
  });

  test("on my.salesforce.com its addresses lead to the Setup host", () => {
    assert.deepEqual(ask(org, "classic", "/lightning/setup/PermSets/home?x=1").headers, { location: `https://${org.name}.my.salesforce-setup.com/lightning/setup/PermSets/home?x=1` });
  });

  test("what is not a page of Setup is left to others", () => {
    for (const url of ["/services/data/", "/nonsense", "/0PS000"]) assert.equal(ask(org, "setup", url), null, url);
  });
});
