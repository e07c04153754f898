/**
 * "Why can't this user use it?": all that the chosen checklists ask of one user's access, in one place. Asks the org once for each user,
 * where the admin allowed it, and keeps nothing of the answer.
 */
import { ask, bdi, chosen, desk, element, given, host, make, mayAsk, org, readChecklists } from "./org.js";
import { searchBox } from "./search.js";

/** Steps at these are in nobody's way. */
const IN_ORDER = ["done", "done, lowers protection", "not needed here"];

/** The chosen checklists that can be read, and what they are called. */
const described = async (ids) => {
  const bodies = (await readChecklists(ids)).map(({ body }) => body).filter(Boolean);
  return { bodies, titles: desk.describe(bodies).map(({ title }) => title) };
};

const goThere = ({ link }) =>
  link ? [" ", make("a", { href: link.url, target: "_blank", rel: "noreferrer noopener", textContent: `Go there: ${link.place}` })] : [];

const showFact = (fact) => [make("dt", { textContent: fact.title }), make("dd", {}, bdi(fact.found), ...goThere(fact))];

const showStep = (step) => {
  const found = step.found ? [make("p", { className: "quiet", textContent: step.found })] : [];
  const row = make(
    "li",
    { className: IN_ORDER.includes(step.status) ? "step" : "step problem" },
    make("b", { textContent: step.title }),
    " ",
    make("span", { className: "status", textContent: step.words }),
    make("p", {}, step.because, ...goThere(step)),
    ...found,
  );
  Object.assign(row.dataset, { step: step.id, status: step.status });
  return row;
};

const showPart = ({ checklist, input, named, steps }) => {
  const unnamed = make("p", { className: "quiet", textContent: "This user is not entered there. This is what would be needed." });
  const list = make("ul", { className: "steps" }, ...steps.map(showStep));
  return make("section", {}, make("h3", { textContent: `${checklist}: ${input}` }), ...(named ? [] : [unnamed]), list);
};

/** What is said when all is shown. */
const summary = (user, parts) => {
  const steps = parts.flatMap((part) => part.steps);
  const of = (...statuses) => steps.filter(({ status }) => statuses.includes(status)).length;
  const [lacks, fine] = [of("to do"), of(...IN_ORDER)];
  const unknown = steps.length - lacks - fine;
  const rest = unknown > 0 ? ` ${unknown} could not be told.` : "";
  return `${user}: ${lacks === 0 ? "nothing was found that is lacking" : `${lacks} of ${steps.length} steps need something`}.${rest}`;
};

let latest = 0;

const show = async (user, checklists) => {
  const turn = (latest += 1);
  element("person").hidden = true;
  element("said").textContent = `Asking about ${user}.`;
  const choices = JSON.stringify(await chosen());
  const { bodies } = await described(checklists);
  const answer = await ask(desk.person_needs(bodies, choices, user));
  // Somebody else was chosen in the meantime.
  if (turn !== latest) return;
  const { problem, facts, parts } = JSON.parse(desk.person(bodies, choices, user, host, answer));
  element("name").textContent = user;
  element("facts").replaceChildren(...facts.flatMap(showFact));
  element("parts").replaceChildren(...parts.map(showPart));
  element("person").hidden = Boolean(problem);
  element("said").textContent = problem ?? summary(user, parts);
};

const start = async () => {
  const query = new URLSearchParams(location.search);
  query.delete("user");
  element("back").href = `options.html?${query}`;
  if (!org) return "Open a Setup page of your Salesforce org, then press Orgready's button in the toolbar.";
  const { checklists = [] } = await chosen();
  if (checklists.length === 0) return `Choose a checklist for the org ${org} first.`;
  const { titles } = await described(checklists);
  element("title").textContent = `Why can't this user use ${titles.join(" or ")}?`;
  document.title = `${element("title").textContent} – Orgready`;
  if (!(await mayAsk())) return `Allow the API of the org ${org} to be asked first: no page shows all of this.`;
  const choose = ({ value }) => {
    show(value, checklists);
    return "";
  };
  element("pick").append(searchBox({ id: "search", kind: "users", label: "Search this org's users", choose }));
  const user = given("user").trim();
  if (user && user.length <= 80) show(user, checklists);
  return `For the org ${org}. A user takes a few of its daily API calls. Nothing of the answer is kept.`;
};

element("where").textContent = await start();
