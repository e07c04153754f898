/**
 * The built extension in a copy that breaks where a test says so, and counts what it starts: for tests of what it survives. What breaks and
 * what is counted stands in `globalThis.breakable` of the worker and of each document's content script.
 */
import { alteredExtension } from "./altered.mjs";

/** What stands for another object, but for what it has of its own. */
const THROUGH = `const through = (object, own) => new Proxy({}, {
    get: (_, name) => own[name] ?? (typeof object[name] === "function" ? object[name].bind(object) : object[name]),
  });`;

/**
 * Before the worker and before the loader. A part whose name is in `traps` traps at its next call, as WebAssembly does; `isFull` makes storage
 * refuse every write; `haste` is how many times sooner the worker's requests are given up; of the times that what is kept was asked for the
 * first `told` are answered; the next `loses` choices of a document are lost with the worker, which is heard once a later one is kept.
 */
const BREAKABLE = `
{
  const real = globalThis.browser ?? globalThis.chrome;
  const memories = {};
  const state = (globalThis.breakable = {
    traps: [], isFull: false, haste: 1, asked: 0, told: 1e9, loses: 0, compiles: {}, patience: [], started: {}, heard: 0,
    get memory() { return Object.values(memories).reduce((sum, { buffer }) => sum + buffer.byteLength, 0); },
  });
  const count = (of, name) => (of[name] = (of[name] ?? 0) + 1);
  ${THROUGH}

  if (globalThis.WebAssembly) {
    const instantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
    const breaks = (part, act) => (...given) => {
      if (state.traps.includes(part)) throw new WebAssembly.RuntimeError("unreachable");
      return act(...given);
    };
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const response = await source;
      const [, part] = /(\\w+)_bg\\.wasm/.exec(response.url);
      count(state.compiles, part);
      const { instance, module } = await instantiate(response, imports);
      memories[part] = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
      const exports = Object.entries(instance.exports).map(([name, it]) => [name, typeof it === "function" ? breaks(part, it) : it]);
      return { module, instance: { exports: Object.fromEntries(exports) } };
    };
  }

  for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"]) {
    const start = globalThis[name]?.bind(globalThis);
    if (start) globalThis[name] = (act, ...given) => {
      count(state.started, name);
      return start((...told) => { count(state.started, name + " came"); act(...told); }, ...given);
    };
  }

  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => {
    const name = "AbortSignal.timeout(" + milliseconds + ")";
    count(state.started, name);
    state.patience.push(milliseconds);
    const signal = timeout(milliseconds / state.haste);
    signal.addEventListener("abort", () => count(state.started, name + " came"));
    return signal;
  };

  const area = (kept) => through(kept, {
    set: async (values) => { if (state.isFull) throw new Error("QUOTA_BYTES quota exceeded"); return kept.set(values); },
  });
  const storage = through(real.storage, { local: area(real.storage.local), session: real.storage.session && area(real.storage.session) });
  const answered = (nth, reply) => {
    const tell = (answer) => (nth > state.told ? setTimeout(tell, 20, answer) : reply(answer));
    return tell;
  };
  const heard = (listener) => (message, sender, reply) => {
    if (!message?.breakable) state.heard += 1;
    return listener(message, sender, message?.kind === "load" ? answered(++state.asked, reply) : reply);
  };
  const lost = [];
  const sendMessage = async (message) => {
    if (message.kind !== "keepChoice") return real.runtime.sendMessage(message);
    if (state.loses > 0) {
      state.loses -= 1;
      await new Promise((gone) => lost.push(gone));
      throw new Error("The message channel closed before a response was received");
    }
    const answer = await real.runtime.sendMessage(message);
    lost.splice(0).forEach((gone) => gone());
    return answer;
  };
  const onMessage = { addListener: (listener) => real.runtime.onMessage.addListener(heard(listener)) };
  // The runtime's id goes with the extension, so it is asked for each time.
  const runtime = through(real.runtime ?? {}, { onMessage, sendMessage });
  globalThis.alteredExtension = new Proxy({}, { get: (_, name) => (name === "storage" ? storage : name === "runtime" ? real.runtime && runtime : real[name]) });

  // The worker's state is set and read by messages; a content script's by its own page's executeScript.
  if (typeof window === "undefined" || location.protocol === "moz-extension:") {
    real.runtime.onMessage.addListener((message, _, reply) => {
      if (!message?.breakable) return false;
      reply(Object.assign(state, message.breakable));
      return true;
    });
  }
}
`;

/** Before Orgready's own pages: so many of their first questions for checklists as the address says are asked of a worker that is gone. */
const UNHEARD = `
{
  const real = globalThis.browser ?? globalThis.chrome;
  ${THROUGH}
  let left = Number(new URLSearchParams(location.search).get("unheard"));
  globalThis.asked = 0;
  const sendMessage = async (message) => {
    if (message.kind !== "checklists") return real.runtime.sendMessage(message);
    globalThis.asked += 1;
    if (left-- > 0) throw new Error("Could not establish connection. Receiving end does not exist.");
    return real.runtime.sendMessage(message);
  };
  globalThis.alteredExtension = through(real, { runtime: through(real.runtime, { sendMessage }) });
}
`;

/** @param {"chromium" | "firefox"} name @returns {string} its directory, which is the caller's to remove */
export const breakableExtension = (name) => alteredExtension(name, { "worker.js": BREAKABLE, "content.js": BREAKABLE, "pages/org.js": UNHEARD });

/**
 * One of the extension's own pages, from which what runs elsewhere is reached.
 * @param {import("./browser.mjs").Driven} driven
 */
export async function behind(driven) {
  const page = await driven.extensionPage("pages/options.html");
  const act = (act, given) => page.evaluate(`(${act})(globalThis.browser ?? globalThis.chrome, ${JSON.stringify(given) ?? "undefined"})`);
  return {
    page,
    act,
    /** Changes the worker's state, and gives it. */
    worker: (change = {}) => act((extension, breakable) => extension.runtime.sendMessage({ breakable }), change),
    /** Changes the state of every content script of a tab, and gives all of them, the top document's first. */
    documents: (tab, change = {}) => act(inDocuments, { url: tab.url(), change }),
    stored: (area = "local") => act((extension, area) => extension.storage[area].get(null), area),
    store: (values, area = "local") => act((extension, { values, area }) => extension.storage[area].set(values), { values, area }),
  };
}

/** Runs in the extension's own page. */
async function inDocuments(extension, { url, change }) {
  const tabs = await extension.tabs.query({});
  const tab = tabs.find((one) => one.url === url);
  const all = await extension.scripting.executeScript({
    target: { tabId: tab.id, allFrames: true },
    func: (change) => globalThis.breakable && { ...Object.assign(globalThis.breakable, change), isTop: window === top },
    args: [change],
  });
  return all.map(({ result }) => result).filter(Boolean).sort((one, other) => other.isTop - one.isTop);
}
