/**
 * Waiting for a condition. Nothing in the tests or the demo waits for time to pass.
 */
import { inspect } from "node:util";

/** How long, in milliseconds, until it is read again: at first, and where it takes its time, for reading keeps a machine of two cores busy. */
const PAUSES = [50, 100];
/** Generous: a busy machine of two cores must not fail a true test. */
const PATIENCE = 20000;

/**
 * Reads again and again until what was read is what is wanted, and gives it.
 * A reading that throws (a frame that went away under it) counts as not yet.
 * @template T
 * @param {string} what for the message where it never comes
 * @param {() => T | Promise<T>} read
 * @param {(value: T) => unknown} [isWanted]
 * @param {{patience?: number, tell?: (value: T) => string}} [options] milliseconds; the last reading in words
 * @returns {Promise<T>}
 */
export async function until(what, read, isWanted = Boolean, { patience = PATIENCE, tell = inspectShort } = {}) {
  const end = Date.now() + patience;
  let last;
  let reading = 0;
  do {
    try {
      last = await read();
      if (isWanted(last)) return last;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, PAUSES[Math.min(reading, PAUSES.length - 1)]));
    reading += 1;
  } while (Date.now() < end);
  throw new Error(`waited ${patience} ms in vain for: ${what}; the last reading was ${last instanceof Error ? last : tell(last)}`);
}

const inspectShort = (value) => inspect(value, { depth: 4 }).slice(0, 2000);
