/**
 * Every error that Salesforce's API is known to answer with, of a whole call and inside of a composite; answers that come late, not at all, or to
 * nobody. Each is told in a sentence with one thing to do, costs nothing of what the page shows, and is over with the next check.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { behind, breakableExtension } from "../drive/breakable.mjs";
import { browserName, launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { start } from "../../www/server.mjs";

const BROWSER = browserName();
const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const BY_API = "integration-permission-set";
const PATIENCE = 20_000;

let server, org, extension, driven, control, tab, sidebar;

before(async () => {
  extension = breakableExtension(BROWSER);
  server = await start({ orgs: [SEED] });
  org = server.orgs[SEED];
  driven = await launch(BROWSER, { server, extension });
  control = await behind(driven);
  await choose(driven, org.name, { ...EVERYTHING, checklists: ["playbooks"] });
  tab = await driven.browser.newPage();
  sidebar = new Sidebar(driven, tab);
  await new Setup(tab, "setup").open(sessionSettings(org, "setup"));
  await sidebar.checked();
  await sidebar.status(BY_API, "to do");
});
after(async () => {
  await driven?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

/** Checks while a fault is switched on. What the page shows counts all the same. */
async function checkWith(kind, options = {}, patience = undefined) {
  org.faults.set(kind, options);
  await sidebar.press("Check with API");
  // Pressed: what was told before is not there while it is asked.
  const shown = await sidebar.until(`an outcome of ${kind}`, ({ api, apiReason, steps }) => api === "allowed" && (apiReason || steps.some(({ step, reason }) => step === BY_API && reason)), patience);
  const step = shown.steps.find(({ step }) => step === STEP);
  assert.equal(step.status, "to do");
  return { shown, step: shown.steps.find(({ step }) => step === BY_API) };
}

async function checkWithout() {
  org.faults.clear();
  await sidebar.press("Check with API");
  await sidebar.until("an answer", ({ api, apiReason }) => api === "allowed" && apiReason === null);
  await sidebar.status(BY_API, "to do");
}

/** Kind in www/api/faults.mjs, the reason's name, what is said. */
const ERRORS = [
  ["expired-session", "session-expired", "Your session has ended. Log in to Salesforce again, then check again."],
  ["not-an-api-session", "session-not-for-api", "Salesforce does not accept this session for its API. Go to the step's page instead."],
  ["api-disabled", "api-disabled", "The API is off for this org or for you, which says nothing of the vendor's app. Go to the step's page instead."],
  ["api-off-for-user", "api-disabled", "The API is off for this org or for you, which says nothing of the vendor's app. Go to the step's page instead."],
  ["request-limit", "request-limit", "The org's API calls of the last 24 hours are used up. Check again later, or go to the step's page."],
  ["insufficient-access", "insufficient-access", "You may not see this through the API. Go to the step's page, or ask an admin who may."],
  ["invalid-type", "object-unknown", "The API does not show this list in this org or to you. Go to the step's page instead."],
  ["invalid-field", "field-unknown", "The API does not show this field in this org or to you. Go to the step's page instead."],
  ["malformed-query", "query-refused", "Salesforce did not accept the question. Go to the step's page instead."],
  ["not-found", "not-found", "Salesforce has nothing at the address that was asked. Go to the step's page instead."],
  ["gone", "version-gone", "Salesforce retired the API version that is used here. Update Orgready."],
  ["server-error", "unavailable", "Salesforce is not available right now. Check again later."],
  ["unavailable", "unavailable", "Salesforce is not available right now. Check again later."],
];
/** The same of what comes in the place of an answer. */
const OTHERS = [
  ["login-page", "not-data", "page instead of data"],
  ["maintenance-page", "unavailable", "Salesforce is not available right now. Check again later."],
  ["truncated", "unexpected", "not what Salesforce documents"],
];

describe("an error of the whole call", () => {
  afterEach(checkWithout);

  for (const [kind, reason, words] of [...ERRORS, ...OTHERS]) {
    test(`${kind}: ${reason}`, async () => {
      const { shown } = await checkWith(kind);
      assert.equal(shown.apiReason, reason);
      assert.ok(shown.text.includes(words), shown.text);
    });
  }
});

describe("an error where nothing was known yet", () => {
  afterEach(checkWithout);

  for (const [kind, reason, words] of [ERRORS[0], ...OTHERS]) {
    test(`${kind}: ${reason}`, async () => {
      await control.act((extension) => extension.storage.session.clear());
      org.faults.set(kind, {});
      await tab.reload();
      const { steps } = await sidebar.until(`the fault ${reason}`, ({ page, apiReason }) => page === "read" && apiReason === reason);
      const statuses = Object.fromEntries(steps.map(({ step, status }) => [step, status]));
      assert.deepEqual([statuses[STEP], statuses[BY_API], statuses.network], ["to do", "could not check", "do by hand"]);
      assert.ok((await sidebar.open(BY_API)).words.includes(words));
    });
  }
});

describe("an error inside of a composite", () => {
  afterEach(checkWithout);

  for (const [kind, reason, words] of ERRORS) {
    test(`${kind}: ${reason}`, async () => {
      const { step } = await checkWith(kind, { inside: true });
      assert.deepEqual([step.status, step.reason], ["could not check", reason]);
      const rows = await sidebar.evidence(BY_API);
      assert.ok(rows.some((row) => row.source === "org" && row.reason === reason), JSON.stringify(rows));
      assert.ok((await sidebar.step(BY_API)).words.includes(words), (await sidebar.step(BY_API)).words);
    });
  }
});

describe("no answer", () => {
  test(`one that does not come in ${PATIENCE / 1000} s is not waited for`, async () => {
    await control.worker({ haste: 40 });
    const { shown } = await checkWith("no-answer");
    await control.worker({ haste: 1 });
    assert.equal(shown.apiReason, "timed-out");
    assert.match(shown.text, /Salesforce did not answer in time\. Check again\./);
    const { patience } = await control.worker();
    assert.ok(patience.length > 0 && patience.every((milliseconds) => milliseconds === PATIENCE), String(patience));
    await checkWithout();
  });

  // Twenty seconds of nothing are for --long.
  if (process.env.ORGREADY_LONG === "1") {
    test("one that takes 30 s is not waited for, by the clock", async () => {
      const { shown } = await checkWith("slow", { milliseconds: 30_000 }, 2 * PATIENCE);
      assert.equal(shown.apiReason, "timed-out");
      await checkWithout();
    });
  }

  test("a connection that is cut", async () => {
    const { shown } = await checkWith("hang-up");
    assert.equal(shown.apiReason, "network");
    assert.match(shown.text, /The request did not get through\. Look at your network, then check again\./);
    await checkWithout();
  });

  test("nobody there any more", async () => {
    await server.close();
    await sidebar.press("Check with API");
    const { apiReason, steps } = await sidebar.until("the failed check", ({ api, apiReason }) => api === "allowed" && apiReason);
    assert.equal(apiReason, "network");
    assert.equal(steps.find(({ step }) => step === STEP).status, "to do");
  });
});
