// The graph: nodes where the program put them, lines as they hold at the moment shown.

import { entities, entityOf, sheet, stretchesOf } from "./payload.js";
import { go, state } from "./address.js";
import { factionOf, latest, lifeOf, moment, nameOf } from "./standing.js";
import { draw } from "./build.js";
import { bundleCard, bundleName, hideCard, lifeWords, movedBy, nodeCard, showCard } from "./cards.js";
import { bundles, degrees, placed, stretchesShown } from "./bundles.js";
import { drawLines, inscribed, lightLines, nearest, route, sayings } from "./lines.js";
import { camera } from "./camera.js";
import { initials, isActor, kindsShown, nodeFor, resize, tint } from "./nodes.js";
import { choose, short } from "./labels.js";

// How many names may stand at some distance, with a line that leads to them.
const FOREMOST = 40;
// The scale at which a small window opens.
const CLOSE = 0.42;
// The room for it on a sheet of paper that lies on its side.
const SHEET = { width: 1040, height: 600 };

let eye = null;
let stage = null;
let layers = {};
const drawn = new Map();
let lines = [];
let bright = [];
let ties = new Map();
let pointed = null;
let focused = -1;
let drawnFor = "";
let paper = null;
const room = () => paper ?? { width: stage.clientWidth, height: stage.clientHeight };

/** Shows all of the graph on a sheet of paper while it is printed, with the names that fit there, and then again what was in sight. */
export function onPaper(printing) {
  if (!stage || !stage.isConnected || printing === (paper !== null)) return;
  if (printing) {
    paper = { ...SHEET, before: { ...eye.view } };
    eye.fit(boxOf([...drawn.values()].filter((one) => one.element.parentNode).map((one) => entities[one.entity])));
    stage.setAttribute("viewBox", `0 0 ${SHEET.width} ${SHEET.height}`);
  } else {
    const { before } = paper;
    paper = null;
    stage.removeAttribute("viewBox");
    eye.look(before);
  }
  rescale(eye.view);
  label();
}

/** Builds the drawing once; `graphNow` fills it. */
export function buildGraph() {
  if (stage) return stage;
  layers = { lines: draw("g", { class: "lines", "aria-hidden": "true" }), marks: draw("g", { class: "marks", "aria-hidden": "true" }), nodes: draw("g", { class: "nodes", role: "group", "aria-label": "Nodes of the graph" }), labels: draw("g", { class: "labels", "aria-hidden": "true" }) };
  const world = draw("g", {}, layers.lines, layers.marks, layers.nodes, layers.labels);
  stage = draw("svg", { class: "stage", tabindex: "0", role: "group", "aria-roledescription": "graph", "aria-label": "Graph of relations. Arrow keys move it, plus and minus zoom, zero shows all of it; press Enter for its nodes." }, world);
  eye = camera(stage, world, { room, bounds: land, inset: covered, moved: rescale, settled: () => label() });
  listen();
  return stage;
}

/** The camera, for the buttons beside the graph. */
export const zoomBy = (factor) => eye.zoomBy(factor);
export const fitAll = () => eye.fit();

/** The part of the sheet where anybody tied to anybody ever stands. */
function land() {
  const kinds = kindsShown();
  const all = entities.filter((one, entity) => typeof one.x === "number" && kinds.includes(one.kind) && (stretchesOf[entity].length > 0 || isActor(entity)));
  return all.length ? boxOf(all) : sheet;
}

/** How much of the graph lies under the open filters and the panel. */
function covered() {
  if (paper) return { left: 0, right: 0, bottom: 0 };
  const sieve = document.querySelector(".sieve[open]");
  const panel = document.getElementById("side");
  const small = innerWidth <= 860;
  return { left: sieve && innerWidth > 1100 ? sieve.getBoundingClientRect().right : 0, right: small ? 0 : panel.hidden ? 52 : panel.offsetWidth + 52, bottom: panel.hidden || !small ? 0 : panel.offsetHeight };
}

/** Moves the graph so that the chosen node is not under a panel. */
export function revealChosen() {
  const chosen = entityOf.get(state.sel);
  if (chosen !== undefined && stage.clientWidth) eye.reveal(entities[chosen].x, entities[chosen].y);
}

/** Nodes of a crowd are smaller. */
const crowding = () => Math.min(1, Math.sqrt(700 / Math.max(entities.length, 1)));

/** Shows the graph as of the moment, the reader's position and the filters. */
export function graphNow() {
  const t = moment();
  const wide = entities.filter((_, entity) => placed(entity)).length;
  const found = bundles(stretchesShown(t));
  ties = degrees(found);
  const kept = new Set();
  const around = entityOf.get(state.around);
  const circle = around === undefined ? null : new Set([around, ...found.flatMap((one) => (one.low === around ? [one.high] : one.high === around ? [one.low] : []))]);
  const moved = movedBy(latest());
  const adding = document.createDocumentFragment();
  entities.forEach((one, entity) => {
    if (!placed(entity) || (circle && !circle.has(entity)) || (!ties.has(entity) && !isActor(entity) && state.sel !== one.id)) return;
    kept.add(entity);
    let node = drawn.get(entity);
    if (!node) {
      node = nodeFor(entity, wide <= 400);
      drawn.set(entity, node);
    }
    const number = ties.get(entity) || 0;
    if (node.ties !== number) {
      node.ties = number;
      resize(node, eye.view.k, crowding());
    }
    dress(node, t, moved);
    if (!node.element.parentNode) adding.append(node.element);
  });
  for (const [entity, node] of drawn) if (!kept.has(entity)) node.element.remove();
  layers.nodes.append(adding);
  if (!kept.has(focused)) focused = -1;
  lines = circle ? found.filter((one) => circle.has(one.low) && circle.has(one.high)) : found;
  drawLines(layers.lines, lines);
  lay();
  select();
  const sieve = `${state.around} ${state.faction} ${state.show}`;
  if (drawnFor !== sieve && circle) eye.fit(boxOf([...kept].map((entity) => entities[entity])), 90);
  else if (drawnFor !== sieve && drawnFor !== "") eye.fit();
  drawnFor = sieve;
  label();
  return { nodes: kept.size, lines: lines.length };
}

function dress(node, t, moved) {
  const { entity, element } = node;
  const life = lifeOf(entity, t);
  const faction = entities[entity].kind === "faction" && entities[entity].color ? entity : factionOf(entity, t);
  const name = nameOf(entity);
  const number = ties.get(entity) || 0;
  const classes = ["node", entities[entity].kind, life === "dead" ? "dead" : life === "unknown" ? "unsure" : "", number ? "" : "alone", faction >= 0 ? "sided" : "", moved.has(entity) ? "moved" : ""].filter(Boolean).join(" ");
  if (element.getAttribute("class") !== classes) element.setAttribute("class", classes);
  if (node.faction !== faction) {
    node.faction = faction;
    for (const [key, value] of Object.entries(tint(faction))) element.style.setProperty(key, value);
  }
  const said = [name, entities[entity].kind, faction >= 0 && faction !== entity ? `of ${nameOf(faction)}` : "", lifeWords(entity, t).replace("† ", ""), `${number} ${number === 1 ? "tie" : "ties"}`].filter(Boolean).join(", ");
  if (element.getAttribute("aria-label") !== said) element.setAttribute("aria-label", said);
  if (node.name !== name) {
    node.name = name;
    if (node.mark) node.mark.textContent = initials(name);
  }
}

function boxOf(all) {
  const [left, right] = [Math.min(...all.map((one) => one.x)), Math.max(...all.map((one) => one.x))];
  const [top, bottom] = [Math.min(...all.map((one) => one.y)), Math.max(...all.map((one) => one.y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const sizeOf = (entity) => drawn.get(entity).size;
const lay = () => route(lines, sizeOf, eye.view.k);

let scaled = 0;
function rescale(view) {
  if (Math.abs(view.k - scaled) / view.k < 0.001) return;
  scaled = view.k;
  layers.labels.style.setProperty("--shrink", (1 / view.k).toFixed(4));
  stage.classList.toggle("far", view.k < 0.28);
  for (const node of drawn.values()) resize(node, eye.view.k, crowding());
  lay();
  for (const layer of [layers.labels, layers.marks]) layer.classList.add("waiting");
}

function label() {
  const { width, height } = room();
  if (!width) return;
  const { x, y, k } = eye.view;
  const lit = circleOf(pointed);
  const chosen = entityOf.get(state.sel);
  const nodes = [...drawn.values()].filter((node) => node.element.parentNode && (lit === null || lit.has(node.entity))).map((node) => {
    const one = entities[node.entity];
    const dead = node.element.classList.contains("dead");
    const must = node.entity === pointed || node.entity === chosen || node.entity === focused;
    const near = lit !== null && lit.has(node.entity);
    const weight = (ties.get(node.entity) || 0) + (one.kind === "faction" ? 3 : one.kind === "character" ? 2 : 0) + (near ? 500 : 0) + (must ? 1000 : 0) + (node.entity === pointed ? 1000 : 0);
    return { entity: node.entity, x: one.x * k + x, y: one.y * k + y, radius: node.size * k, text: short(dead ? `† ${node.name}` : node.name, must || near ? 40 : 26), bold: one.kind === "faction", must, weight };
  });
  nodes.sort((one, two) => two.weight - one.weight || one.entity - two.entity);
  nodes.forEach((one, rank) => {
    one.leads = rank < FOREMOST && ties.has(one.entity);
  });
  const cover = covered();
  const several = (lit !== null ? bright : lines.masses ? [] : lines).filter((one) => one.strands.length > 1);
  const found = choose(nodes, several.map((one) => sayings(one, lit !== null ? bright : lines, eye.view)), { left: cover.left, right: width - cover.right, width, height });
  const all = document.createDocumentFragment();
  const leaders = document.createDocumentFragment();
  for (const one of found.names) {
    const own = entities[one.entity];
    const node = drawn.get(one.entity);
    const faded = node.element.classList.contains("alone") ? " alone" : "";
    const dead = node.element.classList.contains("dead") ? " dead" : "";
    all.append(draw("text", { class: `label${one.bold ? " bold" : ""}${faded}${dead}`, "text-anchor": one.anchor, transform: `translate(${own.x} ${own.y}) scale(${(1 / k).toFixed(4)})`, x: one.dx.toFixed(1), y: one.dy.toFixed(1) }, one.text));
    if (!one.leader) continue;
    const [x1, y1, x2, y2] = one.leader.map((at) => at.toFixed(1));
    leaders.append(draw("line", { class: `leader${faded}`, transform: `translate(${own.x} ${own.y}) scale(${(1 / k).toFixed(4)})`, x1, y1, x2, y2 }));
  }
  layers.labels.replaceChildren(all);
  layers.marks.replaceChildren(leaders, ...found.words.map((one) => inscribed(one, eye.view)));
  for (const layer of [layers.labels, layers.marks]) layer.classList.remove("waiting");
}

/** Whom a node is tied to, with itself; of a line both ends. */
function circleOf(what) {
  if (what === null) {
    const chosen = entityOf.get(state.sel);
    if (chosen === undefined || !drawn.has(chosen) || !drawn.get(chosen).element.parentNode) return null;
    const other = entityOf.get(state.pair);
    return other === undefined ? circleOf(chosen) : new Set([chosen, other]);
  }
  if (typeof what === "object") return new Set([what.low, what.high]);
  const circle = new Set([what]);
  for (const bundle of lines) {
    if (bundle.low === what) circle.add(bundle.high);
    if (bundle.high === what) circle.add(bundle.low);
  }
  return circle;
}

/** Lights what is pointed at or chosen, and steps the rest back. */
export function select() {
  const lit = circleOf(pointed);
  const chosen = entityOf.get(state.sel);
  stage.classList.toggle("lit", lit !== null);
  for (const node of drawn.values()) {
    node.element.classList.toggle("in", lit !== null && lit.has(node.entity));
    node.element.classList.toggle("chosen", node.entity === chosen);
    node.element.setAttribute("aria-current", node.entity === chosen ? "true" : "false");
  }
  const centre = pointed ?? (chosen === undefined ? null : chosen);
  bright = [];
  for (const bundle of lines) {
    const both = lit !== null && lit.has(bundle.low) && lit.has(bundle.high);
    const own = typeof centre === "object" ? bundle === centre : bundle.low === centre || bundle.high === centre;
    if (both && own) bright.push(bundle);
    if (bundle.element && !lines.masses) bundle.element.classList.toggle("in", both && own);
  }
  lightLines(layers.lines, lines, bright, sizeOf, eye.view.k);
}

function point(what, x, y) {
  if (what === null) {
    if (pointed !== null) {
      pointed = null;
      select();
      label();
    }
    hideCard();
    return;
  }
  if (pointed !== what) {
    pointed = what;
    select();
    label();
  }
  showCard(typeof what === "object" ? bundleCard(what) : nodeCard(what, ties.get(what) || 0), x, y);
}

const nodeUnder = (event) => {
  const node = event.target.closest ? event.target.closest(".node") : null;
  return node ? Number(node.getAttribute("data-node")) : null;
};

function listen() {
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const what = nodeUnder(event) ?? nearest(lines, eye.view, ...eye.place(event));
    stage.classList.toggle("over", what !== null);
    point(what, event.clientX, event.clientY);
  });
  stage.addEventListener("pointerleave", () => point(null));
  stage.addEventListener("click", (event) => {
    if (eye.dragged()) return;
    const node = nodeUnder(event);
    const line = node === null ? nearest(lines, eye.view, ...eye.place(event)) : null;
    follow(node ?? line);
  });
  stage.addEventListener("dblclick", (event) => {
    const node = nodeUnder(event);
    if (node !== null) go({ view: "entity", id: entities[node].id });
  });
  stage.addEventListener("keydown", keyed);
  stage.addEventListener("focusin", (event) => {
    const node = nodeUnder(event);
    if (node === null || !event.target.matches(":focus-visible")) return;
    meet(node);
  });
  stage.addEventListener("focusout", () => point(null));
  new ResizeObserver(() => {
    if (!stage.clientWidth || matchMedia("print").matches || paper) return;
    if (eye.untouched()) opening();
    else label();
  }).observe(stage);
}

/** The first sight of the graph: all of it, or in a small window as much as can be told apart, where most is tied. */
function opening() {
  const chosen = entityOf.get(state.sel);
  const shown = [...drawn.values()].filter((one) => one.element.parentNode).map((one) => entities[one.entity]);
  if (entityOf.has(state.around) && shown.length) return eye.fit(boxOf(shown), 90);
  if (innerWidth > 860) return eye.fit();
  if (chosen !== undefined) return eye.open(entities[chosen].x, entities[chosen].y, CLOSE);
  const [wide, tall] = [room().width, room().height - covered().bottom].map((side) => (side - 80) / CLOSE / 2);
  const around = (one) => [...drawn.values()].filter((node) => node.element.parentNode && Math.abs(entities[node.entity].x - one.x) < wide && Math.abs(entities[node.entity].y - one.y) < tall);
  const sum = (one) => around(one).reduce((all, node) => all + (ties.get(node.entity) || 0), 0);
  const sums = shown.map(sum);
  const most = shown[sums.indexOf(Math.max(...sums))];
  if (!most) return eye.fit();
  const box = boxOf(around(most).map((node) => entities[node.entity]));
  return eye.open(box.x + box.width / 2, box.y + box.height / 2, CLOSE);
}

/** The node with the most ties. */
function heaviest() {
  const all = [...drawn.values()].filter((one) => one.element.parentNode);
  all.sort((one, two) => (ties.get(two.entity) || 0) - (ties.get(one.entity) || 0) || one.entity - two.entity);
  return all.length ? all[0].entity : undefined;
}

function meet(node) {
  focused = node;
  eye.reveal(entities[node].x, entities[node].y);
  const { x, y, k } = eye.view;
  const box = stage.getBoundingClientRect();
  point(node, box.left + entities[node].x * k + x + 8, box.top + entities[node].y * k + y + 8);
}

function follow(what) {
  hideCard();
  pointed = null;
  if (what === null) {
    if (state.sel) go({ sel: "", pair: "" });
  } else if (typeof what === "object") go({ sel: entities[what.low].id, pair: entities[what.high].id });
  else go({ sel: entities[what].id, pair: "" });
}

/** The next node in a direction: near, and not too far aside. */
function towards(from, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const node of drawn.values()) {
    if (node.entity === from || !node.element.parentNode) continue;
    const [x, y] = [entities[node.entity].x - entities[from].x, entities[node.entity].y - entities[from].y];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const cost = along + 2.2 * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [node.entity, cost];
  }
  return best;
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function focusOn(entity) {
  const node = drawn.get(entity);
  if (node && node.element.parentNode) node.element.focus();
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const node = nodeUnder(event);
  let done = true;
  if (node === null) {
    if (event.key === "Enter") {
      focusOn(entityOf.get(state.sel) ?? (focused >= 0 ? focused : heaviest()));
    } else done = eye.key(event);
  } else if (event.key === "Enter" || event.key === " ") {
    if (state.sel === entities[node].id && event.key === "Enter") go({ view: "entity", id: entities[node].id });
    else follow(node);
  } else if (event.key === "Escape") {
    point(null);
    stage.focus();
  } else if (WAYS[event.key] && !event.shiftKey) focusOn(towards(node, WAYS[event.key]) ?? node);
  else if (event.key === "n" || event.key === "N") tour(node, event.key === "n" ? 1 : -1);
  else done = eye.key(event);
  if (done) event.preventDefault();
}

let toured = { node: -1, nth: -1 };
/** The lines of a node one after the other, each with its card. */
function tour(node, step) {
  const own = lines.filter((one) => one.low === node || one.high === node);
  if (own.length === 0) return;
  const nth = toured.node === node ? (toured.nth + step + own.length) % own.length : step > 0 ? 0 : own.length - 1;
  toured = { node, nth };
  const bundle = own[nth];
  const { x, y, k } = eye.view;
  const box = stage.getBoundingClientRect();
  const [a, b] = [entities[bundle.low], entities[bundle.high]];
  point(bundle, box.left + ((a.x + b.x) / 2) * k + x, box.top + ((a.y + b.y) / 2) * k + y);
  document.getElementById("said").textContent = `${bundleName(bundle)}. ${document.getElementById("card").textContent}`;
}
