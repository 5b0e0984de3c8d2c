// Names in the graph: each beside its node where there is room, the weightier first; no two overlap, and those without room wait for a closer look.

const LINE = 15;
const CELL = 64;
const LONGEST = 26;
const FOREMOST = 28;

let pen = null;
const widths = new Map();

/** The width of a text in the labels' letters. */
export function width(text, bold) {
  const key = (bold ? "b" : "r") + text;
  if (!widths.has(key)) {
    pen ||= document.createElement("canvas").getContext("2d");
    pen.font = `${bold ? 600 : 400} 12.5px system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif`;
    widths.set(key, pen.measureText(text).width * 1.04 + 4);
  }
  return widths.get(key);
}

/** A name cut to a length that a picture can hold, at a whole sign. */
export function short(text, most = LONGEST) {
  const signs = [...text];
  if (signs.length <= most) return text;
  return `${signs.slice(0, most - 1).join("").trimEnd()}…`;
}

/** Rectangles that are taken, found again by squares of the sheet. */
function ground() {
  const cells = new Map();
  const each = (box, act) => {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) if (act(x * 65536 + y)) return true;
    }
    return false;
  };
  return {
    free: (box, but) => !each(box, (key) => (cells.get(key) || []).some((one) => one[4] !== but && one[0] < box[2] && one[2] > box[0] && one[1] < box[3] && one[3] > box[1])),
    take: (box) => {
      each(box, (key) => {
        if (cells.has(key)) cells.get(key).push(box);
        else cells.set(key, [box]);
        return false;
      });
    },
  };
}

/**
 * Chooses the labels that fit, the first of the list first.
 * Each has its node's middle and radius on the screen, its text, and whether it must be shown.
 */
export function choose(nodes, screen) {
  const taken = ground();
  const seen = nodes.filter((one) => inside(one, screen));
  const round = (one) => taken.take([one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius, one.entity]);
  const chosen = [];
  seen.slice(0, FOREMOST).forEach(round);
  for (const [rank, one] of seen.entries()) {
    // The names of the foremost may lie over lesser nodes; all others keep clear of every node.
    if (rank === FOREMOST) seen.slice(FOREMOST).forEach(round);
    if (!one.must && one.faint && screen.crowded) continue;
    const wide = width(one.text, one.bold);
    const gap = one.radius + 3;
    const places = [
      [one.x - wide / 2, one.y + gap, "middle", 0, gap + 11],
      [one.x + gap + 1, one.y - LINE / 2, "start", gap + 2, 4.5],
      [one.x - gap - 1 - wide, one.y - LINE / 2, "end", -gap - 2, 4.5],
      [one.x - wide / 2, one.y - gap - LINE, "middle", 0, -gap - 3],
    ];
    for (const [nth, [left, top, anchor, dx, dy]] of places.entries()) {
      const box = [left, top, left + wide, top + LINE, -1];
      if (!one.must && (left < screen.left + 2 || left + wide > screen.right - 2)) continue;
      if (!taken.free(box, one.entity) && !(one.must && nth === places.length - 1)) continue;
      taken.take(box);
      chosen.push({ entity: one.entity, text: one.text, anchor, dx, dy, bold: one.bold });
      break;
    }
  }
  return chosen;
}

const inside = (one, screen) => one.x > -80 && one.y > -40 && one.x < screen.width + 80 && one.y < screen.height + 40;
