/**
 * The core as it is shipped, in both builds, outside of any extension: they say the same, also once their memory has grown.
 */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";

/** What goes into the extension; each build of it is run in each browser, also where that browser does not carry it. */
const CORE = "target/core";
const PARTS = ["panel", "page", "desk", "own"];
/** The part that tells what checklists are about, in both builds; and the part that hands them to the sidebar. */
const CORES = ["own.js", "own.fallback.js"];
const DESKS = ["desk.js", "desk.fallback.js"];
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** Characters of one to four bytes, so that a torn byte shows; long enough that no module's first memory holds it twice. */
const LONG = "Lock sessions · セッション · Größe · 🔒 ".repeat(100_000);

let server, browser, page, checklists;

before(async () => {
  checklists = await Promise.all(
    (await readdir("extension/checklists")).map(async (name) => [name, await readFile(`extension/checklists/${name}`, "utf8")]),
  );
  server = createServer(async (request, response) => {
    const file = /^\/([\w.]+)\.(js|wasm)$/.exec(request.url);
    const body = file ? await readFile(CORE + request.url).catch(() => null) : "<!doctype html><title>core</title>";
    response.writeHead(body === null ? 404 : 200, { "content-type": file ? TYPES[file[2]] : "text/html" }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Runs `act(core, given)` in the page on one of the two builds. */
const inCore = (file, act, given) =>
  page.evaluate(
    async (file, act, given) => {
      const module = await import(`/${file}`);
      // The desk is made anew wherever it is wanted.
      const core = module.anew?.() ?? module;
      await core.default({ module_or_path: `/${file.replace(".js", "_bg.wasm")}` });
      return new Function("core", "given", `return (${act})(core, given)`)(core, given);
    },
    file,
    act.toString(),
    given,
  );

for (const part of PARTS) {
  test(`${part}: both builds export the same`, async () => {
    const names = (file) => inCore(file, (core) => Object.keys(core).filter((name) => name !== "default").sort());
    const [wasm, fallback] = await Promise.all([`${part}.js`, `${part}.fallback.js`].map(names));
    assert.ok(wasm.length > 0);
    assert.deepEqual(fallback, wasm);
  });
}

test("both builds say the same of the built-in checklists", async () => {
  const [said, fallback] = await Promise.all(CORES.map((file) => inCore(file, (core, files) => core.describe(files), checklists)));
  assert.deepEqual(said.map((checklist) => checklist.problems), checklists.map(() => undefined));
  assert.deepEqual(fallback, said);
});

test("both builds hand the sidebar the same checklists", async () => {
  const lower = (core, files) => files.map(([name, text]) => core.lower(name, text));
  const [lowered, fallback] = await Promise.all(DESKS.map((file) => inCore(file, lower, checklists)));
  assert.ok(lowered.every(({ body, problem }) => body.length > 1000 && !problem));
  assert.deepEqual(fallback, lowered);
});

for (const file of CORES) {
  test(`${file}: strings stay whole when its memory grows`, async () => {
    const long = await inCore(file, (core, name) => core.describe([[name, "{"]])[0].problems[0].startsWith(`${name}:1:`), LONG);
    assert.ok(long, "the name of a file came back changed");
    const after = await inCore(file, (core, files) => core.describe(files), checklists);
    assert.deepEqual(after.map(({ id }) => id).sort(), checklists.map(([name]) => name.replace(".json", "")).sort());
  });
}
