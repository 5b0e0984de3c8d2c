// The storyline on paper: one row below the other, each with the names of the lines that come into it.

import { entityOf } from "./payload.js";
import { nameOf } from "./standing.js";
import { draw, make } from "./build.js";

// How wide a row is on the drawing at least, and the shape of the sheet, which lies on its side.
const ROW = 1120;
const SHEET_SHAPE = 1.66;
// The room for names at the left end of a row.
const NAMES = 120;
// From one line of the legend to the next, and from the beginning of an item to its words.
const LEGEND = 21;
const INDENT = 25;

/** Where rows begin and end: before a heading, or else between two scenes, and through no name. */
function breaks({ svg, scenes, left, wide }, most) {
  const columns = [...svg.querySelectorAll(".column > line")].map((line) => Number(line.getAttribute("x1")));
  const between = scenes.slice(1).map((one, nth) => (one.x + scenes[nth].x) / 2);
  const words = [...svg.querySelectorAll(".name")].map((one) => one.getBBox());
  const clear = (x) => words.every((box) => x < box.x || x > box.x + box.width);
  const found = [left];
  const end = left + wide;
  while (end - found[found.length - 1] > most) {
    const limit = found[found.length - 1] + most;
    const ways = [[columns.filter(clear), 0.3], [between.filter(clear), 0.6], [between, 0.6]];
    const fitting = ways.map(([all, share]) => Math.max(...all.filter((x) => x > limit - most * share && x <= limit)));
    found.push(fitting.find((x) => Number.isFinite(x)) ?? limit);
  }
  return [...found, end];
}

/** How high a line runs at a place, if it is there. */
export function heightAt(thread, x) {
  for (const path of thread.querySelectorAll("path")) {
    const box = path.getBBox();
    if (x < box.x || x > box.x + box.width) continue;
    let [from, to] = [0, path.getTotalLength()];
    for (let step = 0; step < 24; step++) {
      const middle = (from + to) / 2;
      if (path.getPointAtLength(middle).x < x) from = middle;
      else to = middle;
    }
    return path.getPointAtLength(from).y;
  }
  return null;
}

/** The legend in lines that are not wider than the rows: where each begins and ends, and how high it is. */
function legendLines(svg, foot, most) {
  const found = [];
  const begins = [...svg.querySelectorAll(".legend text:not([text-anchor])")].map((words) => {
    const box = words.getBBox();
    return { x: box.x - INDENT, end: box.x + box.width + 2, nth: Math.floor((box.y - foot) / LEGEND) };
  });
  for (const nth of [...new Set(begins.map((one) => one.nth))].sort((one, two) => one - two)) {
    const own = begins.filter((one) => one.nth === nth);
    const items = [...own.map((one) => one.x), Math.max(...own.map((one) => one.end))].sort((one, two) => one - two);
    let from = items[0];
    items.forEach((to, at) => {
      const next = items[at + 1];
      if (next !== undefined && next - from <= most) return;
      if (to > from) found.push([from, to, foot + nth * LEGEND]);
      from = to;
    });
  }
  return found;
}

/** The rows of a drawing that is on the page, and its legend below them. */
export function rowsOf(strip) {
  const { svg, left, top, wide, bottom } = strip;
  const whole = svg.querySelector(".storyline");
  whole.id = "storyline-whole";
  strip.line.id = "storyline-moment";
  const foot = bottom + 7.2;
  const ends = breaks(strip, Math.max(ROW, (foot - top) * SHEET_SHAPE));
  const part = (x, y, width, height) => draw("svg", { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` }, draw("use", { href: "#storyline-whole" }), draw("use", { href: "#storyline-moment", class: "moment" }));
  const rows = ends.slice(1).map((to, nth) => {
    const from = ends[nth];
    const room = nth ? NAMES : 0;
    const names = nth === 0 ? [] : [...svg.querySelectorAll(".thread")].map((thread) => {
      const y = heightAt(thread, from);
      const id = thread.getAttribute("data-entity");
      return y === null || !entityOf.has(id) ? null : draw("text", { x: from - 6, y: y + 4, "text-anchor": "end", "font-size": 11, fill: thread.getAttribute("stroke") }, nameOf(entityOf.get(id)));
    });
    return draw("svg", { class: "row", viewBox: `${from - room} ${top} ${to - from + room} ${foot - top}` }, names, part(from, top, to - from, foot - top));
  });
  const widest = Math.max(...ends.slice(1).map((to, nth) => to - ends[nth] + (nth ? NAMES : 0)));
  for (const row of rows) row.style.setProperty("--share", (row.viewBox.baseVal.width / widest).toFixed(4));
  const legend = legendLines(svg, foot, widest).map(([from, to, y]) => draw("svg", { class: "row legend-row", viewBox: `${from} ${y} ${widest} ${LEGEND}` }, part(from, y, to - from, LEGEND)));
  return make("div", { class: "rows" }, rows, legend);
}
