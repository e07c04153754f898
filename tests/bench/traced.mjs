/**
 * What a page's main threads did while something went on, from the browser's own trace.
 */
const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Fails where the trace does not tell of each sort that it is asked for: that there are none would say nothing then. @param {import("puppeteer-core").Page} tab */
export async function seesTimers(tab) {
  const startAll = () => {
    setTimeout(() => {}, 1);
    for (let times = 0; times < 2; times++) AbortSignal.timeout(1).onabort = () => {};
    requestAnimationFrame(() => {});
  };
  const { fired, signalled, frames } = await traced(tab, async () => {
    await tab.evaluate(startAll);
    await pause(200);
  });
  if (fired < 1 || signalled < 2 || frames < 1) throw new Error(`the browser's trace told of ${fired} timers of 1, ${signalled} signals of 2, ${frames} frames of 1`);
}

/** @param {import("puppeteer-core").Page} tab @param {() => Promise<void>} act */
export async function traced(tab, act) {
  await tab.tracing.start({ categories: CATEGORIES });
  await act();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await tab.tracing.stop()));
  const thread = ({ pid, tid }) => `${pid}/${tid}`;
  const mains = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const events = traceEvents.filter((event) => mains.has(thread(event)));
  const count = (name, isMeant = () => true) => events.filter((event) => event.name === name && isMeant(event)).length;
  // What waits for `AbortSignal.timeout` fires no timer: its task is told by the function that began it.
  const signalled = count("ThreadControllerImpl::RunTask", ({ args }) => args.src_func === "timeout");
  const fired = count("TimerFire");
  const tasks = events.filter(({ name, ph }) => name === "RunTask" && ph === "X").map(({ dur = 0 }) => dur / 1000);
  return { busy_ms: tasks.reduce((sum, ms) => sum + ms, 0), longest_ms: Math.max(0, ...tasks), timers: fired + signalled, fired, signalled, frames: count("FireAnimationFrame") };
}
