// Made-up records in number, for the large org: the same at every start, by the seed in seeds.json.

import { pick, random } from "./random.mjs";
import { addConnectedApp, addPackage, addPermissionSet, addProfile, addUser, assign } from "./seed.mjs";

const FIRST = ["Aiko", "Bela", "Carmen", "Dmitri", "Elif", "Farah", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena", "Mateo", "Nora", "Oskar", "Priya"];
const LAST = ["Abe", "Bauer", "Costa", "Diaz", "Egger", "Fekete", "Grau", "Horvat", "Ito", "Jensen", "Kovacs", "Lind", "Moreau", "Novak", "Okafor", "Patel"];
const REGION = ["AMER", "APAC", "EMEA", "LATAM"];
const TEAM = ["Sales", "Service", "Finance", "Partner", "Field", "Success", "Marketing", "Support"];
const PACKAGE = ["Forms", "Signatures", "Maps", "Backup", "Billing", "Survey", "Telephony", "Documents", "Events", "Quotes"];

export function generate(org, book, counts) {
  const next = random(counts.seed);
  const own = [...book.profiles.keys()];
  for (let at = own.length; at < counts.profiles; at++) {
    addProfile(org, book, { Name: `${pick(next, REGION)} ${pick(next, TEAM)} ${at}`, UserLicense: "Salesforce", permissions: next() < 0.9 ? ["ApiEnabled"] : [] });
  }
  for (let at = 0; at < counts.permissionSets; at++) {
    addPermissionSet(org, book, { Name: `${pick(next, TEAM)}_Extra_${at}`, Label: `${pick(next, TEAM)} extra ${at}`, License: "Salesforce", permissions: [] });
  }
  generateUsers(org, book, counts, next);
  for (let at = org.get("SELECT COUNT(*) n FROM InstalledSubscriberPackage").n; at < counts.packages; at++) {
    const Name = `${pick(next, PACKAGE)} ${at}`;
    const NamespacePrefix = `ns${at}`;
    const licence = next() < 0.7 ? { Status: pick(next, ["Active", "Active", "Trial", "Free", "Expired"]), AllowedLicenses: next() < 0.5 ? -1 : 25, UsedLicenses: 0, ExpirationDate: null } : undefined;
    addPackage(org, book, { Name, NamespacePrefix, PublisherName: `${Name} Ltd`, version: `${1 + Math.floor(next() * 9)}.${Math.floor(next() * 60)}.0.1`, licence });
  }
  for (let at = 0; at < counts.connectedApps; at++) addConnectedApp(org, { Name: `${pick(next, PACKAGE)} Connector ${at}`, OptionsAllowAdminApprovedUsersOnly: next() < 0.5 });
}

function generateUsers(org, book, counts, next) {
  const profiles = [...book.profiles.keys()].filter((name) => name !== "System Administrator");
  const sets = [...book.permissionSets.entries()].filter(([name]) => name.includes("_Extra_")).map(([, id]) => id);
  const { permissionSet, users: assigned } = counts.assignedThroughPackage;
  for (let at = book.users.size, made = 0; at < counts.users; at++, made++) {
    const FirstName = pick(next, FIRST);
    const LastName = pick(next, LAST);
    const user = addUser(org, book, { FirstName, LastName, Username: `${FirstName}.${LastName}.${at}@acme-large.example`.toLowerCase(), Profile: pick(next, profiles), IsActive: next() < 0.85 ? 1 : 0 });
    if (next() < counts.assignmentsPerUser) assign(org, user, pick(next, sets));
    if (made < assigned) assign(org, user, book.permissionSets.get(permissionSet));
  }
}
