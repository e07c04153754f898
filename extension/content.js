/**
 * The loader: the only code that runs in every document of the org's hosts. Decides whether anything is to be done here at all, and
 * only then loads the core. It changes nothing, never sees a session, and draws nothing.
 */
(() => {
  /** @type {typeof chrome} */
  const extension = globalThis.browser ?? globalThis.chrome;
  const VERSION = 1;
  const isTop = window === window.top;
  const org = /^([a-z0-9-]+(?:\.[a-z]+)?)\.(?:my\.salesforce-setup|lightning\.force|my\.salesforce)\.com$/.exec(location.hostname)?.[1];
  if (!org || globalThis.orgreadyLoaded) return;
  globalThis.orgreadyLoaded = true;

  const key = `choices:${org}`;
  const name = crypto.randomUUID();
  const loadedAt = Math.floor(Date.now() - performance.now());
  /** @type {{panel?: Promise<void>, page?: Promise<void>}} The parts of the core that were wanted. */
  const parts = {};
  /** Those that stopped in the middle of something, or could not start. None is started again in this document. @type {Set<string>} */
  const stopped = new Set();
  /** @type {Array<(what: string, value: unknown) => void>} */
  const listeners = [];
  const tell = (what, value) => listeners.forEach((listener) => listener(what, value));

  const isAt = (start) => location.pathname.startsWith(start);

  /** Whether this document is a Setup page, builds an app or installs a package. A Classic page says so in its body or by Lightning's own parameter. */
  const isSetup = () =>
    isAt("/lightning/setup/") ||
    /^\/visualEditor\/appBuilder\.app\?(.*&)?id=02u/.test(location.pathname + location.search) ||
    isAt("/packagingSetupUI/ipLanding.app") ||
    /[?&]appLayout=setup(&|$)/.test(location.search) ||
    document.querySelector("body.setupTab, #setupNavTree");

  /** Whether Salesforce asks here who it is, in the frame of a page that it shows only then. */
  const verifies = () => isAt("/_ui/identity/verification/");

  /** Whether a checklist is chosen; also where what was chosen can't be read, which the sidebar then says. */
  const isActive = async () => {
    const { [key]: chosen = {} } = await extension.storage.local.get(key).catch(() => ({}));
    const { checklists = [] } = Object(chosen) === chosen ? chosen : { checklists: null };
    return !Array.isArray(checklists) || checklists.length > 0;
  };

  /** Whether the extension was not updated or removed while this page stayed open. */
  const isThere = () => extension.runtime?.id;

  /** Without what is kept nothing begins, and a worker that was stopped in the middle of it may never answer. */
  const inTime = (answer) => Promise.race([answer, new Promise((_, late) => (AbortSignal.timeout(10_000).onabort = late))]);

  /** The newest of each kind of choice. One before it, sent again, would take its place. */
  const newest = {};

  /**
   * Sends to the worker. Rejects once the extension is gone; a worker that the browser stopped meanwhile starts again, and is asked again, but
   * not for what may not be done twice: it costs calls, or moves the page.
   */
  const send = async (message, isLast = /^(check|go|options)$/.test(message.kind)) => {
    if (!isThere()) throw Error("gone");
    newest[message.choice] = message;
    const answer = extension.runtime.sendMessage({ v: VERSION, id: crypto.randomUUID(), ...message });
    try {
      return await (message.kind === "load" ? inTime(answer) : answer);
    } catch (error) {
      if (!isThere()) throw error;
      return isLast || (message.choice && newest[message.choice] !== message) ? { failed: true } : send(message, true);
    }
  };

  /** Sends what needs no answer, and is no loss where nobody hears. */
  const sendOnly = (message) => send(message).catch(() => {});

  /** Whether this page lets WebAssembly compile. A refusal makes a report on the page, so it is tried once and remembered. */
  const canCompile = () => (compiles ??= tryToCompile());
  let compiles;
  const tryToCompile = async () => {
    const memory = `refused:${location.origin}`;
    const refused = (await extension.storage.local.get(memory))[memory];
    if (refused?.version === extension.runtime.getManifest().version && Date.now() - refused.at < 7 * 86_400_000) return false;
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return true;
    } catch {
      await send({ kind: "refused" });
      return false;
    }
  };

  /** Starts a part of the core, once: `panel` draws the sidebar, `page` reads this document. @param {"panel" | "page"} part */
  const start = (part) =>
    (parts[part] ??= (async () => {
      await isClear;
      // By the name `chrome`, which both browsers know: only so Mozilla's linter sees that nothing but a file of ours is imported.
      const module = (await import(chrome.runtime.getURL((await canCompile()) ? `${part}.js` : "tab.fallback.js"))).anew();
      module.closed.then(() => stop(part));
      guard ??= module.guard;
      await module.default({ module_or_path: extension.runtime.getURL(`${part}_bg.wasm`) });
      module[`start_${part}`](edge);
    })().catch(() => stop(part)));

  /** What is left to do once a part has stopped. Nothing is asked of it any more: it is told instead, to the top document or to the admin. */
  const stop = (part) => {
    if (stopped.has(part)) return;
    stopped.add(part);
    if (part === "page") {
      tellStopped();
      return trouble("removeRings");
    }
    tell("ask", REST);
    listeners.length = 0;
    release?.();
    sendOnly({ kind: "toFrames", body: STOP });
    sendOnly({ kind: "badge", count: 0 });
    // Also where nothing can be fetched any more: what it says may be true no longer.
    document.querySelector("html > orgready-panel")?.remove();
    trouble("say");
  };

  /** What is hardly ever needed is no load on every page (`trouble.js`). */
  const trouble = async (act) => {
    try {
      (await import(chrome.runtime.getURL("trouble.js")))[act]();
    } catch {
      // The extension is gone.
    }
  };

  /** For frames: there is nobody any more to read for. */
  const STOP = '"Stop"';
  const REST = JSON.stringify({ Rest: { document: name } });

  /** Tells the top document that this one can't be read. */
  const tellStopped = () => {
    edge.toTop(JSON.stringify({ Facts: { document: name, facts: { error: false, seen: { Err: { Fault: "Unanswered" } } }, language: "" } }));
  };

  const toPage = async (ask) => {
    await start("page");
    if (!stopped.has("page")) tell("ask", ask);
    else if (ask.startsWith('{"Read"')) tellStopped();
  };

  /** What came back of what the core sent. What is kept is never taken for empty because it could not be asked for, nor for what it was. */
  const hear = (message, reply, answer) => {
    if (answer?.failed && message.kind.startsWith("keep")) tell("not kept");
    else if (message.kind === "load" && !answer?.choices) stop("panel");
    else if (reply) tell(reply, answer?.failed ? null : answer);
  };

  /** Keeps the sidebar the admin's own (`guard.js`); comes with it. */
  let guard;
  let release;

  /** The answer to what the core asks first, which was asked while it was fetched. */
  let asked;

  /** What the core may do outside of its document. */
  const edge = {
    send: (message, reply) => {
      const answer = (message.kind === "load" && asked) || send(message);
      asked = undefined;
      answer.then(
        (answer) => hear(message, reply, answer),
        () => tell("gone", reply),
      );
    },
    toPage,
    toTop: (body) => (isTop ? tell("frame", { frame: 0, body }) : sendOnly({ kind: "toTop", body })),
    listen: (listener) => listeners.push(listener),
    name: () => name,
    loadedAt: () => loadedAt,
    guard: (root) => {
      release?.();
      release = root && guard(root, () => sendOnly({ kind: "hindered" }));
    },
  };

  // Firefox starts this script anew in open pages when the extension is updated, and what it drew before stands there still.
  const isClear = document.readyState === "complete" && trouble("clear");

  const hello = () => {
    const { pathname: path, search: query } = location;
    edge.toTop(JSON.stringify({ Hello: { document: name, loaded_at: loadedAt, name: window.name, path, query } }));
  };

  /** What happens while the panel is fetched is told once it is there: what it asked first may be older. */
  const tellPanel = (what) => parts.panel?.then(() => tell(what));

  const startTop = async () => {
    if (parts.panel || !isThere() || !isSetup() || !(await isActive()) || parts.panel) return;
    // Classic, the app builder and the package installer: this document is the page if any is, and is asked at once then.
    if (!isAt("/lightning/")) start("page");
    asked = send({ kind: "load" });
    asked.catch(() => {});
    start("panel");
  };

  extension.runtime.onMessage.addListener((message, sender) => {
    // The worker alone speaks to pages; Orgready's own pages do not.
    if (sender.id !== extension.runtime.id || /^[^/]+\/\/[^/]+\/pages\//.test(sender.url) || message?.v !== VERSION || typeof message.body !== "string") return;
    if (isTop && message.kind === "fromFrame") tell("frame", { frame: message.frame, body: message.body });
    if (isTop || message.kind !== "fromTop") return;
    if (message.body === STOP) tell("ask", REST);
    else if (message.body !== '"WhoIsThere"') toPage(message.body);
    else if (isSetup() || verifies()) hello();
  });

  if (!isTop) {
    isActive().then((active) => active && (isSetup() || verifies()) && hello());
    addEventListener("pageshow", (event) => event.persisted && hello());
    return;
  }
  window.navigation?.addEventListener("currententrychange", () => (parts.panel ? tellPanel("moved") : startTop()));
  extension.storage.onChanged.addListener((changes, area) => {
    if (area !== "local") return;
    // What the worker drops to make room is no news: it would be kept again at once.
    const isWritten = (name) => changes[name]?.newValue !== undefined;
    if (parts.panel && (changes[key] || isWritten(`spots:${org}`) || isWritten(`asked:${org}`))) tellPanel("kept");
    else if (changes[key]) startTop();
  });
  addEventListener("pageshow", (event) => event.persisted && tellPanel("back"));
  document.addEventListener("visibilitychange", () => document.hidden || tellPanel("looked at"));
  startTop();
})();
