/**
 * What an admin does at a vendor: follows the link that the sidebar has for a step, in this window or in a private one as another user,
 * and presses there what the vendor's words say. Knows no vendor.
 */
import { until } from "./until.mjs";

/** Runs in the browser: what can be pressed, by one of these names. */
function pressable(names) {
  const nameOf = (node) => (node.value && node.localName === "input" && node.type !== "checkbox" ? node.value : node.textContent).trim();
  return [...document.querySelectorAll("a[href], button, label, input[type=submit]")].find((node) => names.includes(nameOf(node)) && node.getClientRects().length > 0);
}

export class Vendor {
  #driven;
  #sidebar;
  /** @type {(english: string) => string} */
  #translate;
  /** Whose pages these are, and which were there before. */
  #context = null;
  #others = [];
  #user = null;
  /** What stood in the pages that is not their own, by host. @type {string[]} */
  left = [];

  /** @param {{driven: import("./browser.mjs").Driven, sidebar: import("./sidebar.mjs").Sidebar, translate?: (english: string) => string}} given */
  constructor({ driven, sidebar, translate = (english) => english }) {
    this.#driven = driven;
    this.#sidebar = sidebar;
    this.#translate = translate;
  }

  /** Follows a step's link to the vendor: by a click, which opens a new tab; as another user by entering it in a private window. */
  async follow(step, user = null) {
    const { vendor } = await this.#sidebar.open(step);
    if (!vendor) throw new Error(`step ${step} has no link to a vendor`);
    this.#user = user;
    this.#context = user ? await this.#driven.browser.createBrowserContext() : this.#driven.browser.defaultBrowserContext();
    this.#others = await this.#context.pages();
    if (user) await (await this.#context.newPage()).goto(vendor);
    else await this.#sidebar.press(vendor, step);
    await until(`the page ${vendor}`, async () => (await this.#pages()).some((page) => page.url() === vendor));
  }

  /** The newest first: a page may open a window. */
  async #pages() {
    return (await this.#context.pages()).filter((page) => !this.#others.includes(page)).reverse();
  }

  /** Presses what has this name, on whichever page has it; logs in where that is asked for. What is said beside it is given. */
  async press(name) {
    const names = [name, this.#translate(name)];
    const found = await until(`“${name}” to be pressable`, () => this.#find(names));
    const said = await found.page.evaluate(() => document.body.innerText);
    this.left.push(...(await remains(found.page)));
    await found.page.bringToFront();
    await found.handle.click();
    return said;
  }

  async #find(names) {
    for (const page of await this.#pages()) {
      await this.#logIn(page);
      const handle = (await page.evaluateHandle(pressable, names)).asElement();
      if (handle) return { page, handle };
    }
    return null;
  }

  /** Logs in where Salesforce asks for it. */
  async #logIn(page) {
    if (!this.#user || !(await page.$("input#username"))) return;
    await page.type("#username", this.#user);
    await page.type("#password", "any");
    await Promise.all([page.waitForNavigation(), page.click("#Login")]);
  }

  /** Waits for words on one of the pages. */
  async says(words) {
    await until(`a page that says “${words}”`, async () => {
      for (const page of await this.#pages()) {
        await this.#logIn(page);
        if (!(await page.evaluate((text) => document.body.innerText.includes(text), words))) continue;
        this.left.push(...(await remains(page)));
        return true;
      }
      return false;
    });
  }

  /** Waits until one of the pages is at a host, and gives its address. */
  async arrives(host) {
    const page = await until(`a page of ${host}`, async () => (await this.#pages()).find((page) => new URL(page.url()).host === host));
    return page.url();
  }

  async close() {
    if (this.#user) return this.#context.close();
    for (const page of await this.#pages()) await page.close();
  }
}

/** What stands in a page that is not its own: the sidebar's host element would be a child of `<html>` besides head and body. */
async function remains(page) {
  const { host, foreign } = await page.evaluate(() => ({
    host: location.host,
    foreign: [...document.documentElement.children].filter(({ localName }) => !["head", "body"].includes(localName)).map(({ outerHTML }) => outerHTML),
  }));
  return foreign.map((node) => `${host}: ${node}`);
}
