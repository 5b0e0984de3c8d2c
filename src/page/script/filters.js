// Filters, which are the legend too: relations, sides, kinds of entity and kinds of event, with what each is drawn like.

import { entities, entityOf, events, kinds, list, known, relations } from "./payload.js";
import { go, reader, state } from "./address.js";
import { entityNow, eventNow, eventsKnown, factionOf, kindNoun, lifeOf, moment, nameOf, relationWords, stretchesAt, stretchesKnown } from "./standing.js";
import { button, draw, inks, make, refill } from "./build.js";
import { isActor, tint, usualKinds } from "./nodes.js";
import { placed } from "./bundles.js";
import { sidesOf } from "./timeline.js";
import { threadsNow } from "./storyline.js";

/** A picture of a relation's line, as in the graph. */
export function swatch(relation) {
  const one = relations[relation] || {};
  return draw("svg", { class: "swatch-line", viewBox: "0 0 30 10", "aria-hidden": "true", vars: inks(relation) }, draw("path", { class: `line ${one.dash || "solid"}`, d: one.directed ? "M1 5H29M24 2L29 5L24 8" : "M1 5H29" }));
}

/** A group of boxes; `usual` is what is chosen as long as nothing else is. */
function group(key, title, rows, usual = rows.map((row) => row.id)) {
  if (rows.length < 2 && state[key] === null) return null;
  const chosen = state[key] ?? usual;
  const all = rows.map((row) => row.id);
  const choose = (ids) => go({ [key]: all.every((id) => ids.includes(id) === usual.includes(id)) ? null : ids });
  const boxes = rows.map((row) => {
    const box = make("input", { type: "checkbox", "data-filter": key, value: row.id });
    box.checked = chosen.includes(row.id);
    box.addEventListener("change", () => {
      const now = all.filter((id) => (state[key] ?? usual).includes(id));
      choose(box.checked ? [...now, row.id] : now.filter((id) => id !== row.id));
    });
    return make("li", { class: row.count === 0 ? "none" : "" }, make("label", {}, box, row.sign || null, make("bdi", { class: "text" }, row.words), make("span", { class: "number" }, row.count === undefined ? "" : String(row.count))), button(`Only ${row.words}`, () => go({ [key]: [row.id] }), { class: "only" }, "only"));
  });
  return make("fieldset", { class: "filter", "data-group": key }, make("legend", {}, title, all.every((id) => chosen.includes(id)) ? null : button("all", () => choose(all), { class: "only shown" })), make("ul", {}, boxes));
}

const byWords = (one, two) => (one.words < two.words ? -1 : one.words > two.words ? 1 : 0);

const between = (one) => one.to !== undefined && one.to !== null && one.to !== one.from;
const add = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);

function relationRows() {
  const used = new Set(stretchesKnown().filter(between).map((one) => one.relation));
  const now = new Map();
  for (const one of stretchesAt(moment())) if (between(one) && placed(one.from) && placed(one.to)) add(now, one.relation);
  return [...used].map((relation) => ({ id: relations[relation].id, words: relationWords(relation), sign: swatch(relation), count: now.get(relation) || 0 })).sort(byWords);
}

/** The sides that anybody known takes at any time; in the graph with how many stand on each at the moment, among those who live, in the timeline with how many events they are in. */
function factionRows() {
  const used = new Set();
  const now = new Map();
  entities.forEach((one, entity) => {
    if (!entityNow(entity)) return;
    for (const side of list(one.faction)) if (known(side, reader()) && entityNow(side.of)) used.add(side.of);
    const faction = factionOf(entity);
    if (["alive", "unknown"].includes(lifeOf(entity)) && (one.kind === "character" || faction >= 0)) add(now, faction);
  });
  const acts = state.view === "timeline" ? eventsKnown().map(sidesOf) : [];
  const number = (faction) => (state.view === "storyline" ? undefined : state.view === "timeline" ? acts.filter((sides) => sides.has(faction)).length : now.get(faction) || 0);
  const rows = [...used].map((faction) => ({ id: entities[faction].id, words: nameOf(faction), sign: make("span", { class: "dot", vars: tint(faction) }), count: number(faction) })).sort(byWords);
  return rows.length ? [...rows, { id: "none", words: "no faction", sign: make("span", { class: "dot bare-dot" }), count: number(-1) }] : [];
}

/** The kinds of entity known, with how many of each there are to show at the moment. */
function showRows() {
  const used = new Set();
  const now = new Map();
  const tied = new Set(stretchesAt(moment()).filter(between).flatMap((one) => [one.from, one.to]));
  entities.forEach((one, entity) => {
    if (!entityNow(entity) || typeof one.x !== "number") return;
    used.add(one.kind);
    if (lifeOf(entity) !== "unborn" && (isActor(entity) || tied.has(entity))) add(now, one.kind);
  });
  return [...used].map((kind) => ({ id: kind, words: kind, count: now.get(kind) || 0, sign: make("span", { class: `shape ${kind}` }) })).sort(byWords);
}

function kindRows() {
  const used = new Map();
  events.forEach((one, event) => eventNow(event) && used.set(one.kind, (used.get(one.kind) || 0) + 1));
  return [...used].map(([kind, number]) => ({ id: kinds[kind] ? kinds[kind].id : String(kind), words: kindNoun(kind), count: number })).sort(byWords);
}

/** Who has a line in the storyline, in its colour. */
const threadRows = () => threadsNow().map(({ id, ink }) => ({ id, words: nameOf(entityOf.get(id)), sign: make("span", { class: "dot", vars: { "--own": ink } }) })).sort(byWords);

/** What each view can be filtered by. */
const SIEVES = { graph: ["show", "only", "faction", "around"], timeline: ["faction", "kinds", "around"], storyline: ["faction", "who"] };

/** How many filters are set, for the button that opens them. */
export const filtersSet = () => (SIEVES[state.view] || []).filter((key) => state[key] !== null && state[key] !== "").length;

/** Fills a box with the filters of the view. */
export function filtersIn(box) {
  const graph = state.view === "graph";
  const focus = document.activeElement;
  const at = focus && box.contains(focus) && focus.matches("input") ? [focus.dataset.filter, focus.value] : null;
  const clear = filtersSet() ? button("Clear all filters", () => go({ only: null, faction: null, show: null, kinds: null, who: null, around: "" }), { class: "clear" }) : null;
  const tops = [...box.querySelectorAll("fieldset ul")].map((one) => one.scrollTop);
  refill(box, clear, graph ? group("show", "Shown", showRows(), usualKinds()) : null, graph ? group("only", "Relations", relationRows()) : null, graph ? make("p", { class: "soft legend-note sign-note" }, draw("svg", { class: "swatch-count", viewBox: "-13 -9 26 18", "aria-hidden": "true" }, draw("g", { class: "count" }, draw("circle", { r: 8 }), draw("text", {}, "2"))), make("span", {}, "that many relations in one line; point at it to read which")) : null, group("faction", "Sides", factionRows()), state.view === "storyline" ? group("who", "Characters", threadRows()) : null, state.view === "timeline" ? group("kinds", "Kinds of event", kindRows()) : null, graph ? make("p", { class: "soft legend-note" }, "† dead or no more · a faint node has no tie at this moment") : null);
  [...box.querySelectorAll("fieldset ul")].forEach((one, nth) => {
    one.scrollTop = tops[nth] || 0;
  });
  if (at) {
    const again = [...box.querySelectorAll("input")].find((one) => one.dataset.filter === at[0] && one.value === at[1]);
    if (again) again.focus({ preventScroll: true });
  }
}
