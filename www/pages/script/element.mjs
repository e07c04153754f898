/** Makes elements: `element("div.a.b#c", { title: "x" }, child, "text")`. An attribute that is null or false is left out. */
export function element(kind, attributes = {}, ...children) {
  const [, tag, rest] = /^([\w-]+)(.*)$/.exec(kind);
  const made = document.createElement(tag);
  for (const [, mark, name] of rest.matchAll(/([.#])([^.#]+)/g)) {
    if (mark === "#") made.id = name;
    else made.classList.add(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return made;
}

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
