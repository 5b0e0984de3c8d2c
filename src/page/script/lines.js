// The lines of the graph: their strands, their courses, and which of them is pointed at.

import { entities, relations } from "./payload.js";
import { relationWords } from "./standing.js";
import { draw, inks } from "./build.js";
import { strands } from "./bundles.js";
import { width } from "./labels.js";

const APART = 4.2;
const NEAR = 7;
const CROWD = 900;
// The words on a line: their size against that of names, from one line of them to the next, and how many at most.
const WORDS = 0.86;
const LEAD = 12.5;
const MOST = 3;
// A line as long as that may have words beside it.
const BESIDE = 36;
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
  bundle.rims = [a.x + ux * from, a.y + uy * from, b.x - ux * to, b.y - uy * to];
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
export function route(lines, sizes, k) {
  if (lines.masses) for (const mass of lines.masses.values()) mass.courses = [];
  for (const bundle of lines) {
    courses(bundle, sizes, k).forEach((d, nth) => {
      const { relation, sure } = bundle.strands[nth];
      if (lines.masses) lines.masses.get(relation * 2 + (sure ? 1 : 0)).courses.push(d);
      if (bundle.element) bundle.paths[nth].setAttribute("d", d);
    });
  }
  if (lines.masses) for (const { path, courses: all } of lines.masses.values()) path.setAttribute("d", all.join(""));
}

/** Whether a stretch between two places reaches into a rectangle. */
function crosses([x1, y1, x2, y2], [left, top, right, bottom]) {
  let [from, to] = [0, 1];
  for (const [at, step, low, high] of [[x1, x2 - x1, left, right], [y1, y2 - y1, top, bottom]]) {
    if (Math.abs(step) < 1e-9) {
      if (at < low || at > high) return false;
      continue;
    }
    const [one, two] = [(low - at) / step, (high - at) / step];
    from = Math.max(from, Math.min(one, two));
    to = Math.min(to, Math.max(one, two));
  }
  return from <= to;
}

/** What may be written about a line of several relations: their words, or else how many there are; each with its places on the screen. Words stand on the line where enough of it is left to see, or close beside it where no other line runs. */
export function sayings(bundle, lines, { x, y, k }) {
  const seen = (one) => one.rims.map((at, nth) => at * k + (nth % 2 ? y : x));
  const [x1, y1, x2, y2] = seen(bundle);
  const long = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [across, down] = [Math.abs(x2 - x1) / long, Math.abs(y2 - y1) / long];
  const words = [...new Set(bundle.strands.map((one) => relationWords(one.relation)))];
  const full = { brief: false, texts: words, wide: Math.max(...words.map((one) => width(one, false))) * WORDS + 4, tall: words.length * LEAD + 2 };
  const brief = { brief: true, texts: [String(bundle.strands.length)], wide: 17, tall: 17 };
  return (words.length > MOST ? [brief] : [full, brief]).map((one) => {
    const hidden = Math.min(one.wide / (across || 1e-9), one.tall / (down || 1e-9));
    const along = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((share) => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]);
    if (hidden < long * 0.55) return { ...one, spots: along };
    if (one.brief || long < BESIDE) return { ...one, spots: [] };
    const off = (one.wide * down + one.tall * across) / 2 + (APART * (bundle.strands.length - 1)) / 2 + 3;
    const beside = along.flatMap(([px, py]) => [-off, off].map((by) => [px - ((y2 - y1) / long) * by, py + ((x2 - x1) / long) * by]));
    const others = lines.filter((other) => other !== bundle).map(seen);
    const alone = ([px, py]) => others.every((other) => !crosses(other, [px - one.wide / 2, py - one.tall / 2, px + one.wide / 2, py + one.tall / 2]));
    return { ...one, spots: beside.filter(alone) };
  });
}

/** Draws what is written on a line, at its place on the sheet. */
export function inscribed({ texts, spot: [px, py], brief }, { x, y, k }) {
  const text = (words, nth) => draw("text", { y: ((nth - (texts.length - 1) / 2) * LEAD).toFixed(1) }, words);
  return draw("g", { class: brief ? "count" : "said", transform: `translate(${((px - x) / k).toFixed(1)} ${((py - y) / k).toFixed(1)}) scale(${(1 / k).toFixed(4)})` }, brief ? draw("circle", { r: 8 }) : null, texts.map(text));
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
