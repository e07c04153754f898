/**
 * The walks with API checks off, in one shape and language of this browser (ORGREADY_BROWSER). What a page tells does not depend on the
 * browser: Firefox takes the shorter one, and both with ORGREADY_WALKS=all.
 */
import { describe } from "node:test";
import * as insycle from "./insycle.mjs";
import * as playbooks from "./playbooks.mjs";
import { walkAlone } from "./scene.mjs";
import { browserName } from "../drive/browser.mjs";

const VARIANT = { chromium: { shape: "setup", language: "en_US" }, firefox: { shape: "lightning", language: "en_US" } };

const isAll = browserName() === "chromium" || process.env.ORGREADY_WALKS === "all";

describe("pages alone", { concurrency: 2 }, () => {
  for (const checklist of isAll ? [playbooks, insycle] : [playbooks]) walkAlone(checklist, VARIANT[browserName()]);
});
