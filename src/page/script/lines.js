// The lines of the graph: their strands, their courses, and which of them is pointed at.

import { entities, relations } from "./payload.js";
import { draw, inks } from "./build.js";
import { strands } from "./bundles.js";

const APART = 4.2;
const NEAR = 7;
const CROWD = 900;
let standing = new Set();

/** Makes the strands of a bundle; `old` are those that stood before, so that new ones can come in gently. */
function strung(bundle, old, now) {
  bundle.paths = bundle.strands.map((strand) => {
    const relation = relations[strand.relation] || {};
    const key = `${bundle.key} ${strand.relation} ${strand.from}`;
    now.add(key);
    const fresh = old.size > 0 && !old.has(key) ? " fresh" : "";
    return draw("path", { class: `line ${relation.dash || "solid"}${strand.sure ? "" : " unsure"}${fresh}`, vars: inks(strand.relation) });
  });
  bundle.element = draw("g", { class: "bundle", "data-relations": bundle.strands.map((one) => (relations[one.relation] || {}).id).join(" ") }, bundle.paths);
  return bundle.element;
}

/** Draws all lines. In a crowd those of one look are one path, and a line gets its own only when it is lit. */
export function drawLines(layer, lines) {
  const all = document.createDocumentFragment();
  const now = new Set();
  lines.masses = null;
  for (const bundle of lines) bundle.strands = strands(bundle);
  if (lines.length > CROWD) {
    lines.masses = new Map();
    for (const bundle of lines) {
      for (const { relation, sure } of bundle.strands) {
        const key = relation * 2 + (sure ? 1 : 0);
        if (lines.masses.has(key)) continue;
        const path = draw("path", { class: `line mass${sure ? "" : " unsure"}`, vars: inks(relation) });
        lines.masses.set(key, { path, courses: [] });
        all.append(path);
      }
    }
  } else for (const bundle of lines) all.append(strung(bundle, standing, now));
  standing = now;
  layer.replaceChildren(all);
}

/** Gives the lit lines of a crowd a path of their own. */
export function lightLines(layer, lines, lit, sizes, k) {
  if (!lines.masses) return;
  for (const old of layer.querySelectorAll(".bundle")) old.remove();
  for (const bundle of lines) bundle.element = null;
  for (const bundle of lit) {
    layer.append(strung(bundle, new Set(), new Set()));
    bundle.element.classList.add("in");
    courses(bundle, sizes, k).forEach((d, nth) => bundle.paths[nth].setAttribute("d", d));
  }
}

/** The course of each strand between the rims of its nodes, side by side with the others of its bundle. */
function courses(bundle, sizes, k) {
  const apart = Math.min(APART / k, APART * 2);
  const [a, b] = [entities[bundle.low], entities[bundle.high]];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const far = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / far, dy / far];
  const [from, to] = [sizes(bundle.low) + 1.5 / k, sizes(bundle.high) + 1.5 / k];
  bundle.middle = [(a.x + ux * from + b.x - ux * to) / 2, (a.y + uy * from + b.y - uy * to) / 2, far];
  const last = bundle.strands.length - 1;
  return bundle.strands.map((strand, nth) => {
    const off = (nth - last / 2) * apart;
    const [x1, y1] = [a.x + ux * from - uy * off, a.y + uy * from + ux * off];
    const [x2, y2] = [b.x - ux * to - uy * off, b.y - uy * to + ux * off];
    const line = `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
    if (!strand.directed || far < from + to + 12 / k) return line;
    return line + arrow(strand.from === bundle.low ? [x2, y2, ux, uy] : [x1, y1, -ux, -uy], 6.5 / k);
  });
}

/** Lays every line anew, as the scale or the size of the nodes has changed. */
export function route(lines, marks, sizes, k) {
  const counts = document.createDocumentFragment();
  if (lines.masses) for (const mass of lines.masses.values()) mass.courses = [];
  for (const bundle of lines) {
    courses(bundle, sizes, k).forEach((d, nth) => {
      const { relation, sure } = bundle.strands[nth];
      if (lines.masses) lines.masses.get(relation * 2 + (sure ? 1 : 0)).courses.push(d);
      if (bundle.element) bundle.paths[nth].setAttribute("d", d);
    });
    const [x, y, far] = bundle.middle;
    if (bundle.strands.length > 1 && far * k > (lines.masses ? 160 : 70)) {
      counts.append(draw("g", { class: "count", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(1 / k).toFixed(4)})` }, draw("circle", { r: 8 }), draw("text", {}, String(bundle.strands.length))));
    }
  }
  if (lines.masses) for (const { path, courses: all } of lines.masses.values()) path.setAttribute("d", all.join(""));
  marks.replaceChildren(counts);
}

function arrow([x, y, ux, uy], size) {
  const [px, py] = [x - ux * size, y - uy * size];
  const half = size * 0.5;
  return `M${(px - uy * half).toFixed(1)} ${(py + ux * half).toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}L${(px + uy * half).toFixed(1)} ${(py - ux * half).toFixed(1)}`;
}

/** The line nearest to a place on the screen, if one is near enough. */
export function nearest(lines, { x, y, k }, px, py) {
  const [wx, wy] = [(px - x) / k, (py - y) / k];
  let best = null;
  let least = NEAR / k;
  for (const bundle of lines) {
    const [a, b] = [entities[bundle.low], entities[bundle.high]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.max(0, Math.min(1, ((wx - a.x) * dx + (wy - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const far = Math.hypot(a.x + along * dx - wx, a.y + along * dy - wy) - Math.min(bundle.strands.length - 1, 4) * 2;
    if (far < least) [best, least] = [bundle, far];
  }
  return best;
}
