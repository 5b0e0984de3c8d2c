// The storyline: the drawing that the program made, cleaned, without what is seen at other positions of the reader, with the moment as a line.

import { entities, entityOf, eventOf, events, storyline } from "./payload.js";
import { go, reader, state } from "./address.js";
import { castOf, eventNow, moment } from "./standing.js";
import { draw, make, quotes, rich, still } from "./build.js";
import { hideCard, nodeCard, showCard } from "./cards.js";

const ALLOWED = new Set(["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "clippath", "lineargradient", "stop", "marker", "pattern", "mask"]);
let clean = null;
let strip = null;

/** Parses the drawing and keeps nothing of it but shapes, words and their looks. */
function cleaned() {
  if (clean) return clean;
  // What is parsed belongs to no window: it runs nothing and fetches nothing until it stands in the page.
  const parsed = new DOMParser().parseFromString(storyline, "image/svg+xml");
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

/** Leaves out all that is not seen at the reader's position, and shows as much of the sheet as holds something; false where nothing does. */
function cut(svg) {
  for (const part of [...svg.querySelectorAll("[data-r]")]) {
    const ends = part.getAttribute("data-r").split(" ").map(Number);
    if (!ends.some((from, at) => at % 2 === 0 && from <= reader() && reader() < ends[at + 1])) part.remove();
  }
  for (const group of [...svg.querySelectorAll(".thread, .band")]) if (group.children.length === 0) group.remove();
  const view = svg.querySelector(".view");
  if (view) svg.setAttribute("viewBox", view.getAttribute("data-box"));
  return Boolean(view);
}

/** The view of the storyline. */
export function storylinePage() {
  const key = `${reader()}`;
  if (strip && strip.key === key) return strip.root;
  const whole = cleaned();
  const svg = whole && whole.cloneNode(true);
  if (!svg || !cut(svg)) {
    const words = whole ? "Nobody has met anybody yet, as far as the story has been told." : "This page was made without a storyline.";
    strip = { key, root: make("div", { class: "leaf" }, make("h1", {}, "Storyline"), make("p", { class: "lead" }, words)), svg: null };
    return strip.root;
  }
  const [left, , wide, tall] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("width", String(wide));
  svg.setAttribute("height", String(tall));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Storyline: a line for each of the characters, meeting where they share a scene. The timeline says the same in words.");
  const said = (what) => svg.querySelector(`[data-${what}]`).getAttribute(`data-${what}`);
  const line = draw("line", { class: "moment", y1: said("top"), y2: said("bottom") });
  svg.append(line);
  const scroll = make("div", { class: "strip", tabindex: "0", role: "region", "aria-label": "Storyline, scrolls sideways" }, svg);
  const places = said("moments").split(" ").map((x) => Math.max(8, Math.min(Number(x) - left, wide - 8)));
  strip = { key, svg, line, left, places, scroll, root: make("div", { class: "storyline" }, make("h1", { class: "unseen" }, "Storyline"), scroll) };
  listenTo(svg);
  return strip.root;
}

/** Puts the line at the moment, and brings it into sight; only once the drawing is on the page. */
export function lineNow(atOnce) {
  if (!strip || !strip.svg || !strip.svg.isConnected) return;
  const x = strip.places[moment()];
  for (const end of ["x1", "x2"]) strip.line.setAttribute(end, (x + strip.left).toFixed(1));
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
  const scene = target.closest(".scene, .mark");
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
