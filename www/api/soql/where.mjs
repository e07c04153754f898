// The WHERE clause: the parser's tree, checked as Salesforce checks it, as SQL with parameters.

import { parseDateTime } from "../../org/datetime.mjs";
import { id18 } from "../../org/ids.mjs";
import { Fault, malformed, NotModelled, notFilterable } from "../fault.mjs";
import { isFilterable, mayBeInner } from "./rules.mjs";

const STRING_LENGTH = 4000;
const SEMI_JOINS = 2;
const COMPARE = { "=": "=", "!=": "IS NOT", "<>": "IS NOT", "<": "<", "<=": "<=", ">": ">", ">=": ">=" };
const LITERAL = { BOOLEAN: "boolean", INTEGER: "number", DECIMAL: "number", DATE: "date", DATETIME: "date", DATE_LITERAL: "date", DATE_N_LITERAL: "date" };
const ASKED = { boolean: "boolean and should not be", number: "double and should not be", date: "dateTime and should not be", string: "string and should be", id: "string and should be" };

const filterFault = (message) => new Fault(400, "INVALID_QUERY_FILTER_OPERATOR", message);

/** @param {(query: object) => {sql: string, params: any[]}} inner how to make the SQL of a semi-join's query, or null where none may stand */
export function where(scope, clause, inner) {
  const parts = [];
  const params = [];
  const levels = [new Set()];
  const semiJoins = [];
  let negated = false;
  for (let node = clause; node; node = node.right) {
    if (node.operator === "NOT") {
      open(levels, parts, node.left?.openParen);
      parts.push("NOT");
      negated = true;
      continue;
    }
    open(levels, parts, node.left.openParen);
    if (node.left.valueQuery) semiJoins.push(levels.length);
    const condition = node.left.valueQuery ? semiJoin(scope, node.left, inner) : compare(scope, node.left);
    // SOQL knows true and false only: under a NOT, a comparison with null must not become unknown.
    parts.push(negated ? `COALESCE(${condition.sql}, 0)` : condition.sql);
    params.push(...condition.params);
    close(levels, parts, node.left.closeParen);
    if (node.operator) {
      parts.push(node.operator);
      levels.at(-1).add(node.operator);
      if (levels.at(-1).size > 1) throw malformed(`unexpected token: '${node.operator}'`);
    }
  }
  checkSemiJoins(semiJoins, levels[0]);
  return { sql: parts.join(" "), params };
}

function open(levels, parts, count = 0) {
  for (let at = 0; at < count; at++) levels.push(new Set());
  parts.push("(".repeat(count));
}

function close(levels, parts, count = 0) {
  for (let at = 0; at < count; at++) levels.pop();
  parts.push(")".repeat(count));
}

/** SOQL reference, "Comparison Operators": at most two, only at the top level, never together with OR. */
function checkSemiJoins(semiJoins, topLevel) {
  if (semiJoins.length > SEMI_JOINS) throw malformed(`Maximum ${SEMI_JOINS} semi join sub-selects are allowed`);
  if (semiJoins.some((depth) => depth > 1) || (semiJoins.length > 0 && topLevel.has("OR"))) {
    throw malformed("Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.");
  }
}

function field(scope, condition) {
  if (condition.fn) throw new NotModelled(`the function ${condition.fn.rawValue} in a condition`);
  const found = scope.resolve(condition.field);
  if (!isFilterable(scope.object, found)) throw notFilterable(scope.context.soql, found.name);
  return found;
}

function semiJoin(scope, condition, inner) {
  const { soql } = scope.context;
  if (!inner) throw malformed("Nesting of semi join sub-selects is not supported");
  if (condition.field.includes(".")) throw malformed(`The left operand '${condition.field}' in a where expression with a semi join sub-select cannot be a relationship field`);
  const left = field(scope, condition);
  const query = condition.valueQuery;
  if (query.fields.length !== 1 || query.fields[0].type === "FieldFunctionExpression") throw malformed("semi join sub-selects can only query one field");
  if (query.orderBy || query.limit || query.groupBy || query.having) throw malformed("semi join sub-selects cannot have ORDER BY, LIMIT or GROUP BY");
  if (left.type !== "id") throw malformed(`The left operand field in the where expression for semi join sub-select should be an id or reference field, cannot use: '${left.name}'`);
  if (!mayBeInner(query.sObject)) throw malformed(`Entity '${query.sObject}' is not supported for semi join inner selects`);
  const { sql, params, selected } = inner(query);
  if (selected.type !== "id") throw malformed(`The selected field in a semi join sub-select should be an id or reference field, cannot use: '${selected.name}' in: ${soql}`);
  return { sql: `${left.column} ${condition.operator === "NOT IN" ? "NOT IN" : "IN"} (${sql})`, params };
}

function compare(scope, condition) {
  const found = field(scope, condition);
  const { operator } = condition;
  if (operator === "INCLUDES" || operator === "EXCLUDES") throw new NotModelled(operator);
  checkOperator(found, operator);
  const types = [condition.literalType].flat();
  const values = [condition.value].flat();
  const literals = values.map((value, at) => literal(found, types[at] ?? types[0], value, operator));
  if (operator === "IN" || operator === "NOT IN") return inList(found, operator, literals);
  if (operator === "LIKE") return like(found, literals[0]);
  if (typeof literals[0] === "object" && literals[0] !== null) return range(found, operator, literals[0]);
  if (operator === "=" && literals[0] === null) return { sql: `${found.column} IS NULL`, params: [] };
  return { sql: `${found.column} ${COMPARE[operator]} ?`, params: [literals[0]] };
}

function checkOperator(found, operator) {
  const ordered = ["<", "<=", ">", ">="].includes(operator) && (found.type === "id" || found.type === "boolean");
  if (ordered || (operator === "LIKE" && found.type !== "string")) throw filterFault(`invalid operator on ${found.type} field`);
}

/** ASSUMPTION: NOT IN keeps rows whose field is null, as != does. */
function inList(found, operator, literals) {
  const list = `${found.column} IN (${literals.map(() => "?").join(", ")})`;
  const sql = literals.includes(null) ? `(${list} OR ${found.column} IS NULL)` : list;
  return { sql: operator === "IN" ? sql : `NOT COALESCE(${sql}, 0)`, params: literals };
}

function like(found, pattern) {
  return { sql: `${found.column} LIKE ? ESCAPE '\\'`, params: [pattern] };
}

function range(found, operator, { from, to }) {
  if (operator === "=") return { sql: `(${found.column} >= ? AND ${found.column} < ?)`, params: [from, to] };
  if (operator === "!=" || operator === "<>") return { sql: `(${found.column} < ? OR ${found.column} >= ?)`, params: [from, to] };
  return { sql: `${found.column} ${operator} ?`, params: [operator === ">" || operator === "<=" ? to : from] };
}

function literal(found, type, value, operator) {
  if (type === "NULL") return null;
  const given = LITERAL[type] ?? "string";
  const wanted = found.type === "id" ? "string" : found.type;
  if (given !== wanted) throw new Fault(400, "INVALID_FIELD", `value of filter criterion for field '${found.name}' must be of type ${ASKED[found.type]} enclosed in quotes`);
  if (given === "boolean") return value.toUpperCase() === "TRUE" ? 1 : 0;
  if (given === "number") return Number(value);
  if (given === "date") return dateLiteral(type, value);
  return textLiteral(found, value.slice(1, -1), operator);
}

function textLiteral(found, raw, operator) {
  if (raw.length > STRING_LENGTH) throw malformed(`Strings in WHERE clauses can't exceed ${STRING_LENGTH} characters`);
  const escapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "'": "'", "\"": "\"", "\\": "\\" };
  const text = raw.replace(/\\(.)/g, (whole, letter) => (operator === "LIKE" && "%_\\".includes(letter) ? whole : (escapes[letter] ?? whole)));
  if (found.type !== "id") return text;
  if (found.lookup && !/^([0-9A-Za-z]{15}|[0-9A-Za-z]{18})$/.test(text)) throw filterFault(`invalid ID field: ${text}`);
  return /^[0-9A-Za-z]{15}$/.test(text) ? id18(text) : text;
}

const midnight = (days) => {
  const date = new Date();
  date.setUTCHours(0, 0, 0, 0);
  return new Date(date.getTime() + days * 86400000);
};

/** ASSUMPTION: days begin at midnight UTC; in Salesforce, at midnight of the user's time zone. */
function dateLiteral(type, value) {
  const days = (from, to) => ({ from: parseDateTime(midnight(from)), to: parseDateTime(midnight(to)) });
  if (type === "DATETIME" || type === "DATE") return parseDateTime(value);
  const [name, count] = value.toUpperCase().split(":");
  if (name === "TODAY") return days(0, 1);
  if (name === "YESTERDAY") return days(-1, 0);
  if (name === "LAST_N_DAYS") return days(-Number(count), 1);
  if (name === "NEXT_N_DAYS") return days(1, Number(count) + 1);
  throw new NotModelled(`the date literal ${name}`);
}
