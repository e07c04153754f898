// The further pages of an answer: what stands behind a nextRecordsUrl.

import { Fault } from "./fault.mjs";
import { query } from "./soql/query.mjs";

const OPEN = 10;
const PAGE = 2000;

export class Cursors {
  #open = new Map();
  #made = 0;

  #put(context, cursor, end) {
    const id = `01g000000${String(++this.#made).padStart(6, "0")}`;
    this.#open.set(id, cursor);
    // A user's eleventh open cursor closes the oldest (SOQL limits).
    if (this.#open.size > OPEN) this.#open.delete(this.#open.keys().next().value);
    return this.#url(context, id, end);
  }

  #url({ api, version }, id, end) {
    return `/services/data/v${version}.0/${api === "tooling" ? "tooling/" : ""}query/${id}-${end}`;
  }

  /** A cursor of a statement that has more rows. */
  more(context, end) {
    return context.cursor ? this.#url(context, context.cursor, end) : this.#put(context, { soql: context.soql }, end);
  }

  /** A cursor over rows that are already made: those of a child subquery. */
  open(context, rows, end) {
    return this.#put(context, { rows }, end);
  }

  read(context, locator) {
    const [id, end] = locator.split("-");
    const cursor = this.#open.get(id);
    if (!cursor || !/^\d+$/.test(end ?? "")) throw new Fault(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    const from = Number(end);
    if (cursor.soql) return query({ ...context, soql: cursor.soql, cursor: id }, from);
    const rows = cursor.rows.slice(from, from + PAGE);
    const done = from + rows.length >= cursor.rows.length;
    return { totalSize: cursor.rows.length, done, ...(done ? {} : { nextRecordsUrl: this.#url(context, id, from + rows.length) }), records: rows };
  }
}
