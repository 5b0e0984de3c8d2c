// The graph in words: a table of the relations that hold at the moment shown, for those who would rather read, hear or print it.

import { nameOf, eventNow, relationWords } from "./standing.js";
import { make, rich, toEntity, toEvent } from "./build.js";
import { stretchesShown } from "./bundles.js";
import { momentWords } from "./dock.js";
import { swatch } from "./filters.js";

/** The relations at the moment shown, as a table. */
export function relationTable() {
  const all = [...stretchesShown()].sort((one, two) => compare(nameOf(one.from), nameOf(two.from)) || one.relation - two.relation || compare(nameOf(one.to ?? one.from), nameOf(two.to ?? two.from)));
  const rows = all.map((one) => {
    const by = one.by === undefined || one.by === null ? null : eventNow(one.by);
    const two = one.to === undefined || one.to === null ? (one.about === undefined ? "" : toEvent(one.about, rich(eventNow(one.about).sentence, true))) : toEntity(one.to);
    return make("tr", {}, make("td", {}, toEntity(one.from)), make("td", {}, swatch(one.relation), relationWords(one.relation), one.sure === false ? make("span", { class: "soft" }, " (not certain)") : null), make("td", {}, two), make("td", { class: "since" }, by ? [by.when || by.told ? make("span", { class: "when" }, `${by.when || by.told} `) : null, toEvent(one.by, rich(by.sentence, true))] : make("span", { class: "soft" }, "from the start")));
  });
  return make("div", { class: "leaf wide table" }, make("table", { id: "relations" },
    make("caption", {}, `${all.length} relations. ${momentWords()}`),
    make("thead", {}, make("tr", {}, ["Who", "Relation", "To whom", "Since"].map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, rows)));
}

const compare = (one, two) => (one < two ? -1 : one > two ? 1 : 0);
