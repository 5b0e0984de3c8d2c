// What the check of continuity found, and a plain index of everybody and everything.

import { entities, lastPosition, list, subtitle } from "./payload.js";
import { entityNow, eventNow, factionOf, findingsNow } from "./standing.js";
import { reader } from "./address.js";
import { count, make, rich, toEntity, toEvent } from "./build.js";
import { lifeWords } from "./cards.js";
import { tint } from "./nodes.js";
import { fold } from "./fold.js";

/** One finding, with links to what it is about. */
export function finding(one) {
  const about = [...list(one.events).filter((event) => eventNow(event)).map((event) => toEvent(event, rich(eventNow(event).sentence, true))), ...list(one.entities).filter((entity) => entityNow(entity)).map((entity) => toEntity(entity))];
  return make("li", { class: `finding ${one.level || "hint"}` }, make("p", {}, make("span", { class: "level" }, one.level || "hint"), " ", make("span", { dir: "auto" }, one.message || ""), " ", make("code", {}, one.rule || "")), one.help ? make("p", { class: "help", dir: "auto" }, one.help) : null, about.length ? make("p", { class: "about" }, about.map((link, nth) => [nth ? " · " : "", link])) : null);
}

/** The view of the findings. */
export function findingsPage() {
  const all = findingsNow();
  const levels = ["error", "warning", "hint"];
  // Whoever checks a story knows the end of it.
  const untold = subtitle !== "" || reader() < lastPosition;
  const clean = untold ? "Findings are shown once everything has been told." : "Nothing is out of order.";
  const sorted = [...all].sort((one, two) => levels.indexOf(one.level) - levels.indexOf(two.level));
  const sums = levels.map((level) => [level, all.filter((one) => one.level === level).length]).filter(([, number]) => number > 0);
  return make("div", { class: "leaf" }, make("h1", {}, "Findings"),
    make("p", { class: "lead" }, all.length === 0 ? clean : `${sums.map(([level, number]) => count(number, level)).join(", ")}.`),
    make("ul", { class: "found" }, sorted.map(finding)));
}

const TITLES = { character: "People", faction: "Factions", place: "Places", item: "Things" };

/** The index: everybody and everything that the reader knows, by kind and name. */
export function indexPage() {
  const groups = new Map();
  entities.forEach((one, entity) => {
    if (!entityNow(entity)) return;
    if (!groups.has(one.kind)) groups.set(one.kind, []);
    groups.get(one.kind).push(entity);
  });
  const order = [...Object.keys(TITLES), ...[...groups.keys()].filter((kind) => !TITLES[kind]).sort()].filter((kind) => groups.has(kind));
  const name = (entity) => fold(entityNow(entity).name || "").replace(/^the /, "");
  return make("div", { class: "leaf wide" }, make("h1", {}, "Everybody and everything"),
    order.map((kind) => {
      const all = groups.get(kind).map((entity) => [name(entity), entity]).sort((one, two) => (one[0] < two[0] ? -1 : one[0] > two[0] ? 1 : one[1] - two[1]));
      return make("section", { class: "part" }, make("h2", {}, TITLES[kind] || kind, make("span", { class: "soft" }, ` ${all.length}`)),
        make("ul", { class: "index" }, all.map(([, entity]) => {
          const life = lifeWords(entity);
          return make("li", { vars: tint(entities[entity].color ? entity : factionOf(entity)) }, make("span", { class: "dot" }), toEntity(entity, null, { class: `name${life.startsWith("†") ? " dead" : ""}` }), life.startsWith("†") ? make("span", { class: "soft" }, " †") : null);
        })));
    }));
}
