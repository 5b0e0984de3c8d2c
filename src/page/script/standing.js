// Who stands where at a moment of the story, as far as the reader knows.
// It looks up what the program worked out; it derives nothing.

import { documents, entities, events, findings, holds, kinds, known, lastMoment, list, momentOf, moments, plain, relations, sections, stretches, titles } from "./payload.js";
import { reader, state } from "./address.js";

let cache = { r: -1 };

/** What is known at the reader's position, worked out once for each. */
function at(r) {
  if (cache.r !== r) {
    const version = (record) => list(record.versions).find((one) => known(one, r)) || null;
    cache = { r, entities: entities.map(version), events: events.map(version) };
    cache.stops = moments.map((_, index) => index + 1).filter((t) => cache.events[moments[t - 1]]);
    cache.stretches = stretches.filter((one) => known(one, r) && cache.entities[one.from] && (one.to === undefined || one.to === null || cache.entities[one.to]));
    cache.stretches = cache.stretches.filter((one) => one.about === undefined || cache.events[one.about]);
    cache.title = (titles.find((one) => known(one, r)) || { title: "A story" }).title;
    cache.documents = documents.map(version);
    cache.findings = findings.filter((one) => known(one, r));
  }
  return cache;
}

/** What the story is called, as far as that may be said. */
export const titleNow = () => at(reader()).title;
/** How an entity is known to the reader: its names and note; nothing when it is not known yet. */
export const entityNow = (entity) => at(reader()).entities[entity] || null;
/** How an event is known to the reader; nothing when it has not been told. */
export const eventNow = (event) => at(reader()).events[event] || null;
/** The name of an entity, as far as it may be said. */
export const nameOf = (entity) => (entityNow(entity) ? entityNow(entity).name || entities[entity].id : "");
/** The sentence of an event in plain words. */
export const sentenceOf = (event) => (eventNow(event) ? plain(eventNow(event).sentence) : "");
/** Who has a part in an event, as far as the reader knows. */
export const castOf = (event) => list(eventNow(event) && (eventNow(event).cast || events[event].cast)).filter((entity) => entityNow(entity));
/** A document as the reader knows it. */
export const documentNow = (document) => at(reader()).documents[document] || null;
/** The findings of the check. */
export const findingsNow = () => at(reader()).findings;
/** All stretches known to the reader. */
export const stretchesKnown = () => at(reader()).stretches;

/** The moments that the story's slider can stand at, besides the start. */
export const stops = () => at(reader()).stops;

/** The moment shown: the chosen one, or the last of which the reader knows anything. */
export function moment() {
  const all = stops();
  if (state.t === null) return all.length === 0 ? 0 : state.r === null ? lastMoment : all[all.length - 1];
  return state.t === 0 ? 0 : all[stopOf(state.t) - 1] ?? 0;
}

/** The place of a moment on the slider: how many of the known moments have passed. */
export function stopOf(t) {
  const all = stops();
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The event just before the moment shown, or -1 at the start. */
export function latest() {
  const stop = stopOf(moment());
  return stop === 0 ? -1 : moments[stops()[stop - 1] - 1];
}

/** The stretches that hold at a moment. */
export const stretchesAt = (t) => stretchesKnown().filter((one) => holds(one, t));

const current = (records, t, r) => list(records).filter((one) => holds(one, t) && known(one, r));

/** Whether somebody is alive, dead, or nothing is known of it. */
export function lifeOf(entity, t = moment()) {
  const now = current(entities[entity].life, t, reader())[0];
  return now ? now.state : "alive";
}

/** The faction that an entity stands with; of several the first. */
export function factionOf(entity, t = moment()) {
  const now = current(entities[entity].faction, t, reader())[0];
  return now && entityNow(now.of) ? now.of : -1;
}

/** The section that a moment stands in, or nothing. */
export function sectionAt(t) {
  const event = t > 0 ? events[moments[t - 1]] : null;
  const section = event ? sections[event.section] : null;
  return section && known(section, reader()) ? section : null;
}

/** The section of an event, or -1. */
export function sectionOf(event) {
  if (typeof events[event].section === "number") return events[event].section;
  const t = momentOf(event);
  return sections.findIndex((one) => one.from < t && t <= one.to);
}

/** The sections in which the reader knows of anything. */
export function sectionsKnown() {
  const used = new Set();
  events.forEach((_, event) => eventNow(event) && used.add(sectionOf(event)));
  return new Set([...used].filter((one) => one < 0 || known(sections[one], reader())));
}

/** The words of a relation. */
export const relationWords = (relation) => (relations[relation] ? relations[relation].words || relations[relation].id : "");
/** The noun of a kind of event. */
export const kindNoun = (kind) => (kinds[kind] ? kinds[kind].noun || kinds[kind].id : "");

/** Events known to the reader, in the order of the story. */
export const eventsKnown = () => stops().map((t) => moments[t - 1]);
