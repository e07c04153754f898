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
/** The parts, by what stands in for them where there is no WebAssembly. */
const PARTS = { "tab.fallback.js": ["panel", "page"], "worker.fallback.js": ["desk", "reader"] };
/** What reads a checklist file, and what tells of what was read, in both builds. */
const READERS = ["reader.js", "worker.fallback.js"];
const DESKS = ["desk.js", "worker.fallback.js"];
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
      const core = (await import(`/${file}`)).anew();
      await core.default({ module_or_path: `/${file.replace(".js", "_bg.wasm")}` });
      return new Function("core", "given", `return (${act})(core, given)`)(core, given);
    },
    file,
    act.toString(),
    given,
  );

for (const [fallback, parts] of Object.entries(PARTS)) {
  test(`${fallback} exports what ${parts.join(" and ")} do`, async () => {
    const names = (file) => inCore(file, (core) => Object.keys(core).filter((name) => name !== "default"));
    const [instead, ...each] = await Promise.all([fallback, ...parts.map((part) => `${part}.js`)].map(names));
    assert.ok(each.every((names) => names.length > 1));
    assert.deepEqual(instead.sort(), [...new Set(each.flat())].sort());
  });
}

const read = (core, files) => files.map(([name, text]) => core.read(name, text));

test("both builds read the same from the built-in checklists, and say the same of them", async () => {
  const [checklist, fallback] = await Promise.all(READERS.map((file) => inCore(file, read, checklists)));
  assert.ok(checklist.every(({ body, problem }) => body.length > 1000 && !problem));
  assert.deepEqual(fallback, checklist);
  const bodies = checklist.map(({ body }) => body);
  const [said, also] = await Promise.all(DESKS.map((file) => inCore(file, (core, bodies) => core.describe(bodies), bodies)));
  assert.deepEqual(said.map(({ id }) => `${id}.json`), checklists.map(([name]) => name));
  assert.deepEqual(also, said);
});

for (const file of READERS) {
  test(`${file}: strings stay whole when its memory grows`, async () => {
    const grown = (core, { name, files }) => ({
      isWhole: core.read(name, "{").problem.startsWith(`${name}:1:`),
      after: files.map(([name, text]) => core.read(name, text)),
    });
    const { isWhole, after } = await inCore(file, grown, { name: LONG, files: checklists });
    assert.ok(isWhole, "the name of a file came back changed");
    assert.deepEqual(after, await inCore(file, read, checklists));
  });
}
