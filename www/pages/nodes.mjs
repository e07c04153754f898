/**
 * The Setup tree: nodes by the name Salesforce gives them, their folder, and the Classic page behind each.
 * Names and paths are those of public tools that open Setup pages (Salesforce Inspector reloaded, Force Navigator,
 * sf-pi). ASSUMPTION: the folders' names and the order.
 */

/** @typedef {{name: string, label: string, classic: ((org: {id: string}) => string) | null}} Node */
/** @typedef {{name: string, label: string, nodes: Node[]}} Folder */

const at = (path) => () => path;

/** @type {(Node | Folder)[]} */
export const TREE = [
  { name: "SetupOneHome", label: "Setup Home", classic: null },
  {
    name: "Users", label: "Users",
    nodes: [
      { name: "ManageUsers", label: "Users", classic: at("/005?isUserEntityOverride=1&setupid=ManageUsers") },
      { name: "PermSets", label: "Permission Sets", classic: at("/0PS?setupid=PermSets") },
      { name: "PermSetGroups", label: "Permission Set Groups", classic: null },
      { name: "EnhancedProfiles", label: "Profiles", classic: at("/00e?setupid=EnhancedProfiles") },
    ],
  },
  {
    name: "AppsFolder", label: "Apps",
    nodes: [
      { name: "NavigationMenus", label: "App Manager", classic: null },
      { name: "ConnectedAppsUsage", label: "Connected Apps OAuth Usage", classic: at("/identity/app/connectedAppsUsage.apexp?setupid=ConnectedAppsUsage") },
      { name: "ConnectedApplication", label: "Manage Connected Apps", classic: at("/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp?setupid=ConnectedApplication") },
      { name: "ImportedPackage", label: "Installed Packages", classic: at("/0A3?setupid=ImportedPackage") },
    ],
  },
  {
    name: "SecurityFolder", label: "Security",
    nodes: [
      { name: "NetworkAccess", label: "Network Access", classic: at("/05G?setupid=NetworkAccess") },
      { name: "SecuritySession", label: "Session Settings", classic: (org) => `/_ui/system/security/SessionSettings?id=${org.id}&setupid=SecuritySession` },
    ],
  },
  {
    name: "CompanyFolder", label: "Company Settings",
    nodes: [{ name: "CompanyProfileInfo", label: "Company Information", classic: (org) => `/${org.id}?setupid=CompanyProfileInfo` }],
  },
  {
    name: "EnvironmentsFolder", label: "Environments",
    nodes: [{ name: "SystemOverview", label: "System Overview", classic: at("/setup/systemOverview.apexp?setupid=SystemOverview") }],
  },
];

/** @type {Node[]} */
export const NODES = TREE.flatMap((entry) => entry.nodes ?? [entry]);

/** Both names lead to the profiles list; only one is in the tree. */
const ALIASES = { Profiles: "EnhancedProfiles" };

/** @param {string} name */
export const nodeNamed = (name) => NODES.find((node) => node.name === (ALIASES[name] ?? name)) ?? null;

const KEY_PREFIXES = { "0PS": "PermSets", "0A3": "ImportedPackage", "00e": "EnhancedProfiles", "005": "ManageUsers", "05G": "NetworkAccess", "033": "ImportedPackage", "02u": "NavigationMenus" };

/**
 * The node a Classic address belongs to: its `setupid`, else its path, else the key prefix of its record.
 * @param {{id: string}} org
 * @param {URL} url
 */
export function nodeOfClassic(org, url) {
  const named = nodeNamed(url.searchParams.get("setupid") ?? url.searchParams.get("SetupNode") ?? "");
  if (named) return named;
  const samePath = NODES.find((node) => node.classic && node.classic(org).split("?")[0] === url.pathname);
  const record = /^\/(\w{3})(?:\w{12}(?:\w{3})?)?(?:\/|$)/.exec(url.pathname);
  return samePath ?? nodeNamed(KEY_PREFIXES[record?.[1]] ?? "");
}
