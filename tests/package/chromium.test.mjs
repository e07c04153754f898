/**
 * Chromium's own word on its package: what chrome://extensions would show of errors and warnings.
 */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtExtension, launch } from "../drive/browser.mjs";
import { until } from "../drive/until.mjs";
import { start } from "../../www/server.mjs";

let server, driven, list;

before(async () => {
  server = await start({ orgs: ["acme-insycle-half"] });
  driven = await launch("chromium", { server, extension: null });
  list = await driven.browser.newPage();
  await list.goto("chrome://extensions/");
  // Only a developer is told of a manifest's faults.
  await list.evaluate(() => chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }));
});

after(async () => {
  await driven?.close();
  await server?.close();
});

/** Loads a folder, and what Chromium has against it. */
async function load(folder) {
  const id = await driven.browser.installExtension(folder);
  const told = () => list.evaluate((id) => chrome.developerPrivate.getExtensionInfo(id), id);
  const { state, manifestErrors, runtimeErrors, runtimeWarnings, disableReasons } = await until(`Chromium knows ${folder}`, told);
  const said = [...manifestErrors, ...runtimeErrors].map(({ message }) => message).concat(runtimeWarnings);
  return { state, said, disabled: Object.values(disableReasons).some((reason) => reason === true) };
}

test("Chromium takes the package without an error or a warning", async () => {
  assert.deepEqual(await load(builtExtension("chromium")), { state: "ENABLED", said: [], disabled: false });
});

test("it would tell: a key that it does not know is a warning", async () => {
  const folder = await mkdtemp(join(tmpdir(), "orgready-package-"));
  try {
    await cp(builtExtension("chromium"), folder, { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...manifest, no_such_key: 1 }));
    const { said } = await load(folder);
    assert.equal(said.length, 1, said.join());
    assert.match(said[0], /no_such_key/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
