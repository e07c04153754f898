/**
 * What is done on a page once the core has stopped there, or was drawn by what is no more: takes away what was put in, says one sentence.
 * The loader fetches it then, and where it begins in a page that was there before. Changes nothing of the page.
 */

/** Takes out what `src/page/point.rs` put in: it would stand on whatever its place in the page is later. @param {Document | ShadowRoot} root */
export const removeRings = (root = document) => {
  const sheets = [...root.adoptedStyleSheets];
  const others = sheets.filter(({ cssRules: [rule] }) => !rule?.cssText.includes("rgb(255, 221, 87) 0px 0px 0px 7px"));
  if (others.length < sheets.length) root.adoptedStyleSheets = others;
  for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) removeRings(shadowRoot);
};

const removePanels = () => document.querySelectorAll("html > orgready-panel").forEach((host) => host.remove());

/** Takes out all that was drawn before. */
export const clear = () => {
  removePanels();
  removeRings();
};

/** Says in the place of the sidebar that there is none any more, and offers what to do about it. */
export const say = () => {
  removePanels();
  const host = document.documentElement.appendChild(document.createElement("orgready-panel"));
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  root.adoptedStyleSheets = [sheet];
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const reload = make("button", { type: "button", textContent: "Reload this page", onclick: (event) => event.isTrusted && location.reload() });
  root.append(make("aside", { className: "trouble", role: "alert", lang: "en", dir: "ltr" }, make("p", { textContent: "Orgready stopped on this page; the page itself is as it was." }), reload));
};
const LOOK = `:host{all:initial!important;position:fixed!important;inset-inline-end:16px!important;bottom:16px!important;z-index:8900!important}
aside{box-sizing:border-box;width:320px;padding:16px;border:2px solid #ba0517;border-radius:8px;background:#fff;color:#181818;font:14px/1.4 system-ui,sans-serif;color-scheme:light}
p{margin:0 0 12px}button{font:inherit;padding:6px 12px;cursor:pointer}`;
