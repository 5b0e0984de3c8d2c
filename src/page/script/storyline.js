// The storyline: the drawing that the program made, cleaned, cut to what the reader knows, with the moment as a line.

import { entities, entityOf, eventOf, events, holds, kinds, known, list, momentOf, sections, storyline } from "./payload.js";
import { go, manyPositions, reader, state } from "./address.js";
import { castOf, entityNow, eventNow, eventsKnown, kindNoun, moment, nameOf } from "./standing.js";
import { draw, make, quotes, rich, still } from "./build.js";
import { hideCard, nodeCard, showCard } from "./cards.js";

const ALLOWED = new Set(["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "clippath", "lineargradient", "stop", "marker", "pattern", "mask"]);
let clean = null;
let strip = null;

/** Parses the drawing and keeps nothing of it but shapes, words and their looks. */
function cleaned() {
  if (clean) return clean;
  // Handlers go before it is even parsed, so that no policy needs to stop them.
  const tags = storyline.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*')/gi, ""));
  const parsed = new DOMParser().parseFromString(tags, "image/svg+xml");
  const root = parsed.documentElement;
  if (!root || root.localName !== "svg") return null;
  for (const element of [...root.querySelectorAll("*")]) {
    if (!ALLOWED.has(element.localName.toLowerCase())) element.remove();
  }
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const outside = /url\((?!\s*['"]?#)/i.test(value) || /^\s*(javascript|data|https?):/i.test(value);
      if (/^on/i.test(name) || /href$/i.test(name) || name === "style" || (outside && name !== "xmlns")) element.removeAttribute(name);
    }
  }
  clean = document.importNode(root, true);
  clean.removeAttribute("id");
  return clean;
}

const idsOf = (element, name) => (element.getAttribute(`data-${name}`) || "").split(/\s+/).filter(Boolean);

function toldOf(element) {
  const happened = idsOf(element, "event");
  if (happened.length && !happened.some((id) => eventOf.has(id) && eventNow(eventOf.get(id)))) return false;
  const who = idsOf(element, "entity");
  if (who.length && !who.some((id) => entityOf.has(id) && entityNow(entityOf.get(id)))) return false;
  const section = element.getAttribute("data-section");
  const head = section === null ? null : sections.find((one) => one.id === section);
  return !head || known(head, reader());
}

/** Whether a band runs behind somebody who is known to be of that faction there. */
function bandTold(band, piece) {
  const faction = entityOf.get(band.getAttribute("data-faction"));
  if (!piece) return faction === undefined || entityNow(faction) !== null;
  const entity = entityOf.get(idsOf(piece, "entity")[0]);
  const event = eventOf.get(idsOf(piece, "event")[0]);
  if (faction === undefined || entity === undefined || event === undefined) return true;
  const t = momentOf(event);
  return list(entities[entity].faction).some((one) => one.of === faction && known(one, reader()) && (holds(one, t) || holds(one, t - 1)));
}

/** Leaves out all that the reader has not been told, and says names as the reader knows them. */
function cut(svg) {
  const all = !manyPositions || state.r === null;
  for (const element of [...svg.querySelectorAll("[data-entity], [data-event], [data-section]")]) if (!toldOf(element)) element.remove();
  for (const band of [...svg.querySelectorAll("[data-faction]")]) {
    if (!bandTold(band)) band.remove();
    else if (!all) for (const piece of [...band.querySelectorAll("[data-entity][data-event]")]) if (!bandTold(band, piece)) piece.remove();
  }
  // The title stands above already; how many are not drawn is for those alone who know everybody.
  [...svg.querySelectorAll(".storyline > text:not([data-entity])")].forEach((text, nth) => (nth < 2 || !all) && text.remove());
  if (all) return;
  const nouns = new Set(kinds.map((_, kind) => kindNoun(kind)));
  const told = new Set(eventsKnown().map((event) => kindNoun(events[event].kind)));
  for (const sign of [...svg.querySelectorAll(".legend > text:not([data-entity])")]) {
    if ([...sign.textContent.trim()].length > 1) continue;
    const met = [...svg.querySelectorAll(".mark text, .death text")].some((text) => text.textContent === sign.textContent && (text.getAttribute("fill") === sign.getAttribute("fill") || text.closest(".ending, .death")));
    const words = sign.nextElementSibling;
    if (met && words) words.textContent = words.textContent.split(", ").filter((word) => !nouns.has(word) || told.has(word)).join(", ");
    if (!met) for (const gone of [sign.previousElementSibling, sign.nextElementSibling, sign]) gone?.remove();
  }
  for (const text of [...svg.querySelectorAll("text")]) {
    const owner = text.closest("[data-entity]");
    if (owner) {
      const entity = entityOf.get(idsOf(owner, "entity")[0]);
      if (entity !== undefined && text.textContent.trim().length > 2) text.textContent = nameOf(entity);
    }
  }
}

/** Where each told event stands on the drawing, from left to right, once it is on the page: as the drawing says, or as it shows. */
function places(svg) {
  const whole = svg.querySelector("[data-moments]");
  if (whole) return whole.getAttribute("data-moments").split(" ").map((x, t) => [t, Number(x)]);
  const found = [];
  for (const element of svg.querySelectorAll(".scene[data-event], [data-scene][data-event]")) {
    const box = element.getBBox();
    for (const id of idsOf(element, "event")) if (eventOf.has(id)) found.push([momentOf(eventOf.get(id)), box.x + box.width / 2, box.y - 14, box.y + box.height + 14]);
  }
  return found.sort((one, two) => one[0] - two[0]);
}

/** The view of the storyline. */
export function storylinePage() {
  const key = `${reader()}`;
  if (strip && strip.key === key) return strip.root;
  const whole = cleaned();
  if (!whole) {
    strip = { key, root: make("div", { class: "leaf" }, make("h1", {}, "Storyline"), make("p", { class: "lead" }, "This page was made without a storyline.")), svg: null };
    return strip.root;
  }
  const svg = whole.cloneNode(true);
  cut(svg);
  const box = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
  const tall = box.length === 4 ? box[3] : Number.parseFloat(svg.getAttribute("height")) || 400;
  const wide = box.length === 4 ? box[2] : Number.parseFloat(svg.getAttribute("width")) || 800;
  svg.setAttribute("width", String(wide));
  svg.setAttribute("height", String(tall));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Storyline: a line for each of the characters, meeting where they share a scene. The timeline says the same in words.");
  const marked = svg.querySelector("[data-moments]");
  const side = (name, otherwise) => Number((marked && marked.getAttribute(`data-${name}`)) || otherwise);
  const line = draw("line", { class: "moment", y1: side("top", 0), y2: side("bottom", tall) });
  svg.append(line);
  const scroll = make("div", { class: "strip", tabindex: "0", role: "region", "aria-label": "Storyline, scrolls sideways" }, svg);
  strip = { key, svg, line, exact: Boolean(marked), scroll, places: null, root: make("div", { class: "storyline" }, make("h1", { class: "unseen" }, "Storyline"), scroll) };
  listenTo(svg);
  return strip.root;
}

/** Puts the line at the moment, and brings it into sight; only once the drawing is on the page. */
export function lineNow(atOnce) {
  if (!strip || !strip.svg || !strip.svg.isConnected) return;
  if (!strip.places) strip.places = places(strip.svg);
  const t = moment();
  if (strip.places.length === 0) return;
  const [, place, top, bottom] = strip.places.filter(([at]) => at <= t).pop() || strip.places[0];
  const x = strip.exact ? place : place + 8;
  if (!strip.exact) {
    // A drawing in several rows has its moment in one of them.
    strip.line.setAttribute("y1", top);
    strip.line.setAttribute("y2", bottom);
  }
  strip.line.setAttribute("x1", x.toFixed(1));
  strip.line.setAttribute("x2", x.toFixed(1));
  const { scrollLeft, clientWidth } = strip.scroll;
  if (x < scrollLeft + 90 || x > scrollLeft + clientWidth - 90) strip.scroll.scrollTo({ left: Math.max(0, x - clientWidth * 0.6), behavior: atOnce || still() ? "auto" : "smooth" });
  light(state.sel);
}

function light(id) {
  const on = Boolean(id) && [...strip.svg.querySelectorAll("[data-entity]")].some((one) => idsOf(one, "entity").includes(id));
  strip.svg.classList.toggle("lit", on);
  for (const element of strip.svg.querySelectorAll("[data-entity]")) element.classList.toggle("in", on && idsOf(element, "entity").includes(id));
}

function sceneCard(event) {
  const now = eventNow(event);
  return [make("p", { class: "tie", dir: "auto" }, rich(now.sentence, true)), make("p", { class: "by" }, [now.when, now.told && now.told !== now.when ? `told ${now.told}` : "", `${castOf(event).length} in it`].filter(Boolean).join(" · ")), quotes((now.quotes || []).slice(0, 1))];
}

function under(target) {
  const scene = target.closest(".scene[data-event], [data-scene][data-event], .mark[data-event], .death[data-event]");
  const ids = scene ? idsOf(scene, "event").filter((id) => eventOf.has(id) && eventNow(eventOf.get(id))) : [];
  if (ids.length) return { events: ids.map((id) => eventOf.get(id)), entity: "" };
  const thread = target.closest("[data-entity]");
  return { events: [], entity: thread ? idsOf(thread, "entity").find((id) => entityOf.has(id)) || "" : "" };
}

function listenTo(svg) {
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const found = under(event.target);
    light(found.entity || state.sel);
    if (found.events.length) showCard(found.events.slice(0, 3).map(sceneCard), event.clientX, event.clientY);
    else if (found.entity) showCard(nodeCard(entityOf.get(found.entity), 0), event.clientX, event.clientY);
    else hideCard();
  });
  svg.addEventListener("pointerleave", () => {
    hideCard();
    light(state.sel);
  });
  svg.addEventListener("click", (event) => {
    const found = under(event.target);
    hideCard();
    if (found.events.length) go({ view: "event", id: events[found.events[0]].id });
    else if (found.entity) go({ view: "entity", id: entities[entityOf.get(found.entity)].id });
  });
}
