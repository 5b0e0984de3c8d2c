// The timeline: events in the order of the story under the headings of their sections, with the moment marked.

import { entities, entityOf, events, kinds, known, list, momentOf, sections } from "./payload.js";
import { go, reader, state } from "./address.js";
import { castOf, entityNow, eventNow, eventsKnown, factionOf, latest, moment, sectionOf } from "./standing.js";
import { button, count, make, quotes, rich, still, toEntity, toEvent } from "./build.js";

let shown = { key: "", root: null, rows: [] };

function passes(event) {
  if (state.kinds !== null && !(kinds[events[event].kind] && state.kinds.includes(kinds[events[event].kind].id))) return false;
  const cast = castOf(event);
  const around = entityOf.get(state.around);
  if (around !== undefined && !cast.includes(around)) return false;
  return state.faction === null || [...sidesOf(event)].some((faction) => state.faction.includes(faction < 0 ? "none" : entities[faction].id));
}

/** The sides that have a part in an event, themselves or by those who stood with them before it; -1 for somebody with none. */
export function sidesOf(event) {
  const before = Math.max(0, momentOf(event) - 1);
  return new Set(castOf(event).flatMap((entity) => {
    const side = factionOf(entity, before);
    return entities[entity].kind === "faction" ? [entity, side].filter((one) => one >= 0) : entities[entity].kind === "character" ? [side] : [];
  }));
}

function row(event) {
  const now = eventNow(event);
  const many = list(now.quotes).length;
  const more = many ? make("details", { class: "quotes" }, make("summary", {}, count(many, "quote"))) : null;
  if (more) {
    more.addEventListener("toggle", () => {
      if (more.open && more.children.length === 1) more.append(...quotes(now.quotes));
    });
  }
  const element = make("li", { class: "event", "data-event": events[event].id },
    button("Move the story here", () => go({ t: momentOf(event) }), { class: "pin" }, make("span", { class: "bead" })),
    make("div", { class: "what" }, make("p", { class: "sentence", dir: "auto" }, rich(now.sentence)), make("p", { class: "by" }, [now.when, now.told && now.told !== now.when ? `told ${now.told}` : "", Number.isInteger(now.place) && entityNow(now.place) ? ["at ", toEntity(now.place)] : ""].filter((one) => one && one.length).map((one, nth) => [nth ? " · " : "", one])), more),
    toEvent(event, "more", { class: "soft more", "aria-label": "Page of this event" }));
  element.addEventListener("click", (click) => {
    if (!click.target.closest("a, button, summary, blockquote")) go({ t: momentOf(event) });
  });
  return { event, element };
}

/** The view of the timeline; built anew only when what is known or filtered has changed. */
export function timelinePage() {
  const key = `${reader()} ${state.kinds} ${state.faction} ${state.around}`;
  if (shown.key !== key) {
    const rows = eventsKnown().filter(passes).map(row);
    const parts = [];
    let section = null;
    for (const one of rows) {
      const own = sectionOf(one.event);
      if (section === null || own !== section) {
        const head = sections[own];
        parts.push({ head: head && known(head, reader()) ? head.title || head.id : "", rows: [] });
        section = own;
      }
      parts[parts.length - 1].rows.push(one.element);
    }
    const root = make("div", { class: "leaf timeline" }, make("h1", {}, "Timeline"), make("p", { class: "soft" }, `${count(rows.length, "event")} in the order of the story.`, make("span", { class: "hint" }, " A click moves the story there.")),
      parts.map((part) => make("section", { class: "column" }, part.head ? make("h2", { dir: "auto" }, part.head) : null, make("ol", { class: "events" }, part.rows))));
    shown = { key, root, rows };
  }
  markMoment();
  return shown.root;
}

function markMoment() {
  const t = moment();
  const now = latest();
  for (const { event, element } of shown.rows) {
    element.classList.toggle("later", momentOf(event) > t);
    element.classList.toggle("here", event === now);
    if (event === now) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  }
}

/** Brings the moment into sight; `at once` when the view has just been opened. */
export function followMoment(atOnce) {
  const here = shown.root && shown.root.querySelector(".here");
  if (!here) return;
  if (atOnce) {
    requestAnimationFrame(() => here.isConnected && here.scrollIntoView({ block: "center" }));
    return;
  }
  const box = here.getBoundingClientRect();
  if (box.top > 80 && box.bottom < innerHeight - 180) return;
  here.scrollIntoView({ block: "center", behavior: still() ? "auto" : "smooth" });
}

/** Opens every quote before the page is printed. */
export function openQuotes(root) {
  for (const details of root.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  }

}
