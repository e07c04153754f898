// Record ids as Salesforce makes them: a key prefix, where the record lives, a counter in base 62, and the three
// letters that make the case-sensitive 15 characters safe in a case-insensitive place (Salesforce Help, "18-digit IDs").

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** Key prefixes. ASSUMPTION: those of PermissionSetGroupComponent, UserPackageLicense and OauthToken are made up. */
export const PREFIX = {
  Organization: "00D", User: "005", Profile: "00e", UserRole: "00E", UserLicense: "100", Group: "00G",
  PermissionSet: "0PS", PermissionSetAssignment: "0Pa", PermissionSetGroup: "0PG", PermissionSetGroupComponent: "0PH",
  PermissionSetLicense: "0PL", PermissionSetLicenseAssign: "2LA", ObjectPermissions: "110", FieldPermissions: "01k",
  InstalledSubscriberPackage: "0A3", SubscriberPackage: "033", SubscriberPackageVersion: "04t", PackageLicense: "050",
  UserPackageLicense: "051", ConnectedApplication: "0H4", AppMenuItem: "0DS", TabSet: "02u", SetupEntityAccess: "0J0",
  OauthToken: "0CQ", ApexClass: "01p", LoginHistory: "0Ya", SetupAuditTrail: "0Ym", RecordType: "012", Layout: "00h",
  CustomField: "00N", RemoteProxy: "0rp", CustomObject: "01I", ExternalClientApplication: "0xI", AppManifest: "0Ci", ConnectedAppPage: "06P",
};

/** The 18-character form of a 15-character id. */
export function id18(id15) {
  let id = id15;
  for (let at = 0; at < 15; at += 5) {
    let bits = 0;
    for (let bit = 0; bit < 5; bit++) {
      const letter = id15.charCodeAt(at + bit);
      if (letter >= 65 && letter <= 90) bits |= 1 << bit;
    }
    id += SUFFIX[bits];
  }
  return id;
}

export const isId = (text) => (/^[0-9A-Za-z]{15}$/.test(text) ? true : /^[0-9A-Za-z]{18}$/.test(text) && id18(text.slice(0, 15)) === text);

function base62(number, width) {
  let text = "";
  for (let rest = number; rest > 0 || text === ""; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62] + text;
  return text.padStart(width, "0");
}

/** Makes ids of one org: the `serial` keeps those of two orgs apart, the counter those of two records. */
export function idMaker(serial) {
  const counters = new Map();
  return (sObject) => {
    const next = (counters.get(sObject) ?? 0) + 1;
    counters.set(sObject, next);
    return id18(`${PREFIX[sObject] ?? "0XX"}gL0${base62(serial, 3)}${base62(next + 3844, 6)}`);
  };
}
