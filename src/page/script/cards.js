// What a node or a line of the graph says when it is pointed at: a card with its evidence.

import { entities, events, eventsOf, list, momentOf } from "./payload.js";
import { castOf, entityNow, eventNow, factionOf, lifeOf, moment, nameOf } from "./standing.js";
import { make, quotes, refill, rich } from "./build.js";

const card = () => document.getElementById("card");

/** What the life of somebody is called; nothing is said of the living. */
export function lifeWords(entity, t) {
  const life = lifeOf(entity, t);
  if (life === "dead") return entities[entity].kind === "character" ? "† dead" : "† no more";
  if (life === "unknown") return "fate unknown";
  return life === "unborn" ? "not born yet" : "";
}

/** The event that began a stretch, with its quotes; `bare` for cards, which hold no links. */
export function evidence(stretch, bare, most = 1) {
  const parts = [];
  for (const [word, event] of [["since", stretch.by], ["until", stretch.ended]]) {
    const now = event === undefined || event === null ? null : eventNow(event);
    if (!now || (word === "until" && momentOf(event) > moment())) continue;
    const when = now.when || now.told ? make("span", { class: "when" }, ` ${now.when || now.told}`) : null;
    parts.push(make("p", { class: "by" }, make("span", { class: "word" }, `${word} `), rich(now.sentence, bare), when));
    if (word === "since") parts.push(quotes(list(now.quotes).slice(0, most)));
  }
  if (stretch.by === undefined || stretch.by === null) parts.push(make("p", { class: "by" }, make("span", { class: "word" }, stretch.t && stretch.t[0] > 0 ? "stated of this time" : "so from the start")));
  if (stretch.sure === false) parts.push(make("p", { class: "by" }, make("span", { class: "word" }, "not certain")));
  return parts;
}

/** The card of a line: each relation in it, and where it comes from. */
export function bundleCard(bundle) {
  const shown = bundle.stretches.slice(0, 3);
  const rest = bundle.stretches.length - shown.length;
  return [
    make("ul", { class: "ties" }, shown.map((one) => make("li", {}, make("p", { class: "tie" }, rich(one.sentence, true)), evidence(one, true)))),
    rest > 0 ? make("p", { class: "by" }, `and ${rest} more`) : null,
  ];
}

/** The card of a node: who it is, how they stand, what they did last. */
export function nodeCard(entity, ties) {
  const now = entityNow(entity);
  const t = moment();
  const faction = factionOf(entity);
  const last = eventsOf[entity].filter((event) => momentOf(event) <= t && eventNow(event) && castOf(event).includes(entity)).pop();
  const facts = [entities[entity].kind, faction >= 0 && `of ${nameOf(faction)}`, lifeWords(entity), ties > 0 && `${ties} ${ties === 1 ? "tie" : "ties"}`].filter(Boolean);
  return [
    make("p", { class: "who", dir: "auto" }, now.name),
    make("p", { class: "by" }, facts.join(" · ")),
    now.note ? make("p", { class: "note", dir: "auto" }, rich(now.note, true)) : null,
    last === undefined ? null : [make("p", { class: "tie" }, make("span", { class: "word" }, "last "), rich(eventNow(last).sentence, true)), quotes(list(eventNow(last).quotes).slice(0, 1))],
  ];
}

/** Shows a card beside a place of the window, within it. */
export function showCard(content, x, y) {
  const box = refill(card(), content);
  box.hidden = false;
  const { offsetWidth: wide, offsetHeight: tall } = box;
  const dock = document.getElementById("dock").getBoundingClientRect().top;
  const left = x + 18 + wide < innerWidth - 8 ? x + 18 : Math.max(8, x - wide - 18);
  const top = Math.max(8, Math.min(y + 14, dock - tall - 10));
  box.style.setProperty("--x", `${left}px`);
  box.style.setProperty("--y", `${top}px`);
}

/** Takes the card away. */
export function hideCard() {
  card().hidden = true;
}

/** What a bundle is called, for those who hear the page. */
export const bundleName = (bundle) => `${nameOf(bundle.low)} and ${nameOf(bundle.high)}: ${bundle.stretches.length === 1 ? "one relation" : `${bundle.stretches.length} relations`}`;

/** Those of the cast that an event moves: for marking them when it has just happened. */
export const movedBy = (event) => (event >= 0 && events[event] ? new Set(castOf(event)) : new Set());
