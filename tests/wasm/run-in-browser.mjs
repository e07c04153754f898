// Cargo's runner for wasm tests: wasm-bindgen's test runner serves them, this opens them in the browser of ORGREADY_BROWSER
// and passes on what they print. (The runner's own headless mode wants geckodriver, which no Debian package brings.)

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { launchBrowser } from "./browser.mjs";

/** A whole run of one test binary takes seconds; a page that says nothing for this long never will. */
const LIMIT_MS = 120_000;

/** Starts the server of the tests and waits for its address; null where the binary holds no test. */
async function serveTests() {
  const server = spawn("target/tools/bindgen-test-runner", process.argv.slice(2), {
    env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/available at (http:\S+)/)?.[1];
    if (address) return { server, address };
    console.log(line);
  }
  return { server, address: null };
}

/** The text of the page once it holds a result, or what it holds when nothing more comes. */
async function resultOf(address) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(address);
    const text = () => page.$eval("#output", (output) => output.textContent);
    await page.waitForFunction(() => /test result: .*finished/.test(document.querySelector("#output").textContent), { timeout: LIMIT_MS })
      .catch(async (error) => console.error(`no result after ${LIMIT_MS / 1000} s: ${error.message}`));
    return await text();
  } finally {
    await browser.close();
  }
}

const { server, address } = await serveTests();
try {
  const text = address === null ? "" : await resultOf(address);
  console.log(text);
  process.exitCode = /test result: ok\./.test(text) ? 0 : 1;
} finally {
  server.kill();
}
