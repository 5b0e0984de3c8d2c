// How the page makes its parts: elements from names and texts, never from markup, so that no story can run anything.

import { changed, entityNumber, eventNumber, format, go } from "./address.js";
import { documentNow, entityNow, eventNow } from "./standing.js";
import { entities, events, list, relations, safe } from "./payload.js";

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "vars") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (!name.startsWith("on")) element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child);
  }
}

/** An element with its attributes and children. */
export const make = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
/** The same in SVG. */
export const draw = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** A button that says what it does. */
export function button(label, onclick, attributes = {}, ...children) {
  return make("button", { type: "button", "aria-label": children.length ? label : null, title: children.length ? label : null, onclick, ...attributes }, children.length ? children : label);
}

/** A link within the page; its address is made from the state at the time it is followed. */
export function link(change, attributes, ...children) {
  const element = make("a", { href: format(changed(change)), ...attributes }, children);
  const refresh = () => element.setAttribute("href", format(changed(change)));
  element.addEventListener("pointerdown", refresh);
  element.addEventListener("focus", refresh);
  element.addEventListener("click", (click) => {
    if (click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    go(change);
  });
  return element;
}

/** A link to the page of an entity. A name keeps its own direction among words of another. */
export function toEntity(entity, text, attributes = {}) {
  const now = entityNow(entity);
  if (!now) return make("span", { class: "untold" }, "somebody not told of yet");
  return link({ view: "entity", id: entities[entity].id }, { class: "name", dir: "auto", ...attributes }, make("bdi", {}, text || now.name || entities[entity].id));
}

/** A link to the page of an event. */
export function toEvent(event, text, attributes = {}) {
  if (!eventNow(event)) return make("span", { class: "untold" }, "something not told yet");
  return link({ view: "event", id: events[event].id }, { class: "deed", ...attributes }, text);
}

/** A text with links, as elements; `bare` leaves the links out, for places that are links themselves. */
export function rich(text, bare = false) {
  return (typeof text === "string" ? [text] : list(text)).map((part) => {
    if (typeof part === "string") return part;
    const words = String(part.text ?? "");
    if (bare) return make("bdi", {}, words);
    if (Number.isInteger(part.e) && entities[part.e]) return entityNow(part.e) ? toEntity(part.e, words) : words;
    if (Number.isInteger(part.v) && events[part.v]) return eventNow(part.v) ? toEvent(part.v, words) : words;
    return words;
  });
}

/** Quotes with where they are from; a document that has an address outside is linked. */
export function quotes(all) {
  return list(all).map((quote) => {
    const document = documentNow(quote.d) || {};
    const url = safe(document.url);
    const source = [document.title, document.author ? `by ${document.author}` : ""].filter(Boolean).join(" ") || (url ? new URL(url).hostname : "");
    const from = url ? make("a", { href: url, rel: "noopener noreferrer", referrerpolicy: "no-referrer", target: "_blank" }, source) : source;
    const place = quote.at ? [source ? ", " : "", quote.at] : [];
    return make("figure", { class: "quote" }, quote.text ? make("blockquote", { dir: "auto" }, quote.text) : null, source || quote.at ? make("figcaption", {}, from, place) : null);
  });
}

/** The colours of a relation, in variables that the style picks from by light and dark. */
export const inks = (relation) => {
  const own = relations[relation] || {};
  return { "--light": own.color || "#767676", "--night": own.dark || own.color || "#9a9a9a" };
};

/** Empties an element and fills it anew. */
export function refill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** A number with its noun. */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

/** Whether the reader of the page has asked for stillness. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The number of an entity or event by its id, from an attribute of a drawing. */
export const numberOf = (name, id) => (name === "entity" ? entityNumber(id) : eventNumber(id));
