// Names in the graph: each beside its node where there is room, the weightier first; no two overlap, and those without room wait for a closer look.

const LINE = 15;
const CELL = 64;
const LONGEST = 26;
// Sixteen ways to look from a node, those to the sides first, where a name is nearest.
const ROUND = [0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12].map((nth) => [Math.cos((nth * Math.PI) / 8), Math.sin((nth * Math.PI) / 8)]);

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

/** What is taken on the screen, rectangles and rounds, found again by squares of it. */
function ground() {
  const cells = new Map();
  const each = (box, act) => {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) if (act(x * 65536 + y)) return true;
    }
    return false;
  };
  return {
    /** Whether a rectangle is free, but for the round of the one whose name it is. */
    free: (box, but) => !each(box, (key) => (cells.get(key) || []).some(({ area, round }) => (round ? round.entity !== but && reaches(round, box) : area[0] < box[2] && area[2] > box[0] && area[1] < box[3] && area[3] > box[1]))),
    take: (area, round = null) => {
      each(area, (key) => {
        if (cells.has(key)) cells.get(key).push({ area, round });
        else cells.set(key, [{ area, round }]);
        return false;
      });
    },
  };
}

/** Whether a round body reaches into a rectangle. */
function reaches({ x, y, radius }, box) {
  const [dx, dy] = [x - Math.max(box[0], Math.min(x, box[2])), y - Math.max(box[1], Math.min(y, box[3]))];
  return dx * dx + dy * dy < radius * radius;
}

/** The places for a name about its node, the best first: below, beside, above, at the corners, a little farther off; for those that lead, then around it at a distance, with a line that leads there. */
function seats({ x, y, radius, leads }, wide) {
  const found = [];
  for (const more of [0, 6]) {
    const gap = radius + 3 + more;
    const aside = radius * 0.72 + 2 + more;
    const [below, above] = [gap + 11, -gap - 3];
    const [low, high] = [aside + 9, -aside];
    found.push([0, below, "middle"], [gap + 1, 4.5, "start"], [-gap - 1, 4.5, "end"], [0, above, "middle"], [aside, low, "start"], [-aside, low, "end"], [aside, high, "start"], [-aside, high, "end"]);
  }
  for (const far of leads ? [22, 34, 46, 60, 76] : []) {
    for (const [across, down] of ROUND) {
      const [dx, dy] = [across * (radius + far), down * (radius + far)];
      found.push([dx, dy + 4.5 + down * 6, across > 0.3 ? "start" : across < -0.3 ? "end" : "middle", [across * radius, down * radius, dx - across * 3, dy - down * 3]]);
    }
  }
  return found.map(([dx, dy, anchor, leader]) => {
    const left = x + dx - (anchor === "middle" ? wide / 2 : anchor === "end" ? wide : 0);
    return { dx, dy, anchor, leader, box: [left, y + dy - 11, left + wide, y + dy - 11 + LINE] };
  });
}

/** Whether a leading line runs clear of all but its own node. */
function clear(taken, { leader }, { x, y, entity }) {
  if (!leader) return true;
  const [x1, y1, x2, y2] = leader;
  for (let part = 0; part <= 1; part += 0.2) {
    const [px, py] = [x + x1 + (x2 - x1) * part, y + y1 + (y2 - y1) * part];
    if (!taken.free([px - 1, py - 1, px + 1, py + 1], entity)) return false;
  }
  return true;
}

const inside = (one, screen) => one.x > -80 && one.y > -40 && one.x < screen.width + 80 && one.y < screen.height + 40;

/**
 * Chooses the labels that fit, the first of the list first: none lies over a node or another label.
 * Each has its node's middle and radius on the screen, its text, and whether it must be shown, over others if need be.
 * Then what stands on lines, of the ways to write each the first that has a free place.
 */
export function choose(nodes, lines, screen) {
  const taken = ground();
  const seen = nodes.filter((one) => inside(one, screen));
  for (const one of seen) taken.take([one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius], one);
  const names = [];
  for (const one of seen) {
    const all = seats(one, width(one.text, one.bold));
    const fits = (seat) => seat.box[0] >= screen.left + 2 && seat.box[2] <= screen.right - 2 && taken.free(seat.box, one.entity) && clear(taken, seat, one);
    const found = all.find(fits) ?? (one.must ? all[0] : null);
    if (!found) continue;
    taken.take(found.box);
    names.push({ ...one, ...found });
  }
  const words = [];
  for (const ways of lines) {
    for (const one of ways) {
      const box = ([x, y]) => [x - one.wide / 2, y - one.tall / 2, x + one.wide / 2, y + one.tall / 2];
      const within = ([left, top, right, bottom]) => left > screen.left && right < screen.right && top > 0 && bottom < screen.height;
      const spot = one.spots.find((at) => within(box(at)) && taken.free(box(at), -1));
      if (!spot) continue;
      taken.take(box(spot));
      words.push({ ...one, spot });
      break;
    }
  }
  return { names, words };
}
