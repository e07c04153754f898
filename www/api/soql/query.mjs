// One SOQL statement from text to answer: parsed by a real SOQL parser, checked against the published schemas and
// Salesforce's rules, run on the org's database, shaped as the API shapes it.

import { parseQuery } from "@jetstreamapp/soql-parser-js";
import { Fault, malformed, noSuchChildren, noSuchType, NotModelled } from "../fault.mjs";
import { childField, sObject } from "../schema.mjs";
import { metadataOf, refresh } from "./computed.mjs";
import { Scope } from "./path.mjs";
import { checkObject, checkSingleRow, checkStatement, ownRows, pageSize, rowLimit } from "./rules.mjs";
import { where } from "./where.mjs";

const STATEMENT_LENGTH = 100000;
const OFFSET = 2000;
const AGGREGATE_ROWS = 2000;
/** ASSUMPTION: a child subquery's rows come 200 to a page, with a nextRecordsUrl of their own. */
const CHILD_ROWS = 200;
const UNMODELLED = ["usingScope", "for", "update", "withDataCategory", "withSecurityEnforced", "withAccessLevel"];

/** @typedef {{org: import("../../org/org.mjs").Org, api: "rest"|"tooling", version: number, soql: string}} Context */

function parse(soql) {
  if (soql.length > STATEMENT_LENGTH) throw malformed(`SOQL statements can not be longer than ${STATEMENT_LENGTH} characters`);
  try {
    return parseQuery(soql);
  } catch (error) {
    throw malformed(`unexpected token: ${error.message.split("\n").at(-1)}`);
  }
}

function object(context, name) {
  const found = sObject(context.api, name);
  if (!found) throw noSuchType(context.soql, name);
  checkObject(context, found, name);
  return found;
}

/** Runs a statement; `offset` is where a further page begins. @param {Context} context */
export function query(context, offset = 0) {
  const parsed = parse(context.soql);
  const unmodelled = UNMODELLED.find((part) => parsed[part]);
  if (unmodelled) throw new NotModelled(`"${unmodelled}" in a query`);
  const from = object(context, parsed.sObject);
  checkStatement(context, from, parsed);
  if ((parsed.offset ?? 0) > OFFSET) throw new Fault(400, "NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${OFFSET}`);
  refresh(context.org, from.name);
  const scope = new Scope(context, from, "t", parsed.sObjectAlias);
  const functions = parsed.fields.filter((field) => field.type === "FieldFunctionExpression");
  const other = functions.find((field) => !field.isAggregateFn);
  if (other) throw new NotModelled(`the function ${other.rawValue}`);
  if (functions.length === 0 && !parsed.groupBy) return records(context, scope, parsed, offset);
  if (functions[0]?.functionName === "COUNT" && functions[0].parameters.length === 0) return count(context, scope, parsed);
  return aggregate(context, scope, parsed);
}

/** The SQL after SELECT …: joins and conditions. Fields must have been resolved before, so that their joins are there. */
function tail(context, scope, parsed, { more = [], inner = (query) => innerQuery(context, query) } = {}) {
  const conditions = [...more];
  if (parsed.where) conditions.push(where(scope, parsed.where, inner));
  const own = ownRows(context, scope.object, scope.alias);
  if (own) conditions.push(own);
  const clause = conditions.length > 0 ? ` WHERE ${conditions.map(({ sql }) => `(${sql})`).join(" AND ")}` : "";
  return { sql: `${scope.from}${clause}`, params: conditions.flatMap(({ params }) => params) };
}

function innerQuery(context, inner) {
  const from = object(context, inner.sObject);
  const scope = new Scope(context, from, "s", inner.sObjectAlias);
  const selected = scope.resolve(pathOf(inner.fields[0]));
  const { sql, params } = tail(context, scope, inner, { inner: null });
  return { selected, sql: `SELECT ${selected.column} ${sql}`, params };
}

function pathOf(field) {
  if (field.type === "Field") return field.field;
  if (field.type === "FieldRelationship") return [...field.relationships, field.field].join(".");
  throw new NotModelled(`${field.type} in SELECT`);
}

function orderBy(scope, parsed, aliases = new Map()) {
  const list = (parsed.orderBy ?? []).map((item) => {
    const column = aliases.get(item.fn?.rawValue ?? item.field) ?? scope.resolve(item.field ?? "").column;
    return `${column} ${item.order ?? "ASC"} NULLS ${item.nulls ?? "FIRST"}`;
  });
  return list.length > 0 ? ` ORDER BY ${list.join(", ")}` : "";
}

function count(context, scope, parsed) {
  if (parsed.fields.length > 1 || parsed.groupBy) throw malformed("COUNT() must be the only element in the SELECT list");
  const { sql, params } = tail(context, scope, parsed);
  const [[size]] = context.org.rows(`SELECT COUNT(*) ${sql}`, params);
  return answer(context, scope.object.name, Math.min(size, parsed.limit ?? Infinity, rowLimit(scope.object)), []);
}

function aggregate(context, scope, parsed) {
  if (parsed.having) throw new NotModelled("HAVING");
  const grouped = [parsed.groupBy ?? []].flat().map((item) => {
    if (item.fn) throw new NotModelled(`GROUP BY ${item.fn.rawValue}`);
    return scope.resolve(item.field).column;
  });
  if (grouped.length === 0 && parsed.limit) throw malformed("Aggregate functions without GROUP BY can't have a LIMIT");
  const aliases = new Map();
  let unnamed = 0;
  const selected = parsed.fields.map((item) => {
    if (item.type !== "FieldFunctionExpression") {
      const found = scope.resolve(pathOf(item));
      if (!grouped.includes(found.column)) throw malformed(`Field must be grouped or aggregated: ${found.name}`);
      return { name: item.alias ?? found.name, column: found.column, type: found.type };
    }
    const parameter = scope.resolve(String(item.parameters[0]));
    const column = `${{ COUNT_DISTINCT: "COUNT(DISTINCT " }[item.functionName] ?? `${item.functionName}(`}${parameter.column})`;
    aliases.set(item.rawValue, column);
    return { name: item.alias ?? `expr${unnamed++}`, column, type: /^COUNT/.test(item.functionName) ? "number" : parameter.type };
  });
  const order = orderBy(scope, parsed, aliases);
  const { sql, params } = tail(context, scope, parsed);
  const groups = grouped.length > 0 ? ` GROUP BY ${grouped.join(", ")}` : "";
  const rows = context.org.rows(`SELECT ${selected.map(({ column }) => column).join(", ")} ${sql}${groups}${order}${parsed.limit ? ` LIMIT ${parsed.limit}` : ""}`, params);
  if (rows.length > AGGREGATE_ROWS) throw new Fault(400, "EXCEEDED_ID_LIMIT", "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
  const records = rows.map((row) => ({ attributes: { type: "AggregateResult" }, ...Object.fromEntries(selected.map(({ name, type }, at) => [name, value(type, row[at])])) }));
  return answer(context, "AggregateResult", records.length, records);
}

/** What to fetch for the records of one scope, and how to make them of a row. */
function shape(context, scope, fields) {
  const names = fields.map((item) => (item.type === "FieldSubquery" ? item.subquery.relationshipName : pathOf(item)).toLowerCase());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new Fault(400, "INVALID_FIELD", `duplicate field selected: ${twice}`);
  const columns = [];
  const add = (sql) => columns.push(sql) - 1;
  const id = add(`${scope.alias}."Id"`);
  const parts = fields.map((item) => (item.type === "FieldSubquery" ? children(context, scope, item.subquery) : { found: scope.resolve(pathOf(item)) }));
  for (const part of parts) if (part.found) part.at = add(part.found.column);
  const parents = scope.parents.map(({ parents: path, alias, type }) => ({ path, id: add(`${alias}."Id"`), type: add(type) }));
  const record = (row) => {
    const made = { attributes: attributes(context, scope.object.name, row[id], row[id]) };
    for (const { found, at, child } of parts) {
      if (child) made[child.name] = child.of(row[id]);
      else put(context, made, found, row, at, parents, row[id]);
    }
    return made;
  };
  return { columns, record };
}

/** Sets a field, through its parents: each a nested object, or null when there is none. */
function put(context, made, found, row, at, parents, recordId) {
  let target = made;
  for (let depth = 1; depth <= found.parents.length; depth++) {
    const path = found.parents.slice(0, depth);
    const parent = parents.find((candidate) => candidate.path.join() === path.join());
    const name = path.at(-1);
    if (row[parent.id] === null) {
      target[name] = null;
      return;
    }
    target[name] ??= { attributes: attributes(context, row[parent.type], row[parent.id]) };
    target = target[name];
  }
  const isMetadata = found.name === "Metadata" && found.type === "complex";
  target[found.name] = isMetadata ? metadataOf(context.org, found.object.name, recordId) : reserved(context, found, value(found.type, row[at]));
}

/**
 * OauthToken.Id is reserved and always null (Object Reference, OauthToken).
 * ASSUMPTION: AppMenuItem.ApplicationId comes with 15 characters in some orgs; readers compare the first 15 (OrgCheck does).
 */
function reserved({ org }, { object, name }, plain) {
  if (object.name === "OauthToken" && name === "Id") return null;
  if (object.name === "AppMenuItem" && name === "ApplicationId") return plain?.slice(0, org.applicationIdLength) ?? null;
  return plain;
}

const value = (type, raw) => (raw === null || raw === undefined ? null : type === "boolean" ? raw === 1 : raw);

/** ASSUMPTION: what has no id of its own is called by its durable name, or by the empty id. */
function attributes({ api, version }, type, id) {
  const name = type === "SecuritySettings" ? "Security" : (type === "OauthToken" ? null : id) ?? "000000000000000AAA";
  return { type, url: `/services/data/v${version}.0/${api === "tooling" ? "tooling/" : ""}sobjects/${type}/${name}` };
}

/** A child subquery: for each parent a nested answer, or null when it has no rows. */
function children(context, scope, subquery) {
  const relationship = scope.object.children.get(subquery.relationshipName.toLowerCase());
  if (!relationship) throw noSuchChildren(context.soql, subquery.relationshipName);
  const from = object(context, relationship.object);
  const link = childField(context.api, scope.object.name, relationship);
  if (!link) throw new NotModelled(`the child relationship ${scope.object.name}.${relationship.name}`);
  if (subquery.fields.some((field) => field.type === "FieldSubquery")) throw malformed("Nesting of child subqueries is not supported");
  const inner = new Scope(context, from, "c", subquery.sObjectAlias);
  const { columns, record } = shape(context, inner, subquery.fields);
  const order = orderBy(inner, subquery);
  const { sql, params } = tail(context, inner, subquery, { more: [{ sql: `c."${link}" = ?`, params: [] }] });
  const of = (parentId) => {
    const rows = context.org.rows(`SELECT ${columns.join(", ")} ${sql}${order}${subquery.limit ? ` LIMIT ${subquery.limit}` : ""}`, [parentId, ...params]);
    if (rows.length === 0) return null;
    const done = rows.length <= CHILD_ROWS;
    const next = done ? {} : { nextRecordsUrl: context.cursors.open(context, rows.map(record), CHILD_ROWS) };
    return { totalSize: rows.length, done, ...next, records: rows.slice(0, CHILD_ROWS).map(record) };
  };
  return { child: { name: relationship.name, of } };
}

function records(context, scope, parsed, offset) {
  const { org } = context;
  const { columns, record } = shape(context, scope, parsed.fields);
  const order = orderBy(scope, parsed);
  const { sql, params } = tail(context, scope, parsed);
  const [[found]] = org.rows(`SELECT COUNT(*) ${sql}`, params);
  const size = Math.max(0, Math.min(found - (parsed.offset ?? 0), parsed.limit ?? Infinity, rowLimit(scope.object)));
  checkSingleRow(context, parsed, size);
  const page = Math.min(pageSize(scope.object), size - offset);
  const rows = org.rows(`SELECT ${columns.join(", ")} ${sql}${order || ` ORDER BY ${scope.alias}.rowid`} LIMIT ${Math.max(0, page)} OFFSET ${offset + (parsed.offset ?? 0)}`, params);
  return answer(context, scope.object.name, size, rows.map(record), offset + rows.length);
}

/** @param {number} [end] how many of `size` rows have been given once these are read */
function answer(context, entityTypeName, size, rows, end = size) {
  const done = end >= size;
  const next = done ? {} : { nextRecordsUrl: context.cursors.more(context, end) };
  if (context.api === "tooling") return { size: rows.length, totalSize: size, done, ...next, queryLocator: null, entityTypeName, records: rows };
  return { totalSize: size, done, ...next, records: rows };
}
