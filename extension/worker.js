/**
 * The worker: relays between the frames of a tab, writes what is kept, asks the org's API when the admin allowed it, opens Orgready's
 * own page. It adds who sent a message from the browser's own data and passes bodies on unread. The session id is read per check and
 * handed to nothing but the request; it is in no message, log or storage. A 64-bit mark of it is, until the browser closes.
 */
import { anew } from "./desk.js";
import { isSame, isWhole, keptIn, readable, texts, wholeSpots } from "./kept.js";

/** @type {typeof chrome} */
const extension = globalThis.browser ?? globalThis.chrome;
const VERSION = 1;
/** Of an org: its spots, and the length of their texts. Of how many orgs; what was chosen for an org stays whatever their number. */
const MOST_SPOTS = 50;
const MOST_TEXT = 400_000;
const MOST_ORGS = 12;
const MOST_LOG = 100;
const HOSTS = /^([a-z0-9-]+(?:\.[a-z]+)?)\.(my\.salesforce-setup|lightning\.force|my\.salesforce)\.com$/;
/** Paths that `Go there` may take in a Lightning app: those of the places in `src/setup/place.rs`, and no others. */
const ROUTE = 
  /^\/lightning\/setup\/(SecuritySession\/home|ImportedPackage\/home|NetworkAccess\/home|ConnectedAppsUsage\/home|ConnectedApplication\/home|ManageExternalClientApplication\/home|(Enhanced)?Profiles\/(home|page\?address=%2F00e\w{12}(\w{3})?(%3Fs%3D(ClassAccess|AssignedApps|LoginIPRanges|ObjectsAndTabs))?)|ManageUsers\/(home|page\?address=%2F005\w{12}(\w{3})?%3Fnoredirect%3D1%26isUserEntityOverride%3D1)|PermSets\/(home|page\?address=%2Fudd%2FPermissionSet%2FnewPermissionSet\.apexp|page\?address=%2F0PS\w{12}(\w{3})?(%3Fs%3DSystemPermissions)?|0PS\w{12}(\w{3})?\/PermissionSetAssignment\/home)|NavigationMenus\/(home|page\?address=%2F02u\w{12}(\w{3})?%2Fe)|CompanyProfileInfo\/home|SystemOverview\/home)$/;

/** The org of a page. @param {string | undefined} url */
const orgOf = (url) => {
  const { protocol, hostname } = new URL(url ?? "about:blank");
  return protocol === "https:" ? HOSTS.exec(hostname)?.[1] : undefined;
};

const kept = (area, name, otherwise) => keptIn(extension.storage[area], name, otherwise);
const keep = (area, name, value) => extension.storage[area].set({ [name]: value });

/** Writes one after another, so that two writers of one name never lose each other's change. Who wanted one that fails is told. */
let writing = Promise.resolve();
const inTurn = (write) => {
  const done = writing.then(write);
  writing = done.catch(() => {});
  return done;
};
const change = (area, name, otherwise, alter) => inTurn(async () => keep(area, name, await alter(await kept(area, name, otherwise))));

const names = (org) => ({ owner: `owner:${org}`, choices: `choices:${org}`, spots: `spots:${org}`, facts: `facts:${org}`, says: `says:${org}`, asked: `asked:${org}`, met: `met:${org}`, log: `log:${org}` });

/** Wasm starts with the first Setup page of a run of the browser, at a check or a new checklist. Only a Firefox without WebAssembly takes the second way: it has `import()` here. */
let desk;
const start = () => (desk ??= open().catch(closeDesk));

const open = async () => {
  const made = typeof WebAssembly === "undefined" ? (await import("./desk.fallback.js")).anew() : anew();
  made.closed.then(() => (desk = undefined));
  await made.default({ module_or_path: extension.runtime.getURL("desk_bg.wasm") });
  return made;
};

/** A desk that stopped in the middle of something is no use any more: the next question gets another. */
const closeDesk = (error) => {
  desk = undefined;
  throw error;
};

const fileOf = (id) => fetch(extension.runtime.getURL(`checklists/${id}.json`)).then((answer) => (answer.ok ? answer.text() : ""), () => "");
const filesOf = ({ checklists = [] }) => Promise.all(checklists.map(fileOf));

/** A chosen checklist as the sidebar reads it. It is read from its file once, and again when the file or Orgready is another. */
const checklist = async (id) => {
  const name = `checklists/${id}.json`;
  const text = await fileOf(id);
  const { version } = extension.runtime.getManifest();
  const held = await kept("local", name, {});
  const isRead = isWhole(held.lowered?.body) || typeof held.lowered?.problem === "string";
  if (held.text === text && held.version === version && isRead) return { name, ...held.lowered };
  try {
    const lowered = (await start()).lower(name, text);
    // Kept to save work only.
    await keep("local", name, { text, version, lowered }).catch(() => {});
    return { name, ...lowered };
  } catch {
    return { name, problem: "Orgready stopped while it read this file." };
  }
};

/** Judges anew: what was judged before is of other facts or choices. */
const forget = (org) => change("session", names(org).says, "", () => "");

const judge = async (org, facts) => {
  const choices = readable(await kept("local", names(org).choices, {}));
  return (await start()).says(await filesOf(choices), JSON.stringify(choices), facts);
};

/** Facts at which the desk stops would stop it at each page, so they go; that something is to be asked lets the admin ask again. */
const judgedWithout = async (org) => {
  await change("session", names(org).facts, "", () => "").catch(() => {});
  const told = await judge(org, "").catch(() => JSON.stringify({ calls: 1, steps: {}, conditions: {} }));
  return JSON.stringify({ ...JSON.parse(told), failed: [Date.now(), "Unanswered"] });
};

/** What the facts at hand say, judged once: a page gets this, and never the org's rows. */
const judged = async (org) => {
  const name = names(org);
  let told;
  const once = async (held) => (told = isWhole(held) ? held : await judge(org, await kept("session", name.facts, "")));
  // Kept to save work: what could not be kept is judged again.
  await change("session", name.says, "", once).catch(() => {});
  return told ?? judgedWithout(org);
};

/** For which place a tab's document was left; what opens in its stead asks. The worker may be another one by then. */
const goingOf = (tab) => `going:${tab}`;
const GOING = 15_000;

/** Told once. */
const goingIn = async (tab) => {
  const { place, at } = await kept("session", goingOf(tab), {});
  if (place) await extension.storage.session.remove(goingOf(tab));
  return at > Date.now() - GOING ? place : undefined;
};

/** Leaves out of what is kept for an org what can't be read, and says whether there was any. */
const mend = (org) =>
  inTurn(async () => {
    const { choices, spots, owner } = names(org);
    const stored = await extension.storage.local.get([choices, spots, owner]);
    const left = Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, name === choices ? readable(value) : name === spots ? wholeSpots(value) : texts(value)]));
    if (isSame(left, stored)) return false;
    // Where it can't be told any more whose leave it was, it is nobody's.
    if (!isSame(left[owner], stored[owner])) left[choices] = { ...left[choices], api: false };
    await extension.storage.local.set(left);
    return true;
  });

/** Drops what pages showed of the orgs that were not looked at for longest, beyond so many. */
const makeRoom = (org) =>
  inTurn(async () => {
    const looked = await kept("local", "looked", []);
    if (looked.at(-1) === org) return;
    const all = [...looked.filter((other) => other !== org), org];
    await keep("local", "looked", all.slice(-MOST_ORGS));
    const left = all.slice(0, -MOST_ORGS).map(names);
    await extension.storage.local.remove(left.flatMap(({ spots, asked }) => [spots, asked]));
    await extension.storage.session.remove(left.flatMap(({ facts, says, met, log }) => [facts, says, met, log]));
  });

const load = async (org) => {
  const name = names(org);
  const unread = await mend(org);
  await makeRoom(org).catch(() => {});
  const choices = await kept("local", name.choices, {});
  return {
    choices: JSON.stringify(choices),
    spots: Object.values(await kept("local", name.spots, {})),
    says: await judged(org),
    checklists: await Promise.all((choices.checklists ?? []).map(checklist)),
    unread,
  };
};

/**
 * Leave is given by a user, and evidence is of an org: the first answer tells whose they are. A refreshed sandbox is another org on the
 * same host; what pages showed and what was said by hand is not of that one.
 */
const meet = async (org, allowedBy, owner) => {
  if (!owner) return;
  const name = names(org);
  if (allowedBy.org && allowedBy.org !== owner.org) {
    await change("local", name.spots, {}, () => ({}));
    await change("local", name.choices, {}, (older) => ({ ...older, said: {}, refreshed: Date.now() }));
  }
  if (!allowedBy.user || allowedBy.org !== owner.org) {
    await keep("local", name.owner, { user: allowedBy.user ?? owner.user, org: owner.org });
  }
};

/** The newest spots that may be kept, the newest last. @param {[string, string][]} spots */
const newest = (spots) => {
  const fitting = [];
  let room = MOST_TEXT;
  for (const [spot, body] of spots.slice(-MOST_SPOTS).reverse()) {
    if (body.length > room) continue;
    room -= body.length;
    fitting.unshift([spot, body]);
  }
  return Object.fromEntries(fitting);
};

const note = (org, log) => change("session", names(org).log, [], (older) => [...older, ...log].slice(-MOST_LOG));

/** Makes room for the answers of one org: what another org answered is asked again there. */
const forgetOthers = async (org) => {
  const held = Object.keys(await extension.storage.session.get(null));
  await extension.storage.session.remove(held.filter((name) => /^(facts|says|met|log):/.test(name) && !name.endsWith(`:${org}`)));
};

/** Takes new facts in, and gives what all of them say. What came after the admin took the leave back is not kept. */
const take = async (org, facts, log = []) => {
  const name = names(org);
  const { absorb } = await start();
  const { api } = await kept("local", name.choices, {});
  const keepFacts = () => change("session", name.facts, "", (held) => (api ? absorb(held, facts) : ""));
  await keepFacts().catch(() => forgetOthers(org).then(keepFacts));
  await note(org, log);
  await forget(org);
  const says = await judged(org);
  // Pages hear of nothing but this that the API was asked, here or in another tab.
  await keep("local", name.asked, Date.now());
  return says;
};

const mayAsk = async ({ api }) => Boolean(api) && extension.permissions.contains({ permissions: ["cookies"] });
const notAllowed = () => JSON.stringify({ answers: {}, failed: [Date.now(), "NotAllowed"] });

/** The one way to an org's API. @returns {Promise<{facts: string, log: object[]}>} what came, and what was sent */
const ask = async (org, storeId, what) => {
  const name = names(org);
  const sid = async (host) => {
    const where = { url: `https://${host}/`, name: "sid", ...(storeId ? { storeId } : {}) };
    return (await extension.cookies.get(where))?.value ?? null;
  };
  const { check, closed } = await start();
  const allowedBy = await kept("local", name.owner, {});
  const met = await kept("session", name.met, "");
  // What stops in the middle of a check never answers.
  const stopped = closed.then(() => Promise.reject(new Error("stopped")));
  const answered = await Promise.race([check(`${org}.my.salesforce.com`, what, allowedBy.user, met, sid), stopped]);
  await keep("session", name.met, answered.met);
  await meet(org, allowedBy, JSON.parse(answered.facts).owner);
  return answered;
};

const askOrg = async (org, storeId, meant) => {
  const name = names(org);
  const choices = await kept("local", name.choices, {});
  if (!(await mayAsk(choices))) return take(org, notAllowed());
  const { needs } = await start();
  const what = needs(await filesOf(choices), JSON.stringify(choices), meant, await kept("session", name.facts, ""));
  const { facts, log } = await ask(org, storeId, what ?? "");
  return take(org, facts, log);
};

/** A question of Orgready's own page, which reads the answer itself: nothing of it is kept. */
const askFor = async (org, storeId, what) => {
  if (!(await mayAsk(await kept("local", names(org).choices, {})))) return notAllowed();
  const { facts, log } = await ask(org, storeId, what);
  await note(org, log);
  return facts;
};

/** Runs in the page's own world: Lightning's documented way to go to another page without loading the app anew. */
const navigate = (url) => {
  const event = globalThis.$A?.get?.("e.force:navigateToURL");
  event?.setParams({ url });
  event?.fire();
};

/** Orgready's own page for the org of an address; links there lead to the same family of hosts. @param {string | undefined} url */
const openOptions = (url) => {
  const [, org, family] = HOSTS.exec(orgOf(url) ? new URL(url).hostname : "") ?? [];
  const query = org ? `?${new URLSearchParams({ org, at: family })}` : "";
  return extension.tabs.create({ url: extension.runtime.getURL(`pages/options.html${query}`) });
};

/** What a page's scripts may ask for. */
const fromPage = {
  load: async ({ org, sender }) => ({ ...(await load(org)), going: sender.frameId === 0 ? await goingIn(sender.tab.id) : undefined }),
  check: ({ org, sender, message }) => askOrg(org, sender.tab.cookieStoreId, message.body ?? ""),
  // A page's sidebar may fold itself, remember what was said by hand and which way led to a place; what is allowed is chosen on Orgready's own page only.
  keepChoices: ({ org, message }) => {
    const { collapsed, at_start, said, other_ways } = JSON.parse(message.body);
    return change("local", names(org).choices, {}, (older) => ({ ...older, collapsed, at_start, said, other_ways }));
  },
  keepSpot: ({ org, message: { spot, body } }) =>
    change("local", names(org).spots, {}, ({ [spot]: _, ...others }) => newest([...Object.entries(others), [spot, body]])),
  refused: ({ sender }) =>
    keep("local", `refused:${new URL(sender.url).origin}`, { at: Date.now(), version: extension.runtime.getManifest().version }),
  // A frame of another org has no say in this one's sidebar.
  toTop: ({ org, sender, message }) =>
    orgOf(sender.tab.url) === org
      ? extension.tabs.sendMessage(
          sender.tab.id,
          { v: VERSION, kind: "fromFrame", frame: sender.frameId, body: message.body },
          { frameId: 0 },
        )
      : null,
  toFrame: ({ sender, message }) =>
    sender.frameId === 0
      ? extension.tabs.sendMessage(sender.tab.id, { v: VERSION, kind: "fromTop", body: message.body }, { frameId: message.frame })
      : null,
  toFrames: ({ sender, message }) =>
    sender.frameId === 0 ? extension.tabs.sendMessage(sender.tab.id, { v: VERSION, kind: "fromTop", body: message.body }) : null,
  go: ({ sender, message }) =>
    sender.frameId === 0 && ROUTE.test(message.path)
      ? extension.scripting.executeScript({
          world: "MAIN",
          // The very document that asked, where the browser names documents.
          target: { tabId: sender.tab.id, ...(sender.documentId ? { documentIds: [sender.documentId] } : { frameIds: [0] }) },
          func: navigate,
          args: [message.path],
        })
      : null,
  going: ({ sender, message }) => (sender.frameId === 0 ? keep("session", goingOf(sender.tab.id), { place: String(message.place), at: Date.now() }) : null),
  badge: ({ sender, message }) => {
    const count = Math.min(Number(message.count) || 0, 999);
    return extension.action.setBadgeText({ tabId: sender.tab.id, text: count ? String(count) : "" });
  },
  options: ({ sender }) => openOptions(sender.url),
};

/** What Orgready's own page may ask for. */
const fromOptions = {
  choose: async ({ message: { org, choices } }) => {
    // Whoever saves this allows it, whoever did before.
    await change("local", names(org).owner, {}, ({ org: known }) => (known ? { org: known } : {}));
    await change("local", names(org).choices, {}, ({ refreshed: _, ...older }) => ({ ...older, ...choices }));
    return forget(org);
  },
  forgetFacts: async ({ message: { org } }) => {
    const { facts, met, log, owner } = names(org);
    await change("session", facts, "", () => "");
    await extension.storage.session.remove([met, log]);
    await extension.storage.local.remove(owner);
    return forget(org);
  },
  ask: ({ sender, message: { org, body } }) => askFor(org, sender.tab?.cookieStoreId, body),
};

extension.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== extension.runtime.id || message?.v !== VERSION) return false;
  const own = sender.url?.startsWith(extension.runtime.getURL("pages/"));
  const org = own ? undefined : orgOf(sender.url);
  const table = own ? fromOptions : org && sender.tab ? fromPage : {};
  if (!Object.hasOwn(table, message.kind)) return false;
  Promise.resolve(table[message.kind]({ org, sender, message })).then(
    (answer) => reply(answer ?? null),
    () => reply({ failed: true }),
  );
  return true;
});

extension.action.onClicked.addListener((tab) => openOptions(tab.url));
