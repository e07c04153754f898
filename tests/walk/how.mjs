/**
 * How a step of a walk gets done.
 *
 * @typedef {string | {why: string, act: Act} | {unlabelled: string[], act?: Act, alone?: Act}} How
 *   a text where nothing is left to do by then; in the org's data, for the reason given, which is what the sidebar can't do yet or never
 *   shall; by the sidebar alone, but in the languages that lack the label it takes: there it says so, and the admin knows the page;
 *   by the sidebar alone where the API may be asked, else in the org's data
 * @typedef {(org: import("../../www/org/org.mjs").Org) => void} Act
 */

/** @param {string} why @param {Act} act */
export const outside = (why, act) => ({ why, act });

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
