/** Loads Salesforce's own components, bundled by www/lightning, once. Answers what makes them. */
let loading;

/** @param {"synthetic" | "native"} shadow */
export function lightningComponents(shadow) {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `/jslibrary/lightning-${shadow}.js`;
    script.addEventListener("load", () => done(window.demoLightning));
    script.addEventListener("error", () => failed(new Error(`${script.src} is not there: run "node www/lightning/bundle.mjs"`)));
    document.head.append(script);
  });
  return loading;
}
