/**
 * What the native Lightning page Manage Assignments asks its own host for. Its steps are those of Salesforce Help
 * ("Manage Permission Set Assignments"): the current assignments, Add Assignment, users, Next, an expiration, Assign,
 * a summary, Done. Assign acts at once. ASSUMPTION: these addresses, and all of the page's DOM.
 */
import { assign, assignable, assignments, mayChange, permissionSet, userNamed } from "./records.mjs";

const ROWS = 50;

/** @param {import("./classic.mjs").Request} request */
export function manageAssignments({ org, url, method, form }) {
  const set = permissionSet(org, url.searchParams.get("set") ?? "");
  if (!set) return answer(404, { message: "no such permission set" });
  if (method === "POST") return post(org, set, form);
  const offset = Math.max(0, Number.parseInt(url.searchParams.get("start") ?? "0", 10) || 0);
  const search = (url.searchParams.get("search") ?? "").slice(0, 80);
  const rows = url.pathname.endsWith("/users") ? assignable(org, set.Id, ROWS + 1, offset, search) : assignments(org, set.Id, ROWS + 1, offset);
  return answer(200, { set: { Id: set.Id, Label: set.Label }, mayAssign: mayChange(org, "AssignPermissionSets"), more: rows.length > ROWS, rows: rows.slice(0, ROWS).map(row) });
}

function post(org, set, form) {
  if (!mayChange(org, "AssignPermissionSets")) return answer(403, { message: "INSUFFICIENT_ACCESS" });
  const results = assign(org, set.Id, form.getAll("user"), form.get("expires"));
  return answer(200, { results: results.map(({ user, assigned }) => ({ ...row(user), assigned })) });
}

const row = (user) => ({ id: user.Id, name: userNamed(user), username: user.Username, profile: user.Profile ?? "", expires: user.ExpirationDate?.slice(0, 10) ?? "" });

const answer = (status, body) => ({ status, headers: { "content-type": "application/json; charset=UTF-8" }, body: JSON.stringify(body) });
