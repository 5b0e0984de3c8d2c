// The window on the graph: moved by dragging, touch and keys, brought nearer by wheel, pinch and buttons.

const NEAREST = 6;

/** A camera over a group of a drawing, with as much room as there is to see it in; `moved` is told whenever it has looked elsewhere, `settled` once it rests. */
export function camera(stage, world, { room, bounds, inset, moved, settled }) {
  const view = { x: 0, y: 0, k: 1 };
  let farthest = 0.5;
  let resting = 0;
  let touched = false;
  let asked = 0;

  function apply() {
    world.setAttribute("transform", `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.k.toFixed(5)})`);
    if (asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      moved(view);
      // It rests when nothing has moved for a while since it was last shown, however late that was.
      clearTimeout(resting);
      resting = setTimeout(() => settled(view), 90);
    });
  }

  function zoom(factor, x, y) {
    const k = Math.min(NEAREST, Math.max(farthest, view.k * factor));
    view.x = x - (x - view.x) * (k / view.k);
    view.y = y - (y - view.y) * (k / view.k);
    view.k = k;
    touched = true;
    apply();
  }

  function pan(x, y) {
    view.x += x;
    view.y += y;
    touched = true;
    apply();
  }

  /** Shows all of a box, with room around it. */
  function fit(box = bounds(), margin = 44) {
    const { width: whole, height } = room();
    if (!whole || !height) return;
    const { left, right, bottom } = inset();
    const width = whole - left - right;
    const tall = height - bottom;
    if (width < 40 || tall < 40) return;
    // Names reach further to the sides than up and down.
    const beside = Math.min(margin * 1.7, width / 10);
    const most = Math.min((width - 2 * beside) / Math.max(box.width, 1), (tall - 2 * Math.min(margin, tall / 8)) / Math.max(box.height, 1));
    farthest = Math.min(farthest, most * 0.6);
    view.k = Math.min(most, 2);
    view.x = left + width / 2 - (box.x + box.width / 2) * view.k;
    view.y = tall / 2 - (box.y + box.height / 2) * view.k;
    apply();
  }

  /** Shows as much as can be told apart, about a place: what a small window opens with. */
  function open(x, y, k) {
    fit();
    if (view.k >= k) return;
    view.k = k;
    const { bottom } = inset();
    view.x = room().width / 2 - x * k;
    view.y = (room().height - bottom) / 2 - y * k;
    apply();
  }

  /** Brings a place into sight if it is not, without changing the scale. */
  function reveal(x, y, margin = 60) {
    const [left, top] = [view.x + x * view.k, view.y + y * view.k];
    const cover = inset();
    const into = (at, low, high) => (at < low + margin ? low + margin - at : at > high - margin ? high - margin - at : 0);
    const [dx, dy] = [into(left, cover.left, room().width - cover.right), into(top, 0, room().height - cover.bottom)];
    if (dx || dy) pan(dx, dy);
  }

  const middle = () => [room().width / 2, room().height / 2];
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1;
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018)), ...place(event));
  }, { passive: false });

  const fingers = new Map();
  let travelled = 0;
  let spread = 0;
  const between = () => {
    const [one, two] = [...fingers.values()];
    return [Math.hypot(one[0] - two[0], one[1] - two[1]), (one[0] + two[0]) / 2, (one[1] + two[1]) / 2];
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) travelled = 0;
    if (fingers.size === 2) [spread] = between();
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    if (fingers.size === 1) {
      travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (travelled > 4) {
        if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
        stage.classList.add("held");
        pan(now[0] - before[0], now[1] - before[1]);
      }
      fingers.set(event.pointerId, now);
      return;
    }
    const [, wasX, wasY] = between();
    fingers.set(event.pointerId, now);
    const [wide, x, y] = between();
    if (spread > 0) zoom(wide / spread, x, y);
    pan(x - wasX, y - wasY);
    spread = wide;
    travelled = 99;
  });
  const lifted = (event) => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) stage.classList.remove("held");
  };
  stage.addEventListener("pointerup", lifted);
  stage.addEventListener("pointercancel", lifted);

  /** What a key does to the view; says whether it did anything. */
  function key(event) {
    const step = event.shiftKey ? 200 : 60;
    const pans = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (pans[event.key]) pan(...pans[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.3, ...middle());
    else if (event.key === "-" || event.key === "_") zoom(1 / 1.3, ...middle());
    else if (event.key === "0") fit();
    else return false;
    return true;
  }

  /** Looks where it once looked. */
  function look(before) {
    Object.assign(view, before);
    apply();
  }

  return { view, fit, open, look, pan, reveal, key, zoomBy: (factor) => zoom(factor, ...middle()), dragged: () => travelled > 4, untouched: () => !touched, place };
}
