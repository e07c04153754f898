/** For the tests: reads a page as a browser does, and finds elements by a small part of CSS. */
import { parse } from "parse5";

const attribute = (node, name) => node.attrs?.find((candidate) => candidate.name === name)?.value;

/** Every element below `node`, in document order. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

/** `tag.class#id[name=value]`; parts are optional. */
function matches(node, compound) {
  const tag = /^[\w-]+/.exec(compound)?.[0];
  if (tag && node.tagName !== tag) return false;
  const classes = (attribute(node, "class") ?? "").split(/\s+/);
  return [...compound.matchAll(/([.#])([\w-]+)|\[([\w-]+)(?:=([^\]]*))?\]/g)].every(([, mark, word, name, value]) => {
    if (mark) return mark === "." ? classes.includes(word) : attribute(node, "id") === word;
    return value === undefined ? attribute(node, name) !== undefined : attribute(node, name) === value;
  });
}

class Page {
  constructor(root) {
    this.root = root;
  }

  /** @param {string} selector compounds separated by blanks (descendants) */
  all(selector) {
    const steps = selector.split(/\s+(?![^[]*\])/);
    const found = steps.reduce((nodes, step) => [...new Set(nodes.flatMap((node) => [...elements(node)].filter((child) => matches(child, step))))], [this.root]);
    return found.map((node) => new Element(node));
  }

  one(selector) {
    const found = this.all(selector);
    if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}, expected 1`);
    return found[0];
  }
}

class Element extends Page {
  get tag() {
    return this.root.tagName;
  }

  get text() {
    const read = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(read).join(""));
    return read(this.root).replace(/\s+/g, " ").trim();
  }

  get parent() {
    return new Element(this.root.parentNode);
  }

  get next() {
    const siblings = this.root.parentNode.childNodes.filter((node) => node.tagName);
    const at = siblings.indexOf(this.root) + 1;
    return at < siblings.length ? new Element(siblings[at]) : null;
  }

  get attributes() {
    return Object.fromEntries(this.root.attrs.map(({ name, value }) => [name, value]));
  }
}

/**
 * @param {string} markup
 * @returns {Page & {errors: string[]}}
 */
export function read(markup) {
  const errors = [];
  const root = parse(String(markup), { onParseError: ({ code }) => errors.push(code) });
  return Object.assign(new Page(root), { errors });
}
