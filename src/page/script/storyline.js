// The storyline: the drawing that the program made, cleaned, without what is seen at other positions of the reader, with the moment as a line.

import { entities, entityOf, eventOf, events, known, list, momentOf, storyInks, storyline } from "./payload.js";
import { go, reader, state } from "./address.js";
import { castOf, entityNow, eventNow, moment, sentenceOf } from "./standing.js";
import { draw, make, quotes, rich, still } from "./build.js";
import { hideCard, nodeCard, showCard } from "./cards.js";
import { heightAt, rowsOf } from "./rows.js";

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

/** The colours of the drawing: what its variables stand for on either ground, and on paper. */
function coloured() {
  const set = (nth) => `{ ${storyInks.map((pair, at) => `--ink-${at}: ${pair[nth]};`).join(" ")} }`;
  return make("style", {}, `:root ${set(0)} :root[data-theme="dark"] ${set(1)} @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) ${set(1)} } @media print { :root:root:root ${set(0)} }`);
}

/** The scenes of the drawing from left to right, each a link that says what happens in it. */
function linked(svg) {
  const scenes = [...svg.querySelectorAll(".scene")].map((element) => {
    const happened = idsOf(element, "event").filter((id) => eventOf.has(id)).map((id) => eventOf.get(id)).filter((event) => eventNow(event));
    const who = [...element.querySelectorAll("[data-entity]")].map((dot) => dot.getAttribute("data-entity"));
    const at = (shape, name) => Number((shape && shape.getAttribute(name)) || 0);
    const [dot, bar] = ["circle", "rect"].map((name) => element.querySelector(name));
    return { element, events: happened, who, x: dot ? at(dot, "cx") : at(bar, "x") + at(bar, "width") / 2 };
  }).filter((one) => one.events.length).sort((one, two) => one.x - two.x);
  for (const { element, events: happened } of scenes) {
    element.setAttribute("role", "link");
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-label", happened.map((event) => sentenceOf(event)).join(". "));
  }
  return scenes;
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
  const [left, top, wide, tall] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("width", String(wide));
  svg.setAttribute("height", String(tall));
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-roledescription", "storyline");
  svg.setAttribute("aria-label", "Storyline: a line for each of the characters, meeting where they share a scene. Left and right go from scene to scene, Enter chooses one and then opens it. The timeline says the same in words.");
  const said = (what) => svg.querySelector(`[data-${what}]`).getAttribute(`data-${what}`);
  const line = draw("line", { class: "moment", y1: said("top"), y2: said("bottom") });
  svg.append(line);
  const scroll = make("div", { class: "strip", tabindex: "0", role: "region", "aria-label": "Storyline, scrolls sideways" }, svg);
  const places = said("moments").split(" ").map((x) => Math.max(8, Math.min(Number(x) - left, wide - 8)));
  const threads = [...svg.querySelectorAll(".thread")].map((one) => ({ id: one.getAttribute("data-entity"), ink: one.getAttribute("stroke") }));
  strip = { key, svg, line, left, top, wide, tall, places, scroll, threads: threads.filter(({ id }) => entityOf.has(id) && entityNow(entityOf.get(id))), scenes: linked(svg), bottom: Number(said("bottom")), at: null, lit: "", chosen: null, root: make("div", { class: "storyline" }, coloured(), make("h1", { class: "unseen" }, "Storyline"), scroll) };
  listenTo(scroll);
  return strip.root;
}

/** Who has a line, with its colour. */
export const threadsNow = () => (strip && strip.svg ? strip.threads : []);

/** The events of the scene that an event is in, as far as they are told; none where the drawing has no such scene. */
export function sceneWith(id) {
  const scene = strip && strip.svg && strip.scenes.find((one) => one.events.some((event) => events[event].id === id));
  return scene ? scene.events : [];
}

/** Puts the line at the moment, and brings it into sight when it has moved; only once the drawing is on the page. */
export function lineNow(atOnce) {
  if (!strip || !strip.svg || !strip.svg.isConnected) return;
  const x = strip.places[moment()];
  for (const end of ["x1", "x2"]) strip.line.setAttribute(end, (x + strip.left).toFixed(1));
  const { scrollLeft, clientWidth } = strip.scroll;
  if ((atOnce || x !== strip.at) && (x < scrollLeft + 90 || x > scrollLeft + clientWidth - 90)) strip.scroll.scrollTo({ left: Math.max(0, x - clientWidth * 0.6), behavior: atOnce || still() ? "auto" : "smooth" });
  strip.at = x;
  // The way in by keyboard is the scene that the story stands at.
  const past = strip.scenes.filter((one) => one.x <= x + strip.left + 0.5).length;
  reachable(strip.scenes[Math.max(0, past - 1)]);
  for (const { element, events: happened } of strip.scenes) element.classList.toggle("chosen", happened.some((event) => events[event].id === state.scene));
  light();
  const chosen = `${state.scene} ${state.sel}`;
  if (atOnce || strip.chosen !== chosen) reveal();
  strip.chosen = chosen;
}

/** Brings what is chosen into sight: a panel may have covered it. */
function reveal() {
  const scene = strip.scenes.find((one) => one.element.classList.contains("chosen"));
  const thread = [...strip.svg.querySelectorAll(".thread")].find((one) => one.getAttribute("data-entity") === state.sel);
  if (!scene && !thread) return;
  const { scroll, svg } = strip;
  const [box, frame] = [svg.getBoundingClientRect(), scroll.getBoundingClientRect()];
  const near = (at, low, high) => (at < low + 24 || at > high - 24 ? at - (low + high) / 2 : 0);
  const own = scene ? scene.element.getBoundingClientRect() : null;
  const y = own ? own.top + own.height / 2 : (heightAt(thread, strip.at + strip.left) ?? thread.getBBox().y) - strip.top + box.top;
  scroll.scrollBy(own ? near(own.left, frame.left, frame.right) : 0, near(y, frame.top, frame.bottom));
}

function reachable(scene) {
  for (const one of strip.scenes) one.element.setAttribute("tabindex", one === scene ? "0" : "-1");
}

/** The sides that somebody takes at any time, as far as is known. */
function sidesEver(entity) {
  const sides = list(entities[entity].faction).filter((one) => known(one, reader()) && entityNow(one.of)).map((one) => entities[one.of].id);
  return sides.length ? sides : ["none"];
}

/** Those whose lines are to be seen: one that is pointed at or chosen, otherwise what the filters leave; nothing when that is all. */
function inLight(pointed) {
  const one = pointed || (strip.threads.some(({ id }) => id === state.sel) ? state.sel : "");
  if (one) return [one];
  if (state.who === null && state.faction === null) return null;
  const kept = (id) => (state.who === null || state.who.includes(id)) && (state.faction === null || sidesEver(entityOf.get(id)).some((side) => state.faction.includes(side)));
  return strip.threads.map(({ id }) => id).filter(kept);
}

/** Lights lines, and steps the others back with the scenes that none of them is in. */
function light(pointed = "") {
  const on = inLight(pointed);
  if (strip.lit === String(on)) return;
  strip.lit = String(on);
  strip.svg.classList.toggle("lit", on !== null);
  for (const element of strip.svg.querySelectorAll("[data-entity]")) element.classList.toggle("in", on !== null && on.includes(element.getAttribute("data-entity")));
  const out = strip.scenes.filter((scene) => on !== null && !scene.who.some((id) => on.includes(id)));
  const gone = new Set(out.flatMap((scene) => scene.events.map((event) => events[event].id)));
  for (const element of strip.svg.querySelectorAll(".scene, .mark")) element.classList.toggle("out", idsOf(element, "event").some((id) => gone.has(id)));
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

const isChosen = ({ events: happened, entity }) => (happened.length ? happened.some((event) => events[event].id === state.scene) : entity !== "" && entity === state.sel);

/** Chooses what is under a pointer, or nothing; its page opens beside the drawing. */
function pick(found) {
  hideCard();
  if (found.events.length) go({ scene: events[found.events[0]].id, sel: "", pair: "" });
  else if (found.entity) go({ scene: "", sel: found.entity, pair: "" });
  else if (state.scene || state.sel) go({ scene: "", sel: "", pair: "" });
}

/** Opens the page of what is chosen. */
function enter(found) {
  if (found.events.length) go({ view: "event", id: events[found.events[0]].id });
  else if (found.entity) go({ view: "entity", id: found.entity });
}

function stepped(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = strip.scenes.findIndex((one) => one.element === event.target.closest(".scene"));
  const last = strip.scenes.length - 1;
  const to = { ArrowLeft: Math.max(0, at - 1), ArrowRight: Math.min(last, at + 1), Home: 0, End: last }[event.key];
  if (at < 0) return;
  if (to !== undefined) {
    reachable(strip.scenes[to]);
    strip.scenes[to].element.focus();
  } else if (event.key === "Enter" || event.key === " ") {
    const found = under(event.target);
    if (isChosen(found) && event.key === "Enter") enter(found);
    else {
      pick(found);
      strip.scenes[at].element.focus({ preventScroll: true });
    }
  } else if (event.key === "Escape" && !state.scene && !state.sel) strip.scroll.focus();
  else return;
  event.preventDefault();
}

/** The frame listens, not the drawing: a drawing that heard of focus would be a stop for the tabulator itself. */
function listenTo(frame) {
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const found = under(event.target);
    light(found.entity);
    if (found.events.length) showCard(found.events.slice(0, 3).map(sceneCard), event.clientX, event.clientY);
    else if (found.entity) showCard(nodeCard(entityOf.get(found.entity), 0), event.clientX, event.clientY);
    else hideCard();
  });
  frame.addEventListener("pointerleave", () => {
    hideCard();
    light();
  });
  frame.addEventListener("click", (event) => pick(under(event.target)));
  frame.addEventListener("keydown", stepped);
  frame.addEventListener("focusin", (event) => {
    const scene = strip.scenes.find((one) => one.element === event.target);
    if (!scene || !scene.element.matches(":focus-visible")) return;
    const box = scene.element.getBoundingClientRect();
    showCard(scene.events.slice(0, 3).map(sceneCard), box.right, box.top);
  });
  frame.addEventListener("focusout", hideCard);
}

/** Breaks the drawing into rows while it is printed. */
export function inRows(printing) {
  if (!strip || !strip.svg || !strip.root.isConnected) return;
  strip.root.querySelector(".rows")?.remove();
  if (printing) strip.root.append(rowsOf(strip));
}
