// A list of permission sets or profiles: its rows come by a request after load, with a cover over the list until they are there.
(() => {
  const grid = document.querySelector("[data-list]");
  const id = grid.dataset.list;
  const cover = document.getElementById(`${id}_loading`);
  const paginator = document.getElementById(`${id}_paginator`);
  const rolodex = document.getElementById(`${id}_rolodex`);
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };
  let shown = { letter: "", page: 1 };

  document.body.classList.add(...(/Firefox/.test(navigator.userAgent) ? ["ext-gecko"] : ["ext-webkit", "ext-chrome"]));

  function table(className, cells) {
    const body = make("tbody", "", make("tr", className, ...cells));
    const whole = make("table", "x-grid3-row-table", body);
    whole.cellSpacing = "0";
    return whole;
  }

  function link(text, href, name) {
    const anchor = make("a", name ? "" : "actionLink", name ? make("span", "", text) : text);
    anchor.href = href;
    return anchor;
  }

  function row(set, at, answer) {
    const actions = make("td", "x-grid3-col x-grid3-cell x-grid3-td-ACTION_COLUMN", link(answer.clone, `/${set.Id}/clone`));
    if (!set.NamespacePrefix) actions.append(" | ", link(answer.del, `/${set.Id}/delete`));
    const cell = (content) => make("td", "x-grid3-col x-grid3-cell", make("div", "x-grid3-cell-inner", content));
    const cells = [actions, cell(link(set.Label, `/${set.Id}`, true)), ...set.cells.map(cell)];
    return make("div", `x-grid3-row${at % 2 ? " x-grid3-row-alt" : ""}`, table("", cells));
  }

  function page(text, number, on) {
    const anchor = make("a", on ? "nextArrow" : "nextArrow disabled", text);
    anchor.href = "#";
    if (on) anchor.dataset.page = number;
    return anchor;
  }

  function draw(answer) {
    const heads = answer.columns.map((column) => make("td", "x-grid3-hd x-grid3-cell", make("div", "x-grid3-hd-inner", column)));
    grid.replaceChildren(
      make("div", "x-grid3-header", table("x-grid3-hd-row", heads)),
      make("div", "x-grid3-body", ...answer.rows.map((set, at) => row(set, at, answer))),
    );
    paginator.replaceChildren(make("span", "prevNextLinks", page(answer.previous, answer.page - 1, answer.page > 1), " ", make("span", "pageInput", answer.place), " ", page(answer.next, answer.page + 1, answer.page < answer.pages)));
    cover.style.display = "none";
  }

  async function load(wanted) {
    shown = wanted;
    cover.style.display = "";
    const asked = new URLSearchParams({ action: grid.dataset.kind, rows: "25", page: String(wanted.page), letter: wanted.letter });
    const answer = await fetch(`${grid.dataset.rows}?${asked}`, { credentials: "same-origin" });
    const rows = await answer.json();
    setTimeout(() => shown === wanted && draw(rows), 300);
  }

  paginator.addEventListener("click", (event) => {
    event.preventDefault();
    const number = event.target.closest("a")?.dataset.page;
    if (number) load({ ...shown, page: Number(number) });
  });
  rolodex.addEventListener("click", (event) => {
    const letter = event.target.closest("a");
    if (!letter) return;
    event.preventDefault();
    for (const item of rolodex.children) item.className = item === letter ? "listItemSelected" : "listItem";
    load({ letter: letter.dataset.letter, page: 1 });
  });
  load(shown);
})();
