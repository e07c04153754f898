/**
 * The loader: the only code that runs in every document of the org's hosts. Decides whether anything is to be done here at all, and
 * only then loads the core. It draws nothing, changes nothing, and never sees a session.
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
  /** @type {Promise<object> | undefined} The core, once it is wanted. */
  let core;
  /** @type {Array<(what: string, value: unknown) => void>} */
  const listeners = [];
  const tell = (what, value) => listeners.forEach((listener) => listener(what, value));

  /** Whether this document is a Setup page, or builds an app. A Classic page says so in its body or by Lightning's own parameter. */
  const isSetup = () =>
    location.pathname.startsWith("/lightning/setup/") ||
    /^\/visualEditor\/appBuilder\.app\?(.*&)?id=02u/.test(location.pathname + location.search) ||
    new URLSearchParams(location.search).get("appLayout") === "setup" ||
    document.body?.classList.contains("setupTab") ||
    document.getElementById("setupNavTree") !== null;

  const isActive = async () => Boolean((await extension.storage.local.get(key))[key]?.checklists?.length);

  /** Sends to the worker. Rejects once the extension was updated or removed while this page stayed open. */
  const send = async (message) => {
    if (!extension.runtime?.id) throw new Error("gone");
    return extension.runtime.sendMessage({ v: VERSION, ...message });
  };

  /** Whether this page lets WebAssembly compile. A refusal makes a report on the page, so it is remembered. */
  const canCompile = async () => {
    const memory = `refused:${location.origin}`;
    const refused = (await extension.storage.local.get(memory))[memory];
    if (refused?.version === extension.runtime.getManifest().version && Date.now() - refused.at < 7 * 86_400_000) return false;
    try {
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      return true;
    } catch {
      await send({ kind: "refused", origin: location.origin });
      return false;
    }
  };

  const load = async () => {
    const file = (await canCompile()) ? "core.js" : "core.fallback.js";
    const module = await import(extension.runtime.getURL(file));
    await module.default({ module_or_path: extension.runtime.getURL("core_bg.wasm") });
    return module;
  };

  /** What the core may do outside of its document. */
  const edge = {
    send,
    listen: (listener) => listeners.push(listener),
    name: () => name,
    loadedAt: () => loadedAt,
  };

  const hello = () => {
    const { pathname: path, search: query } = location;
    const body = JSON.stringify({ Hello: { document: name, loaded_at: loadedAt, name: window.name, path, query } });
    send({ kind: "toTop", body }).catch(() => {});
  };

  const startTop = async () => {
    if (core || !isSetup() || !(await isActive())) return;
    core ??= load().then((module) => module.start_top(edge));
    await core;
  };

  const startFrame = async (ask) => {
    if (ask === '"WhoIsThere"') return isSetup() && hello();
    core ??= load().then((module) => module.start_frame(edge));
    await core;
    tell("ask", ask);
  };

  extension.runtime.onMessage.addListener((message, sender) => {
    if (sender.id !== extension.runtime.id || message?.v !== VERSION) return;
    if (isTop && message.kind === "fromFrame") tell("frame", { frame: message.frame, body: message.body });
    if (!isTop && message.kind === "fromTop") startFrame(message.body);
  });

  if (!isTop) {
    isActive().then((active) => active && isSetup() && hello());
    addEventListener("pageshow", (event) => event.persisted && hello());
    return;
  }
  globalThis.navigation?.addEventListener("currententrychange", () => (core ? tell("moved") : startTop()));
  extension.storage.onChanged.addListener((changes, area) => {
    if (area !== "local") return;
    if (core && (changes[key] || changes[`spots:${org}`])) tell("kept");
    else if (changes[key]) startTop();
  });
  addEventListener("pageshow", (event) => event.persisted && tell("back"));
  document.addEventListener("visibilitychange", () => tell("looked at"));
  startTop();
})();
