// Salesforce's published schemas: which objects, fields and relationships the REST API and the Tooling API have.
//
// REST comes from the standard schema of @jsforce/jsforce-node (generated from a REST describe), Tooling from
// @salesforce/types (generated from the WSDLs). What newer API versions added to REST is listed, with its reason, in
// extra-fields.json, and nothing else is accepted. Must never guess: an object or field that is in none of the three is unknown.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @typedef {"id"|"string"|"boolean"|"number"|"date"|"complex"} FieldType */
/** @typedef {{name: string, type: FieldType, since?: number}} Field */
/** @typedef {{name: string, object: string}} Relationship  `object` is "Name" where the parent is polymorphic */
/** @typedef {{name: string, fields: Map<string, Field>, parents: Map<string, Relationship>, children: Map<string, Relationship>}} SObjectType */

const require = createRequire(import.meta.url);
const BLOCK_END = "\n};";

/** Child relationships whose joining field the published schemas do not give. */
const CHILD_FIELDS = {
  "PermissionSet.Assignments": "PermissionSetId",
  "PermissionSet.SetupEntityAccessItems": "ParentId",
  "PermissionSetGroup.Assignments": "PermissionSetGroupId",
  "PermissionSetGroup.PermissionSetGroupComponents": "PermissionSetGroupId",
};

/** @returns {SObjectType} */
const sObjectType = (name) => ({ name, fields: new Map(), parents: new Map(), children: new Map() });
const key = (name) => name.toLowerCase();
const put = (map, value) => map.set(key(value.name), value);

/** @returns {FieldType} */
function fieldType(name, type) {
  if (type === "boolean" || type === "number") return type;
  if (type === "DateString" || type === "Date") return "date";
  if (type === "Address" || type === "any") return "complex";
  return name !== "DurableId" && (type === "ID" || /Id$/.test(name)) ? "id" : "string";
}

/** The members of every block that `start` opens: [block's name, [member, type][]]. */
function* blocks(text, start) {
  for (const match of text.matchAll(start)) {
    const end = text.indexOf(BLOCK_END, match.index);
    const body = match[0].endsWith("{") && end > 0 ? text.slice(match.index + match[0].length, end) : "";
    yield [match[1], [...body.matchAll(/^ {4}([A-Za-z_]\w*)\??: ([^\n]+);$/gm)].map(([, member, type]) => [member, type])];
  }
}

function standardSchema(text) {
  const objects = new Map();
  for (const [name, members] of blocks(text, /^type Fields\$(\w+) = \{$/gm)) {
    const object = sObjectType(name);
    for (const [field, type] of members) put(object.fields, { name: field, type: fieldType(field, type.replace(" | null", "")) });
    put(objects, object);
  }
  const relationships = { ParentReferences: "parents", ChildRelationships: "children" };
  for (const [kind, where] of Object.entries(relationships)) {
    for (const [name, members] of blocks(text, new RegExp(`^type ${kind}\\$(\\w+) = \\{$`, "gm"))) {
      const object = objects.get(key(name));
      for (const [member, type] of members) put(object[where], { name: member, object: /SObjectDefinition\$(\w+)/.exec(type)?.[1] ?? "Name" });
    }
  }
  return objects;
}

function toolingSchema(text, standard) {
  const declared = [...blocks(text, /^export type (\w+) = (?:\w+ & )*sObject(?: & \{|;)$/gm)];
  const names = new Set(declared.map(([name]) => name));
  const literals = new Set([...text.matchAll(/^export type (\w+) = '/gm)].map((match) => match[1]));
  const objects = new Map();
  for (const [name, members] of declared) {
    const object = sObjectType(name);
    put(object.fields, { name: "Id", type: "id" });
    // Lower-case members belong to the metadata type of the same name and are no SOQL fields.
    for (const [member, type] of members.filter(([member]) => /^[A-Z]/.test(member))) {
      if (type === "QueryResult") {
        const child = standard.get(key(name))?.children.get(key(member))?.object ?? member.replace(/s$/, "");
        put(object.children, { name: member, object: child });
      } else if (member !== "Metadata" && (names.has(type) || type === "sObject")) {
        put(object.parents, { name: member, object: type === "sObject" ? "Name" : type });
      } else {
        const simple = ["string", "boolean", "number", "ID", "Date"].includes(type) || literals.has(type);
        put(object.fields, { name: member, type: simple ? fieldType(member, type) : "complex" });
      }
    }
    put(objects, object);
  }
  // A polymorphic parent offers the fields of the pseudo-object Name (SOQL reference, "Polymorphic Keys").
  put(objects, standard.get("name"));
  return objects;
}

/** Adds what extra-fields.json lists; every entry names the fact that allows it. */
function addExtras(apis, entries) {
  for (const entry of entries) {
    const objects = apis[entry.api];
    const object = objects.get(key(entry.object)) ?? sObjectType(entry.object);
    const published = apis.tooling.get(key(entry.object));
    for (const where of ["fields", "parents", "children"]) {
      const wanted = entry[where] ?? (entry.like === "tooling" ? "all" : []);
      const found = Array.isArray(wanted) || wanted === "all"
        ? [...(published?.[where].values() ?? [])].filter(({ name }) => wanted === "all" || wanted.includes(name))
        : Object.entries(wanted).map(([name, type]) => (where === "fields" ? { name, type } : { name, object: type }));
      for (const value of found) if (!object[where].has(key(value.name))) put(object[where], { ...value });
      for (const value of found) if (entry.since) object[where].get(key(value.name)).since = entry.since;
    }
    put(objects, object);
  }
}

function read() {
  const at = (name) => readFileSync(require.resolve(name).replace(/\.js$/, ".d.ts"), "utf8");
  const std = readFileSync(require.resolve("@jsforce/jsforce-node/package.json").replace("package.json", "lib/types/standard-schema.d.ts"), "utf8");
  const rest = standardSchema(std);
  const apis = { rest, tooling: toolingSchema(at("@salesforce/types/tooling"), rest) };
  addExtras(apis, JSON.parse(readFileSync(new URL("./extra-fields.json", import.meta.url), "utf8")));
  return apis;
}

/** @type {{rest: Map<string, SObjectType>, tooling: Map<string, SObjectType>}} */
export const schema = read();

/** @param {"rest"|"tooling"} api @returns {SObjectType|undefined} */
export const sObject = (api, name) => schema[api].get(key(name));

/** The field of `child` that points to its parent in the child relationship `parent.relationship`, or undefined. */
export function childField(api, parent, relationship) {
  const listed = CHILD_FIELDS[`${parent}.${relationship.name}`];
  if (listed) return listed;
  if (relationship.name === "SetupEntityAccessItems") return "SetupEntityId";
  const child = sObject(api, relationship.object);
  const candidates = [...(child?.parents.values() ?? [])].filter(({ object }) => object === parent);
  return candidates.length === 1 ? `${candidates[0].name}Id` : undefined;
}

/** Every field of an object in either API: what the database's table has as columns. */
export function columns(name) {
  const all = new Map();
  for (const api of ["rest", "tooling"]) {
    for (const field of sObject(api, name)?.fields.values() ?? []) if (!all.has(key(field.name))) put(all, field);
  }
  return [...all.values()];
}
