/**
 * The worker as it is built, outside of any browser: in as much of an extension's API as it uses, before demo orgs' APIs. A run of it can be
 * stopped at any time: what it waits for then never comes.
 */
import { readFile } from "node:fs/promises";
import { createApi } from "../../www/api/api.mjs";

const BUILT = new URL("../../dist/chrome/", import.meta.url);
const ID = "orgready";
const TYPES = { wasm: "application/wasm", json: "application/json" };
const copy = (value) => (value === undefined ? undefined : structuredClone(value));
const soon = () => new Promise((done) => setImmediate(done));

let runs = 0;

export class Browser {
  /** @type {Record<"local" | "session", Record<string, any>>} */
  storage = { local: {}, session: {} };
  /** Session ids by host; in a container of Firefox's by its name and the host. */
  cookies = new Map();
  permissions = new Set();
  /** The requests to orgs, as `host path`. @type {string[]} */
  requests = [];
  /** What orgs answered: how many bytes, and whether it counts against the org's allowance. @type {{bytes: number, counted: boolean}[]} */
  answers = [];
  /** Which writes the browser refuses, by area and name. @type {(area: string, name: string) => boolean} */
  refuses = () => false;
  /** Which files of the extension can't be read, by their paths. @type {(path: string) => boolean} */
  lacks = () => false;
  /** Called with a request's path when its answer is there; the answer waits for what it gives. */
  hold = async () => {};
  #apis = new Map();
  #listener;
  #removed;
  #run = {};

  /** @param {import("../../www/org/org.mjs").Org[]} orgs */
  constructor(orgs) {
    for (const org of orgs) this.#apis.set(org.hosts.my, createApi(org));
    globalThis.fetch = (url, init) => this.#fetch(String(url), init);
  }

  /** Starts the worker, anew where it runs. */
  async start() {
    this.#run = { isOver: false };
    globalThis.chrome = this.#api(this.#run);
    await import(`${new URL("worker.js", BUILT)}?${runs++}`);
  }

  /** Stops the worker, whatever it is at. */
  async stop() {
    this.#run.isOver = true;
    await this.start();
  }

  /** Closes the browser and opens it again. */
  async restart() {
    this.storage.session = {};
    await this.stop();
  }

  /** The admin takes a permission back in the browser's own pages. */
  takePermission(name) {
    this.permissions.delete(name);
    this.#removed({ permissions: [name] });
  }

  /** Says a page's word to the worker. @param {import("../../www/org/org.mjs").Org} org */
  fromPage(org, message, tab = {}) {
    const url = `https://${org.hosts.setup}/lightning/setup/SetupOneHome/home`;
    return this.tell(message, { url, frameId: 0, tab: { id: 1, url, ...tab } });
  }

  /** Says the word of Orgready's own page. */
  fromOptions(org, message) {
    return this.tell({ org: org.name, ...message }, { url: new URL("pages/options.html", BUILT).href, tab: { id: 9 } });
  }

  /** Says anybody's word. What is refused is not answered. */
  tell(message, sender) {
    const whole = message?.kind === undefined ? message : { v: 1, id: crypto.randomUUID(), ...message };
    return new Promise((reply) => this.#listener(whole, { id: ID, ...sender }, reply) || reply());
  }

  #api(run) {
    // What a run that is over waits for never comes.
    const after = (act) => async (...given) => {
      await soon();
      if (run.isOver) await new Promise(() => {});
      return act(...given);
    };
    const area = (name) => ({
      get: after((keys) => copy(Object.fromEntries(Object.entries(this.storage[name]).filter(([key]) => keys === null || [keys].flat().includes(key))))),
      set: after((values) => {
        if (Object.keys(values).some((key) => this.refuses(name, key))) throw new Error("QUOTA_BYTES quota exceeded");
        Object.assign(this.storage[name], copy(values));
      }),
      remove: after((keys) => void [keys].flat().forEach((key) => delete this.storage[name][key])),
    });
    return {
      storage: { local: area("local"), session: area("session") },
      cookies: { get: after(({ url, storeId }) => ({ value: this.cookies.get([...(storeId ? [storeId] : []), new URL(url).host].join(" ")) })) },
      permissions: {
        contains: after(({ permissions }) => permissions.every((name) => this.permissions.has(name))),
        onRemoved: { addListener: (listener) => (this.#removed = listener) },
      },
      runtime: {
        id: ID,
        getURL: (path) => new URL(path, BUILT).href,
        getManifest: () => ({ version: "1" }),
        onMessage: { addListener: (listener) => (this.#listener = listener) },
      },
      action: { onClicked: { addListener: () => {} } },
    };
  }

  async #fetch(address, init = {}) {
    const url = new URL(address);
    if (url.protocol === "file:" && this.lacks(url.pathname)) return new Response("", { status: 404 });
    if (url.protocol === "file:") return new Response(await readFile(url), { headers: { "content-type": TYPES[url.pathname.split(".").pop()] ?? "text/plain" } });
    this.requests.push(`${url.host} ${url.pathname}`);
    const headers = Object.fromEntries(new Headers(init.headers));
    const { status, headers: told, body, counted = false } = this.#apis.get(url.host)({ method: init.method ?? "GET", url, headers, body: init.body ?? "" });
    this.answers.push({ bytes: Buffer.byteLength(body), counted });
    await this.hold(url.pathname);
    return new Response(body, { status, headers: told });
  }
}
