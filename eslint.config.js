import js from "@eslint/js";
import globals from "globals";

export default [
  // Components are written with decorators, which are not JavaScript yet; bundles are not ours.
  { ignores: ["dist/", "target/", "node_modules/", "www/lightning/modules/", "www/lightning/out/"] },
  js.configs.recommended,
  { languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.node } } },
  { rules: { "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }] } },
  { files: ["extension/**/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.webextensions } } },
  // Tests and pages of the demo org run partly in the browser that they drive.
  { files: ["tests/**/*.mjs", "build/**/*.mjs", "www/**/*.{js,mjs}"], languageOptions: { globals: { ...globals.browser, ...globals.webextensions } } },
];
