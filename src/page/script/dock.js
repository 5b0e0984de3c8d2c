// The two clocks at the foot of the page: where the story stands, and how far the reader has come.

import { lastPosition, moments, positions } from "./payload.js";
import { go, manyPositions, reader, state } from "./address.js";
import { eventNow, latest, moment, sectionAt, sentenceOf, stopOf, stops } from "./standing.js";
import { button, link, make, refill, rich } from "./build.js";
import { events } from "./payload.js";

let parts = null;
let playing = 0;

/** The words for a moment: the event it stands just after. */
export function momentWords(t = moment()) {
  const stop = stopOf(t);
  if (stop === 0) return "Before the first event";
  return sentenceOf(moments[stops()[stop - 1] - 1]);
}

/** The words for a position of the reader. */
export function positionWords(r = reader()) {
  const position = positions[r];
  if (!position) return "Everything told";
  const title = position.title ? `, ${position.title}` : "";
  return `${position.label || r + 1}${title}`;
}

function toStop(stop, quiet = false) {
  const all = stops();
  const at = Math.max(0, Math.min(all.length, stop));
  go({ t: at === all.length ? null : at === 0 ? 0 : all[at - 1] }, quiet);
}

function toPosition(r, quiet = false) {
  go({ r: Math.max(0, Math.min(lastPosition, r)) }, quiet);
}

/** Steps the story on or back; used by the keys of the page too. */
export const stepStory = (by) => toStop(stopOf(moment()) + by);
/** Steps the reader on or back. */
export const stepReader = (by) => toPosition(reader() + by);

function clock(name, words, act, least, most) {
  const slider = make("input", { type: "range", min: 0, step: 1, id: `${name}-slider`, "aria-label": words, class: "slider" });
  let moving = false;
  slider.addEventListener("input", () => {
    act(Number(slider.value), moving);
    moving = true;
  });
  slider.addEventListener("change", () => {
    moving = false;
  });
  const now = make("output", { class: "now", for: `${name}-slider`, id: `${name}-now` });
  const row = make("div", { class: `clock ${name}` },
    make("label", { class: "what", for: `${name}-slider` }, words),
    button(`${words}: back`, () => least(), { class: "step", "data-step": `${name}-back` }, "‹"),
    make("div", { class: "track" }, slider),
    button(`${words}: on`, () => most(), { class: "step", "data-step": `${name}-on` }, "›"),
    now);
  return { slider, now, row };
}

/** Builds the dock once. */
export function buildDock() {
  const story = clock("story", "Story time", (value, quiet) => {
    stop();
    toStop(value, quiet);
  }, () => stepStory(-1), () => stepStory(1));
  const telling = clock("reader", "Reader has come to", toPosition, () => stepReader(-1), () => stepReader(1));
  const play = button("Play the story", toggle, { class: "step play", "aria-pressed": "false", id: "play" }, "▶");
  story.row.insertBefore(play, story.row.querySelector(".step"));
  parts = { story, telling, play };
  const dock = document.getElementById("dock");
  refill(dock, story.row, manyPositions ? telling.row : null);
  if (moments.length === 0) story.row.hidden = true;
  dock.hidden = moments.length === 0 && !manyPositions;
}

function stop() {
  clearInterval(playing);
  playing = 0;
  parts.play.setAttribute("aria-pressed", "false");
  parts.play.textContent = "▶";
}

function toggle() {
  if (playing) return stop();
  if (stopOf(moment()) >= stops().length) toStop(0);
  parts.play.setAttribute("aria-pressed", "true");
  parts.play.textContent = "❚❚";
  playing = setInterval(() => {
    if (stopOf(moment()) >= stops().length) stop();
    else toStop(stopOf(moment()) + 1, true);
  }, 1100);
  return playing;
}

function put(slider, most, value, words) {
  if (slider.max !== String(most)) slider.max = String(most);
  if (slider.value !== String(value)) slider.value = String(value);
  slider.setAttribute("aria-valuetext", words);
  slider.style.setProperty("--part", most > 0 ? String(value / most) : "0");
}

/** Shows where both clocks stand. */
export function dockNow() {
  const all = stops();
  const at = stopOf(moment());
  const event = latest();
  const section = sectionAt(moment());
  put(parts.story.slider, all.length, at, `${at} of ${all.length}. ${section ? `${section.title || section.id}. ` : ""}${momentWords()}`);
  const words = event >= 0 ? link({ view: "event", id: events[event].id }, { class: "deed", tabindex: "0" }, rich(eventNow(event).sentence, true)) : "Before the first event";
  refill(parts.story.now, make("span", { class: "where" }, `${at} / ${all.length}`, section ? ` · ${section.title || section.id}` : ""), make("span", { class: "words", dir: "auto" }, words));
  parts.story.row.querySelector("[data-step=story-back]").disabled = at === 0;
  parts.story.row.querySelector("[data-step=story-on]").disabled = at === all.length;
  if (!manyPositions) return;
  const r = reader();
  put(parts.telling.slider, lastPosition, r, positionWords());
  const told = state.r === null ? "everything has been told" : "nothing later is shown anywhere";
  refill(parts.telling.now, make("span", { class: "where" }, `${r + 1} / ${positions.length} · ${told}`), make("span", { class: "words", dir: "auto" }, positionWords()));
  parts.telling.row.querySelector("[data-step=reader-back]").disabled = r === 0;
  parts.telling.row.querySelector("[data-step=reader-on]").disabled = r === lastPosition;
}
