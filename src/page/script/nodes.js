// A node of the graph: its shape by what it is, its size by how near one looks.

import { entities } from "./payload.js";
import { state } from "./address.js";
import { draw } from "./build.js";

/** The colour of a faction, in variables that the style picks from by light and dark. */
export const tint = (entity) => {
  const own = entity >= 0 ? entities[entity] : null;
  return own && own.color ? { "--light": own.color, "--night": `color-mix(in srgb, ${own.dark || own.color} 78%, #ffffff)` } : { "--light": "var(--outline)", "--night": "var(--outline)" };
};

const acts = (kind) => kind === "character" || kind === "faction";
/** Actors stay in sight when nothing ties them; things and places would only crowd the sheet. */
export const isActor = (entity) => acts(entities[entity].kind);

const everyKind = [...new Set(entities.filter((one) => typeof one.x === "number").map((one) => one.kind))];
const actingKinds = everyKind.filter(acts);

/** The kinds of entity in the graph as long as none are chosen: those who act, who are what it is about; in the circle of one, and where nobody acts, all. */
export const usualKinds = () => (state.around || actingKinds.length === 0 ? everyKind : actingKinds);
/** The kinds of entity in the graph. */
export const kindsShown = () => state.show ?? usualKinds();

/** How far a node of so many ties reaches on the sheet when it is seen from where the camera stands. */
function reach(ties, k) {
  const own = 10 + 2.6 * Math.sqrt(ties);
  return (own * Math.min(1.25, Math.max(0.42, Math.sqrt(k) * 0.95))) / k;
}

/** The letters inside a node: of a name in an alphabet the first and the last, of others one sign. */
export function initials(name) {
  const parts = name.replace(/[^\p{L}\p{N}\s'-]/gu, "").split(/\s+/).filter(Boolean);
  if (parts.length === 0) return "";
  const first = [...parts[0]];
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first[0])) return first[0];
  return [...first[0].toUpperCase()][0] + (parts.length > 1 ? [...[...parts[parts.length - 1]][0].toUpperCase()][0] : "");
}

function shape(kind) {
  if (kind === "faction") return draw("rect", { class: "body" });
  if (kind === "place" || kind === "item") return draw("path", { class: "body" });
  return draw("circle", { class: "body" });
}

/** Gives a node the size it has at a scale. */
export function resize(node, k, crowding) {
  const size = reach(node.ties, k) * crowding;
  node.size = size;
  const { body } = node;
  if (body.localName === "circle") body.setAttribute("r", size.toFixed(2));
  else if (body.localName === "rect") {
    const half = size * 0.94;
    for (const [name, value] of [["x", -half], ["y", -half], ["width", 2 * half], ["height", 2 * half], ["rx", half * 0.34]]) body.setAttribute(name, value.toFixed(2));
  } else if (entities[node.entity].kind === "place") body.setAttribute("d", `M0 ${-size}L${size} 0L0 ${size}L${-size} 0Z`);
  else body.setAttribute("d", `M0 ${-size}L${size * 0.95} ${size * 0.75}H${-size * 0.95}Z`);
  if (node.mark) node.mark.setAttribute("font-size", (size * 0.86).toFixed(2));
  if (node.face) for (const [name, value] of [["x", -size], ["y", -size], ["width", 2 * size], ["height", 2 * size]]) node.face.setAttribute(name, value.toFixed(2));
}

/** Draws a node; a crowd goes without letters. */
export function nodeFor(entity, few) {
  const one = entities[entity];
  const body = shape(one.kind);
  const element = draw("g", { class: "node", role: "button", tabindex: "-1", transform: `translate(${one.x} ${one.y})`, "data-node": entity }, body);
  const node = { entity, element, body, mark: null, face: null, size: 0, ties: -1, name: "" };
  if (typeof one.image === "string" && /^data:image\/(png|jpeg|webp|gif|svg\+xml)[;,]/.test(one.image)) {
    node.face = draw("image", { href: one.image, preserveAspectRatio: "xMidYMid slice", class: "face" });
    element.append(node.face);
  } else if (few && one.kind === "character") {
    node.mark = draw("text", { class: "initials", "aria-hidden": "true" });
    element.append(node.mark);
  }
  return node;
}
