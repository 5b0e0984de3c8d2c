// The story as it lies in the page: read once, its gaps filled, its names findable.
// Nothing here depends on where the reader or the story stands; that is `standing.js`.

/** Reads the data block of the page; a page without one shows an empty story. */
function read() {
  const block = document.getElementById("story");
  try {
    return JSON.parse(block ? block.textContent : "{}") || {};
  } catch {
    return { titles: [{ title: "This page holds no story that can be read" }] };
  }
}

const given = read();
/** A list, whatever the page gives in its place. */
export const list = (value) => (Array.isArray(value) ? value : []);

/** A record with its looks, if they are ones: a colour as `#rrggbb`, a line that the style knows. */
function inked(record) {
  const colour = (text) => (/^#[0-9a-f]{6}$/i.test(text) ? text : undefined);
  const dash = ["solid", "dashed", "dotted", "bold", "double"].includes(record.dash) ? record.dash : "solid";
  return { ...record, color: colour(record.color), dark: colour(record.dark), dash };
}

export const titles = list(given.titles);
export const subtitle = given.subtitle || "";
export const sections = list(given.sections);
export const moments = list(given.moments);
export const positions = list(given.positions);
export const relations = list(given.relations).map(inked);
export const kinds = list(given.kinds);
export const entities = list(given.entities).map(inked);
export const events = list(given.events);
export const stretches = list(given.stretches);
export const findings = list(given.findings);
/** What holds of events themselves. */
export const states = list(given.states);
/** The moment that the page opens at, if not at the last. */
export const start = Number.isInteger(given.start) ? given.start : null;
export const documents = list(given.documents);
/** The sheet of the network. */
export const sheet = given.bounds || { x: 0, y: 0, width: 100, height: 100 };
export const storyline = typeof given.storyline === "string" ? given.storyline : "";
/** What the variables of its colours stand for, by light and by dark. */
export const storyInks = list(given.inks).map((pair) => [0, 1].map((nth) => (/^#[0-9a-f]{6}$/i.test(list(pair)[nth]) ? pair[nth] : "#767676")));

const numbered = (all) => new Map(all.map((one, at) => [one.id, at]));
export const entityOf = numbered(entities);
export const eventOf = numbered(events);
export const relationOf = numbered(relations);
export const kindOf = numbered(kinds);

/** The last place of the reader, when everything has been told. */
export const lastPosition = Math.max(positions.length - 1, 0);
/** The last moment, when everything has happened. */
export const lastMoment = moments.length;

/** Whether a record is known at a position of the reader. */
export function known(record, r) {
  const range = record.r;
  return !range || (range[0] <= r && r < range[1]);
}

/** Whether a record holds at a moment of the story; the end is outside, and may be left open. */
export function holds(record, t) {
  const span = record.t;
  if (!span) return true;
  return span[0] <= t && (span[1] === undefined || span[1] === null || t < span[1]);
}

/** The stretches of each entity, by its number. */
export const stretchesOf = (() => {
  const of = entities.map(() => []);
  stretches.forEach((stretch, at) => {
    if (of[stretch.from]) of[stretch.from].push(at);
    if (stretch.to !== undefined && stretch.to !== null && stretch.to !== stretch.from && of[stretch.to]) of[stretch.to].push(at);
  });
  return of;
})();

/** The events of each entity in the order of the story, by its number. */
export const eventsOf = (() => {
  const of = entities.map(() => []);
  const order = events.map((_, at) => at).sort((one, two) => momentOf(one) - momentOf(two) || one - two);
  for (const event of order) {
    const cast = [events[event].cast, ...list(events[event].versions).map((one) => one.cast)].flat();
    for (const entity of new Set(cast)) if (of[entity]) of[entity].push(event);
  }
  return of;
})();

/** The moment just after an event. */
export function momentOf(event) {
  const t = events[event] && events[event].t;
  return typeof t === "number" ? t : 0;
}

/** The plain words of a rich text. */
export function plain(rich) {
  if (rich === undefined || rich === null) return "";
  if (typeof rich === "string") return rich;
  return rich.map((part) => (typeof part === "string" ? part : String(part.text ?? ""))).join("");
}

/** An address outside that may be followed, or nothing. */
export function safe(url) {
  if (typeof url !== "string" || !/^https?:\/\/[^\s]+$/i.test(url)) return "";
  try {
    const read = new URL(url);
    return read.protocol === "https:" || read.protocol === "http:" ? read.href : "";
  } catch {
    return "";
  }
}
