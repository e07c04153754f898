/**
 * The ring: how long after the press on Show me it is drawn, how far from its target it is while the page moves, and what goes on while it
 * stands. Beside it driver.js, a library that points at elements, on the same box of the same page, by turns, from a press on a button too. What is
 * done while the button is down is not in it, but where nobody holds it.
 */
import { launch } from "../drive/browser.mjs";
import { choose, EVERYTHING } from "../drive/options.mjs";
import { LOCK_TO_IP, sessionSettings, Setup } from "../drive/setup.mjs";
import { Sidebar } from "../drive/sidebar.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";
import { textOf } from "./built.mjs";
import { byTurns, rounded } from "./measure.mjs";
import { pause, traced } from "./traced.mjs";

const SEED = "acme-playbooks-half";
const STEP = "unlock-ip";
const PATIENCE = 20_000;
const AT_REST = 2_000;
/** A frame may just be missed or just be caught, which is chance, so the rivals meet oftener than others do. */
const RUNS = 31;
/** A hand takes so long from a button's going down to its coming up. */
const HELD = 60;

export async function rings() {
  const server = await start({ orgs: [SEED] });
  const org = server.orgs[SEED];
  const ours = await launch("chromium", { server });
  const theirs = await launch("chromium", { server, extension: null });
  try {
    await choose(ours, org.name, { ...EVERYTHING, checklists: ["playbooks"], api: false });
    const top = await withSidebar(ours, org, "classic");
    const frame = await withSidebar(ours, org, "setup");
    const driverJs = await withDriverJs(theirs, org);
    const measured = await byTurns({ ours: () => show(ours, top), driver_js: () => highlight(driverJs) }, RUNS);
    const alone = await byTurns({
      ours_unheld: () => show(ours, top, 0),
      in_frame: () => show(ours, frame),
      in_frame_worker_stopped: async () => {
        await ours.stopWorker();
        return show(ours, frame);
      },
    });
    const moved_px = await errorWhileMoving(ours, top);
    const at_rest = { ours: await restOf(ours, top), driver_js: await restOfDriverJs(driverJs) };
    const error_px = Math.max(moved_px, await errorAfterSwap(frame));
    return { ...Object.fromEntries(Object.entries({ ...measured, ...alone }).map(([name, ms]) => [`${name}_ms`, rounded(ms, 1)])), ratio: rounded(measured.ours / measured.driver_js), error_px, at_rest };
  } finally {
    await ours.close();
    await theirs.close();
    await server.close();
  }
}

async function withSidebar(driven, org, shape) {
  const tab = await driven.browser.newPage();
  const [setup, sidebar] = [new Setup(tab, shape), new Sidebar(driven, tab)];
  await setup.open(sessionSettings(org, shape));
  await sidebar.readsPage();
  await sidebar.step(STEP);
  return { tab, setup, sidebar };
}

/** From the end of the press until a frame is painted in which the box has an outline. */
async function show(driven, { tab, setup, sidebar }, held = HELD) {
  await tab.bringToFront();
  const box = await setup.box(LOCK_TO_IP.en_US);
  await driven.inShadow(tab, noteThePress);
  const drawn = box.evaluate(whenOutlined, { fromPress: setup.shape === "classic" });
  await sidebar.pressOf(STEP, "Show me", held);
  const drawnAt = await drawn;
  const pressedAt = await tab.evaluate(() => window.pressedAt);
  await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown");
  await sidebar.press("Stop");
  await sidebar.until("to stop pointing", ({ pointing }) => pointing === null);
  return drawnAt - pressedAt;
}

/** Runs in the browser: notes when the button came up, which is before anybody heard of it. */
function noteThePress(root) {
  const note = ({ timeStamp }) => {
    window.pressedAt = performance.timeOrigin + timeStamp;
    window.whenPressed?.();
  };
  root.addEventListener("click", note, { capture: true, once: true });
}

/**
 * Runs in the browser: looks in each frame, as it looks for driver.js, and from when the button came up, where the box is in the same document:
 * a page that is drawn all the time has its next frame at its next turn, one that rests has it at once.
 */
function whenOutlined(node, { fromPress }) {
  return new Promise((done) => {
    const look = () => {
      if (getComputedStyle(node).outlineStyle === "none") return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.timeOrigin + performance.now());
      return port2.postMessage("after this frame is painted");
    };
    if (fromPress) window.whenPressed = () => requestAnimationFrame(look);
    else look();
  });
}

async function withDriverJs(driven, org) {
  const tab = await driven.browser.newPage();
  await tab.setBypassCSP(true);
  const setup = new Setup(tab, "classic");
  await setup.open(sessionSettings(org, "classic"));
  await tab.addStyleTag({ content: textOf("node_modules/driver.js/dist/driver.css") });
  await tab.addScriptTag({ content: textOf("node_modules/driver.js/dist/driver.js.iife.js") });
  return { tab, setup };
}

/** From the end of a press on a button of the page's. */
async function highlight({ tab, setup }) {
  await tab.bringToFront();
  const box = await setup.box(LOCK_TO_IP.en_US);
  const shown = box.evaluate(highlightWhenPressed);
  await tab.locator("#show-me").click({ delay: HELD });
  return shown;
}

/** Runs in the browser. Without its animation, which alone takes 400 ms. */
function highlightWhenPressed(node) {
  const button = document.body.appendChild(Object.assign(document.createElement("button"), { id: "show-me", textContent: "Show me", style: "position: fixed; right: 0; top: 0" }));
  return new Promise((done) => {
    const driver = window.driver.js.driver({ animate: false });
    button.addEventListener("click", ({ timeStamp }) => {
      const look = () => {
        if (!document.querySelector(".driver-overlay path") || !document.querySelector(".driver-popover") || !node.classList.contains("driver-active-element")) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const milliseconds = performance.now() - timeStamp;
          driver.destroy();
          button.remove();
          done(milliseconds);
        };
        return port2.postMessage("after this frame is painted");
      };
      driver.highlight({ element: node, popover: { title: "Untick this" } });
      requestAnimationFrame(look);
    });
  });
}

/**
 * The largest distance, in pixels, between the box and what is ringed while the page scrolls, is zoomed and resized: the ring is the box's own
 * outline, so it is nothing or there is no ring.
 */
async function errorWhileMoving(driven, { tab, setup, sidebar }) {
  await tab.bringToFront();
  await sidebar.pressOf(STEP, "Show me");
  const box = await setup.box(LOCK_TO_IP.en_US);
  await box.evaluate(whenOutlined, { fromPress: false });
  const moves = [() => tab.evaluate(() => scrollBy(0, 137)), () => tab.setViewport({ width: 1000, height: 700, deviceScaleFactor: 2 }), () => tab.evaluate(() => (document.body.style.zoom = "2")), () => tab.setViewport({ width: 1280, height: 900 })];
  const errors = [];
  for (const move of moves) {
    await move();
    errors.push(await distance(setup, box));
  }
  await tab.evaluate(() => (document.body.style.zoom = ""));
  return Math.max(...errors);
}

/** The same once the ringed page's frame gave way to another: a Save brings one. The ring went with its box, and comes to that of the other. */
async function errorAfterSwap({ tab, setup, sidebar }) {
  await tab.bringToFront();
  await sidebar.pressOf(STEP, "Show me");
  await until("the ring to stand", () => setup.rings(), ([ring]) => ring);
  await setup.save();
  const box = await setup.box(LOCK_TO_IP.en_US);
  await box.evaluate(whenOutlined, { fromPress: false });
  const rings = await setup.rings();
  // One that stays in the frame that was left would be in the same place there.
  if (rings.length !== 1) throw new Error(`after the frame was swapped: expected one ring, in the new frame, found ${rings.length}`);
  return distance(setup, box);
}

async function distance(setup, box) {
  const [ring] = await until("the ring to stand", () => setup.rings(), ([ring]) => ring);
  const { top, left } = await box.evaluate((node) => node.getBoundingClientRect().toJSON());
  return rounded(Math.hypot(ring.top - top, ring.left - left));
}

/** What goes on while the ring stands. */
async function restOf(driven, { tab, sidebar }) {
  await sidebar.until("to say that it points", ({ pointing }) => pointing?.outcome === "shown", PATIENCE);
  await pause(AT_REST);
  const { timers, frames } = await traced(tab, () => pause(AT_REST));
  return { timers, frames };
}

async function restOfDriverJs({ tab, setup }) {
  const box = await setup.box(LOCK_TO_IP.en_US);
  await box.evaluate((node) => window.driver.js.driver({ animate: false }).highlight({ element: node, popover: { title: "Untick this" } }));
  await pause(AT_REST);
  const { timers, frames } = await traced(tab, () => pause(AT_REST));
  return { timers, frames };
}
