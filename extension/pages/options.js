/**
 * Orgready's own page: what it reads and never does, which checklists are chosen for an org, and whether the org's API may be asked.
 * Opened by the toolbar button for the org of that tab. Writes only through the worker.
 */
import init, { complaint, describe } from "../desk.js";

/** @type {typeof chrome} */
const extension = globalThis.browser ?? globalThis.chrome;
const BUILT_IN = ["insycle", "playbooks"];
const COOKIES = { permissions: ["cookies"] };
const SITES = { origins: extension.runtime.getManifest().host_permissions };
const org = /^[a-z0-9-]+(\.[a-z]+)?$/.exec(new URLSearchParams(location.search).get("org") ?? "")?.[0];

const element = (id) => document.getElementById(id);
const kept = async (area, name, otherwise) => (await extension.storage[area].get(name))[name] ?? otherwise;
const choose = (choices) => extension.runtime.sendMessage({ v: 1, kind: "choose", org, choices });

/** @param {string} tag @param {object} properties @param {Array<Node | string>} children */
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const loadDesk = async () => {
  if (typeof WebAssembly === "undefined") return import("../desk.fallback.js");
  await init({ module_or_path: extension.runtime.getURL("desk_bg.wasm") });
  return { complaint, describe };
};
const desk = await loadDesk();

const readFiles = () =>
  Promise.all(
    BUILT_IN.map(async (id) => {
      const name = `checklists/${id}.json`;
      return [name, await fetch(extension.runtime.getURL(name)).then((answer) => answer.text())];
    }),
  );

/** A field for what an input wants: a choice is one of two, all else is one value per line. */
const inputField = (checklist, input, choices) => {
  const key = `${checklist.id}/${input.id}`;
  const values = choices.inputs?.[key] ?? [];
  const options = [["", "not answered"], ["yes", "yes"], ["no", "no"]];
  const field =
    input.kind === "choice"
      ? make("select", { name: key }, ...options.map(([value, textContent]) => make("option", { value, textContent, selected: value === (values[0] ?? "") })))
      : make("textarea", { rows: 2, spellcheck: false, name: key, value: values.join("\n") });
  field.dataset.kind = input.kind;
  return make("label", {}, make("b", { textContent: input.label }), ` ${input.why}`, field);
};

const showChecklist = (checklist, choices) => {
  if (checklist.problems) {
    return make("div", { className: "problem" }, ...checklist.problems.map((problem) => make("p", { textContent: problem })));
  }
  const box = make("input", { type: "checkbox", name: "checklist", value: checklist.id });
  box.checked = choices.checklists?.includes(checklist.id) ?? false;
  const about = make("span", {}, make("b", { textContent: checklist.title }), ` ${checklist.about}`);
  const inputs = make("fieldset", {}, ...checklist.inputs.map((input) => inputField(checklist, input, choices)));
  return make("div", {}, make("label", { className: "choice" }, box, about), inputs);
};

const showLog = async () => {
  const log = await kept("session", `log:${org}`, []);
  element("sent").hidden = log.length === 0;
  const row = ({ at, method, host, path, queries, status, counted }) =>
    make(
      "tr",
      {},
      make("td", { textContent: new Date(at).toLocaleTimeString() }),
      make("td", {}, `${method} ${host}${path}`, ...queries.map((query) => make("code", { textContent: query }))),
      make("td", { textContent: status || "none" }),
      make("td", { textContent: counted ? "yes" : "no" }),
    );
  element("log").replaceChildren(...log.map(row));
};

/** The most names that one field may hold: one query asks for all of them. */
const MOST_NAMES = 100;

const fields = () => [...element("org").querySelectorAll("textarea, select[data-kind]")];

/** Values, one per line or separated by commas. */
const values = (text) => [...new Set(text.split(/[\n,;]/).map((value) => value.trim()).filter(Boolean))];

const save = async (event) => {
  event.preventDefault();
  const form = new FormData(element("org"));
  const wantsApi = form.get("api") === "api";
  // Asked first and at once: the browser shows the question only right after the admin's own click.
  const api = wantsApi ? await extension.permissions.request(COOKIES) : false;
  const inputs = Object.fromEntries(
    fields().map((field) => [field.name, values(field.value)]),
  );
  const complaints = fields().flatMap((field) => inputs[field.name].map((value) => desk.complaint(field.dataset.kind, value)).filter(Boolean));
  if (complaints.length > 0) {
    element("saved").textContent = `Nothing was saved: ${complaints[0]}.`;
    return;
  }
  if (Object.values(inputs).some((names) => names.length > MOST_NAMES)) {
    element("saved").textContent = `Nothing was saved: at most ${MOST_NAMES} names per field.`;
    return;
  }
  await choose({ checklists: form.getAll("checklist"), api, inputs });
  if (!api) await giveBack();
  element("saved").textContent =
    wantsApi && !api ? "Saved. Without the permission Orgready reads pages only." : "Saved. Setup pages follow; one that was open before Orgready was installed needs a refresh.";
};

/** Gives the permission back where no org needs it any more, and forgets what the API said. */
const giveBack = async () => {
  await extension.runtime.sendMessage({ v: 1, kind: "forgetFacts", org });
  const all = Object.entries(await extension.storage.local.get(null));
  const needed = all.some(([name, value]) => name.startsWith("choices:") && name !== `choices:${org}` && value.api);
  if (!needed) await extension.permissions.remove(COOKIES);
};

const showOrg = async () => {
  const choices = await kept("local", `choices:${org}`, {});
  const checklists = desk.describe(await readFiles());
  element("where").textContent = `For the org ${org}. Nothing happens in its pages until you choose a checklist.`;
  element("checklists").replaceChildren(...checklists.map((checklist) => showChecklist(checklist, choices)));
  const most = checklists.reduce((sum, { counted = 0 }) => Math.max(sum, counted), 0);
  element("cost").textContent = `A full check uses about ${most} of the org's daily API calls.`;
  const api = choices.api && (await extension.permissions.contains(COOKIES));
  element(api ? "api-checks" : "pages-only").checked = true;
  element("org").hidden = false;
  element("org").addEventListener("submit", save);
  await showLog();
  extension.storage.onChanged.addListener((changes, area) => area === "session" && changes[`log:${org}`] && showLog());
};

const showAccess = async () => {
  const allowed = await extension.permissions.contains(SITES);
  element("access").hidden = allowed;
  element("allow-sites").addEventListener("click", async () => {
    element("access").hidden = await extension.permissions.request(SITES);
  });
};

await showAccess();
if (org) await showOrg();
else element("where").textContent = "Open a Setup page of your Salesforce org, then press Orgready's button in the toolbar.";
