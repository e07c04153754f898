/**
 * Orgready's own page: chooses checklists for an org through the page's own controls.
 */
import { allow } from "./requests.mjs";
import { until } from "./until.mjs";

/** Who is meant in the seeded orgs. */
export const PEOPLE = {
  "insycle/insycle-users": ["omar.ops@acme.example", "insycle.service@acme.example"],
  "playbooks/integration-user": ["playbooks@acme.example"],
  "playbooks/reps": ["raj.rep@acme.example", "rita.rep@acme.example", "rosa.rep@acme.example"],
};
/** Both checklists, with the API. */
export const EVERYTHING = { checklists: ["insycle", "playbooks"], api: true, inputs: PEOPLE };

/** @param {import("./browser.mjs").Driven} driven @param {string} org its My Domain name, as in `org.name` */
export async function openOptions(driven, org) {
  const page = await driven.extensionPage(`pages/options.html?org=${encodeURIComponent(org)}`);
  await until("the options to be drawn", () => page.$eval("form#org", (form) => !form.hidden));
  return page;
}

const box = async (page, selector, ticked) => {
  const node = await page.waitForSelector(selector);
  if ((await node.evaluate((input) => input.checked)) !== ticked) await node.click();
};

const fill = async (page, name, text) => {
  const field = await page.waitForSelector(`[name="${name}"]`);
  if ((await field.evaluate((node) => node.tagName)) === "SELECT") return field.select(text);
  if ((await field.evaluate((node) => node.value)) === text) return;
  // As if pasted: many letters one by one take seconds.
  await field.evaluate((node, text) => {
    node.select();
    document.execCommand(text ? "insertText" : "delete", false, text);
  }, text);
};

/**
 * Fills the open options page and saves. Gives what the page says then.
 * @param {import("puppeteer-core").Page} page
 * @param {{checklists: string[], api?: boolean, inputs?: Record<string, string[]>, limit?: number}} choices inputs by `checklist/input`
 */
export async function fillOptions(page, { checklists, api = false, inputs = {}, limit = 10 }) {
  await page.bringToFront();
  const offered = await page.$$eval("input[name=checklist]", (boxes) => boxes.map(({ value }) => value));
  for (const id of offered) await box(page, `input[name=checklist][value="${id}"]`, checklists.includes(id));
  for (const [name, values] of Object.entries(inputs)) await fill(page, name, values.join("\n"));
  await box(page, api ? "#api-checks" : "#pages-only", true);
  await fill(page, "limit", String(limit));
  await page.$eval("#saved", (output) => (output.textContent = ""));
  const org = await page.evaluate(() => new URLSearchParams(location.search).get("org"));
  if (api) allow(page.browser(), org, true);
  await (await page.$("form#org button[type=submit]")).click();
  const said = await until("the choice to be saved", () => page.$eval("#saved", ({ textContent }) => textContent));
  if (!api) allow(page.browser(), org, false);
  return said;
}

/** Opens the options of an org, chooses, saves and closes them again. */
export async function choose(driven, org, choices) {
  const page = await openOptions(driven, org);
  const said = await fillOptions(page, choices);
  await page.close();
  return said;
}
