/** What the pages of apps read from the org's database and write to it; the API reads the same rows. */

/**
 * Apps and connected apps, in the order of their names.
 * @returns {{id: string, name: string, developerName: string, namespace: string | null, type: "Classic" | "Lightning" | "Connected"}[]}
 */
export function apps(org) {
  org.table("AppDefinition");
  const rows = org.all(`SELECT m.ApplicationId, m.Label, m.Name, m.NamespacePrefix, m.Type, d.UiType FROM AppMenuItem m
    LEFT JOIN AppDefinition d ON d.DurableId = m.ApplicationId ORDER BY m.Label, m.Type`);
  return rows.map(({ ApplicationId, Label, Name, NamespacePrefix, Type, UiType }) => ({
    id: ApplicationId, name: Label, developerName: Name, namespace: NamespacePrefix === "standard" ? null : NamespacePrefix,
    type: Type === "ConnectedApplication" ? "Connected" : UiType === "Classic" ? "Classic" : "Lightning",
  }));
}

/** @param {string} id 15 or 18 characters */
export const app = (org, id) => apps(org).find((candidate) => candidate.type !== "Connected" && candidate.id.slice(0, 15) === id.slice(0, 15)) ?? null;

/**
 * The profiles, and whether each sees the app.
 * @returns {{id: string, name: string, set: string, visible: boolean}[]}
 */
export function profilesOf(org, app) {
  const rows = org.all(`SELECT p.Id, p.Name, s.Id AS SetId, EXISTS (SELECT 1 FROM SetupEntityAccess a WHERE a.ParentId = s.Id AND a.SetupEntityId = ?) AS Visible
    FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id WHERE s.IsOwnedByProfile = 1 ORDER BY p.Name`, [app.id]);
  return rows.map(({ Id, Name, SetId, Visible }) => ({ id: Id, name: Name, set: SetId, visible: Visible === 1 }));
}

/** Shows the app to these profiles, and to no other. @param {Set<string>} chosen ids */
export function showTo(org, app, chosen) {
  for (const { id, set, visible } of profilesOf(org, app)) {
    if (chosen.has(id) && !visible) org.insert("SetupEntityAccess", { ParentId: set, SetupEntityId: app.id, SetupEntityType: "TabSet" });
    if (!chosen.has(id) && visible) org.run("DELETE FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityId = ?", [set, app.id]);
  }
}
