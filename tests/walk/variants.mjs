/**
 * In which shape and language a checklist is walked in which browser. Each shape and each language is met;
 * ORGREADY_WALKS=all walks them in every combination and undoes the steps in each.
 */

const SHAPES = ["setup", "lightning", "classic"];
const LANGUAGES = ["en_US", "ja", "hu"];

/** The original design of profiles, where its words are known: its page of fields has a button that only its label tells. */
const isOriginal = ({ shape, language }) => shape === "classic" && language !== "hu";

/** With people of two profiles App Manager is the place; its words are known in English alone. */
const isMany = ({ shape, language }) => shape === "lightning" && language === "en_US";

/** `undo`: the steps are undone again, one at a time. */
const CHOSEN = {
  chromium: [
    { shape: "setup", language: "ja", undo: true },
    { shape: "classic", language: "hu" },
  ],
  firefox: [{ shape: "lightning", language: "en_US" }],
};

/** ORGREADY_WALK names one, to be quick: `classic/ja`. */
export function variants(browser) {
  const all = SHAPES.flatMap((shape) => LANGUAGES.map((language) => ({ shape, language, undo: true })));
  const { ORGREADY_WALK: one, ORGREADY_WALKS: which } = process.env;
  const chosen = one ? all.filter(({ shape, language }) => one === `${shape}/${language}`) : which === "all" ? all : CHOSEN[browser];
  return chosen.map((variant) => ({ ...variant, enhanced: !isOriginal(variant), many: isMany(variant) }));
}
