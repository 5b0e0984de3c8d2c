// Search: names and aliases first, then events by their words and quotes; only what the reader knows can be found.

import { entities, events, list, plain } from "./payload.js";
import { go, reader, state } from "./address.js";
import { entityNow, eventNow, factionOf } from "./standing.js";
import { draw, link, make, refill, rich } from "./build.js";
import { fit, fold } from "./fold.js";
import { tint } from "./nodes.js";

let rows = { r: -1, all: [] };

/** Everything that can be found at the reader's position, folded once. */
function findable() {
  if (rows.r === reader()) return rows.all;
  const all = [];
  entities.forEach((one, entity) => {
    const now = entityNow(entity);
    if (!now) return;
    const names = [now.name || "", ...list(now.names), one.id];
    all.push({ entity, heads: names.map(fold), names, body: [], text: fold(plain(now.note)) });
  });
  events.forEach((one, event) => {
    const now = eventNow(event);
    if (!now) return;
    all.push({ event, heads: [fold(plain(now.sentence))], names: [], body: list(now.quotes).map((quote) => String(quote.text || "")), text: fold(plain(now.note)) });
  });
  rows = { r: reader(), all };
  return all;
}

/** What answers a question, best first. */
export function found(question, most = 200) {
  const asked = fold(question);
  if (!asked) return [];
  const hits = [];
  for (const row of findable()) {
    let best = Infinity;
    let by = "";
    row.heads.forEach((head, nth) => {
      const score = fit(head, asked);
      if (score < best) {
        best = score;
        by = nth > 0 ? row.names[nth] || "" : "";
      }
    });
    const quote = best === Infinity ? row.body.find((text) => fit(fold(text), asked) < Infinity) : undefined;
    if (best === Infinity && quote === undefined && fit(row.text, asked) === Infinity) continue;
    const score = (best === Infinity ? (quote === undefined ? 7 : 6) : best) + (row.event === undefined ? 0 : 1.5);
    hits.push({ entity: row.entity, event: row.event, by, quote: quote || "", score });
  }
  return hits.sort((one, two) => one.score - two.score).slice(0, most);
}

const target = (hit) => (hit.event === undefined ? { view: "entity", id: entities[hit.entity].id } : { view: "event", id: events[hit.event].id });

function hitWords(hit) {
  if (hit.event !== undefined) {
    const now = eventNow(hit.event);
    return [make("span", { class: "hit-what", dir: "auto" }, rich(now.sentence, true)), make("span", { class: "soft", dir: "auto" }, hit.quote ? `“${hit.quote}”` : now.when || now.told || "")];
  }
  const now = entityNow(hit.entity);
  return [make("span", { class: "hit-what", dir: "auto" }, make("span", { class: "dot", vars: tint(entities[hit.entity].color ? hit.entity : factionOf(hit.entity)) }), now.name), make("span", { class: "soft", dir: "auto" }, hit.by && hit.by !== now.name && hit.by !== entities[hit.entity].id ? `${hit.by} · ` : "", entities[hit.entity].kind)];
}

/** The view of all that was found. */
export function searchPage() {
  const hits = found(state.q);
  const rest = (name, all) => (all.length ? make("section", { class: "part" }, make("h2", {}, name, make("span", { class: "soft" }, ` ${all.length}`)), make("ul", { class: "hits" }, all.map((hit) => make("li", {}, link(target(hit), { class: "hit" }, hitWords(hit)))))) : null);
  return make("div", { class: "leaf" }, make("h1", { dir: "auto" }, state.q ? `Found for “${state.q}”` : "Search"),
    hits.length === 0 ? make("p", { class: "lead" }, state.q ? "Nothing. Names, aliases, events and quotes are searched, as far as they have been told." : "Type a name, an alias, or words of an event or quote.") : null,
    rest("Names", hits.filter((hit) => hit.event === undefined)), rest("Events", hits.filter((hit) => hit.event !== undefined)));
}

/** The box in the head of the page, with its list of offers. */
export function searchBox() {
  const input = make("input", { type: "search", id: "find", placeholder: "Search", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": "offers", "aria-autocomplete": "list", "aria-label": "Search names, aliases, events and quotes", "aria-keyshortcuts": "/", dir: "auto" });
  const offers = make("ul", { id: "offers", class: "offers", role: "listbox", "aria-label": "Found", hidden: true });
  let hits = [];
  let at = -1;

  function close() {
    offers.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function take(hit) {
    input.value = "";
    close();
    go(target(hit));
  }
  function mark(next) {
    at = hits.length ? (next + hits.length) % hits.length : -1;
    [...offers.children].forEach((one, nth) => one.setAttribute("aria-selected", String(nth === at)));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", `offer-${at}`);
    offers.children[at].scrollIntoView({ block: "nearest" });
  }
  function show() {
    hits = found(input.value, 12);
    at = -1;
    const none = input.value.trim() && !hits.length ? make("li", { class: "none" }, "Nothing of that name has been told") : null;
    refill(offers, hits.map((hit, nth) => make("li", { id: `offer-${nth}`, role: "option", "aria-selected": "false", class: "hit", onpointerdown: (event) => {
      event.preventDefault();
      take(hit);
    } }, hitWords(hit))), none);
    offers.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!offers.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (offers.hidden) show();
      mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? hits.length - 1 : at - 1);
    } else if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      if (at >= 0) return take(hits[at]);
      const q = input.value.trim();
      close();
      go({ view: "search", q });
    } else if (event.key === "Escape") {
      input.value = "";
      close();
      input.blur();
    }
    return undefined;
  });
  const glass = draw("svg", { class: "glass", viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("circle", { cx: 6.8, cy: 6.8, r: 4.6 }), draw("path", { d: "M10.4 10.4L14.2 14.2" }));
  return make("div", { class: "find", role: "search" }, glass, input, offers);
}
