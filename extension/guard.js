/**
 * Keeps the sidebar the admin's own, whatever a page does: one that the page took away, moved or marked is put back, and one that the page
 * hides, covers or distorts takes no presses. Both are said in the toolbar, once. Never touches a node of the page.
 */

/** How often the sidebar is put back. */
const MOST = 3;
/** What shows the sidebar as it is: it stands in the root of the page, and has all else from its own sheet. */
const PLAIN = {
  opacity: "1",
  transform: "none",
  translate: "none",
  rotate: "none",
  scale: "none",
  perspective: "none",
  clipPath: "none",
  maskImage: "none",
  mixBlendMode: "normal",
  contentVisibility: "visible",
  zoom: "1",
};
/** What gives a page other colours and leaves all to be seen, as extensions do that make pages dark; each at most once. */
const isNear = (one) => (by) => Math.abs(by - one) <= 0.4;
const COLOURS = { invert: (by) => by <= 0.1 || by >= 0.9, brightness: isNear(1), contrast: isNear(1), saturate: () => true, grayscale: () => true, sepia: () => true, "hue-rotate": () => true };
/** @param {string} filter as it is computed */
const isOfColours = (filter) => {
  if (filter === "none") return true;
  const parts = filter.split(/(?<=\)) /).map((part) => /^([a-z-]+)\((-?[\d.]+)(?:deg)?\)$/.exec(part) ?? []);
  return parts.every(([, name, by]) => Object.hasOwn(COLOURS, name ?? "") && COLOURS[name](Number(by))) && new Set(parts.map(([, name]) => name)).size === parts.length;
};
/** What a key does it does by one of these, but for moving within the sidebar. */
const PRESSES = ["click", "change"];
/** Where a press begins all that is over it is looked for: a cover may go before it ends. Not where the pointer only comes: a look styles the page anew. */
const BEGINS = { pointerdown: () => true, keydown: ({ key, repeat, target }) => !repeat && (key === "Enter" || (key === " " && target.localName !== "input")) };
/** So long is a sidebar seen again, in milliseconds, before it takes a press. */
const AGAIN = 500;
/** What ends later than this after a press began may be of another, which assistive technology made without a beginning. */
const PRESS = 1_000;
/** What the browser draws over all layers of a page; and while the page changes into another, a picture of it. */
const TOP_LAYER = ":popover-open, dialog:modal, :fullscreen:not(:root)";
const CHANGES = ":root:active-view-transition";
/** What shows something of its own, without any background. */
const PICTURES = "canvas, embed, iframe, img, object, svg, svg *, video";

/** Lightning's own veil while a page loads, through which the sidebar shows: a page that never comes must not take it away. */
const VEIL = ".slds-spinner_container, .slds-spinner_container *";

/**
 * For a moment all of the page takes presses, so that what lets them through is told of too. By weight, and later than the page's own: a rule in a
 * layer has all rules of the page sorted anew, which is ten times the wait.
 */
const ALL = ((weight) => `:is(*, ${weight}), :is(*, ${weight})::before, :is(*, ${weight})::after { pointer-events: auto !important }`)("#o".repeat(1024) + ".o".repeat(1024));

/** What is at a point of the window, the uppermost first, but for what lets presses through. */
const atPoint = (x, y) => document.elementsFromPoint(x, y);

/** As the browser has them: a field of a form has the name that a page gives it. */
const { closest, getBoundingClientRect } = Element.prototype;
const { get: parentOf } = Object.getOwnPropertyDescriptor(Node.prototype, "parentElement");

/** Whether something is in the sidebar's layer of the page or in one over it. */
const isLifted = (node, layer) => {
  if (closest.call(node, TOP_LAYER)) return true;
  for (let at = node; at && at !== document.documentElement; at = parentOf.call(at)) if (Number(getComputedStyle(at).zIndex) >= layer) return true;
  return false;
};

/** What is over a point though it takes no press even now: it is inert, or its own style or a layer of the page's rules says so. What it draws beside itself may be anywhere. */
const withdrawn = (x, y, host) => {
  const layer = Number(getComputedStyle(host).zIndex);
  const takesNone = (node) => {
    const { pointerEvents, interactivity } = getComputedStyle(node);
    return pointerEvents === "none" || interactivity === "inert";
  };
  const isAt = (node) => {
    const { left, right, top, bottom } = getBoundingClientRect.call(node);
    return left <= x && x <= right && top <= y && y <= bottom;
  };
  const found = [...document.querySelectorAll("[inert], [inert] *"), ...[...document.querySelectorAll("*")].filter(takesNone)];
  return found.filter((node) => node !== host && (isAt(node) || drawsBeside(node)) && isLifted(node, layer));
};

/** All that is at a point of the window or over it, what lets presses through too. No paint comes between. */
const allAt = (x, y, host) => {
  const before = [...document.adoptedStyleSheets];
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(ALL);
  document.adoptedStyleSheets = [...before, sheet];
  try {
    return [...withdrawn(x, y, host), ...atPoint(x, y)];
  } finally {
    document.adoptedStyleSheets = before;
  }
};

const isDrawn = ({ backgroundColor, backgroundImage, display, opacity, visibility }) =>
  display !== "none" && opacity !== "0" && visibility === "visible" && !(backgroundImage === "none" && /, 0\)$/.test(backgroundColor));

/** What a style sheet draws besides an element is at a point in the name of that element. Dots of Lightning's veil are small. */
const drawsBeside = (node) =>
  ["::before", "::after"].some((pseudo) => {
    const style = getComputedStyle(node, pseudo);
    const isDot = node.matches(VEIL) && Math.max(parseFloat(style.width), parseFloat(style.height)) <= 40;
    return style.content !== "none" && !isDot && (isDrawn(style) || style.content.startsWith("url("));
  });

/** The picture of a page that changes is at no point. */
const isPictured = () => window.CSS.supports(`selector(${CHANGES})`) && document.querySelector(CHANGES) !== null;
/** Nor is what is drawn behind something in the top layer. */
const hasBackdrop = () => [...document.querySelectorAll(TOP_LAYER)].some((node) => isDrawn(getComputedStyle(node, "::backdrop")));

const hides = (node) => {
  const { backgroundColor, backgroundImage } = getComputedStyle(node);
  const alpha = node.matches(VEIL) ? /, 0(\.[0-7]\d*)?\)$/ : /, 0\)$/;
  const isClear = backgroundImage === "none" && alpha.test(backgroundColor) && !node.matches(PICTURES);
  return (!isClear || drawsBeside(node)) && node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};

/** Where a press is, or begins: a key's is in the middle of what has the focus, as far as that is scrolled into the sidebar. */
const placeOf = ({ type, detail, clientX, clientY, target }, root) => {
  if (type.startsWith("pointer") || (type === "click" && detail > 0)) return [clientX, clientY];
  const [it, all] = [target, root.firstElementChild].map((node) => node.getBoundingClientRect());
  const middle = (start, end) => (Math.max(it[start], all[start] + 1) + Math.min(it[end], all[end] - 1)) / 2;
  return [middle("left", "right"), middle("top", "bottom")];
};

/** Said once in a document. */
let isSaid = false;

/** @param {ShadowRoot} root the sidebar's @param {() => void} tell tells that the page is in its way @returns {() => void} lets it go */
export const guard = (root, tell) => {
  const say = () => {
    if (!isSaid) tell();
    isSaid = true;
  };
  const { host } = root;
  let times = 0;
  const isSeen = (event, allOf) => {
    const style = getComputedStyle(document.documentElement);
    const above = allOf(...placeOf(event, root), host);
    const at = above.indexOf(host);
    return at >= 0 && !isPictured() && !hasBackdrop() && !above.slice(0, at).some(hides) && Object.entries(PLAIN).every(([name, value]) => (style[name] ?? value) === value) && isOfColours(style.filter);
  };
  let seenFrom = -Infinity;
  /** Whether it is seen, and was for a while. */
  const look = (event, allOf) => {
    if (!isSeen(event, allOf)) seenFrom = Infinity;
    else if (seenFrom === Infinity) seenFrom = event.timeStamp;
    return event.timeStamp - seenFrom >= AGAIN;
  };
  /** When the last press began that began in sight. */
  let begun = -Infinity;
  const begin = (event) => {
    if (!event.isTrusted || !BEGINS[event.type](event)) return;
    begun = -Infinity;
    if (look(event, allAt)) begun = event.timeStamp;
  };
  /** At its end, what came meanwhile and lets presses through has deceived nobody: they pressed what they saw. */
  const end = (event) => look(event, event.timeStamp - begun < PRESS ? atPoint : allAt);
  const gate = (event) => {
    let passes = false;
    try {
      passes = event.isTrusted && end(event);
    } finally {
      if (!passes) {
        event.stopImmediatePropagation();
        event.preventDefault();
        if (event.isTrusted) say();
      }
    }
  };
  for (const kind of Object.keys(BEGINS)) root.addEventListener(kind, begin, true);
  for (const kind of PRESSES) root.addEventListener(kind, gate, true);
  const observer = new MutationObserver(() => {
    const page = document.documentElement;
    if (host.parentNode === page && host.attributes.length === 0) return;
    observer.disconnect();
    host.remove();
    if ((times += 1) > MOST) return say();
    for (const { name } of [...host.attributes]) host.removeAttribute(name);
    page?.append(host);
    watch();
  });
  const watch = () => {
    observer.observe(document, { childList: true });
    observer.observe(host.parentNode, { childList: true });
    observer.observe(host, { attributes: true });
  };
  watch();
  return () => observer.disconnect();
};
