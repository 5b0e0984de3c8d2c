// The page of an entity and the page of an event: what is known of each, with its quotes.

import { entities, events, eventsOf, kinds, known, lastMoment, list, momentOf, moments, relations, sections, states, stretches, stretchesOf } from "./payload.js";
import { entityNumber, eventNumber, go, reader, state } from "./address.js";
import { castOf, entityNow, eventNow, factionOf, findingsNow, kindNoun, latest, moment, nameOf, relationWords, sectionOf, sentenceOf } from "./standing.js";
import { button, count, draw, inks, link, make, quotes, rich, toEntity, toEvent } from "./build.js";
import { evidence, lifeWords } from "./cards.js";
import { tint } from "./nodes.js";
import { finding } from "./findings.js";

/** A part of a page with its heading; nothing when there is nothing in it. */
export function part(heading, ...content) {
  const inside = content.flat(Infinity).filter(Boolean);
  return inside.length ? make("section", { class: "part" }, make("h3", {}, heading), inside) : null;
}

const ends = (stretch) => [stretch.from, stretch.to].every((one) => one === undefined || one === null || entityNow(one)) && (stretch.about === undefined || eventNow(stretch.about));
const stretchesKnownOf = (entity) => stretchesOf[entity].map((at) => stretches[at]).filter((one) => known(one, reader()) && ends(one));
const isNow = (stretch, t) => stretch.t[0] <= t && t < (stretch.t[1] ?? Infinity);

/** One stretch with what began it, opened by a click. */
function tie(stretch) {
  const relation = relations[stretch.relation] || {};
  const vars = inks(stretch.relation);
  return make("li", { class: "tie-row", vars }, make("details", {}, make("summary", {}, make("span", { class: `swatch ${relation.dash || "solid"}` }), make("span", { dir: "auto" }, rich(stretch.sentence))), make("div", { class: "evidence" }, evidence(stretch, false, 3))));
}

const tieList = (all) => (all.length ? make("ul", { class: "ties open" }, all.map(tie)) : null);

/** An event as one line, leading to its page; `now` marks where the story stands. */
function deed(event) {
  const now = eventNow(event);
  const later = momentOf(event) > moment() ? " later" : "";
  const place = now.when || now.told;
  return make("li", { class: `deed-row${later}` }, make("span", { class: "when" }, place || ""), make("span", { dir: "auto" }, toEvent(event, rich(now.sentence, true))));
}

/** Stretches over the time of the story: one bar each, and a line for the moment. */
function spans(entity, all) {
  if (all.length === 0 || lastMoment === 0) return null;
  const rows = all.slice(0, 60);
  const [wide, tall, left] = [640, 20, 0];
  const t = moment();
  const x = (at) => left + (Math.min(at, lastMoment) / lastMoment) * wide;
  const bars = rows.map((one, nth) => {
    const [from, to] = [x(one.t[0]), Math.max(x(one.t[1] ?? lastMoment), x(one.t[0]) + 3)];
    const whom = Number.isInteger(one.to) ? nameOf(one.to) : one.about === undefined ? "" : sentenceOf(one.about);
    const name = one.from === entity ? `${relationWords(one.relation)} · ${whom}`.replace(/ · $/, "") : `${nameOf(one.from)} · ${relationWords(one.relation)} · ${nameOf(entity)}`;
    const late = from > wide * 0.55 || from + [...name].length * 5.6 > wide;
    return draw("g", { class: `span${isNow(one, t) ? " on" : ""}`, vars: inks(one.relation) },
      draw("rect", { x: from.toFixed(1), y: nth * tall + 13, width: (to - from).toFixed(1), height: 4, rx: 2 }),
      draw("text", { x: (late ? to : from).toFixed(1), y: nth * tall + 9.5, "text-anchor": late ? "end" : "start" }, [...name].length > 64 ? `${[...name].slice(0, 63).join("")}…` : name));
  });
  const line = draw("line", { class: "moment", x1: x(t), x2: x(t), y1: 0, y2: rows.length * tall });
  const picture = draw("svg", { class: "spans", viewBox: `-4 0 ${wide + 8} ${rows.length * tall + 4}`, role: "img", "aria-label": `${count(rows.length, "relation")} over the time of the story; the list beside says each` }, bars, line);
  return [picture, all.length > rows.length ? make("p", { class: "soft" }, `and ${all.length - rows.length} more`) : null];
}

const goSelf = (entity) => ({ view: "graph", sel: entities[entity].id, pair: "", around: "" });

/** The page of an entity; `small` for the panel beside the graph. */
export function entityPage(entity, small = false) {
  const now = entityNow(entity);
  if (!now) return untold("somebody or something");
  const t = moment();
  const own = entities[entity];
  const all = stretchesKnownOf(entity);
  const holding = all.filter((one) => isNow(one, t));
  const past = all.filter((one) => one.t[1] !== undefined && one.t[1] <= t);
  const done = eventsOf[entity].filter((event) => eventNow(event) && castOf(event).includes(entity));
  const faction = factionOf(entity);
  const side = own.color ? entity : faction;
  const life = lifeWords(entity, t);
  const others = list(now.names).filter((name) => name !== now.name);
  const facts = [make("span", { class: "chip" }, own.kind), faction >= 0 ? make("span", { class: "chip sided", vars: tint(faction) }, toEntity(faction)) : null, life ? make("span", { class: "chip" }, life) : null];
  const found = findingsNow().filter((one) => list(one.entities).includes(entity));
  const heading = make(small ? "h2" : "h1", { dir: "auto", class: life.startsWith("†") ? "dead" : "" }, small ? toEntity(entity) : now.name);
  return make("article", { class: "leaf", vars: tint(side), "data-entity": own.id },
    make("header", {}, own.image && own.image.startsWith("data:image/") ? make("img", { class: "portrait", src: own.image, alt: "" }) : null, heading, make("p", { class: "facts" }, facts),
      others.length ? make("p", { class: "soft", dir: "auto" }, "also ", others.map((name, nth) => [nth ? ", " : "", make("bdi", {}, name)])) : null),
    now.note ? make("p", { class: "lead", dir: "auto" }, rich(now.note)) : null,
    quotes(now.quotes),
    small ? make("p", { class: "acts" }, state.view !== "graph" ? link(goSelf(entity), { class: "button" }, "Show in the graph") : state.around === own.id ? button("Show all", () => go({ around: "" })) : button("Only their circle", () => go({ around: own.id })), link({ view: "entity", id: own.id }, { class: "button" }, "Whole page"))
      : typeof own.x === "number" ? make("p", { class: "acts" }, link(goSelf(entity), { class: "button" }, "Show in the graph")) : null,
    part(`At this moment (${holding.length})`, tieList(holding)),
    small ? null : part("Over the story", spans(entity, all)),
    part(`Before (${past.length})`, past.length ? make("details", { class: "more" }, make("summary", {}, count(past.length, "relation that has ended", "relations that have ended")), tieList(past)) : null),
    part(`Has a part in ${count(done.length, "event")}`, make("ol", { class: "deeds" }, (small ? nearby(done, t) : done).map(deed)), small && done.length > 8 ? link({ view: "entity", id: own.id }, { class: "soft" }, "all of them") : null),
    part("Findings", found.length ? make("ul", { class: "found" }, found.map(finding)) : null));
}

function nearby(done, t) {
  const passed = done.filter((event) => momentOf(event) <= t).length;
  const first = Math.max(0, Math.min(passed - 5, done.length - 8));
  return done.slice(first, first + 8);
}

/** What is said in place of a page that the reader has not come to. */
export function untold(what) {
  return make("article", { class: "leaf" }, make("h1", {}, "Not told yet"), make("p", { class: "lead" }, `This page is about ${what} that has not been told of at the reader's position.`), make("p", { class: "acts" }, button("Show everything told", () => go({ r: null }))));
}

/** The page of the two ends of a line. */
export function pairPage(one, two) {
  if (!entityNow(one) || !entityNow(two)) return untold("two");
  const t = moment();
  const both = stretchesKnownOf(one).filter((stretch) => stretch.from === two || stretch.to === two);
  const holding = both.filter((stretch) => isNow(stretch, t));
  const past = both.filter((stretch) => (stretch.t[1] ?? Infinity) <= t);
  const shared = eventsOf[one].filter((event) => eventNow(event) && castOf(event).includes(one) && castOf(event).includes(two));
  const rows = (all) => (all.length ? make("ul", { class: "ties" }, all.map((stretch) => make("li", {}, make("p", { class: "tie", dir: "auto" }, rich(stretch.sentence)), evidence(stretch, false, 3)))) : null);
  return make("article", { class: "leaf pair" },
    make("header", {}, make("h2", { dir: "auto" }, toEntity(one), " and ", toEntity(two))),
    part(`At this moment (${holding.length})`, rows(holding)),
    part(`Before (${past.length})`, rows(past)),
    part(`Together in ${count(shared.length, "event")}`, shared.length ? make("ol", { class: "deeds" }, shared.map(deed)) : null));
}

/** What happens in a scene of the storyline, for the panel beside it. */
export function scenePage(all) {
  const t = moment();
  return make("article", { class: "leaf" }, all.map((event) => {
    const now = eventNow(event);
    const facts = [now.when, now.told && now.told !== now.when ? `told ${now.told}` : "", Number.isInteger(now.place) && entityNow(now.place) ? ["at ", toEntity(now.place)] : ""].filter((one) => one && one.length);
    return make("section", { class: "part", "data-event": events[event].id }, make("h2", { dir: "auto" }, rich(now.sentence)), make("p", { class: "by" }, facts.map((one, nth) => [nth ? " · " : "", one])),
      quotes(now.quotes),
      make("p", { class: "acts" }, momentOf(event) === t ? null : button("Move the story here", () => go({ t: momentOf(event) })), link({ view: "event", id: events[event].id }, { class: "button" }, "Whole page")));
  }));
}

/** The page of an event. */
export function eventPage(event) {
  const now = eventNow(event);
  if (!now) return untold("an event");
  const own = events[event];
  const section = sections[sectionOf(event)];
  const t = moment();
  const chain = (all) => list(all).filter((one) => events[one] && eventNow(one));
  const row = (term, ...value) => (value.flat(Infinity).filter(Boolean).length ? [make("dt", {}, term), make("dd", {}, value)] : null);
  const begun = stretches.filter((one) => one.by === event && known(one, reader()) && ends(one));
  const ended = stretches.filter((one) => one.ended === event && known(one, reader()) && ends(one));
  const found = findingsNow().filter((one) => list(one.events).includes(event));
  const so = states.filter((one) => one.about === event && known(one, reader()) && isNow(one, t));
  const order = moments.indexOf(event);
  const before = previous(order, -1);
  const after = previous(order, 1);
  return make("article", { class: "leaf", "data-event": own.id },
    make("header", {}, make("p", { class: "facts" }, make("span", { class: "chip" }, kindNoun(own.kind) || (kinds.length ? "" : "event")), section ? make("span", { class: "chip" }, section.title || section.id) : null, event === latest() ? make("span", { class: "chip here" }, "the story stands here") : null), make("h1", { dir: "auto" }, rich(now.sentence))),
    now.note ? make("p", { class: "lead", dir: "auto" }, rich(now.note)) : null,
    quotes(now.quotes),
    make("dl", { class: "terms" }, row("When", now.when), row("Told", now.told), row("Place", Number.isInteger(now.place) && entityNow(now.place) ? toEntity(now.place) : ""), row("Part of", Number.isInteger(now.within) && eventNow(now.within) ? toEvent(now.within, rich(eventNow(now.within).sentence, true)) : ""), row("Certainty", now.certainty), row("Order", own.unsettled ? "only its place in the file puts it here" : ""), row("Cast", castOf(event).map((entity) => make("span", { class: "chip sided", vars: tint(entities[entity].color ? entity : factionOf(entity, Math.max(0, momentOf(event) - 1))) }, toEntity(entity))))),
    make("p", { class: "acts" }, momentOf(event) === t ? null : button("Move the story here", () => go({ t: momentOf(event) })), link({ view: "graph", t: momentOf(event) }, { class: "button" }, "The graph just after"), link({ view: "timeline", t: momentOf(event) }, { class: "button" }, "In the timeline")),
    part("Because of", chain(now.causes).length ? make("ol", { class: "deeds" }, chain(now.causes).map(deed)) : null),
    part("Led to", chain(now.leads).length ? make("ol", { class: "deeds" }, chain(now.leads).map(deed)) : null),
    part("So of it now", so.length ? make("ul", { class: "ties" }, so.map((one) => make("li", {}, make("p", { class: "tie", dir: "auto" }, rich(one.sentence)), evidence(one, false, 3)))) : null),
    part("Began", begun.length ? make("ul", { class: "ties" }, begun.map((one) => make("li", { dir: "auto" }, rich(one.sentence)))) : null),
    part("Ended", ended.length ? make("ul", { class: "ties" }, ended.map((one) => make("li", { dir: "auto", class: "gone" }, rich(one.sentence)))) : null),
    part("Findings", found.length ? make("ul", { class: "found" }, found.map(finding)) : null),
    make("nav", { class: "beside", "aria-label": "Events before and after" }, before >= 0 ? toEvent(before, ["‹ ", rich(eventNow(before).sentence, true)]) : make("span"), after >= 0 ? toEvent(after, [rich(eventNow(after).sentence, true), " ›"]) : null));
}

function previous(order, step) {
  for (let at = order + step; at >= 0 && at < moments.length; at += step) if (eventNow(moments[at])) return moments[at];
  return -1;
}

/** The page that the address names. */
export function pageNow() {
  if (state.view === "entity") return entityNumber(state.id) >= 0 ? entityPage(entityNumber(state.id)) : missing();
  return eventNumber(state.id) >= 0 ? eventPage(eventNumber(state.id)) : missing();
}

function missing() {
  return make("article", { class: "leaf" }, make("h1", {}, "Nothing of that name"), make("p", { class: "lead" }, "This story has no such page. The search above finds people, places and events by any of their names."));
}
