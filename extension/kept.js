/**
 * What is kept, as it may be read: a file of the browser's can be damaged, or written by another version. What is of another shape than it
 * should be is left out, and the rest counts. For the worker and Orgready's own pages.
 */

/** Whether a value is of the same sort as another. */
const isLike = (value, other) => typeof value === typeof other && value !== null && Array.isArray(value) === Array.isArray(other);

/** What is kept under a name; what holds otherwise, where nothing of that sort is. */
export const keptIn = async (area, name, otherwise) => {
  const value = (await area.get(name))[name];
  return isLike(value, otherwise) ? value : otherwise;
};

/** Whether a text was not cut off. */
export const isWhole = (text) => {
  try {
    return typeof text === "string" && JSON.parse(text) !== null;
  } catch {
    return false;
  }
};

const isText = (value) => typeof value === "string";
const isTime = (value) => Number.isSafeInteger(value) && value >= 0;
const isListOf = (is) => (value) => Array.isArray(value) && value.every(is);

/** The parts of an object that are what they should be. */
const partsOf = (value, is) => (isLike(value, {}) ? Object.fromEntries(Object.entries(value).filter(([, part]) => is(part))) : {});

/** Each field of the choices (`src/bridge/store.rs`): what of it can be read. Only profiles have a second way (`src/setup/route.rs`). */
const CHOICES = {
  checklists: (value) => (Array.isArray(value) ? value.filter((id) => isText(id) && /^[\w-]+$/.test(id)) : []),
  api: (value) => value === true,
  collapsed: (value) => value === true,
  at_start: (value) => value === true,
  inputs: (value) => partsOf(value, isListOf(isText)),
  said: (value) => partsOf(value, (said) => isTime(said?.at)),
  limit: (value) => (isTime(value) ? value : 10),
  other_ways: (value) => (Array.isArray(value) ? value.filter((place) => place === "Profiles") : []),
  refreshed: (value) => (isTime(value) ? value : null),
};

/** The choices that can be read. A field that this version does not know is another version's, and stays. @param {object} choices */
export const readable = (choices) =>
  Object.fromEntries(Object.entries(partsOf(choices, () => true)).map(([name, value]) => [name, Object.hasOwn(CHOICES, name) ? CHOICES[name](value) : value]));

/** What of a list is a name with a text. @returns {[string, string][]} */
export const pairs = (held) => (Array.isArray(held) ? held.filter((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText)) : []);

/** What pages showed, as far as it is whole. */
export const wholeSpots = (spots) => pairs(spots).filter(([, text]) => isWhole(text));

/** What is a text of an object's parts. @param {object} parts */
export const texts = (parts) => partsOf(parts, isText);

/** Whether two values are kept as the same. */
export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
