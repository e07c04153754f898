/** The connected apps that the vendors of the demo log users in by. Client ids and callbacks are made up. */

/** @type {Record<string, {client: string, callback: string}>} by the name that the Allow screen shows */
export const APPS = {
  Insycle: { client: "insycle-of-the-demo", callback: "https://www.insycle.com/oauth/callback" },
  Playbooks: { client: "playbooks-of-the-demo", callback: "https://setup-wizard.example/oauth/callback" },
};

export const clientOf = (app) => APPS[app].client;

/** The app that asks, if it is known and wants to be answered where it said. */
export function appAsking(query) {
  const found = Object.entries(APPS).find(([, { client, callback }]) => client === query.get("client_id") && callback === query.get("redirect_uri"));
  return found ? { name: found[0], ...found[1] } : null;
}
