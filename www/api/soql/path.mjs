// Field paths of one query: checks each against the published schema and turns it into a column of a joined table.

import { noSuchColumn, noSuchRelationship, NotModelled, malformed } from "../fault.mjs";
import { sObject } from "../schema.mjs";

const PATH_DEPTH = 5;

/** What a polymorphic parent can be here: objects with an Id and a Name of some kind. */
const POLYMORPHIC = {
  "PermissionSet.License": [["UserLicense", "Name"], ["PermissionSetLicense", "MasterLabel"]],
  "PermissionSetGroupComponent.PermissionSet": [["PermissionSet", "Name"]],
};

const quoted = (name) => `"${name}"`;

export class Scope {
  #joins = new Map();

  /**
   * @param {{api: "rest"|"tooling", version: number, soql: string, org: import("../../org/org.mjs").Org}} context
   * @param {import("../schema.mjs").SObjectType} object
   */
  constructor(context, object, alias, nameInQuery) {
    this.context = context;
    this.object = object;
    this.alias = alias;
    this.nameInQuery = nameInQuery;
    context.org.table(object.name);
  }

  /** "Parent.Profile.Name" -> its column, its type and the names as published. */
  resolve(path) {
    const { soql, version, api } = this.context;
    const names = path.split(".");
    if (names.length > 1 && names[0].toLowerCase() === (this.nameInQuery ?? this.object.name).toLowerCase()) names.shift();
    if (names.length > PATH_DEPTH + 1) throw malformed(`the path '${path}' goes up more than ${PATH_DEPTH} levels`);
    const last = names.pop();
    let at = { object: this.object, alias: this.alias, parents: [] };
    for (const name of names) at = this.#parent(at, name);
    const field = at.object.fields.get(last.toLowerCase());
    if (!field || (field.since ?? 0) > version) throw noSuchColumn(soql, last, at.object.name);
    const lookup = field.name === "Id" || at.object.parents.has(field.name.replace(/Id$/, "").toLowerCase());
    return { ...field, api, lookup, object: at.object, table: at.alias, parents: at.parents, column: `${at.alias}.${quoted(field.name)}` };
  }

  /** One step up; the same step taken twice is one join. */
  #parent({ object, alias, parents }, name) {
    const { soql, api, org } = this.context;
    const relationship = object.parents.get(name.toLowerCase());
    if (!relationship) throw noSuchRelationship(soql, name);
    const path = [...parents, relationship.name];
    const key = path.join(".");
    if (!this.#joins.has(key)) {
      const parent = sObject(api, relationship.object) ?? sObject("rest", relationship.object);
      const source = parent.name === "Name" ? this.#polymorphic(object, relationship) : quoted(org.table(parent.name));
      const joined = `${this.alias}p${this.#joins.size}`;
      this.#joins.set(key, { object: parent, alias: joined, parents: path, sql: `LEFT JOIN ${source} ${joined} ON ${joined}."Id" = ${alias}.${quoted(`${relationship.name}Id`)}` });
    }
    return this.#joins.get(key);
  }

  #polymorphic(object, relationship) {
    const choices = POLYMORPHIC[`${object.name}.${relationship.name}`];
    if (!choices) throw new NotModelled(`the polymorphic parent ${object.name}.${relationship.name}`);
    const selects = choices.map(([type, name]) => `SELECT "Id", "${name}" AS "Name", '${type}' AS "Type" FROM "${this.context.org.table(type)}"`);
    return `(${selects.join(" UNION ALL ")})`;
  }

  /** Every parent that a path went through: [names, alias, sObject's type or the column that has it]. */
  get parents() {
    return [...this.#joins.values()].map(({ parents, alias, object }) => ({ parents, alias, type: object.name === "Name" ? `${alias}."Type"` : `'${object.name}'` }));
  }

  get from() {
    return [`FROM ${quoted(this.object.name)} ${this.alias}`, ...[...this.#joins.values()].map(({ sql }) => sql)].join(" ");
  }
}
