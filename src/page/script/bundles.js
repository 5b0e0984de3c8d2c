// The lines of the graph at a moment: all relations between the same two gathered into one bundle.

import { entities, relationOf, relations } from "./payload.js";
import { entityNow, factionOf, lifeOf, moment, stretchesAt } from "./standing.js";
import { state } from "./address.js";
import { kindsShown } from "./nodes.js";

/** Whether an entity stands in the drawing, and is not filtered away. */
export function placed(entity) {
  const one = entities[entity];
  if (!entityNow(entity) || lifeOf(entity) === "unborn") return false;
  if (typeof one.x !== "number" || typeof one.y !== "number") return false;
  if (!kindsShown().includes(one.kind) && (state.show !== null || ![state.sel, state.pair].includes(one.id))) return false;
  if (state.faction !== null) {
    const faction = factionOf(entity);
    const own = one.kind === "faction" ? one.id : "";
    const id = faction < 0 ? "none" : entities[faction].id;
    if (!state.faction.includes(id) && !(own && state.faction.includes(own))) return false;
  }
  return true;
}

/** Whether a relation is among the chosen ones. */
export const wanted = (relation) => state.only === null || (relations[relation] && state.only.includes(relations[relation].id));

/** Whether a relation of the address is one of the story's. */
export const isRelation = (id) => relationOf.has(id);

/** Stretches at the moment shown that pass the filters, with both ends in the drawing or only one end at all. */
export function stretchesShown(t = moment()) {
  return stretchesAt(t).filter((one) => wanted(one.relation) && placed(one.from) && (one.to === undefined || one.to === null || placed(one.to)));
}

/** Bundles of stretches between two, in a fixed order; each knows its ends, the smaller number first. */
export function bundles(all) {
  const found = new Map();
  for (const one of all) {
    if (one.to === undefined || one.to === null || one.to === one.from) continue;
    const [low, high] = one.from < one.to ? [one.from, one.to] : [one.to, one.from];
    const key = low * 1000003 + high;
    const bundle = found.get(key);
    if (bundle) bundle.stretches.push(one);
    else found.set(key, { key, low, high, stretches: [one] });
  }
  return [...found.values()];
}

/** The strands of a bundle: one for each relation and direction, no matter how often it is said. */
export function strands(bundle) {
  const found = new Map();
  for (const one of bundle.stretches) {
    const directed = relations[one.relation] && relations[one.relation].directed;
    const key = `${one.relation} ${directed ? one.from : ""}`;
    const sure = one.sure !== false;
    if (found.has(key)) found.get(key).sure ||= sure;
    else found.set(key, { relation: one.relation, from: one.from, directed, sure });
  }
  return [...found.values()].sort((one, two) => one.relation - two.relation);
}

/** How many ties each entity has, by its number. */
export function degrees(all) {
  const of = new Map();
  const add = (entity) => of.set(entity, (of.get(entity) || 0) + 1);
  for (const bundle of all) {
    add(bundle.low);
    add(bundle.high);
  }
  return of;
}
