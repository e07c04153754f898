// A headless browser for tests that need no extension: ORGREADY_BROWSER says which.

import puppeteer from "puppeteer-core";

const LAUNCH = {
  chromium: { browser: "chrome", executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] },
  firefox: { browser: "firefox", executablePath: "/usr/bin/firefox-esr" },
};

/** @returns {Promise<import("puppeteer-core").Browser>} */
export function launchBrowser() {
  const name = process.env.ORGREADY_BROWSER ?? "chromium";
  if (!(name in LAUNCH)) throw new Error(`ORGREADY_BROWSER is "${name}"; expected one of: ${Object.keys(LAUNCH).join(", ")}`);
  return puppeteer.launch({ headless: true, ...LAUNCH[name] });
}
