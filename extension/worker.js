/**
 * The worker: relays between the frames of a tab, writes what is kept, asks the org's API when the admin allowed it, opens Orgready's
 * own page. It adds who sent a message from the browser's own data and passes bodies on unread. The session id is read per check and
 * handed to nothing but the request; it is in no message, log or storage. A 64-bit mark of it is, until the browser closes: what an org
 * told is kept under the mark of the session that asked, and shown in that session only.
 */
import { anew as newDesk } from "./desk.js";
import { anew as newReader } from "./reader.js";
import { isSame, isWhole, keptIn, pairs, readable, texts, wholeSpots } from "./kept.js";

/** @type {typeof chrome} */
const extension = globalThis.browser ?? globalThis.chrome;
const VERSION = 1;
/** Of how many orgs is kept what pages showed; what was chosen for an org stays whatever their number. */
const MOST_ORGS = 12;
const MOST_SPOTS = 50;
const MOST_LOG = 100;
const MOST_SESSIONS = 4;
const MOST_CHECKLISTS = 100;
/** What an org says to a session that answers nothing any more. */
const ENDED = ["SessionExpired", "SessionNotForApi", "NotData"];
const MOST_SAID = 1_000;
/** So many bytes of what pages showed are kept for an org, the newest: browsers keep 10 MB for all. */
const MOST_KEPT = 600_000;
const bytesOf = (text) => new TextEncoder().encode(JSON.stringify(text)).length;
/** So many characters may one message have: many times what the largest page comes to. */
const MOST_BODY = 1_000_000;
/** So many messages are known again that come twice, and so many are counted that were refused. */
const MOST_HEARD = 1_000;
const MOST_REFUSED = 9_999;
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
const alterKept = async (area, name, otherwise, alter) => keep(area, name, await alter(await kept(area, name, otherwise)));
const change = (...given) => inTurn(() => alterKept(...given));

const names = (org) => ({ owner: `owner:${org}`, choices: `choices:${org}`, spots: `spots:${org}`, facts: `facts:${org}`, says: `says:${org}`, asked: `asked:${org}`, met: `met:${org}`, leave: `leave:${org}`, log: `log:${org}` });

/** What is held by name, the newest last: a list, for Chrome keeps an object in the order of its names. @typedef {[string, string][]} Held */
const valueIn = (held, name) => pairs(held).find(([known]) => known === name)?.[1];
/** What is held, with this as the newest; of too many the oldest goes. @param {Held} held */
const withNewest = (held, name, value, most) => [...pairs(held).filter(([known]) => known !== name), [name, value]].slice(-most);
/** The newest, as far as there is room. @param {Held} held */
const thatFit = (held) => {
  let room = MOST_KEPT;
  const fits = ([, value]) => {
    const bytes = bytesOf(value);
    return bytes <= room && (room -= bytes) >= 0;
  };
  return held.toReversed().filter(fits).toReversed();
};

/** The session of an org's API, "" where there is none; and by what it is known again: 64 bits, from which nobody can make it. */
const sessionOf = async (org, storeId) => {
  const where = { url: `https://${org}.my.salesforce.com/`, name: "sid", ...(storeId ? { storeId } : {}) };
  const sid = (await extension.cookies?.get(where).catch(() => null))?.value ?? "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sid));
  const mark = Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { sid, mark: sid && mark };
};

/** The mark of the session of now. It is looked for only where the org's API may be asked. */
const whose = async (org, storeId) => (readable(await kept("local", names(org).choices, {})).api ? (await sessionOf(org, storeId)).mark : "");

/** The parts of the core that run here. */
const PARTS = { desk: newDesk, reader: newReader };
/** Those that were started: the desk with the first Setup page of a run of the browser or at a check, the reader for a new file. */
const started = {};
/** @param {"desk" | "reader"} part */
const start = (part) => (started[part] ??= open(part).catch((error) => close(part, error)));

const open = async (part) => {
  // A Firefox without WebAssembly, which has `import()` here.
  const made = typeof WebAssembly === "undefined" ? (await import("./worker.fallback.js")).anew() : PARTS[part]();
  made.closed.then(() => delete started[part]);
  await made.default({ module_or_path: extension.runtime.getURL(`${part}_bg.wasm`) });
  return made;
};

/** A part that stopped in the middle of something is no use any more: the next question gets another. */
const close = (part, error) => {
  delete started[part];
  throw error;
};

const fileOf = (id) => fetch(extension.runtime.getURL(`checklists/${id}.json`)).then((answer) => (answer.ok ? answer.text() : ""), () => "");

/** A checklist, as all but the reader take it, `body`, or what is wrong with its file. It is read once, and again when the file or Orgready is another. */
const checklist = async (id) => {
  const name = `checklists/${id}.json`;
  const text = await fileOf(id);
  const { version } = extension.runtime.getManifest();
  const held = await kept("local", name, {});
  const isRead = parsed(held.read?.body)?.id === id || typeof held.read?.problem === "string";
  if (held.text === text && held.version === version && isRead) return { name, ...held.read };
  try {
    const read = (await start("reader")).read(name, text);
    if (!read) throw new Error("it stopped at another file");
    // Kept to save work only.
    await keep("local", name, { text, version, read }).catch(() => {});
    return { name, ...read };
  } catch {
    return { name, problem: `${name}: Orgready stopped while it read this file.`, stopped: true };
  }
};

/** The chosen checklists that could be read; of the others the sidebar tells. `isAll`: none is missing that another try might read. */
const readOf = async ({ checklists = [] }) => {
  const read = await Promise.all(checklists.map(checklist));
  return { bodies: read.map(({ body }) => body).filter(Boolean), isAll: !read.some(({ stopped }) => stopped) };
};

/** Judges anew: what was judged before is of other facts or choices. */
const forget = (org) => change("session", names(org).says, [], () => []);

const judge = async (org, facts) => {
  const choices = readable(await kept("local", names(org).choices, {}));
  const { bodies, isAll } = await readOf(choices);
  return { says: (await start("desk")).says(bodies, JSON.stringify(choices), facts), isAll };
};

/** Facts at which the desk stops would stop it at each page, so those of this session go; that something is to be asked lets the admin ask again. */
const judgedWithout = async (org, mark) => {
  await change("session", names(org).facts, [], (held) => pairs(held).filter(([known]) => known !== mark)).catch(() => {});
  const { says } = await judge(org, "").catch(() => ({ says: JSON.stringify({ calls: 1, steps: {}, conditions: {} }) }));
  return JSON.stringify({ ...JSON.parse(says), failed: [Date.now(), "Unanswered"] });
};

/** What the facts say that a session was told, judged once: a page gets this, and never the org's rows. */
const judged = async (org, mark) => {
  const name = names(org);
  let told;
  const once = async (held) => {
    told = valueIn(held, mark);
    if (isWhole(told)) return held;
    // Of a desk that stops nothing was told.
    told = undefined;
    const { says, isAll } = await judge(org, valueIn(await kept("session", name.facts, []), mark) ?? "");
    told = says;
    return isAll ? withNewest(held, mark, told, MOST_SESSIONS) : held;
  };
  const keepSays = () => change("session", name.says, [], once);
  // Another org's facts may have stopped the desk. Kept to save work: what could not be kept is judged again.
  await keepSays().catch(() => told ?? keepSays()).catch(() => {});
  return told ?? judgedWithout(org, mark);
};

const GOING = 15_000;
const MOST_GOING = 20;
/** For which place each tab's document was left; what opens in its stead asks. The worker may be another one by then. */
const leaveFor = (tab, place) => change("session", "going", [], (held) => withNewest(held, `${tab}`, JSON.stringify({ place, at: Date.now() }), MOST_GOING));

/** Told once. */
const goingIn = async (tab) => {
  const told = valueIn(await kept("session", "going", []), `${tab}`);
  if (!told) return undefined;
  await change("session", "going", [], (held) => pairs(held).filter(([known]) => known !== `${tab}`));
  const { place, at } = JSON.parse(told);
  return at > Date.now() - GOING ? place : undefined;
};

/** Leaves out of what is kept for an org what can't be read, and says whether there was any. */
const mend = (org) =>
  inTurn(async () => {
    const { choices, spots, owner, facts, says } = names(org);
    const stored = await extension.storage.local.get([choices, spots, owner]);
    const readers = { [choices]: readable, [spots]: wholeSpots, [owner]: texts };
    const left = Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, readers[name](value)]));
    // Where it can't be told any more whose leave it was, it is nobody's.
    if (left[choices]?.api && (!left[owner] || !isSame(left[owner], stored[owner]))) left[choices] = { ...left[choices], api: false };
    if (isSame(left, stored)) return false;
    await extension.storage.local.set(left);
    // What was left out may have told that an answer is too old, or what was asked.
    await extension.storage.session.remove([facts, says]);
    return true;
  });

/** Drops what pages showed of the orgs that were not looked at for longest, beyond so many. */
const makeRoom = (org) =>
  inTurn(async () => {
    const looked = await kept("local", "looked", []);
    if (looked.at(-1) === org) return;
    const all = [...looked.filter((other) => other !== org), org];
    const left = all.slice(0, -MOST_ORGS).map(names);
    await extension.storage.local.remove(left.flatMap(({ spots, asked }) => [spots, asked]));
    await extension.storage.session.remove(left.flatMap(({ facts, says, met, log }) => [facts, says, met, log]));
    await keep("local", "looked", all.slice(-MOST_ORGS));
  });

/** Writes for an org, in one turn. Where there is no room, what pages showed of other orgs goes: it is read again there. */
const withRoom = (org, write) =>
  inTurn(() =>
    write().catch(async () => {
      const held = Object.keys(await extension.storage.local.get(null));
      await extension.storage.local.remove(held.filter((name) => name.startsWith("spots:") && name !== names(org).spots));
      return write();
    }),
  );

const load = async (org, storeId) => {
  const name = names(org);
  // Where it can't be written, what can be read counts all the same.
  const unread = await mend(org).catch(() => true);
  await makeRoom(org).catch(() => {});
  const choices = readable(await kept("local", name.choices, {}));
  return {
    choices: JSON.stringify(choices),
    spots: wholeSpots(await kept("local", name.spots, [])).map(([, body]) => body),
    checklists: await Promise.all((choices.checklists ?? []).map(checklist)),
    unread,
    // Last: somebody may just have logged in as somebody else.
    says: await judged(org, await whose(org, storeId)),
  };
};

/** Whether leave was given in this session; also where it is not known in which. */
const wasAllowedIn = async (org, mark) => ["", mark].includes(await kept("session", names(org).leave, ""));

/**
 * Leave is given by a user, and evidence is of an org: the first answer tells whose they are. A refreshed sandbox is another org on the
 * same host; what pages showed and what was said by hand is not of that one.
 */
const meet = async (org, mark, owner) => {
  const name = names(org);
  // Another may have given leave while this was asked.
  const allowedBy = await kept("local", name.owner, {});
  if (allowedBy.org && allowedBy.org !== owner.org) {
    await change("local", name.spots, [], () => []);
    await change("local", name.choices, {}, (older) => ({ ...older, said: {}, refreshed: Date.now() }));
  }
  if (allowedBy.user ? allowedBy.org !== owner.org : await wasAllowedIn(org, mark)) {
    await keep("local", name.owner, { user: allowedBy.user ?? owner.user, org: owner.org });
  }
  await change("session", name.met, [], (held) => withNewest(held, mark, JSON.stringify(owner), MOST_SESSIONS));
};

const note = (org, log) => change("session", names(org).log, [], (older) => [...older, ...log].slice(-MOST_LOG));

/** Makes room for the answers of one org: what another org answered is asked again there. */
const forgetOthers = async (org) => {
  const held = Object.keys(await extension.storage.session.get(null));
  await extension.storage.session.remove(held.filter((name) => /^(facts|says|met|log):/.test(name) && !name.endsWith(`:${org}`)));
};

/** Takes in what a session was told, and gives what is known in the session of now. What came after the admin took the leave back is not kept. */
const take = async (org, storeId, mark, { facts }) => {
  const name = names(org);
  const { absorb } = await start("desk");
  const { api } = readable(await kept("local", name.choices, {}));
  let absorbed;
  const withAnswers = (held) => (absorbed = withNewest(held, mark, absorb(valueIn(held, mark) ?? "", facts), MOST_SESSIONS));
  const keepFacts = () => change("session", name.facts, [], (held) => (api ? withAnswers(held) : []));
  await keepFacts().catch((error) => {
    if (api && !absorbed) throw error;
    return forgetOthers(org).then(keepFacts);
  });
  await forget(org);
  const says = await judged(org, await whose(org, storeId));
  // Pages hear of nothing but this that the API was asked, here or in another tab.
  await keep("local", name.asked, Date.now());
  return says;
};

/** What the admin chose, where the org's API may be asked by it; what was kept of whose leave it is can be read then. */
const choicesToAsk = async (org) => {
  await mend(org);
  const choices = readable(await kept("local", names(org).choices, {}));
  return choices.api && (await extension.permissions.contains({ permissions: ["cookies"] })) ? choices : null;
};
const notAllowed = () => ({ facts: JSON.stringify({ answers: {}, failed: [Date.now(), "NotAllowed"] }) });

/** By org, what ends when the admin takes the leave back: no check under way sends anything any more. @type {Map<string, AbortController>} */
const leaves = new Map();
/** To be taken before it is looked up whether there is leave: one that is taken back afterwards ends this. */
const leaveOf = (org) => {
  if (!leaves.has(org)) leaves.set(org, new AbortController());
  return leaves.get(org).signal;
};
const endLeave = (org) => {
  leaves.get(org)?.abort();
  leaves.delete(org);
};

/** The one way to an org's API. @returns {Promise<{facts: string}>} what came; what was sent is noted */
const ask = async (org, leave, { sid, mark }, what) => {
  const name = names(org);
  const { user } = await kept("local", name.owner, {});
  // Until an answer told who gave leave, it is good for no other session than theirs.
  if (!user && sid && !(await wasAllowedIn(org, mark))) return notAllowed();
  const { check, closed } = await start("desk");
  // What stops in the middle of a check never answers.
  const stopped = closed.then(() => Promise.reject(new Error("stopped")));
  stopped.catch(() => {});
  const met = valueIn(await kept("session", name.met, []), mark);
  const answered = await Promise.race([check(`${org}.my.salesforce.com`, what, user, met, sid, leave), stopped]);
  await note(org, answered.log).catch(() => {});
  const { owner, failed } = JSON.parse(answered.facts);
  if (owner) await meet(org, mark, owner);
  // Leave was given in a session that had ended: it is of whoever is told first.
  else if (ENDED.includes(failed?.[1])) await change("session", name.leave, "", (leave) => (leave === mark ? "" : leave));
  return answered;
};

const askOrg = async (org, storeId, meant) => {
  const name = names(org);
  const leave = leaveOf(org);
  const choices = await choicesToAsk(org);
  if (!choices) return take(org, storeId, "", notAllowed());
  const session = await sessionOf(org, storeId);
  const { needs } = await start("desk");
  const held = valueIn(await kept("session", name.facts, []), session.mark) ?? "";
  const what = needs((await readOf(choices)).bodies, JSON.stringify(choices), meant, held);
  return take(org, storeId, session.mark, what === "[]" ? { facts: "" } : await ask(org, leave, session, what ?? ""));
};

/** Checks of everything that are under way, by their sessions: tabs that ask at once are told by one. @type {Map<string, Promise<string>>} */
const checking = new Map();
const checkOnce = async (org, storeId, meant) => {
  if (meant !== '"All"') return askOrg(org, storeId, meant);
  const name = `${org} ${await whose(org, storeId)}`;
  if (!checking.has(name)) checking.set(name, askOrg(org, storeId, meant).finally(() => checking.delete(name)));
  return checking.get(name);
};

/** A question of Orgready's own page, which reads the answer itself: nothing of it is kept but whose session it is. */
const askFor = async (org, storeId, what) => {
  const leave = leaveOf(org);
  if (!(await choicesToAsk(org))) return notAllowed().facts;
  return (await ask(org, leave, await sessionOf(org, storeId), what)).facts;
};

const inTheWay = () => extension.i18n.getMessage("inTheWay");

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

const text = (most) => (value) => typeof value === "string" && value.length <= most;
const [body, word] = [text(MOST_BODY), text(300)];
const isOrg = (value) => word(value) && HOSTS.test(`${value}.my.salesforce.com`);
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isPart = (value) => isObject(value) && JSON.stringify(value).length <= MOST_BODY;
const question = text(100_000);
/** As `kept.js` lets them be chosen: none leads out of its folder. */
const areIds = (value) => Array.isArray(value) && value.length <= MOST_CHECKLISTS && value.every((id) => word(id) && /^[\w-]+$/.test(id));
const isYesOrNo = (value) => typeof value === "boolean";
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * What a page's sidebar may change of the choices: it may fold itself, remember what was said by hand and which way led to a place. What is
 * allowed is chosen on Orgready's own page only. It tells no more than what changed, for another tab may have changed the rest.
 */
const fromSidebar = {
  collapsed: { fits: isYesOrNo, alter: (collapsed) => ({ collapsed }) },
  at_start: { fits: isYesOrNo, alter: (at_start) => ({ at_start }) },
  other_ways: { fits: (places) => Array.isArray(places) && places.length <= MOST_SPOTS && places.every((place) => word(place)), alter: (other_ways) => ({ other_ways }) },
  said: {
    fits: (said) => Array.isArray(said) && said.length === 2 && word(said[0]) && (said[1] === null || isObject(said[1])),
    alter: ([step, word], { said: { [step]: _, ...others } = {} }) =>
      word && Object.keys(others).length < MOST_SAID ? { said: { ...others, [step]: word } } : { said: others },
  },
};
const isChoice = (body, { choice }) => question(body) && Object.hasOwn(fromSidebar, choice) && fromSidebar[choice].fits(parsed(body));

/** What else each kind of message has, and nothing more. */
const SHAPES = {
  load: {},
  check: { body: question },
  keepChoice: { choice: word, body: isChoice },
  keepSpot: { spot: word, body },
  refused: {},
  hindered: {},
  toTop: { body },
  toFrame: { frame: Number.isSafeInteger, body },
  toFrames: { body },
  go: { path: (path) => word(path) && ROUTE.test(path) },
  going: { place: word },
  badge: { count: Number.isSafeInteger },
  options: {},
  choose: { org: isOrg, choices: isPart },
  forgetFacts: { org: isOrg },
  ask: { org: isOrg, body: question },
  checklists: { org: isOrg, ids: areIds },
};
/** What a frame may say. All else is the sidebar's, in the top document. */
const OF_FRAMES = ["refused", "hindered", "toTop"];

const pairOf = (value) => (Array.isArray(value) ? value : []);

/** Too large a page is not kept, but what was saved there is: it says what is too old. @param {string} body */
const withinBounds = (body) => {
  if (bytesOf(body) <= MOST_KEPT) return body;
  const [spot, record] = JSON.parse(body);
  return JSON.stringify([spot, { ...record, reading: null }]);
};

/**
 * Two tabs may each know of a spot what the other does not: of two readings the newer stays, and of each Save that it was. What is dated
 * later than now is of before the clock was set back. What can't be read any more gives way.
 */
const together = (older, newer) => {
  const now = Date.now();
  const [, known] = pairOf(parsed(older));
  const [spot, other] = JSON.parse(newer);
  const one = isObject(known) ? known : {};
  const dated = ({ reading }) => (reading && reading.loaded_at <= now ? reading.loaded_at : 0);
  const later = (...moments) => Math.max(...moments.map((at) => Math.min(at ?? 0, now))) || null;
  const past = ({ gone_at, loaded_at }) => ({ gone_at: Math.min(gone_at, now), loaded_at: Math.min(loaded_at, now) });
  const lost = [one.lost, other.lost].filter(Boolean).map(past).sort((a, b) => a.gone_at - b.gone_at || a.loaded_at - b.loaded_at).pop();
  const { reading } = dated(one) > dated(other) ? one : other;
  return JSON.stringify([spot, { reading, saved_at: later(one.saved_at, other.saved_at), lost: lost ?? null }]);
};

/** What a page's scripts may ask for. */
const fromPage = {
  load: async ({ org, sender }) => ({ ...(await load(org, sender.tab.cookieStoreId)), going: sender.frameId === 0 ? await goingIn(sender.tab.id) : undefined }),
  check: ({ org, sender, message }) => checkOnce(org, sender.tab.cookieStoreId, message.body),
  keepChoice: ({ org, message: { choice, body } }) =>
    withRoom(org, () => alterKept("local", names(org).choices, {}, (older) => ({ ...older, ...fromSidebar[choice].alter(JSON.parse(body), older) }))),
  keepSpot: ({ org, message: { spot, body } }) => {
    const put = (held) => {
      const older = valueIn(held, spot);
      return thatFit(withNewest(held, spot, withinBounds(older === undefined ? body : together(older, body)), MOST_SPOTS));
    };
    return withRoom(org, () => alterKept("local", names(org).spots, [], put));
  },
  refused: ({ sender }) =>
    keep("local", `refused:${new URL(sender.url).origin}`, { at: Date.now(), version: extension.runtime.getManifest().version }),
  toTop: ({ sender, message }) =>
    extension.tabs.sendMessage(
      sender.tab.id,
      { v: VERSION, kind: "fromFrame", frame: sender.frameId, body: message.body },
      { frameId: 0 },
    ),
  toFrame: ({ sender, message }) =>
    extension.tabs.sendMessage(sender.tab.id, { v: VERSION, kind: "fromTop", body: message.body }, { frameId: message.frame }),
  toFrames: ({ sender, message }) => extension.tabs.sendMessage(sender.tab.id, { v: VERSION, kind: "fromTop", body: message.body }),
  go: ({ sender, message }) =>
    extension.scripting.executeScript({
      world: "MAIN",
      // The very document that asked, where the browser names documents.
      target: { tabId: sender.tab.id, ...(sender.documentId ? { documentIds: [sender.documentId] } : { frameIds: [0] }) },
      func: navigate,
      args: [message.path],
    }),
  going: ({ sender, message }) => leaveFor(sender.tab.id, message.place),
  badge: async ({ sender: { tab }, message }) => {
    // What is said of a page that is in the way stays until another page is there.
    if ((await extension.action.getTitle({ tabId: tab.id })) === inTheWay()) return;
    const count = Math.min(Math.max(message.count, 0), 999);
    await extension.action.setBadgeText({ tabId: tab.id, text: count ? String(count) : "" });
  },
  hindered: async ({ sender: { tab } }) => {
    await extension.action.setTitle({ tabId: tab.id, title: inTheWay() });
    await extension.action.setBadgeText({ tabId: tab.id, text: "!" });
  },
  options: ({ sender }) => openOptions(sender.url),
};

/** What Orgready's own page may ask for. */
const fromOptions = {
  choose: async ({ sender, message: { org, choices } }) => {
    const name = names(org);
    // Whoever saves this allows it, whoever did before. Which org it was stays known: a sandbox may have been refreshed since.
    if (choices.api) await keep("session", name.leave, (await sessionOf(org, sender.tab?.cookieStoreId)).mark);
    const save = async () => {
      const { refreshed: _, ...older } = readable(await kept("local", name.choices, {}));
      const { org: known } = texts(await kept("local", name.owner, {}));
      // At once: leave is never without its owner's name.
      await extension.storage.local.set({ [name.owner]: known ? { org: known } : {}, [name.choices]: { ...older, ...choices } });
    };
    await withRoom(org, save);
    if (!choices.api) endLeave(org);
    return forget(org).catch(() => {});
  },
  forgetFacts: async ({ message: { org } }) => {
    const { facts, met, leave, log } = names(org);
    await change("session", facts, [], () => []);
    await extension.storage.session.remove([met, leave, log]);
    return forget(org);
  },
  ask: ({ sender, message: { org, body } }) => askFor(org, sender.tab?.cookieStoreId, body),
  checklists: ({ message: { ids } }) => Promise.all(ids.map(checklist)),
};

/** The messages that were heard last, by the random name of each. @type {Set<string>} */
const heard = new Set();
const isNew = (id) => {
  if (!word(id) || heard.has(id)) return false;
  heard.add(id);
  if (heard.size > MOST_HEARD) heard.delete(heard.values().next().value);
  return true;
};

/** Whether a message is of this version and has all that its kind has, and nothing else. */
const isFit = ({ v, id: _, kind, ...rest }) => {
  if (v !== VERSION || !word(kind) || !Object.hasOwn(SHAPES, kind)) return false;
  const shape = Object.entries(SHAPES[kind]);
  return Object.keys(rest).length === shape.length && shape.every(([name, fits]) => Object.hasOwn(rest, name) && fits(rest[name], rest));
};

/** What a document that is gone may have said last. */
const LAST = ["keepChoice", "keepSpot"];
/** Whether one of our documents of an org is gone: Firefox tells no tab of it then. */
const isGone = ({ id, url, tab, frameId }) => id === extension.runtime.id && !tab && (frameId ?? null) === null && orgOf(url) !== undefined;

/** Of which org a page is that may send this; nothing where it may not. A frame of another org has no say in this one's sidebar. */
const orgThatMay = (kind, sender) => {
  const { url, tab, frameId } = sender;
  const org = orgOf(url);
  if (!org || !Object.hasOwn(fromPage, kind)) return undefined;
  const may = tab ? frameId === 0 || (OF_FRAMES.includes(kind) && orgOf(tab.url) === org) : isGone(sender) && LAST.includes(kind);
  return may ? org : undefined;
};

/** What a message has done, with the org that it is of; nothing where nobody may send it. */
const meaning = (message, sender) => {
  if (sender.id !== extension.runtime.id || !isObject(message) || !isFit(message)) return undefined;
  const { kind, id } = message;
  const isOwn = sender.url?.startsWith(extension.runtime.getURL("pages/"));
  const org = isOwn ? undefined : orgThatMay(kind, sender);
  const act = isOwn ? Object.hasOwn(fromOptions, kind) && fromOptions[kind] : org && fromPage[kind];
  return act && isNew(id) ? () => act({ org, sender, message }) : undefined;
};

/** Counted for the admin: Orgready itself sends nothing that is refused, but from where a page is gone. */
const refuse = () => change("session", "refused", 0, (count) => Math.min(count + 1, MOST_REFUSED)).catch(() => {});

extension.runtime.onMessage.addListener((message, sender, reply) => {
  const act = meaning(message, sender);
  if (!act) {
    if (!isGone(sender)) refuse();
    return false;
  }
  Promise.resolve()
    .then(act)
    .then(
      (answer) => reply(answer ?? null),
      () => reply({ failed: true }),
    );
  return true;
});

// Taken back in the browser's own pages, it is taken back for all orgs.
extension.permissions.onRemoved.addListener(({ permissions = [] }) => permissions.includes("cookies") && [...leaves.keys()].forEach(endLeave));
extension.action.onClicked.addListener((tab) => openOptions(tab.url));
