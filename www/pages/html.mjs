/**
 * Markup with every value escaped. Pages are built from nothing else, so no page of the demo org can let
 * a record's name become markup.
 */

class Markup {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

/** @param {unknown} text */
export const escape = (text) => String(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]);

/** @param {unknown} value */
function render(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join("");
  if (value === null || value === undefined || value === false) return "";
  return escape(value);
}

/**
 * Template tag: `html\`<b>${name}</b>\``.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  return new Markup(strings.reduce((text, part, at) => text + render(values[at - 1]) + part));
}

/** A boolean attribute, with the blank before it. */
export const flag = (name, on) => new Markup(on ? ` ${name}="${name}"` : "");

/**
 * A JSON data block's content. `<` is written as an escape, so that no value can end the element.
 * @param {unknown} value
 */
export const json = (value) => new Markup(JSON.stringify(value).replace(/</g, "\\u003c"));
