/** The Lightning App Builder of an app: parts in a menu, one of which is User Profiles, and Save. ASSUMPTION: all but the dual list. */
import { element, wait } from "./element.mjs";
import { lightningComponents } from "./lightning-components.mjs";

const builder = JSON.parse(document.getElementById("builder-data").textContent);
const { app, names, words, locked } = builder;
const LATE = 400;
const chosen = { profiles: values(builder.profiles), items: values(builder.items) };

function values(options) {
  return options.filter((option) => option.chosen).map((option) => option.value);
}

const part = element(`div.${names.part}`, {});
const save = element("button.slds-button.slds-button_brand", { type: "button", disabled: locked, click: keep }, words.Save);
const message = element("p", { role: "status" });

async function keep() {
  const form = new URLSearchParams(chosen.profiles.map((value) => ["profile", value]));
  const answer = await fetch(location.href, { method: "POST", body: form });
  message.textContent = answer.ok ? words.Saved : (await answer.json()).message;
}

function details() {
  const field = (label, value) => element(`p.${names.field}`, {}, `${words[label]}: ${value}`);
  part.replaceChildren(field("App Label", app.name), field("Developer Name", app.developerName));
}

async function dualList(what, label, source, selected) {
  part.replaceChildren(element("div.slds-spinner_container", {}, element("div.slds-spinner", { role: "status" })));
  const list = (await lightningComponents(builder.shadow)).appProfiles();
  await wait(LATE);
  const options = builder[what].map(({ label: text, value }) => ({ label: text, value }));
  Object.assign(list, { name: names.field, label: words[label], sourceLabel: words[source], selectedLabel: words[selected], options, value: chosen[what], disabled: locked });
  list.addEventListener("chosen", ({ detail }) => (chosen[what] = detail));
  part.replaceChildren(list);
}

const PARTS = [
  ["App Details & Branding", details],
  ["Navigation Items", () => dualList("items", "Navigation Items", "Available Items", "Selected Items")],
  ["User Profiles", () => dualList("profiles", "User Profiles", "Available Profiles", "Selected Profiles")],
];

await wait(LATE);
const entry = ([label, open]) => element("li", {}, element("button.slds-button", { type: "button", click: open }, words[label]));
document.body.append(element(`div.${names.page}`, {},
  element("header.slds-page-header", {}, element("h1", {}, `${words["Lightning App Builder"]}: ${app.name}`), element("a", { href: "/lightning/setup/NavigationMenus/home" }, words.Back), save, message),
  element(`ul.${names.menu}`, {}, PARTS.map(entry)), part));
document.getElementById("auraLoadingBox").classList.add("slds-hide");
details();
