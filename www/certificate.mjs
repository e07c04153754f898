// The certificate of one start of the server: self-signed, for its hosts, never written to disk.

import { createHash, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

/** @param {string[]} hosts @returns {Promise<{key: string, cert: string, spki: string}>} `spki` is what Chromium's --ignore-certificate-errors-spki-list takes */
export async function certificate(hosts) {
  const altNames = [...hosts.map((value) => ({ type: 2, value })), { type: 7, ip: "127.0.0.1" }];
  const extensions = [{ name: "basicConstraints", cA: false }, { name: "subjectAltName", altNames }];
  const pems = await generate([{ name: "commonName", value: "localhost" }], { keyType: "ec", curve: "P-256", algorithm: "sha256", extensions });
  const spki = new X509Certificate(pems.cert).publicKey.export({ type: "spki", format: "der" });
  return { key: pems.private, cert: pems.cert, spki: createHash("sha256").update(spki).digest("base64") };
}
