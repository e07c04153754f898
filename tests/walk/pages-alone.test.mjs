/** The walks with API checks off, in one shape and language of this browser (ORGREADY_BROWSER). */
import { describe } from "node:test";
import * as insycle from "./insycle.mjs";
import * as playbooks from "./playbooks.mjs";
import { walkAlone } from "./scene.mjs";
import { browserName } from "../drive/browser.mjs";

const VARIANT = { chromium: { shape: "setup", language: "en_US" }, firefox: { shape: "lightning", language: "en_US" } };

describe("pages alone", { concurrency: 2 }, () => {
  for (const checklist of [playbooks, insycle]) walkAlone(checklist, VARIANT[browserName()]);
});
