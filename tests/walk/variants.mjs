/**
 * In which shape and language a checklist is walked in which browser. Each shape and each language is met in each browser; ORGREADY_WALKS=all
 * walks them in every combination and undoes the steps in each.
 */

const SHAPES = ["setup", "lightning", "classic"];
const LANGUAGES = ["en_US", "ja", "hu"];

/** `undo`: the steps are undone again, one at a time. */
const CHOSEN = {
  chromium: [
    { shape: "setup", language: "en_US", undo: true },
    { shape: "lightning", language: "ja" },
    { shape: "classic", language: "en_US" },
    { shape: "setup", language: "hu" },
  ],
  firefox: [
    { shape: "setup", language: "ja" },
    { shape: "lightning", language: "en_US" },
    { shape: "classic", language: "ja" },
  ],
};

/** ORGREADY_WALK names one, to be quick: `classic/ja`. */
export function variants(browser) {
  const all = SHAPES.flatMap((shape) => LANGUAGES.map((language) => ({ shape, language, undo: true })));
  const { ORGREADY_WALK: one, ORGREADY_WALKS: which } = process.env;
  if (one) return all.filter(({ shape, language }) => one === `${shape}/${language}`);
  return which === "all" ? all : CHOSEN[browser];
}
