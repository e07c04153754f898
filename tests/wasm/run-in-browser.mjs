// Cargo's runner for wasm tests: wasm-bindgen's test runner serves them, this opens them in the browser of ORGREADY_BROWSER
// and passes on what they print. With ORGREADY_CORE=fallback they run as the JavaScript that wasm2js makes of them. (The runner's own headless mode wants geckodriver, which no Debian package brings.)

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { launchBrowser } from "./browser.mjs";
import { standInFor } from "./through-wasm2js.mjs";

/** A page that says nothing more for this long never will: a test takes seconds, and minutes where it counts further. */
const LIMIT_MS = process.env.ORGREADY_LONG ? 1_800_000 : 120_000;

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

/** Waits line by line, so that a slow run is not taken for one that hangs. */
async function untilResult(page) {
  let said = "";
  while (!/test result: .*finished/.test(said)) {
    const more = await page.waitForFunction(
      (said) => document.querySelector("#output").textContent !== said && document.querySelector("#output").textContent,
      { timeout: LIMIT_MS },
      said,
    );
    said = await more.jsonValue();
  }
}

/** The text of the page once it holds a result, or what it holds when none can come any more. */
async function resultOf(address) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const fault = new Promise((_, reject) => page.once("pageerror", reject));
    fault.catch(() => {}); // it may come before anyone waits for it
    if (process.env.ORGREADY_CORE === "fallback") await page.evaluateOnNewDocument(await standInFor(`${address}/wasm-bindgen-test_bg.wasm`));
    await page.goto(address);
    await Promise.race([untilResult(page), fault]).catch((error) => console.error("no result:", error));
    return await page.$eval("#output", (output) => output.textContent);
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
