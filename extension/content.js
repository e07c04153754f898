/**
 * The loader: the only code that runs in every document of the org's hosts. Decides whether anything is to be done here at all, and
 * only then loads the core. It draws nothing, changes nothing, and never sees a session.
 */
import { guard } from "./guard.js";

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
  /** @type {Array<(what: string, value: unknown) => void>} */
  const listeners = [];
  const tell = (what, value) => listeners.forEach((listener) => listener(what, value));

  /** Whether this document is a Setup page, builds an app or installs a package. A Classic page says so in its body or by Lightning's own parameter. */
  const isSetup = () =>
    location.pathname.startsWith("/lightning/setup/") ||
    /^\/visualEditor\/appBuilder\.app\?(.*&)?id=02u/.test(location.pathname + location.search) ||
    location.pathname === "/packagingSetupUI/ipLanding.app" ||
    new URLSearchParams(location.search).get("appLayout") === "setup" ||
    document.body?.classList.contains("setupTab") ||
    document.getElementById("setupNavTree") !== null;

  /** Whether Salesforce asks here who it is, in the frame of a page that it shows only then. */
  const verifies = () => location.pathname.startsWith("/_ui/identity/verification/");

  const isActive = async () => Boolean((await extension.storage.local.get(key))[key]?.checklists?.length);

  /** Sends to the worker. Rejects once the extension was updated or removed while this page stayed open. */
  const send = async (message) => {
    if (!extension.runtime?.id) throw new Error("gone");
    return extension.runtime.sendMessage({ v: VERSION, id: crypto.randomUUID(), ...message });
  };

  let isHindered = false;
  /** Says in the toolbar, once, that this page is in the sidebar's way. */
  const hindered = () => {
    if (!isHindered) send({ kind: "hindered" }).catch(() => {});
    isHindered = true;
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
      await send({ kind: "refused" });
      return false;
    }
  };

  /** Starts a part of the core, once: `panel` draws the sidebar, `page` reads this document. @param {"panel" | "page"} part */
  const start = (part) =>
    (parts[part] ??= (async () => {
      // By the name `chrome`, which both browsers know: only so Mozilla's linter sees that nothing but a file of ours is imported.
      const module = await import(chrome.runtime.getURL((await canCompile()) ? `${part}.js` : `${part}.fallback.js`));
      await module.default({ module_or_path: extension.runtime.getURL(`${part}_bg.wasm`) });
      module[`start_${part}`](edge);
    })());

  const toPage = async (ask) => {
    await start("page");
    tell("ask", ask);
  };

  let release;

  /** What the core may do outside of its document. */
  const edge = {
    send: (message, reply) =>
      send(message).then(
        (answer) => reply && tell(reply, answer),
        () => tell("gone", reply),
      ),
    toPage,
    toTop: (body) => (isTop ? tell("frame", { frame: 0, body }) : send({ kind: "toTop", body }).catch(() => {})),
    listen: (listener) => listeners.push(listener),
    name: () => name,
    loadedAt: () => loadedAt,
    guard: (root) => {
      release?.();
      release = root && guard(root, hindered);
    },
  };

  const hello = () => {
    const { pathname: path, search: query } = location;
    const body = JSON.stringify({ Hello: { document: name, loaded_at: loadedAt, name: window.name, path, query } });
    edge.toTop(body);
  };

  const startTop = async () => {
    if (!parts.panel && isSetup() && (await isActive())) await start("panel");
  };

  extension.runtime.onMessage.addListener((message, sender) => {
    // The worker alone speaks to pages; Orgready's own pages do not.
    if (sender.id !== extension.runtime.id || /^[^/]+\/\/[^/]+\/pages\//.test(sender.url) || message?.v !== VERSION || typeof message.body !== "string") return;
    if (isTop && message.kind === "fromFrame") tell("frame", { frame: message.frame, body: message.body });
    if (isTop || message.kind !== "fromTop") return;
    if (message.body !== '"WhoIsThere"') toPage(message.body);
    else if (isSetup() || verifies()) hello();
  });

  if (!isTop) {
    isActive().then((active) => active && (isSetup() || verifies()) && hello());
    addEventListener("pageshow", (event) => event.persisted && hello());
    return;
  }
  globalThis.navigation?.addEventListener("currententrychange", () => (parts.panel ? tell("moved") : startTop()));
  extension.storage.onChanged.addListener((changes, area) => {
    if (area !== "local") return;
    if (parts.panel && (changes[key] || changes[`spots:${org}`] || changes[`asked:${org}`])) tell("kept");
    else if (changes[key]) startTop();
  });
  addEventListener("pageshow", (event) => event.persisted && tell("back"));
  document.addEventListener("visibilitychange", () => document.hidden || tell("looked at"));
  startTop();
})();
