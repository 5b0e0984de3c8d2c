// The frame of the page: its head with title, views and search, and the switch between light and dark.

import { storyline, subtitle } from "./payload.js";
import { go, state } from "./address.js";
import { findingsNow, titleNow } from "./standing.js";
import { button, link, make, refill } from "./build.js";
import { searchBox } from "./search.js";

const VIEWS = [["graph", "Graph"], ["storyline", "Storyline"], ["timeline", "Timeline"], ["index", "Index"], ["findings", "Findings"]];
let tabs = null;

/** Whether the page is dark now. */
export const dark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

/** Builds the head once. */
export function buildFrame() {
  tabs = make("nav", { class: "tabs", "aria-label": "Views" });
  const theme = button("Light or dark", () => go({ theme: dark() ? "light" : "dark" }, true), { class: "icon", id: "theme" }, "◐");
  refill(document.getElementById("top"), make("div", { class: "title" }, make("p", { class: "name-of-story", dir: "auto" }, link({ view: "graph", sel: "", pair: "", around: "" }, { id: "story-title" }, "")), subtitle ? make("p", { class: "soft", dir: "auto" }, subtitle) : null), tabs, searchBox(), theme);
}

/** Shows which view is open, and the colours chosen. */
export function frameNow() {
  const findings = findingsNow().length;
  document.getElementById("story-title").textContent = titleNow();
  refill(tabs, VIEWS.filter(([view]) => view !== "storyline" || storyline !== "" || state.view === view).filter(([view]) => view !== "findings" || findings > 0 || state.view === "findings").map(([view, words]) => link({ view }, { class: "tab", "data-view": view, "aria-current": state.view === view ? "page" : null }, words, view === "findings" && findings ? make("span", { class: "badge" }, String(findings)) : null)));
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
}
