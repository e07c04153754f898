/**
 * What the reading of a page costs the page while it changes all the time: the part that is shipped, started as the loader starts it, in a
 * page whose clock for it is watched.
 */
import { launch } from "../drive/browser.mjs";
import { sessionSettings } from "../drive/setup.mjs";
import { start } from "../../www/server.mjs";
import { importInto, part } from "./built.mjs";
import { quantile, rounded } from "./measure.mjs";

const SEED = "acme-playbooks-half";
const PER_SECOND = 1_000;
const LENGTH = 3_000;

export async function mutating() {
  const server = await start({ orgs: [SEED] });
  const driven = await launch("chromium", { server, extension: null });
  try {
    const tab = await driven.browser.newPage();
    await tab.setBypassCSP(true);
    await tab.goto(sessionSettings(server.orgs[SEED], "classic"), { waitUntil: "load" });
    await tab.evaluate(watchObservers);
    await importInto(tab, { page: part("dist/chrome", "page") });
    const { batches, changes } = await tab.evaluate(change, PER_SECOND, LENGTH);
    return { changes, batches: batches.length, p95_ms: rounded(quantile(batches, 0.95), 3), longest_ms: rounded(Math.max(...batches), 3) };
  } finally {
    await driven.close();
    await server.close();
  }
}

/** Runs in the browser: notes how long every batch takes whoever observes changes. */
function watchObservers() {
  window.batches = [];
  window.MutationObserver = class extends MutationObserver {
    constructor(hear) {
      super((...given) => {
        const begun = performance.now();
        hear(...given);
        window.batches.push(performance.now() - begun);
      });
    }
  };
}

/** Runs in the browser: has the page read, and changes it so often each second. */
async function change(perSecond, length) {
  const listeners = [];
  let told = 0;
  globalThis.page.start_page({ name: () => "bench", toTop: () => told++, listen: (listener) => listeners.push(listener) });
  for (const listener of listeners) listener("ask", JSON.stringify({ Read: { document: "bench", place: "SessionSettings" } }));
  for (const patient = performance.now() + 10_000; told === 0; await new Promise((done) => setTimeout(done))) if (performance.now() > patient) throw new Error("the page was not read");
  const node = document.body.appendChild(document.createElement("p"));
  const begun = performance.now();
  let changes = 0;
  while (performance.now() - begun < length) {
    for (const due = ((performance.now() - begun) * perSecond) / 1000; changes < due; changes++) {
      node.textContent = String(changes);
      // Batches end with the task they began in.
      await null;
    }
    await new Promise((done) => setTimeout(done));
  }
  node.remove();
  return { batches: window.batches, changes };
}
