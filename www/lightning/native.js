/** Real Lightning base components for the demo org's pages, in the browser's own shadow DOM. */
import { createElement } from "lwc";
import AppProfiles from "demo/appProfiles";
import AppTable from "demo/appTable";

window.demoLightning = {
  appTable: () => createElement("demo-app-table", { is: AppTable }),
  appProfiles: () => createElement("demo-app-profiles", { is: AppProfiles }),
};
