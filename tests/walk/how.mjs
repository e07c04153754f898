/**
 * How a step of a walk gets done.
 *
 * @typedef {string | {press: string[], as: (inputs: Record<string, string[]>) => string[], says?: string, goesOn?: boolean} | {unlabelled: string[], act?: Act, alone?: Act}} How
 *   a text where nothing is left to do by then; at the vendor, where the step's link leads; by the sidebar alone, but in the languages that lack the label it takes: there it
 *   says so, and the admin knows the page; by the sidebar alone where the API may be asked, else in the org's data
 * @typedef {(org: import("../../www/org/org.mjs").Org) => void} Act
 */

/**
 * @param {string[]} press what the vendor's words say to press, one after the other
 * @param {{as?: (inputs: Record<string, string[]>) => string[], says?: string, goesOn?: boolean}} [how] `as`: who does, each in a private
 *   window; `says`: what the vendor says then; without it, or where it `goesOn`, the step goes on in the org
 */
export const atVendor = (press, { as = () => [], says, goesOn = !says } = {}) => ({ press, as, says, goesOn });

export const inSidebar = {
  unlabelled: [],
  /** @param {Act} act @param {string[]} [unlabelled] */
  orWithoutLabels: (act, unlabelled = ["hu"]) => ({ unlabelled, act }),
  /** @param {Act} act what is done where the API may not be asked */
  withApi: (act) => ({ unlabelled: [], alone: act }),
};

/** Why a page alone does not decide a step, in the sidebar's words. */
export const NOT_SHOWN = "This page does not show it. Allow API checks in the options.";
export const NO_PAGE = "Nothing was looked at yet. Allow API checks in the options.";
/** Who else has it is on no user's page. */
export const OTHER_EMAILS = "Who else has this e-mail address is not shown. Check with the API.";
/** What stands on its page once the package is installed says nothing that is known. */
export const UNKNOWN_PAGE = "This page looks different from the ones we know. Look at this step yourself, or check with the API.";
/** What is looked for may stand on another part of a list. */
export const NOT_ON_PART = "It is not on this part of the list. Open the next part of the list, or choose All.";
