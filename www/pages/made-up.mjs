/**
 * Names that the demo org makes up at random at every start: the `id`, `name` and `class` values that no
 * public source proves for the real page. Nothing can come to depend on them.
 */
import { randomBytes } from "node:crypto";

/** @type {WeakMap<object, Map<string, string>>} one set of names for each started org */
const started = new WeakMap();

const token = () => `${"qwxzjkv"[randomBytes(1)[0] % 7]}${randomBytes(4).toString("hex")}`;

/**
 * The made-up name that stands for `what` in this start of `org`.
 * @param {object} org
 * @param {string} what
 */
export function madeUp(org, what) {
  let names = started.get(org);
  if (!names) started.set(org, (names = new Map()));
  let name = names.get(what);
  if (!name) names.set(what, (name = token()));
  return name;
}
