/** The walk of `playbooks`, in the variants of this browser (ORGREADY_BROWSER), two at a time: most of it is waiting for a page. */
import { describe } from "node:test";
import * as checklist from "./playbooks.mjs";
import { walkAll } from "./scene.mjs";
import { variants } from "./variants.mjs";
import { browserName } from "../drive/browser.mjs";

describe("playbooks", { concurrency: 2 }, () => {
  for (const variant of variants(browserName())) walkAll(checklist, variant);
});
