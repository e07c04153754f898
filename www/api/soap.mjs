// The Metadata API's readMetadata, as far as SecuritySettings: what a reader without the Tooling API falls back to.

const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
const METADATA = "http://soap.sforce.com/2006/04/metadata";
const OLDEST = 31;
const NAMES = 10;

const escape = (text) => String(text).replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);
const unescape = (text) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: "\"", apos: "'", amp: "&" })[name]);
const texts = (xml, name) => [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}>([^<]*)</(?:\\w+:)?${name}>`, "g"))].map((match) => unescape(match[1].trim()));

const envelope = (namespaces, body) => `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${ENVELOPE}" ${namespaces}><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

/** A fault comes with status 500. */
export function soapFault(code, message) {
  const fault = `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${escape(message)}</faultstring></soapenv:Fault>`;
  return { status: 500, body: envelope(`xmlns:sf="${METADATA}"`, fault) };
}

const ILLEGAL_SESSION = "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session hash: xxxxxxxx\nThis error usually occurs after a session expires or a user logs out. Decoder: DataInDbSessionKeyDecoder";

/** What a REST error is called in SOAP. */
export const soapError = (fault) => ({
  INVALID_SESSION_ID: () => soapFault("INVALID_SESSION_ID", ILLEGAL_SESSION),
  API_DISABLED_FOR_ORG: () => soapFault("API_CURRENTLY_DISABLED", "API is disabled for this User"),
}[fault.errorCode] ?? (() => soapFault(fault.errorCode, fault.message)))();

export const sessionId = (xml) => texts(xml, "sessionId")[0];

/** @param {import("../org/org.mjs").Org} org */
export function readMetadata(org, version, xml, headers) {
  if (headers.soapaction === undefined) return soapFault("Client", "SOAPAction HTTP header missing");
  if (version < OLDEST || version > org.versions.newest) return soapFault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
  if (!/<(?:\w+:)?readMetadata[\s>]/.test(xml)) return soapFault("UNKNOWN_EXCEPTION", "The demo org only models readMetadata");
  const held = org.permissions;
  if (!held.has("ModifyMetadata") && !held.has("ModifyAllData")) return soapFault("INSUFFICIENT_ACCESS", "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions");
  const [type] = texts(xml, "type");
  const names = texts(xml, "fullNames");
  if (names.length > NAMES) return soapFault("LIMIT_EXCEEDED", `at most ${NAMES} names can be read in one call`);
  if (type !== "SecuritySettings") return soapFault("INVALID_TYPE", `This type of metadata is not available for this organization: ${type}`);
  const records = names.map((name) => (name === "Security" ? securitySettings(org) : "<records xsi:nil=\"true\"/>"));
  const response = `<readMetadataResponse><result>${records.join("")}</result></readMetadataResponse>`;
  return { status: 200, body: envelope(`xmlns="${METADATA}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`, response) };
}

function securitySettings(org) {
  const settings = Object.entries(org.metadata("SecuritySettings")).sort(([a], [b]) => a.localeCompare(b));
  return `<records xsi:type="SecuritySettings"><fullName>Security</fullName>${settings.map(([name, value]) => element(name, value)).join("")}</records>`;
}

function element(name, value) {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join("");
  const inside = value !== null && typeof value === "object" ? Object.entries(value).sort(([a], [b]) => a.localeCompare(b)).map(([key, item]) => element(key, item)).join("") : escape(value);
  return `<${name}>${inside}</${name}>`;
}
