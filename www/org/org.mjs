// One stand-in org: a SQL database whose tables and columns are Salesforce's objects and fields, its hosts, its acting
// user and that user's sessions. The demo org's pages write to it and its API reads from it; nothing else is shared.
//
//   org.all(sql, params) / org.get(sql, params) / org.run(sql, params)   SQLite SQL; booleans are 0 and 1, ids have 18 letters
//   org.metadata("SecuritySettings") / org.saveMetadata("SecuritySettings", value)   metadata as JSON, also "Profile" with a name
//   org.name, org.id, org.hosts, org.language, org.actingUser, org.permissions, org.sid("my"|"setup"|"lightning")

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import initSqlJs from "sql.js";
import { columns, schema } from "../api/schema.mjs";
import { dateTime } from "./datetime.mjs";
import { idMaker } from "./ids.mjs";
import { seed } from "./seed.mjs";

/** @typedef {"my"|"setup"|"lightning"} HostFamily */
/** @typedef {{max: number, used: number, enabled: boolean}} ApiUse */

const SUFFIX = { my: "my.salesforce.com", setup: "my.salesforce-setup.com", lightning: "lightning.force.com" };

/** The longer ones cover a whole query, so that counting over 100,000 users needs no table. */
const INDEXES = {
  User: ["Username", "ProfileId, IsActive, Id", "Id, IsActive", "IsActive"],
  Profile: ["Name"],
  PermissionSet: ["ProfileId", "NamespacePrefix", "Name", "Label", "IsOwnedByProfile, ProfileId, Id"],
  PermissionSetAssignment: ["AssigneeId, PermissionSetId", "PermissionSetId, AssigneeId, Id", "PermissionSetGroupId"],
  PermissionSetGroupComponent: ["PermissionSetId", "PermissionSetGroupId"],
  SetupEntityAccess: ["SetupEntityId", "ParentId", "SetupEntityType"],
  ObjectPermissions: ["ParentId", "SobjectType"],
  FieldPermissions: ["ParentId", "Field"],
  OauthToken: ["UserId", "AppName"],
  SubscriberPackage: ["NamespacePrefix"],
  PackageLicense: ["NamespacePrefix"],
  ApexClass: ["NamespacePrefix"],
  AppMenuItem: ["NamespacePrefix", "ApplicationId"],
  LoginHistory: ["UserId"],
};

const SQL_TYPE = { id: "TEXT", string: "TEXT COLLATE NOCASE", date: "TEXT", boolean: "INTEGER NOT NULL DEFAULT 0", number: "NUMERIC", complex: "TEXT" };

/** The seed orgs by name, each with what all orgs have in common and with what the org has that it `extends`, its `base`. */
export function readSeeds(url = new URL("../seeds.json", import.meta.url)) {
  const { common, orgs } = JSON.parse(readFileSync(url, "utf8"));
  const whole = ({ extends: base, ...own }) => ({ ...over(base ? whole(orgs[base]) : common, own), base });
  return Object.fromEntries(Object.entries(orgs).map(([name, own]) => [name, whole(own)]));
}

/** `own` added to `common`: lists one after the other, objects key by key, else the org's own value. */
function over(common, own) {
  if (Array.isArray(common) && Array.isArray(own)) return [...common, ...own];
  const objects = [common, own].every((value) => value !== null && typeof value === "object" && !Array.isArray(value));
  if (!objects) return own;
  const keys = new Set([...Object.keys(common), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, !(key in own) ? common[key] : key in common ? over(common[key], own[key]) : own[key]]));
}

export class Org {
  #db;
  #prepared = new Map();
  #tables = new Map();
  #inserts = new Map();
  #secret;
  #stamp;

  /**
   * An org from its description in seeds.json. `marker` replaces the random part of its session ids.
   * @param {string} seedName @param {{seeds?: object, marker?: string, now?: Date}} [options]
   */
  static async open(seedName, { seeds = readSeeds(), marker, now = new Date() } = {}) {
    const description = seeds[seedName];
    if (!description) throw new Error(`seeds.json has no org "${seedName}"; it has ${Object.keys(seeds).join(", ")}`);
    const sqlite = await initSqlJs();
    return new Org(seedName, Object.keys(seeds).indexOf(seedName) + 1, description, new sqlite.Database(), marker, now);
  }

  constructor(seedName, serial, description, db, marker, now) {
    this.#db = db;
    this.#secret = marker ?? randomBytes(48).toString("base64url");
    this.seedName = seedName;
    this.now = now;
    this.#stamp = dateTime(now);
    /** My Domain, with its partition word: "acme--uat.sandbox". */
    this.name = description.myDomain;
    this.hosts = Object.fromEntries(Object.entries(SUFFIX).map(([family, suffix]) => [family, `${this.name}.${suffix}`]));
    /** @type {ApiUse} calls of the last 24 hours */
    this.api = { ...description.api };
    /** Setup pages behind a session security level policy: the names of their nodes. */
    this.verifyBefore = new Set(description.verifyBefore);
    /** Names of Setup nodes that this org does not know. */
    this.unknownNodes = new Set(description.unknownNodes);
    /** Apps that Salesforce refused somebody, as Connected Apps OAuth Usage lists them. */
    this.deniedApps = description.deniedApps ?? [];
    this.versions = description.versions;
    /** How many characters AppMenuItem.ApplicationId has in the API's answers. */
    this.applicationIdLength = description.applicationIdLength;
    /** What the API is made to do wrong: kind -> options (www/api/faults.mjs). @type {Map<string, any>} */
    this.faults = new Map();
    /** What befalls its pages, in the same way. @type {Map<string, any>} */
    this.pageFaults = new Map();
    /** Ids of a managed package's public classes, which only a permission set can give out. @type {Set<string>} */
    this.publicClasses = new Set();
    this.newId = idMaker(serial);
    this.run("CREATE TABLE Metadata (Type TEXT, FullName TEXT, Value TEXT, PRIMARY KEY (Type, FullName))");
    this.id = this.newId("Organization");
    this.transaction(() => seed(this, description));
    this.index();
  }

  /** Makes the table of a published object, when it is not there yet; its columns are the published fields. */
  table(name) {
    if (this.#tables.has(name)) return name;
    const published = schema.rest.get(name.toLowerCase())?.name ?? schema.tooling.get(name.toLowerCase())?.name;
    if (!published) throw new Error(`no published object is called "${name}"`);
    if (!this.#tables.has(published)) {
      const fields = columns(published);
      this.#tables.set(published, new Set(fields.map((field) => field.name)));
      const list = fields.map((field) => `"${field.name}" ${SQL_TYPE[field.type]}${field.name === "Id" ? " PRIMARY KEY" : ""}`);
      this.run(`CREATE TABLE "${published}" (${list.join(", ")})`);
    }
    return published;
  }

  index() {
    for (const [table, lists] of Object.entries(INDEXES)) {
      this.table(table);
      lists.forEach((list, at) => this.run(`CREATE INDEX "${table}_${at}" ON "${table}" (${list})`));
    }
    this.run("ANALYZE");
  }

  transaction(work) {
    this.#db.run("BEGIN");
    try {
      work();
      this.#db.run("COMMIT");
    } catch (error) {
      this.#db.run("ROLLBACK");
      throw error;
    }
  }

  #statement(sql) {
    if (!this.#prepared.has(sql)) this.#prepared.set(sql, this.#db.prepare(sql));
    return this.#prepared.get(sql);
  }

  #bound(params) {
    const plain = (value) => (value === undefined ? null : typeof value === "boolean" ? Number(value) : value instanceof Date ? dateTime(value) : value);
    return params.map(plain);
  }

  /** @returns {Record<string, any>[]} */
  all(sql, params = []) {
    const statement = this.#statement(sql);
    const rows = [];
    try {
      statement.bind(this.#bound(params));
      while (statement.step()) rows.push(statement.getAsObject());
    } finally {
      statement.reset();
    }
    return rows;
  }

  /** The first row's values in the order selected, every row: for the API, where two columns may share a name. */
  rows(sql, params = []) {
    const statement = this.#db.prepare(sql);
    const rows = [];
    try {
      statement.bind(this.#bound(params));
      while (statement.step()) rows.push(statement.get());
    } finally {
      statement.free();
    }
    return rows;
  }

  /** @returns {Record<string, any>|undefined} */
  get(sql, params = []) {
    return this.all(sql, params)[0];
  }

  run(sql, params = []) {
    if (params.length === 0) this.#db.run(sql);
    else this.#statement(sql).run(this.#bound(params));
  }

  /** Inserts one record, with an id of its object and the audit fields the object has. @returns {string} its id */
  insert(sObject, values) {
    const table = this.table(sObject);
    const record = { Id: this.newId(table), ...this.#audit(table), ...values };
    const names = Object.keys(record);
    const key = `${table} ${names}`;
    if (!this.#inserts.has(key)) this.#inserts.set(key, this.#insertSql(table, names));
    this.run(this.#inserts.get(key), Object.values(record));
    return record.Id;
  }

  /** Who and when, in the fields that the object has for it. */
  #audit(table) {
    const has = this.#tables.get(table);
    const stamp = this.#stamp;
    const audit = {};
    for (const name of ["CreatedDate", "LastModifiedDate", "SystemModstamp"]) if (has.has(name)) audit[name] = stamp;
    for (const name of ["CreatedById", "LastModifiedById"]) if (has.has(name)) audit[name] = this.#actingUserId;
    return audit;
  }

  #insertSql(table, names) {
    const unknown = names.find((name) => !this.#tables.get(table).has(name));
    if (unknown) throw new Error(`${table} has no published field "${unknown}"`);
    return `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
  }

  /** @returns {any} the metadata as JSON, or undefined */
  metadata(type, fullName = type) {
    const row = this.get("SELECT Value FROM Metadata WHERE Type = ? AND FullName = ?", [type, fullName]);
    return row && JSON.parse(row.Value);
  }

  saveMetadata(type, value, fullName = type) {
    this.run("INSERT OR REPLACE INTO Metadata (Type, FullName, Value) VALUES (?, ?, ?)", [type, fullName, JSON.stringify(value)]);
  }

  #actingUserId = null;

  /** Who is signed in: a username or a user id. Sessions change with the user. */
  actAs(user) {
    const row = this.get("SELECT Id FROM User WHERE Username = ? OR Id = ?", [user, user]);
    if (!row) throw new Error(`org ${this.name} has no user "${user}"`);
    this.#actingUserId = row.Id;
  }

  /** @returns {Record<string, any>} the signed-in user's record */
  get actingUser() {
    return this.get("SELECT * FROM User WHERE Id = ?", [this.#actingUserId]);
  }

  /** The signed-in user's language: "en_US", "ja", "hu". */
  get language() {
    return this.actingUser.LanguageLocaleKey;
  }

  set language(key) {
    this.run("UPDATE User SET LanguageLocaleKey = ? WHERE Id = ?", [key, this.#actingUserId]);
  }

  /** @returns {Set<string>} API names without "Permissions", over profile, permission sets and groups */
  get permissions() {
    return this.permissionsOf(this.#actingUserId);
  }

  permissionsOf(userId) {
    const rows = this.all("SELECT PermissionSet.* FROM PermissionSet JOIN PermissionSetAssignment ON PermissionSetId = PermissionSet.Id WHERE AssigneeId = ?", [userId]);
    const held = rows.flatMap((row) => Object.keys(row).filter((name) => name.startsWith("Permissions") && row[name] === 1));
    return new Set(held.map((name) => name.slice("Permissions".length)));
  }

  /** The session id that a host family's cookie carries; only that of "my" is good for the API. @param {HostFamily} family */
  sid(family) {
    return `${this.id.slice(0, 15)}!${this.#secret}.${this.#actingUserId.slice(12, 15)}.${family}`;
  }

  /** @returns {HostFamily|undefined} which of this org's cookies a session id is */
  familyOfSid(sid) {
    return Object.keys(SUFFIX).find((family) => this.sid(family) === sid);
  }

  /** Ends every session of this org and starts new ones, as a log-out and log-in do. */
  renewSessions() {
    this.#secret = randomBytes(48).toString("base64url");
  }

  /**
   * What a sandbox's refresh does: another org on the same host, with the users and the set-up of the one before. Sessions and tokens die.
   * ASSUMPTION: that users, profiles and permission sets keep their ids.
   */
  refresh() {
    this.id = this.newId("Organization");
    this.run("UPDATE Organization SET Id = ?", [this.id]);
    this.run(`DELETE FROM "${this.table("OauthToken")}"`);
    this.renewSessions();
  }

  close() {
    for (const statement of this.#prepared.values()) statement.free();
    this.#db.close();
  }
}
