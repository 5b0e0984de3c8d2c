// Where it all begins: the address is read, the view is shown, and every change goes through here.

import { entities, entityOf, lastMoment, moments, start, subtitle } from "./payload.js";
import { go, parse, reader, reread, state, whenever } from "./address.js";
import { entityNow, eventNow, moment, sentenceOf, titleNow } from "./standing.js";
import { button, count, make, refill } from "./build.js";
import { eventNumber, entityNumber, manyPositions } from "./address.js";
import { hideCard } from "./cards.js";
import { buildGraph, fitAll, graphNow, onPaper, revealChosen, zoomBy } from "./graph.js";
import { buildDock, dockNow, momentWords, positionWords, stepReader, stepStory } from "./dock.js";
import { findingsPage, indexPage } from "./findings.js";
import { entityPage, pageNow, pairPage, scenePage } from "./pages.js";
import { followMoment, openQuotes, timelinePage } from "./timeline.js";
import { inRows, lineNow, sceneWith, storylinePage } from "./storyline.js";
import { searchPage } from "./search.js";
import { filtersIn, filtersSet } from "./filters.js";
import { relationTable } from "./table.js";
import { buildFrame, frameNow } from "./frame.js";

const main = document.getElementById("main");
const side = document.getElementById("side");
const sieveBox = make("div", { class: "filters", id: "filters" });
const sieve = make("details", { class: "sieve" }, make("summary", { id: "sieve" }, "Filters"), sieveBox);
const tools = make("div", { class: "tools", role: "toolbar", "aria-label": "View of the graph" },
  button("Nearer", () => zoomBy(1.4), { class: "icon" }, "+"),
  button("Farther", () => zoomBy(1 / 1.4), { class: "icon" }, "−"),
  button("Show all of it", () => fitAll(), { class: "icon" }, "⤢"),
  button("The graph as a table", () => go({ as: state.as === "table" ? "" : "table" }), { class: "icon", id: "as-table" }, "☰"));
const canvas = make("div", { class: "canvas" }, buildGraph());
const stamp = make("p", { class: "stamp" });
let counts = { nodes: 0, lines: 0 };

function viewNow() {
  if (state.view === "graph") return state.as === "table" ? relationTable() : canvas;
  if (state.view === "storyline") return storylinePage();
  if (state.view === "timeline") return timelinePage();
  if (state.view === "index") return indexPage();
  if (state.view === "findings") return findingsPage();
  if (state.view === "search") return searchPage();
  return pageNow();
}

function sideNow() {
  const chosen = entityOf.get(state.sel);
  const scene = state.view === "storyline" && state.scene ? sceneWith(state.scene) : [];
  const open = scene.length > 0 || (["graph", "storyline"].includes(state.view) && chosen !== undefined && Boolean(entityNow(chosen)));
  side.hidden = !open;
  document.body.classList.toggle("with-side", open);
  if (!open) return side.replaceChildren();
  const other = entityOf.get(state.pair);
  const pair = other !== undefined && entityNow(other);
  const about = `${state.sel} ${state.pair} ${state.scene}`;
  const top = side.dataset.of === about ? side.scrollTop : 0;
  side.dataset.of = about;
  refill(side, button("Close", () => go({ sel: "", pair: "", scene: "" }), { class: "icon close" }, "×"), scene.length ? scenePage(scene) : pair && state.view === "graph" ? pairPage(chosen, other) : entityPage(chosen, true));
  side.scrollTop = top;
  return side;
}

function heading() {
  if (state.view === "entity" && entityNumber(state.id) >= 0 && entityNow(entityNumber(state.id))) return entityNow(entityNumber(state.id)).name;
  if (state.view === "event" && eventNumber(state.id) >= 0 && eventNow(eventNumber(state.id))) return sentenceOf(eventNumber(state.id));
  return { graph: "Graph", storyline: "Storyline", timeline: "Timeline", index: "Index", findings: "Findings", search: "Search" }[state.view] || "Not told yet";
}

function say(before) {
  const words = [];
  if (before.view !== state.view || before.id !== state.id || before.q !== state.q) words.push(heading());
  if (before.t !== state.t) words.push(`${momentWords()}. ${state.view === "graph" ? `${count(counts.nodes, "node")}, ${count(counts.lines, "line")}` : ""}`);
  if (before.scene !== state.scene && state.scene && state.view === "storyline") words.push(`Chosen: ${sceneWith(state.scene).map((event) => sentenceOf(event)).join(". ")}`);
  if (before.r !== state.r) words.push(`The reader has come to ${positionWords()}. ${count(entities.filter((_, entity) => entityNow(entity)).length, "name")} known`);
  if (before.sel !== state.sel && state.sel && entityOf.has(state.sel) && entityNow(entityOf.get(state.sel))) words.push(`Chosen: ${entityNow(entityOf.get(state.sel)).name}`);
  if (String(before.only) !== String(state.only) || String(before.faction) !== String(state.faction) || String(before.show) !== String(state.show) || before.around !== state.around || String(before.who) !== String(state.who)) words.push(`Filtered: ${state.view === "graph" ? `${count(counts.nodes, "node")}, ${count(counts.lines, "line")}` : count(filtersSet(), "filter")}`);
  if (words.length) document.getElementById("said").textContent = words.join(". ");
}

/** Shows the state as it is; `before` is what it was, or nothing at the first showing. */
function show(before) {
  const same = before && before.view === state.view && before.id === state.id && before.as === state.as && before.q === state.q;
  hideCard();
  frameNow();
  dockNow();
  document.body.dataset.view = state.view;
  const graph = state.view === "graph";
  const scrolled = same ? window.scrollY : 0;
  const opened = same ? [...main.querySelectorAll("details")].map((one) => one.open) : [];
  const view = viewNow();
  const bar = graph || state.view === "timeline" || state.view === "storyline" ? [sieve, graph ? tools : null] : [];
  if (!before || before.view !== state.view) sieve.open = innerWidth > 1100 && state.view !== "storyline";
  const parts = [stamp, ...bar, view].filter(Boolean);
  if (!same || parts.some((one) => one.parentNode !== main)) refill(main, parts);
  if (graph && state.as !== "table") counts = graphNow();
  if (bar.length) {
    filtersIn(sieveBox);
    document.getElementById("sieve").textContent = filtersSet() ? `Filters · ${filtersSet()}` : "Filters";
    document.getElementById("as-table")?.setAttribute("aria-pressed", String(state.as === "table"));
  }
  stamp.textContent = `${titleNow()}${subtitle ? `, ${subtitle}` : ""}. ${momentWords()}.${manyPositions ? ` Told up to ${positionWords()}.` : ""}`;
  sideNow();
  if (before && graph && (before.sel !== state.sel || before.pair !== state.pair)) revealChosen();
  if (same && state.view !== "timeline") [...main.querySelectorAll("details")].forEach((one, nth) => {
    if (opened[nth] !== undefined && one !== sieve) one.open = opened[nth];
  });
  if (state.view === "timeline") followMoment(!same);
  else if (!same) window.scrollTo(0, 0);
  else window.scrollTo(0, scrolled);
  if (state.view === "storyline") lineNow(!same);
  document.title = ["entity", "event", "search"].includes(state.view) ? `${heading()} · ${titleNow()}` : titleNow();
  if (before) say(before);
  if (before && !same) main.focus({ preventScroll: true });
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest && event.target.closest("input, textarea, select")) return;
  const act = { "/": () => document.getElementById("find").focus(), ",": () => stepStory(-1), ".": () => stepStory(1), "<": () => stepReader(-1), ">": () => stepReader(1) }[event.key];
  if (act) {
    event.preventDefault();
    act();
  } else if (event.key === "Escape") {
    hideCard();
    if ((state.sel || state.scene) && ["graph", "storyline"].includes(state.view)) go({ sel: "", pair: "", scene: "" });
  }
}

Object.assign(state, parse(location.hash));
if (start !== null && start < lastMoment && !/[?&]t=/.test(location.hash)) go({ t: start }, true);
buildFrame();
buildDock();
whenever(show);
new ResizeObserver(() => {
  document.documentElement.style.setProperty("--dock", `${document.getElementById("dock").offsetHeight}px`);
}).observe(document.getElementById("dock"));
document.documentElement.style.setProperty("--dock", `${document.getElementById("dock").offsetHeight}px`);
show(null);
addEventListener("popstate", reread);
addEventListener("keydown", keys);
addEventListener("beforeprint", () => {
  onPaper(true);
  inRows(true);
  openQuotes(main);
});
addEventListener("afterprint", () => {
  onPaper(false);
  inRows(false);
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
performance.mark("shown", { detail: { reader: reader(), moment: moment(), moments: moments.length, last: lastMoment } });
