/**
 * A Classic page inside Lightning: an iframe with a new name at each load, made anew after a Save, and for a moment
 * not there at all. Speaks with the page by messages; listens to its own iframe and origin only.
 */
import { element, wait } from "./element.mjs";

const SWAP = 400;
let lastEpoch = 0;

/** Epoch milliseconds, never the same twice. */
const epoch = () => (lastEpoch = Math.max(Date.now(), lastEpoch + 1));

const nonce = () => [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class AlohaPage {
  #shell;
  #onLink;
  #frame = null;
  #path = "";
  #parent = element("div.iframe-parent", {});
  #spinner = element("div.slds-spinner_container", {}, element("div.slds-spinner", { role: "status" }));

  constructor(shell, address, { onLink }) {
    this.#shell = shell;
    this.#onLink = onLink;
    this.node = element("div.onesetupSetupAlohaPage", {}, element("div.oneAlohaPage", {}, this.#spinner, element("force-aloha-page", {}, this.#parent)));
    window.addEventListener("message", (event) => this.#hear(event));
    this.#load(address);
  }

  #load(address) {
    const name = `vfFrameId_${epoch()}`;
    const url = new URL(address, this.#shell.frameOrigin);
    const added = { appLayout: "setup", tour: "", isdtp: "p1", sfdcIFrameOrigin: location.origin, sfdcIFrameHost: "web", nonce: nonce(), ltn_app_id: "", clc: "1" };
    for (const [key, value] of Object.entries(added)) url.searchParams.set(key, value);
    this.#spinner.classList.remove("slds-hide");
    this.#frame = element("iframe", { name, id: name, src: url.href, tabindex: "0", height: "100%", width: "100%", frameborder: "0", title: "" });
    this.#parent.replaceChildren(this.#frame);
  }

  async #swap(address) {
    this.#frame = null;
    this.#parent.replaceChildren();
    this.#spinner.classList.remove("slds-hide");
    await wait(SWAP);
    this.#load(address);
  }

  #hear(event) {
    if (event.origin !== this.#shell.frameOrigin || !this.#frame || event.source !== this.#frame.contentWindow) return;
    const message = parsed(event.data);
    if (message?.locationChanged) {
      this.#frame.title = message.locationTitle;
      this.#path = message.pathname;
    }
    if (message?.isLoaded || (message?.event === "force:toggleSpinner" && message.arguments?.visible === false)) this.#spinner.classList.add("slds-hide");
    if (typeof message?.navigateToUrl !== "string" || !/^\/(?!\/)/.test(message.navigateToUrl)) return;
    const elsewhere = new URL(message.navigateToUrl, this.#frame.src).pathname !== this.#path;
    // ASSUMPTION: a redirect to another page changes Lightning's address too; one to the same page only the iframe.
    if (message.isredirect && !elsewhere) this.#swap(message.navigateToUrl);
    else this.#onLink(message.navigateToUrl, { replace: message.isredirect === true });
  }
}

function parsed(data) {
  try {
    return typeof data === "string" ? JSON.parse(data) : null;
  } catch {
    return null;
  }
}
