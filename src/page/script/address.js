// What is shown, and the address that says so: the whole state of the page is in the part after `#`.

import { entityOf, eventOf, lastMoment, lastPosition, positions } from "./payload.js";

export const views = ["graph", "storyline", "timeline", "index", "findings", "search", "entity", "event"];

const blank = () => ({
  view: "graph", id: "", t: null, r: null, around: "", sel: "", pair: "", scene: "", q: "", as: "", theme: "",
  only: null, kinds: null, faction: null, show: null, who: null,
});

/** What is shown now. Only `go` changes it. */
export const state = blank();

const lists = ["only", "kinds", "faction", "show", "who"];
const words = ["around", "sel", "pair", "scene", "q", "as", "theme"];

function whole(text, last) {
  if (text === null || !/^\d{1,9}$/.test(text)) return null;
  const number = Number(text);
  return number >= last ? null : number;
}

/** Reads an address; what it does not say stands at its default. */
export function parse(hash) {
  const read = blank();
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [view = "", ...rest] = path.split("/");
  if (views.includes(view)) read.view = view;
  if (read.view === "entity" || read.view === "event") read.id = decoded(rest.join("/"));
  const values = new URLSearchParams(query);
  read.t = whole(values.get("t"), lastMoment);
  read.r = whole(values.get("r"), lastPosition);
  for (const word of words) read[word] = values.get(word) ?? "";
  for (const word of lists) {
    const text = values.get(word);
    read[word] = text === null ? null : text.split(",").filter((part) => part !== "").map(decoded);
  }
  if (read.theme !== "light" && read.theme !== "dark") read.theme = "";
  return read;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Writes an address; defaults are left out, so that it stays short. */
export function format(of) {
  let path = `#/${of.view}`;
  if (of.view === "entity" || of.view === "event") path += `/${encodeURIComponent(of.id)}`;
  const parts = [];
  if (of.t !== null) parts.push(`t=${of.t}`);
  if (of.r !== null) parts.push(`r=${of.r}`);
  for (const word of words) if (of[word]) parts.push(`${word}=${encodeURIComponent(of[word])}`);
  for (const word of lists) {
    if (of[word] !== null) parts.push(`${word}=${of[word].map((part) => encodeURIComponent(part).replace(/%/g, "%25")).join(",")}`);
  }
  return parts.length ? `${path}?${parts.join("&")}` : path;
}

/** The state with some of it changed; views leave behind what belongs to them alone. */
export function changed(change) {
  const next = { ...state, ...change };
  if (change.view && change.view !== state.view) {
    if (change.id === undefined) next.id = "";
    if (change.q === undefined && change.view !== "search") next.q = "";
    if (change.as === undefined) next.as = "";
    if (change.scene === undefined) next.scene = "";
  }
  if (next.t !== null && next.t >= lastMoment) next.t = null;
  if (next.r !== null && next.r >= lastPosition) next.r = null;
  return next;
}

const listeners = [];

/** Has a function called whenever the state has changed, with what it was before. */
export function whenever(listener) {
  listeners.push(listener);
}

function take(next) {
  const before = { ...state };
  Object.assign(state, next);
  for (const listener of listeners) listener(before);
}

/** Changes what is shown; `quiet` leaves no new entry for the back button. */
export function go(change, quiet = false) {
  const next = changed(change);
  const address = format(next);
  if (address !== format(state)) {
    if (quiet) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
  take(next);
}

/** Reads the address again, after the back button or a link typed by hand. */
export function reread() {
  if (/^#(main|side|dock)$/.test(location.hash)) return;
  take(parse(location.hash));
}

/** The reader's position. */
export const reader = () => (state.r === null ? lastPosition : Math.min(state.r, lastPosition));
/** Whether there is more than one position of the reader. */
export const manyPositions = positions.length > 1;

/** The state that shows an entity or an event of the given number. */
export const entityNumber = (id) => (entityOf.has(id) ? entityOf.get(id) : -1);
export const eventNumber = (id) => (eventOf.has(id) ? eventOf.get(id) : -1);
