/**
 * The Setup tree with its Quick Find. Children of a folder are drawn when it opens. The filter works on key events only.
 */
import { element } from "./element.mjs";

export function navTree(shell) {
  const open = new Set();
  let current = null;
  let words = "";
  const list = element("ul.slds-tree", { role: "tree", "aria-label": shell.words.Setup });
  const find = element("input.filter-box.input", { type: "search", placeholder: shell.words["Quick Find"], "aria-label": shell.words["Quick Find"] });
  find.addEventListener("keyup", () => {
    words = find.value.trim();
    draw();
  });

  /** A label with the words found in it marked. */
  function marked(label) {
    const at = words ? label.toLowerCase().indexOf(words.toLowerCase()) : -1;
    if (at < 0) return [label];
    return [label.slice(0, at), element("mark.highlight", {}, label.slice(at, at + words.length)), label.slice(at + words.length)];
  }

  const matches = (entry) => entry.label.toLowerCase().includes(words.toLowerCase());

  function leaf(node, level) {
    return element("li.onesetupNavTreeNode.slds-tree__item-wrap", { role: "treeitem", "aria-label": node.label, "aria-level": level, "aria-selected": String(node.name === current) },
      element(`div.slds-tree__item${node.name === current ? ".slds-is-selected" : ""}`, { title: node.label },
        element("a.slds-tree__item-label", { href: `/lightning/setup/${node.name}/home`, role: "presentation", tabindex: "-1" }, marked(node.label))));
  }

  function folder(entry) {
    const shown = entry.nodes.filter((node) => !words || matches(node) || matches(entry));
    if (shown.length === 0) return null;
    const expanded = words !== "" || open.has(entry.name);
    const toggle = () => {
      if (!open.delete(entry.name)) open.add(entry.name);
      draw();
    };
    return element("li.onesetupNavTreeNode.slds-tree__item-wrap", { role: "treeitem", "aria-label": entry.label, "aria-level": 1, "aria-expanded": String(expanded) },
      element("div.slds-tree__item", { title: entry.label, click: toggle },
        element("button.slds-button.slds-button_icon", { type: "button", tabindex: "-1", title: entry.label }, expanded ? "▾" : "▸"),
        element("span.slds-tree__item-label", {}, marked(entry.label))),
      expanded ? element("ul", { role: "group" }, shown.map((node) => leaf(node, 2))) : null);
  }

  function draw() {
    const entries = shell.tree.map((entry) => (entry.nodes ? folder(entry) : !words || matches(entry) ? leaf(entry, 1) : null));
    list.replaceChildren(...entries.filter(Boolean));
  }

  return {
    node: element("div.onesetupSetupNavTree", {}, element("div.tree-filter.onesetupNavTreeFilter", {}, find), element("div.tree-container", {}, list)),
    select(name) {
      current = name;
      const holder = shell.tree.find((entry) => entry.nodes?.some((node) => node.name === name));
      if (holder) open.add(holder.name);
      draw();
    },
  };
}
