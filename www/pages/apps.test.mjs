import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { Org } from "../org/org.mjs";
import { addConnectedApp } from "../org/seed.mjs";
import { read } from "./dom.mjs";
import { page } from "./index.mjs";

const SHAPES = { setup: "my.salesforce-setup.com", lightning: "lightning.force.com", classic: "my.salesforce.com" };

let org;
before(async () => {
  org = await Org.open("acme-insycle-half");
  addConnectedApp(org, { Name: "Insycle" });
});

const ask = (url, { shape = "classic", ...more } = {}) => page({ org, host: `${org.name}.${SHAPES[shape]}`, url, ...more });
const open = (url, more) => read(ask(url, more).body);
const appNamed = (label) => org.get("SELECT DurableId FROM AppDefinition WHERE Label = ?", [label]).DurableId;
const profile = (name) => org.get("SELECT p.Id, s.Id AS SetId FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id WHERE p.Name = ?", [name]);
const sees = (name, app) => org.get("SELECT COUNT(*) AS n FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityId = ?", [profile(name).SetId, app]).n === 1;
const asViewer = (work) => {
  org.actAs("vera.viewer@acme.example");
  try {
    return work();
  } finally {
    org.actAs("ada.admin@acme.example");
  }
};

/** The boxes of a profile in the Classic form: Visible, then Default. */
const boxes = (document, name) => document.all("table.list tr.dataRow").find((row) => row.one("th").text === name).all("input[type=checkbox]").map((box) => box.attributes);
const ticked = (document) => new URLSearchParams([...document.all("#editPage input[type=hidden]"), ...document.all("#editPage input[checked]")].map(({ attributes }) => [attributes.name, attributes.value]));

describe("App Manager", () => {
  const rows = (start = 0) => JSON.parse(ask(`/setup-data/apps?start=${start}`, { shape: "setup" }).body);

  test("has apps and connected apps; two of one name differ by their type", () => {
    org.language = "en_US";
    const named = rows().rows.filter(({ name }) => name === "Insycle").map(({ id, typeName }) => [id.slice(0, 3), typeName]);
    assert.deepEqual(named, [["0H4", "Connected"], ["02u", "Classic (Managed)"]]);
  });

  test("gives twenty rows at a time and says whether there are more", () => {
    for (let at = 0; at < 30; at += 1) addConnectedApp(org, { Name: `Connector ${at}` });
    const total = org.get("SELECT COUNT(*) AS n FROM AppMenuItem").n;
    const parts = [0, 20, 40].map(rows);
    assert.deepEqual(parts.map(({ more }) => more), [true, total > 40, false]);
    assert.equal(new Set(parts.flatMap((part) => part.rows.map(({ id }) => id))).size, total);
  });

  test("draws in synthetic shadow unless the org is told otherwise", () => {
    const shadow = () => JSON.parse(open("/lightning/setup/NavigationMenus/home", { shape: "setup" }).one("#shell-data").root.childNodes[0].value).shadow;
    assert.equal(shadow(), "synthetic");
    org.nativeShadow = true;
    assert.equal(shadow(), "native");
    org.nativeShadow = false;
  });
});

describe("the edit page of a Classic app", () => {
  test("has a box Visible and one Default per profile, whose names are made up at every start", async () => {
    const app = appNamed("Insycle");
    const document = open(`/${app}/e`);
    assert.deepEqual(document.all("tr.headerRow th").map((head) => head.text), ["Profile", "Visible", "Default"]);
    assert.equal(document.all("tr.dataRow").length, org.get("SELECT COUNT(*) AS n FROM Profile").n);
    const again = await Org.open("acme-insycle-half");
    const names = (of) => read(page({ org: of, host: `${of.name}.my.salesforce.com`, url: `/${app}/e` }).body).all("input[type=checkbox]").map((box) => box.attributes.name);
    assert.deepEqual(names(org).filter((name) => names(again).includes(name)), []);
  });

  test("Save shows the app to the ticked profiles alone; a failed one changes nothing", () => {
    const app = appNamed("Insycle");
    const document = open(`/${app}/e`);
    const form = ticked(document);
    form.delete(boxes(document, "System Administrator")[0].name);
    form.set(boxes(document, "Acme Sales Rep")[0].name, "1");
    org.failNextSave = "Locked.";
    const redrawn = read(ask(`/${app}/e`, { method: "POST", form }).body);
    assert.match(redrawn.one("#errorDiv_ep").text, /Locked\.$/);
    assert.ok("checked" in boxes(redrawn, "Acme Sales Rep")[0]);
    assert.deepEqual([sees("System Administrator", app), sees("Acme Sales Rep", app)], [true, false]);
    assert.deepEqual([ask(`/${app}/e`, { method: "POST", form }).status, sees("System Administrator", app), sees("Acme Sales Rep", app)], [302, false, true]);
  });

  test("who lacks Customize Application sees disabled boxes, no Save, and saves nothing", () => {
    const app = appNamed("Insycle");
    const form = ticked(open(`/${app}/e`));
    form.set(boxes(open(`/${app}/e`), "Read Only")[0].name, "1");
    asViewer(() => {
      const document = open(`/${app}/e`);
      assert.ok(document.all("input[type=checkbox]").every((box) => "disabled" in box.attributes));
      assert.equal(document.all("input[name=save]").length, 0);
      assert.equal(read(ask(`/${app}/e`, { method: "POST", form }).body).all("#errorDiv_ep").length, 1);
    });
    assert.equal(sees("Read Only", app), false);
  });

  test("a Lightning app and a connected app have none", () => {
    for (const id of [appNamed("Sales"), org.get("SELECT ApplicationId FROM AppMenuItem WHERE Type = 'ConnectedApplication'").ApplicationId]) assert.equal(ask(`/${id}/e`), null);
  });
});

describe("the Lightning App Builder of an app", () => {
  const builder = (app, shape) => JSON.parse(open(`/visualEditor/appBuilder.app?id=${app}`, { shape }).one("#builder-data").root.childNodes[0].value);

  test("has the profiles that see the app, outside of Setup, and none for a Classic app", () => {
    const app = appNamed("Sales");
    for (const shape of ["setup", "lightning"]) {
      const { profiles } = builder(app, shape);
      assert.deepEqual(profiles.filter(({ chosen }) => chosen).map(({ label }) => label), ["Acme Sales Operations", "Acme Sales Rep", "Standard User", "System Administrator"]);
      assert.ok(profiles.every(({ value }) => !value.startsWith("00e")));
    }
    assert.equal(ask(`/visualEditor/appBuilder.app?id=${appNamed("Insycle")}`, { shape: "setup" }), null);
  });

  test("Save shows the app to the chosen profiles alone, and for a viewer to nobody new", () => {
    const app = appNamed("Sales");
    const valueOf = (name) => builder(app, "setup").profiles.find(({ label }) => label === name).value;
    const form = new URLSearchParams([["profile", valueOf("Read Only")], ["profile", valueOf("System Administrator")]]);
    const send = () => ask(`/visualEditor/appBuilder.app?id=${app}`, { shape: "setup", method: "POST", form }).status;
    assert.equal(asViewer(send), 403);
    assert.deepEqual([sees("Read Only", app), sees("Acme Sales Rep", app)], [false, true]);
    assert.equal(send(), 200);
    assert.deepEqual([sees("Read Only", app), sees("Acme Sales Rep", app), sees("System Administrator", app)], [true, false, true]);
  });
});

describe("Company Information and System Overview", () => {
  test("say the organization's id, its edition, and the calls", () => {
    const rows = Object.fromEntries(open(`/${org.id}?setupid=CompanyProfileInfo`).all("table.detailList tr").map((row) => [row.one("td.labelCol").text, row.one("td.dataCol").text]));
    assert.deepEqual([rows["Salesforce.com Organization ID"], rows["Organization Edition"], rows["API Requests, Last 24 Hours"]], [org.id.slice(0, 15), "Enterprise Edition", "10,018 (100,000 max)"]);
    const panels = open("/setup/systemOverview.apexp").all("#panel-board div.panel-content-item").map((panel) => panel.text);
    assert.ok(panels.some((panel) => panel.replace(/\s+/g, "") === "APIRequests,Last24Hours10,01810%(maximum100,000)"), panels.join("; "));
  });

  test("the edition is the same in every language, labels are not", () => {
    const seen = ["en_US", "ja", "hu"].map((language) => {
      org.language = language;
      return open(`/${org.id}`).all("table.detailList td").map((cell) => cell.text);
    });
    org.language = "en_US";
    for (const cells of seen) assert.ok(cells.includes("Enterprise Edition"));
    assert.equal(new Set(seen.map((cells) => cells[6])).size, 3);
  });
});
