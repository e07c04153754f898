/** The walk of `playbooks`, in the variants of this browser (ORGREADY_BROWSER). */
import * as checklist from "./playbooks.mjs";
import { walkAll } from "./scene.mjs";
import { variants } from "./variants.mjs";
import { browserName } from "../drive/browser.mjs";

for (const variant of variants(browserName())) walkAll(checklist, variant);
