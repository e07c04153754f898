/**
 * How the benchmark measures: what is compared runs by turns, and the middle of what came counts.
 */

/** How often everything is measured at least; and what takes little, till it took so many milliseconds in all, but no oftener than this. */
const RUNS = 7;
const ENOUGH = 3_000;
const MOST_RUNS = 51;

/** @param {number[]} values */
export function quantile(values, share) {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
export const median = (values) => quantile(values, 0.5);

/**
 * Measures rivals by turns, after one turn that does not count. Each gives a number, or several by name.
 * @template {string} Name
 * @param {Record<Name, () => Promise<number | Record<string, number>>>} rivals
 * @param {number} runs how often at least
 * @returns {Promise<Record<Name, any>>} the medians
 */
export async function byTurns(rivals, runs = RUNS) {
  const names = Object.keys(rivals);
  const all = Object.fromEntries(names.map((name) => [name, []]));
  const begun = performance.now();
  const isEnough = (run) => run >= runs && (run >= MOST_RUNS || performance.now() - begun > ENOUGH);
  for (let run = -1; !isEnough(run); run++) {
    for (const name of names) {
      const measured = await rivals[name]();
      if (run >= 0) all[name].push(measured);
    }
  }
  return Object.fromEntries(names.map((name) => [name, middle(all[name])]));
}

function middle(measured) {
  if (typeof measured[0] === "number") return median(measured);
  return Object.fromEntries(Object.keys(measured[0]).map((key) => [key, median(measured.map((one) => one[key]))]));
}

export const rounded = (value, digits = 2) => Number(value.toFixed(digits));
