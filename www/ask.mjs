// The tests' client: one HTTPS request to the demo org under a Salesforce host name, without a browser.

import { request } from "node:https";

/**
 * @param {{port: number}} server @param {string} host @param {string} path
 * @param {{method?: string, headers?: Record<string, string>, body?: string}} [options]
 * @returns {Promise<{status: number, headers: import("node:http").IncomingHttpHeaders, body: string, json: () => any}>}
 */
export function ask(server, host, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const sent = request({ port: server.port, host: "127.0.0.1", servername: host, rejectUnauthorized: false, method, path, headers: { host, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }), ...headers } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", failed);
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        done({ status: response.statusCode, headers: response.headers, body: text, json: () => JSON.parse(text) });
      });
    });
    sent.on("error", failed).end(body);
  });
}

/** The API of one org as its signed-in user calls it. */
export function caller(server, org, version = 67) {
  const session = { authorization: `Bearer ${org.sid("my")}` };
  const base = `/services/data/v${version}.0`;
  const get = (path, headers = {}) => ask(server, org.hosts.my, path, { headers: { ...session, ...headers } });
  const compositeOf = (path) => (subrequests, more = {}) =>
    ask(server, org.hosts.my, `${base}/${path}`, { method: "POST", headers: { ...session, "content-type": "application/json" }, body: JSON.stringify({ compositeRequest: subrequests, ...more }) });
  return {
    get,
    query: (api, soql) => get(`${base}/${api === "tooling" ? "tooling/" : ""}query/?q=${encodeURIComponent(soql)}`),
    composite: compositeOf("composite"),
    toolingComposite: compositeOf("tooling/composite"),
    soap: (body, soapVersion = 66, headers = { soapaction: "\"\"" }) => ask(server, org.hosts.my, `/services/Soap/m/${soapVersion}.0`, { method: "POST", headers: { "content-type": "text/xml; charset=UTF-8", ...headers }, body }),
    subquery: (referenceId, soql, path = "query") => ({ method: "GET", referenceId, url: `${base}/${path}/?q=${encodeURIComponent(soql)}` }),
  };
}
