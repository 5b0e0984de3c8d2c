// Filters, which are the legend too: relations, sides, kinds of entity and kinds of event, with what each is drawn like.

import { entities, events, kinds, list, known, relations } from "./payload.js";
import { go, reader, state } from "./address.js";
import { entityNow, eventNow, kindNoun, moment, nameOf, relationWords, stretchesAt, stretchesKnown } from "./standing.js";
import { button, draw, inks, make, refill } from "./build.js";
import { tint } from "./nodes.js";

/** A picture of a relation's line, as in the graph. */
export function swatch(relation) {
  const one = relations[relation] || {};
  return draw("svg", { class: "swatch-line", viewBox: "0 0 30 10", "aria-hidden": "true", vars: inks(relation) }, draw("path", { class: `line ${one.dash || "solid"}`, d: one.directed ? "M1 5H29M24 2L29 5L24 8" : "M1 5H29" }));
}

function group(key, title, rows) {
  if (rows.length < 2 && state[key] === null) return null;
  const chosen = state[key];
  const all = rows.map((row) => row.id);
  const boxes = rows.map((row) => {
    const box = make("input", { type: "checkbox", "data-filter": key, value: row.id });
    box.checked = chosen === null || chosen.includes(row.id);
    box.addEventListener("change", () => {
      const now = state[key] === null ? all : state[key];
      const next = box.checked ? [...now, row.id] : now.filter((id) => id !== row.id);
      go({ [key]: all.every((id) => next.includes(id)) ? null : next });
    });
    return make("li", { class: row.count === 0 ? "none" : "" }, make("label", {}, box, row.sign || null, make("bdi", { class: "text" }, row.words), make("span", { class: "number" }, row.count === undefined ? "" : String(row.count))), button(`Only ${row.words}`, () => go({ [key]: [row.id] }), { class: "only" }, "only"));
  });
  return make("fieldset", { class: "filter", "data-group": key }, make("legend", {}, title, chosen === null ? null : button("all", () => go({ [key]: null }), { class: "only shown" })), make("ul", {}, boxes));
}

const byWords = (one, two) => (one.words < two.words ? -1 : one.words > two.words ? 1 : 0);

function relationRows() {
  const used = new Set(stretchesKnown().filter((one) => one.to !== undefined && one.to !== null).map((one) => one.relation));
  const now = new Map();
  for (const one of stretchesAt(moment())) now.set(one.relation, (now.get(one.relation) || 0) + 1);
  return [...used].map((relation) => ({ id: relations[relation].id, words: relationWords(relation), sign: swatch(relation), count: now.get(relation) || 0 })).sort(byWords);
}

function factionRows() {
  const used = new Map();
  entities.forEach((one, entity) => {
    if (!entityNow(entity)) return;
    for (const side of list(one.faction)) if (known(side, reader()) && entityNow(side.of)) used.set(side.of, (used.get(side.of) || 0) + 1);
  });
  const rows = [...used.keys()].map((faction) => ({ id: entities[faction].id, words: nameOf(faction), sign: make("span", { class: "dot", vars: tint(faction) }), count: used.get(faction) })).sort(byWords);
  return rows.length ? [...rows, { id: "none", words: "no faction", sign: make("span", { class: "dot bare-dot" }) }] : [];
}

function showRows() {
  const used = new Map();
  entities.forEach((one, entity) => entityNow(entity) && typeof one.x === "number" && used.set(one.kind, (used.get(one.kind) || 0) + 1));
  return [...used].map(([kind, number]) => ({ id: kind, words: kind, count: number, sign: make("span", { class: `shape ${kind}` }) })).sort(byWords);
}

function kindRows() {
  const used = new Map();
  events.forEach((one, event) => eventNow(event) && used.set(one.kind, (used.get(one.kind) || 0) + 1));
  return [...used].map(([kind, number]) => ({ id: kinds[kind] ? kinds[kind].id : String(kind), words: kindNoun(kind), count: number })).sort(byWords);
}

/** How many filters are set, for the button that opens them. */
export const filtersSet = () => ["only", "faction", "show", "kinds"].filter((key) => state[key] !== null && (key === "kinds") === (state.view === "timeline")).length + (state.view === "timeline" && state.faction !== null ? 1 : 0) + (state.around ? 1 : 0);

/** Fills a box with the filters of the view. */
export function filtersIn(box) {
  const graph = state.view === "graph";
  const focus = document.activeElement;
  const at = focus && box.contains(focus) && focus.matches("input") ? [focus.dataset.filter, focus.value] : null;
  const clear = filtersSet() ? button("Clear all filters", () => go({ only: null, faction: null, show: null, kinds: null, around: "" }), { class: "clear" }) : null;
  const tops = [...box.querySelectorAll("fieldset ul")].map((one) => one.scrollTop);
  refill(box, clear, graph ? group("only", "Relations", relationRows()) : null, group("faction", "Sides", factionRows()), graph ? group("show", "Shown", showRows()) : null, graph ? null : group("kinds", "Kinds of event", kindRows()), graph ? make("p", { class: "soft legend-note" }, "† dead or no more · a faint node has no tie at this moment · a number on a line counts the relations in it") : null);
  [...box.querySelectorAll("fieldset ul")].forEach((one, nth) => {
    one.scrollTop = tops[nth] || 0;
  });
  if (at) {
    const again = [...box.querySelectorAll("input")].find((one) => one.dataset.filter === at[0] && one.value === at[1]);
    if (again) again.focus({ preventScroll: true });
  }
}
