/**
 * The limit that reading is measured against: the shortest JavaScript that collects the same Blocks as `src/page/collect.rs`, written for
 * nothing but this. It knows ordinary trees only: where a page has real shadow roots it is not the same any more.
 *
 * @param {Document} document
 */
export function collectByHand(document) {
  const MOST = 20_000;
  const CLASSIC = ".bRelatedList, .listRelatedObject, .listViewport, table.list, .x-grid3";
  const ERRORS = "#errorDiv_ep, .pbError, .errorMsg, #validationError, #error, #errorTitle, #errorDesc, .message.errorM3";
  const LOADING = ".waitingSearchDiv, .slds-spinner_container, .slds-spinner, .slds-is-loading, .lafPageHostLoading, lightning-spinner, lightning-primitive-spinner, [role=progressbar], [aria-busy=true], .stencil, [class*=stencil], [class*=skeleton]";
  const TOUCHABLE = "a, button, input[type=submit], input[type=button], input[type=checkbox]";
  const SIGHT = { visibilityProperty: true, checkVisibilityCSS: true };
  const FORMS = [["_0", "_1", "_0_right", "_0_left"], ["_a", "_s", "_add", "_remove"]];

  const fold = (text) => text.trim().replace(/\s+/g, " ");
  const short = (text) => (text.length > 500 ? Array.from(text).slice(0, 500).join("") : text);
  const text = (node) => short(fold(node.textContent));
  const sees = (node) => node.checkVisibility(SIGHT);
  const isEnabled = (node) => !node.matches(":disabled, [aria-disabled=true]");

  const components = [...document.querySelectorAll("#auraLoadingBox, #setupComponent")];
  const lightning = components.length > 0;
  const roots = lightning ? components.filter((node) => node.id === "setupComponent" && sees(node)) : [document];
  const LISTS = lightning ? "table" : CLASSIC;

  const all = (selectors) => roots.flatMap((root) => [...root.querySelectorAll(selectors)]);
  const isLoading = () =>
    document.readyState !== "complete" ||
    !sees(document.documentElement) ||
    roots.length === 0 ||
    all(LOADING).some((node) => {
      const { width, height } = node.getBoundingClientRect();
      return width > 0 && height > 0 && sees(node);
    });

  let elements = 0;
  let cut = false;
  const number = () => elements++;
  const atMost = (list) => {
    cut ||= list.length > MOST || elements > MOST;
    return list.slice(0, elements > MOST ? 0 : MOST);
  };
  const shown = (selectors) => atMost(all(selectors).filter(sees));

  const outer = (list) => list.parentElement?.closest(LISTS);
  const loading = isLoading();
  const lists = shown(LISTS).filter((list) => !outer(list));
  const blockOf = (node) => {
    let around = node.closest(LISTS);
    for (let next = around; next; next = outer(around)) around = next;
    const at = lists.indexOf(around);
    return at < 0 ? undefined : at;
  };

  const checkbox = (node) => ({
    id: short(node.id),
    name: short(node.name),
    label: short(fold([...(node.labels ?? [])].map(text).join(" "))),
    saved: node.defaultChecked,
    shown: node.checked,
    enabled: isEnabled(node),
    element: number(),
  });
  const button = (node) => {
    const leads_to = /["'](\/[^"']*)/.exec(node.getAttribute("onclick") ?? "")?.[1];
    return {
      name: short(node.getAttribute("name") ?? ""),
      label: node.localName === "input" ? short(fold(node.value)) : text(node),
      enabled: isEnabled(node),
      ...(leads_to && { leads_to: short(leads_to) }),
      block: blockOf(node),
      element: number(),
    };
  };
  const link = (node) => ({ text: text(node), href: short(node.getAttribute("href") ?? ""), element: number() });
  const header = (node) => (node.hasAttribute("aria-label") ? short(fold(node.getAttribute("aria-label"))) : text(node));

  const cell = (node) => {
    const [links, buttons, boxes] = [[], [], []];
    for (const inside of atMost([...node.querySelectorAll(TOUCHABLE)].filter(sees))) {
      if (inside.localName === "a") links.push(link(inside));
      else if (inside.type === "checkbox") boxes.push(checkbox(inside));
      else buttons.push(button(inside));
    }
    const cell = { text: text(node), names_row: node.matches("th[scope=row]"), actions: node.matches(".actionColumn, [class*=ACTION_COLUMN]"), links };
    if (buttons.length) cell.buttons = buttons;
    if (boxes.length) cell.boxes = boxes;
    return cell;
  };
  const rows = (list) => atMost(list.filter(sees)).map((row) => ({ cells: [...row.querySelectorAll(":scope > th, :scope > td")].map(cell) }));
  const related = (id) => /^[^_]*_(Related.*)/.exec(id)?.[1];

  const tablesOf = (block, at) => {
    const name = related(block.id);
    const made = (headers, data) => ({ block: at, ...(name && { related: name }), headers: headers.map(header), rows: rows(data) });
    const tables = [];
    for (const table of [...(block.localName === "table" ? [block] : []), ...block.querySelectorAll("table.list")].filter(sees)) {
      const all = [...table.querySelectorAll(":scope > thead > tr, :scope > tbody > tr")];
      const isHead = (row) => row.matches("thead > tr, tr.headerRow");
      const head = all.find(isHead);
      tables.push(made(head ? [...head.querySelectorAll(":scope > th, :scope > td")] : [], all.filter((row) => !isHead(row))));
    }
    const [heads, late] = [".x-grid3-hd-inner", ".x-grid3-row"].map((selectors) => [...block.querySelectorAll(selectors)]);
    if (heads.length || late.length) tables.push(made(heads, late.map((row) => row.querySelector("tr")).filter(Boolean)));
    return tables.length ? tables : [made([], [])];
  };

  const parts = () => {
    const showsLetter = (rolodex) => !([...rolodex.querySelectorAll(".listItem, .listItemSelected")].at(-1)?.matches(".listItemSelected") ?? false);
    const pager = shown(".paginator a:not(.disabled), .next a, .pShowMore a, a[shouldstayinownframe=true]").some((link) => !link.closest(".rolodex"));
    const found = { Pager: pager, Rolodex: shown(".rolodex").some(showsLetter), Filter: shown("select[name=fcf]").length > 0 };
    return Object.keys(found).filter((part) => found[part]);
  };

  const detail = (label) => {
    const value = label.nextElementSibling;
    if (!value || value.querySelector("input:not([type=hidden]), select, textarea")) return [];
    const links = atMost([...value.querySelectorAll("a")].filter(sees)).map(link);
    const images = value.querySelectorAll("img[src*=checkbox_]");
    const ticked = images.length === 1 ? !images[0].getAttribute("src").includes("unchecked") : undefined;
    return [{ label: text(label), value: text(value), ...(links.length && { links }), ticked }];
  };
  const panel = (node) => {
    const title = node.querySelector(".title");
    return title ? [{ label: text(title), value: [...node.querySelectorAll(".num, .desc")].map(text).join(" ") }] : [];
  };

  const side = (list) => ({
    label: list.labels?.[0] ? text(list.labels[0]) : "",
    entries: atMost([...list.querySelectorAll("option:not([disabled])")])
      .filter(({ value }) => value)
      .map((option) => ({ value: short(option.value), text: short(fold(option.text)), element: number() })),
    element: number(),
  });
  const dualList = (available) => {
    const ends = FORMS.find(([end]) => available.id.endsWith(end));
    const withId = (end) => all("select[id], a[id]").find((node) => node.id === available.id.slice(0, -ends[0].length) + end && sees(node));
    const [selected, add, remove] = ends.slice(1).map(withId);
    if (!selected) return [];
    const enabled = isEnabled(available);
    return [{ id: short(available.id), available: side(available), selected: side(selected), add: add && number(), remove: remove && number(), enabled }];
  };

  const blocks = {
    setup_id: all("input[type=hidden][name=setupid]")[0]?.value || undefined,
    body_classes: document.body.className.split(/\s+/).filter(Boolean),
    language: document.documentElement.getAttribute("lang") ?? "",
    loading,
    notices: shown(`${ERRORS}, .message.confirmM3`).map((node) => ({ error: node.matches(ERRORS), text: text(node) })).filter((notice) => notice.text),
    boxes: shown("input[type=checkbox]").map(checkbox),
    buttons: shown("button, input[type=submit], input[type=button]").map(button),
    tables: lists.flatMap(tablesOf),
    parts: parts(),
    details: [...shown("table.detailList td.labelCol").flatMap(detail), ...shown("#panel-board .panel-content-item").flatMap(panel)],
    dual_lists: shown("select[id$=duel_select_0], select[id$=backingList_a]").flatMap(dualList),
    known: shown("#IpStartAddress, #IpEndAddress, #mappingOptionAll, textarea[id$=':description']").map((node) => ({ id: node.id, enabled: isEnabled(node), element: number() })),
  };
  return { ...blocks, cut };
}
