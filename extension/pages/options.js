/**
 * Orgready's own page: what it reads and never does, which checklists are chosen for an org, and whether the org's API may be asked.
 * Opened by the toolbar button for the org of that tab. Writes only through the worker.
 */
import { ask, chosen, COOKIES, desk, element, extension, kept, make, mayAsk, org, readChecklists, tell } from "./org.js";
import { searchBox } from "./search.js";

const BUILT_IN = ["insycle", "playbooks"];
const LIMIT = 10;
const SITES = { origins: extension.runtime.getManifest().host_permissions };
/** Kinds of inputs whose values the org knows. */
const LISTED = { users: "Search this org's users", profiles: "Search this org's profiles", permission_set: "Search this org's permission sets" };

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
  const label = make("label", {}, make("b", { textContent: input.label }), ` ${input.why}`, field);
  return make("div", {}, label, ...(LISTED[input.kind] ? [searchFor(input, key, field)] : []));
};

/** Where what is chosen is put into a field; of use once the org may be asked. */
const searchFor = (input, key, field) => {
  const choose = ({ value }) => {
    const there = values(field);
    if (there.includes(value)) return `${value} is there already.`;
    // One set is meant: another takes its place.
    field.value = (input.kind === "permission_set" ? [value] : [...there, value]).join("\n");
    return `${value} was put into “${input.label}”. It is not saved yet.`;
  };
  const box = searchBox({ id: `search-${key.replace("/", "-")}`, kind: input.kind, label: LISTED[input.kind], choose, otherwise: "You can still enter the name yourself." });
  const hint = make("p", { className: "quiet", textContent: "Once the org's API may be asked and that is saved, you can search here." });
  return make("div", { className: "listed" }, box, hint);
};

/** Shows the search boxes only where they may ask. */
const showSearch = (isAllowed) => {
  for (const box of document.querySelectorAll(".listed > .search")) box.hidden = !isAllowed;
  for (const hint of document.querySelectorAll(".listed > .quiet")) hint.hidden = isAllowed;
};

const showChecklist = (checklist, choices) => {
  const box = make("input", { type: "checkbox", name: "checklist", value: checklist.id });
  box.checked = choices.checklists?.includes(checklist.id) ?? false;
  const about = make("span", {}, make("b", { textContent: checklist.title }), ` ${checklist.about}`);
  const inputs = make("fieldset", {}, ...checklist.inputs.map((input) => inputField(checklist, input, choices)));
  return make("div", {}, make("label", { className: "choice" }, box, about), inputs);
};

const showProblem = (problem) => make("div", { className: "problem" }, make("p", { textContent: problem }));

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

/** Messages that Orgready itself does not send. */
const showRefused = async () => {
  const count = await kept("session", "refused", 0);
  element("refused").hidden = count === 0;
  element("refused").textContent = `${count} ${count === 1 ? "message" : "messages"} of an unknown kind or sender came in this run of the browser, and nothing was done.`;
};

/** The most names that one field may hold: one query asks for all of them. */
const MOST_NAMES = 100;

const fields = () => [...element("org").querySelectorAll("textarea, select[data-kind]")];

/** Values, one per line. Names for login and addresses have no commas, so those may also be listed with some. */
const values = ({ value: text, dataset: { kind } }) => {
  const between = ["users", "addresses"].includes(kind) ? /[\n,;]/ : /\n/;
  return [...new Set(text.split(between).map((value) => value.trim()).filter(Boolean))];
};

const save = async (event) => {
  event.preventDefault();
  const form = new FormData(element("org"));
  const wantsApi = form.get("api") === "api";
  // Asked first and at once: the browser shows the question only right after the admin's own click.
  const api = wantsApi ? await extension.permissions.request(COOKIES) : false;
  const inputs = Object.fromEntries(
    fields().map((field) => [field.name, values(field)]),
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
  // What can't be read now is not shown, and stays as it was chosen and entered.
  const before = await chosen();
  const shown = [...element("org").querySelectorAll("input[name=checklist]")].map(({ value }) => value);
  const checklists = [...form.getAll("checklist"), ...(before.checklists ?? []).filter((id) => !shown.includes(id))];
  const unseen = Object.entries(before.inputs ?? {}).filter(([key]) => !shown.includes(key.split("/")[0]));
  try {
    await tell("choose", { choices: { checklists, api, inputs: { ...Object.fromEntries(unseen), ...inputs }, limit: element("limit").valueAsNumber } });
  } catch {
    element("saved").textContent = "Nothing was saved: the browser could not keep it. Make room on this computer's disk, then save again.";
    return;
  }
  if (!api) await giveBack();
  showSearch(api);
  element("saved").textContent =
    wantsApi && !api ? "Saved. Without the permission Orgready reads pages only." : "Saved. Setup pages follow; one that was open before Orgready was installed needs a refresh.";
  // Leave is given by a user: who that is, is asked at once, and nothing else.
  if (api) await ask("[]");
};

/** Gives the permission back where no org needs it any more, and forgets what the API said. */
const giveBack = async () => {
  // The permission goes in any case.
  await tell("forgetFacts").catch(() => {});
  const all = Object.entries(await extension.storage.local.get(null));
  const needed = all.some(([name, value]) => name.startsWith("choices:") && name !== `choices:${org}` && value?.api === true);
  if (!needed) await extension.permissions.remove(COOKIES);
};

const showOrg = async () => {
  const choices = await chosen();
  const read = await readChecklists(BUILT_IN);
  const checklists = desk.describe(read.map(({ body }) => body).filter(Boolean));
  const problems = read.map(({ problem }) => problem).filter(Boolean);
  element("where").textContent = `For the org ${org}. Nothing happens in its pages until you choose a checklist.`;
  element("checklists").replaceChildren(...problems.map(showProblem), ...checklists.map((checklist) => showChecklist(checklist, choices)));
  const most = checklists.reduce((sum, { counted }) => Math.max(sum, counted), 0);
  element("cost").textContent = `A full check uses about ${most} of the org's daily API calls.`;
  const api = await mayAsk();
  showSearch(api);
  element(api ? "api-checks" : "pages-only").checked = true;
  element("limit").value = choices.limit ?? LIMIT;
  element("people-link").href = `people.html${location.search}`;
  element("people").hidden = false;
  element("org").hidden = false;
  element("org").addEventListener("submit", save);
  await Promise.all([showLog(), showRefused()]);
  extension.storage.onChanged.addListener((changes, area) => {
    if (area !== "session") return;
    if (changes[`log:${org}`]) showLog();
    if (changes.refused) showRefused();
  });
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
