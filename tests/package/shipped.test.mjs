/**
 * What is shipped, as the stores look at it: Mozilla's linter (the one of `web-ext lint`) finds nothing, and no code comes from elsewhere.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import * as parse5 from "parse5";

const run = promisify(execFile);
const DISTS = ["chrome", "firefox"];

/** Names and contents of a package's files that end so. */
async function files(dist, end) {
  const names = (await readdir(`dist/${dist}`, { recursive: true })).filter((name) => name.endsWith(end)).sort();
  assert.ok(names.length > 0, `dist/${dist} has no ${end}`);
  return Promise.all(names.map(async (name) => [name, await readFile(`dist/${dist}/${name}`, "utf8")]));
}

test("Mozilla's linter has nothing to say about the Firefox package", async () => {
  const { stdout } = await run(process.execPath, ["node_modules/addons-linter/bin/addons-linter", "--output", "json", "dist/firefox"], { maxBuffer: 1 << 24 }).catch((failed) => failed);
  const { summary, errors, warnings, notices, metadata } = JSON.parse(stdout);
  assert.equal(metadata.id, "orgready@orgready.invalid", "it looked at our package");
  assert.deepEqual({ summary, errors, warnings, notices }, { summary: { errors: 0, warnings: 0, notices: 0 }, errors: [], warnings: [], notices: [] });
});

test("the Chrome package has the same code, so what the linter says holds for it too", async () => {
  const firefox = new Map(await files("firefox", ".js"));
  for (const [name, text] of await files("chrome", ".js")) assert.equal(text, firefox.get(name), name);
});

for (const dist of DISTS) {
  test(`${dist}: scripts import nothing but files of the package`, async () => {
    const there = new Set((await readdir(`dist/${dist}`, { recursive: true })).map(normalize));
    let imports = 0;
    for (const [name, text] of await files(dist, ".js")) {
      const { metafile } = await esbuild.build({
        stdin: { contents: text, sourcefile: name },
        bundle: true,
        write: false,
        format: "esm",
        metafile: true,
        plugins: [{ name: "all are others", setup: (build) => build.onResolve({ filter: /.*/ }, ({ path }) => ({ path, external: true })) }],
      });
      for (const { path } of metafile.outputs["stdin.js"].imports) {
        imports += 1;
        assert.match(path, /^\.\.?\//, `${name} imports ${path}`);
        const file = normalize(join(dirname(name), path));
        // Only Firefox's worker and pages have a fallback to go to.
        assert.ok(there.has(file) || (dist === "chrome" && file === "worker.fallback.js"), `${name} imports ${path}, which is not there`);
      }
    }
    assert.ok(imports >= 5, `${imports} imports`);
  });

  test(`${dist}: scripts hold no address of a script, and make no code of texts`, async () => {
    for (const [name, text] of await files(dist, ".js")) {
      assert.doesNotMatch(text, /\beval\(|\bnew Function\(|\bimportScripts\(|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/, name);
      assert.doesNotMatch(text, /https?:\/\/[^\s"'`]*\.(m?js|wasm)\b/, name);
    }
  });

  test(`${dist}: pages load nothing but files of the package, and run nothing that stands in them`, async () => {
    const there = new Set((await readdir(`dist/${dist}`, { recursive: true })).map(normalize));
    for (const [name, text] of await files(dist, ".html")) {
      const visit = (node) => {
        for (const { name: attribute, value } of node.attrs ?? []) {
          assert.doesNotMatch(attribute, /^on/, `${name}: ${attribute}`);
          if (["src", "href", "action", "srcset", "data"].includes(attribute)) assert.ok(there.has(normalize(join(dirname(name), value))), `${name}: ${value}`);
        }
        if (node.tagName === "script") assert.deepEqual(node.childNodes, [], `${name}: a script stands in the page`);
        for (const child of node.childNodes ?? []) visit(child);
      };
      visit(parse5.parse(text));
    }
    for (const [name, text] of await files(dist, ".css")) assert.doesNotMatch(text, /@import|url\(/, name);
  });

  test(`${dist}: the policy of its pages lets no other code in`, async () => {
    const manifest = JSON.parse(await readFile(`dist/${dist}/manifest.json`, "utf8"));
    const rules = new Map(manifest.content_security_policy.extension_pages.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    assert.deepEqual(rules.get("default-src"), ["'none'"]);
    assert.deepEqual(rules.get("script-src"), ["'self'", "'wasm-unsafe-eval'"]);
    assert.deepEqual(rules.get("connect-src"), ["'self'", "https://*.my.salesforce.com"]);
    assert.deepEqual(rules.get("object-src"), ["'none'"]);
    assert.deepEqual(Object.keys(manifest.content_security_policy), ["extension_pages"]);
  });
}
