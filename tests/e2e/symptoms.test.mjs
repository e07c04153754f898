/**
 * From what the admin sees to the steps that explain it: every symptom of the built-in checklists, in an org in which its cause is there
 * and nothing else is wrong. It is chosen, or each of its messages is pasted; ORGREADY_LONG does both. ORGREADY_BROWSER says in which browser.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browserName, launch } from "../drive/browser.mjs";
import { choose } from "../drive/options.mjs";
import { Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { isDone } from "../drive/walk.mjs";
import { ADDRESSES, addSet, APP, assignSet, FIELDS, giveField, giveObjects, hiddenSet, idOf, INTEGRATION, logIn, OPS, PACKAGE, REPS, setSession, showApp, unassign, withoutApi, withoutApp, withoutClasses } from "../walk/fresh-org.mjs";
import { readSeeds } from "../../www/org/org.mjs";
import { addFields, blockApp, installApp, installPackage, usedApps } from "../../www/pages/records.mjs";
import { start } from "../../www/server.mjs";

const ADMIN = "ada.admin@acme.example";
const PROFILE = "Acme Sales Operations";
const OBJECTS = ["Lead", "Contact", "Account", "Opportunity", "Task"];
const HOUR = 3_600_000;
const readChecklist = (id) => JSON.parse(readFileSync(new URL(`../../extension/checklists/${id}.json`, import.meta.url), "utf8"));
const CHECKLISTS = ["insycle", "playbooks"].map(readChecklist);
const CHOICES = {
  checklists: CHECKLISTS.map(({ id }) => id),
  api: true,
  inputs: {
    "insycle/insycle-users": OPS,
    "insycle/uses-package": ["yes"],
    "insycle/uses-flows": ["yes"],
    "insycle/objects-fields": ["Lead.Status"],
    "playbooks/integration-user": [INTEGRATION],
    "playbooks/reps": REPS,
    "playbooks/access-user-only": ["no"],
    "playbooks/app-name": [APP],
    "playbooks/addresses": ADDRESSES,
    "playbooks/fields": FIELDS,
    "playbooks/integration-grants": ["ApiEnabled"],
    "playbooks/basic-grants": ["ApiEnabled"],
  },
};
const SEED = "acme-fresh";

/** An org that lacks nothing of either checklist but what is done by hand. */
function whole() {
  const { [SEED]: seed } = readSeeds();
  seed.users.push({ Username: INTEGRATION, FirstName: "InsideSales", LastName: "Playbooks", Profile: PROFILE });
  return { [SEED]: seed };
}

function complete(org) {
  installPackage(org, PACKAGE, true);
  assignSet(org, "Insycle", OPS);
  showApp(org, "Insycle", PROFILE);
  giveObjects(org, PROFILE, OBJECTS);
  giveField(org, PROFILE, "Lead.Status");
  addFields(org, FIELDS);
  for (const name of FIELDS) giveField(org, PROFILE, name);
  for (const name of ["Integration", "Basic"]) addSet(org, `Playbooks ${name} User`);
  assignSet(org, "Playbooks Integration User", [INTEGRATION]);
  assignSet(org, "Playbooks Basic User", REPS);
  for (const user of OPS) logIn(org, "Insycle", user);
  logIn(org, APP, INTEGRATION);
  for (const name of ["Insycle", APP]) installApp(org, usedApp(org, name));
}

const usedApp = (org, name) => usedApps(org).find(({ Name }) => Name === name);
const withoutToken = (org, app) => org.run("DELETE FROM OauthToken WHERE AppName = ?", [app]);
const withoutEdit = (org, object) => org.run("UPDATE ObjectPermissions SET PermissionsEdit = 0 WHERE SobjectType = ? AND ParentId = ?", [object, hiddenSet(org, PROFILE)]);
const preauthorize = (org, app) => org.run("UPDATE ConnectedApplication SET OptionsAllowAdminApprovedUsersOnly = 1 WHERE Name = ?", [app]);
const withoutFields = (org) => FIELDS.forEach((name) => org.run("DELETE FROM FieldDefinition WHERE DurableId = ?", [name]));
const byHand = (cause) => ({ cause, next: "do by hand", act: () => {} });

/**
 * What makes the admin see it: the step that is its cause, and the act in the org. `also` are listed steps that then are to do as well.
 * @type {Record<string, Record<string, {cause: string, act: (org: object) => void, next?: string, also?: string[]}>>}
 */
const CAUSES = {
  insycle: {
    "oauth-error": { cause: "connected-app", act: (org) => withoutApp(org, "Insycle"), also: ["approve-users"] },
    "app-blocked": { cause: "connected-app", act: (org) => (withoutApp(org, "Insycle"), blockApp(org, usedApp(org, "Insycle"), true)) },
    "not-approved": { cause: "permitted-users", act: (org) => preauthorize(org, "Insycle") },
    "sandbox-app": { cause: "first-login", act: (org) => (withoutApp(org, "Insycle"), withoutToken(org, "Insycle")), also: ["connected-app"] },
    "asks-for-package": { cause: "package-status", act: (org) => org.run("UPDATE PackageLicense SET Status = 'Expired'") },
    "not-supported": byHand("package-newest"),
    "no-access": { cause: "object-access", act: (org) => withoutEdit(org, "Lead") },
    "lacks-permissions": { cause: "apex-classes", act: (org) => withoutClasses(org, PROFILE), also: ["package-for-all"] },
    "api-limit": { cause: "api-calls", act: (org) => Object.assign(org.api, { used: org.api.max - 500 }) },
    "api-disabled": { cause: "api-enabled", act: (org) => OPS.forEach((user) => withoutApi(org, user)) },
    "lost-connection": { cause: "authorise-again", act: (org) => withoutToken(org, "Insycle") },
    "no-recipes": { cause: "permission-set", act: (org) => OPS.forEach((user) => unassign(org, "Insycle", user)) },
  },
  playbooks: {
    "nothing-happens": { cause: "connect", act: (org) => withoutToken(org, APP) },
    "oauth-error": { cause: "app-installed", act: (org) => withoutApp(org, APP) },
    "wrong-user": { cause: "connect", act: (org) => org.run("UPDATE OauthToken SET UserId = ? WHERE AppName = ?", [idOf(org, "User", "Username", ADMIN), APP]) },
    "lost-connection": { cause: "unlock-ip", act: (org) => setSession(org, { lockSessionsToIp: true }) },
    "address-refused": { cause: "login-ranges", act: (org) => org.saveMetadata("Profile", { loginIpRanges: [{ startAddress: "192.0.2.1", endAddress: "192.0.2.9" }] }, PROFILE), also: ["network-access"] },
    "no-access": { cause: "integration-objects", act: (org) => withoutEdit(org, "Task") },
    "no-fields": { cause: "fields", act: withoutFields },
    "package-fails": { cause: "may-install-fields", act: withoutFields, also: ["fields"] },
    "api-disabled": { cause: "integration-api", act: (org) => withoutApi(org, INTEGRATION) },
    "rep-cannot": { cause: "basic-permission-set", act: (org) => unassign(org, "Playbooks Basic User", REPS[0]) },
  },
};

let server, org, driven, tab, setup, sidebar;

before(async () => {
  server = await start({ orgs: [SEED], seeds: whole() });
  org = server.orgs[SEED];
  complete(org);
  driven = await launch(browserName(), { server });
  await choose(driven, org.name, CHOICES);
  tab = await driven.browser.newPage();
  [setup, sidebar] = [new Setup(tab, "setup"), new Sidebar(driven, tab)];
  await load();
  await sidebar.checked();
});
after(async () => {
  await driven?.close();
  await server.close();
});

/** Setup Home, which no step is about. */
const load = () => setup.open(`https://${org.hosts.setup}/lightning/setup/SetupOneHome/home`);

/** Opens the page when all that the API said is an hour older. A check that ended just now may yet write what it said. */
const anHourLater = () =>
  until(
    "what the API said to be an hour old",
    async () => {
      await makeOlder();
      await load();
      return (await sidebar.until("when the API was asked", ({ text }) => /API: asked/.test(text))).text;
    },
    (text) => /API: asked \d+ hours? ago/.test(text),
  );

async function makeOlder() {
  const page = await driven.extensionPage("pages/options.html");
  await page.evaluate(async (hour) => {
    const { session } = (globalThis.browser ?? globalThis.chrome).storage;
    const held = Object.entries(await session.get(null)).filter(([name]) => /^(facts|says):/.test(name));
    const older = (value) => JSON.parse(JSON.stringify(value).replace(/\b\d{13}\b/g, (moment) => String(moment - hour)));
    await session.set(Object.fromEntries(held.map(([name, value]) => [name, older(value)])));
  }, HOUR);
  await page.close();
  await tab.bringToFront();
}

const asked = () => server.log.filter(({ api, status }) => api && status === 200).length;

/** Does something to the org, looks, and takes it back. */
async function broken(act, look) {
  const used = org.api.used;
  org.run("SAVEPOINT broken");
  try {
    act(org);
    await look();
  } finally {
    org.run("ROLLBACK TO broken");
    org.run("RELEASE broken");
    blockApp(org, usedApp(org, "Insycle"), false);
    org.api.used = used;
    await sidebar.press("Check with API");
    await sidebar.checked();
  }
}

/** Waits until the sidebar explains a symptom by its steps alone, the cause first. */
async function explained(symptom, { cause, next = "to do", also = [] }) {
  const { steps, text } = await sidebar.until(`${cause} to explain ${symptom.id}`, ({ symptom: seen, steps, api }) =>
    seen === symptom.id && api === "allowed" && steps[0]?.step === cause && steps[0].status === next);
  assert.deepEqual(steps.map(({ step }) => step), [cause, ...symptom.steps.filter((step) => step !== cause)]);
  assert.deepEqual(steps.filter(({ isNext }) => isNext).map(({ step }) => step), [cause]);
  assert.deepEqual(steps.slice(1).filter(({ status }) => status === "to do").map(({ step }) => step).sort(), [...also].sort());
  for (const words of [symptom.title, symptom.about]) assert.ok(text.includes(words), `“${words}”: ${text}`);
}

/** Waits until all steps are shown. */
async function allBack({ steps: all }) {
  const { steps, text } = await sidebar.until("all steps", ({ symptom, steps }) => symptom === null && steps.length === all.length);
  assert.deepEqual(steps.map(({ step }) => step).sort(), all.map(({ id }) => id).sort());
  return text;
}

const show = ({ title, steps }) => sidebar.choose(title, steps[0].id);

/** Each symptom by one of its ways, the next by the other; ORGREADY_LONG takes both. */
const isTaken = (at, way) => process.env.ORGREADY_LONG === "1" || at % 2 === way;

for (const checklist of CHECKLISTS) {
  const causes = CAUSES[checklist.id];
  describe(checklist.title, () => {
    test("each symptom has its cause here", () => {
      assert.deepEqual(Object.keys(causes).sort(), checklist.symptoms.map(({ id }) => id).sort());
    });

    test("nothing is wrong before", async () => {
      await show(checklist);
      const { steps } = await sidebar.read();
      assert.deepEqual(steps.filter((step) => !isDone(step) && step.status !== "do by hand").map(({ step, status }) => `${step}: ${status}`), []);
    });

    for (const [at, symptom] of checklist.symptoms.entries()) {
      const cause = causes[symptom.id];
      const isAsked = cause.next !== "do by hand";
      const ways = [["chosen", () => sidebar.see(symptom.title)], ...(symptom.says ?? []).slice(0, 1).map((text) => [`pasted as “${text}”`, () => sidebar.paste(text)])];
      for (const [how, see] of ways.filter((_, way) => ways.length === 1 || isTaken(at, way))) {
        test(`${symptom.id}, ${how}: ${cause.cause} explains it, ${isAsked ? "checked at once" : "which only the admin knows"}`, async () => {
          await anHourLater();
          await show(checklist);
          await allBack(checklist);
          await broken(cause.act, async () => {
            server.log.length = 0;
            await see();
            await explained(symptom, cause);
            assert.ok(asked() > 0, "the API was asked");
            await sidebar.press("Show all steps");
            await allBack(checklist);
            for (const text of how === "chosen" ? [] : symptom.says.slice(1)) {
              await sidebar.paste(text);
              await explained(symptom, cause);
            }
          });
        });
      }
    }

    test("a text that fits nothing says so, and hides no step", async () => {
      await show(checklist);
      await sidebar.paste("The quick brown fox jumps over the lazy dog.");
      await sidebar.until("that it is not known", ({ text }) => text.includes("No message like this is known here. All steps are shown."));
      await allBack(checklist);
    });
  });
}

describe("by the keyboard alone", () => {
  const [checklist] = CHECKLISTS;
  const MESSAGE = "Or a message: paste it and press Enter";
  const press = (key) => tab.keyboard.press(key);
  const focused = (words) => sidebar.until(`the focus on “${words}”`, ({ focus }) => focus === words);
  const seen = (at) => sidebar.until(`symptom ${at}`, ({ symptom }) => symptom === (checklist.symptoms[at]?.id ?? null));

  /** @param {string} words @param {number} most as many stops as there may be until then */
  async function tabTo(words, most) {
    for (let at = 0; at < most && (await sidebar.read()).focus !== words; at++) await press("Tab");
    return focused(words);
  }

  test("what is seen is chosen, pasted and left again, and the focus is never lost", async () => {
    await anHourLater();
    await show(checklist);
    await sidebar.press("Collapse");
    await sidebar.press("Set-up checklist");
    await allBack(checklist);
    await tabTo("Something does not work?", 12);
    await press("Enter");
    await tabTo("What you see", 1);
    for (const at of [0, 1, 2]) {
      await press("ArrowDown");
      await seen(at);
      await focused("What you see");
    }
    await press("Home");
    await seen(-1);
    await focused("What you see");
    await tabTo(MESSAGE, 1);
    await tab.keyboard.type(checklist.symptoms[0].says[0]);
    await press("Enter");
    await seen(0);
    await focused(MESSAGE);
    await tabTo("Show all steps", 1);
    await press("Enter");
    await allBack(checklist);
    await focused("Something does not work?");
  });
});

test("what was pasted is in no message to the org", async () => {
  const secret = "Lorem ipsum dolor";
  server.log.length = 0;
  await sidebar.paste(secret);
  await until("it to be looked for", () => sidebar.read(), ({ text }) => text.includes("No message like this is known here."));
  await sidebar.press("Check with API");
  await until("the API to be asked", () => server.log.some(({ path }) => path.startsWith("/services/data/")));
  await sidebar.checked();
  assert.ok(server.log.every(({ path, body }) => !`${path}${body}`.includes(secret)));
});
