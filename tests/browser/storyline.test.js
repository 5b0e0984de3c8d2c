// The storyline at the first, a middle and the last position of the reader: everything in it belongs to something, and all of that has been told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, dataOf, end, open, paged, PATIENCE, slide } from "./opened.js";

const patient = { timeout: 4 * PATIENCE };
before(begin, patient);
after(end, patient);

const knownAt = (record, r) => !record.r || (record.r[0] <= r && r < record.r[1]);
const sorted = (words) => [...new Set(words)].sort();

/** What is to be seen of the storyline, as lists of words. */
const drawnOn = (page) => page.evaluate(() => {
  const svg = document.querySelector(".strip svg");
  const all = (selector, of = svg) => [...of.querySelectorAll(selector)];
  const owners = (selector) => all(selector).map((one) => one.closest("[data-entity]").dataset.entity);
  const inside = (box) => {
    const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    return box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
  };
  const words = (selector) => all(selector).map((one) => one.textContent).filter((text) => [...text].length > 1);
  return {
    there: owners(".scene circle"),
    owners: [...owners(".thread path, .band path, .ending"), ...owners(".name, .storyline > line, .storyline > g > line")],
    events: all("[data-event]").flatMap((one) => one.dataset.event.split(" ")),
    names: words(".name"),
    headings: words(".column text"),
    legend: words(".legend text"),
    signs: all(".legend text").map((one) => one.textContent).filter((text) => [...text].length === 1),
    marks: all(".mark text").map((one) => one.textContent),
    bands: all(".band").filter((one) => one.querySelector("path")).map((one) => one.dataset.faction),
    dead: all(".scene circle[stroke]").length,
    away: all(".thread path[stroke-dasharray]").length,
    fits: inside(svg.querySelector(".storyline").getBBox()),
  };
});

for (const story of ["macbeth", "what-you-leave-behind", "red-cliffs"]) {
  test(`the storyline of ${story} has no debris and no secret`, patient, async () => {
    const { page, spotless } = await open(paged(story, `data/${story}`), "#/storyline");
    const data = await dataOf(page);
    const last = data.positions.length - 1;
    for (const r of [0, 12, Math.floor(last / 2), last]) {
      await slide(page, "reader", r);
      const at = `${story} at ${data.positions[r].label}`;
      if (await page.locator(".strip").count() === 0) {
        assert.match(await page.locator("main").innerText(), /Nobody has met anybody yet/, at);
        continue;
      }
      const seen = await drawnOn(page);
      const version = (one) => one.versions.find((own) => knownAt(own, r));
      const names = new Map(data.entities.filter(version).map((one) => [one.id, version(one).name]));
      assert.deepEqual(sorted(seen.owners), sorted(seen.there), `${at}: whoever has a name, a line or a sign is in a scene`);
      assert.deepEqual(sorted(seen.names), sorted(seen.there.map((id) => names.get(id))), `${at}: they have the names that have been told`);
      const told = new Set(data.events.filter(version).map((one) => one.id));
      assert.deepEqual(seen.events.filter((id) => !told.has(id)), [], at);
      const titles = (data.sections ?? []).filter((one) => knownAt(one, r)).map((one) => `${one.id} ${one.title}`).join("\n");
      assert.deepEqual(seen.headings.filter((words) => !titles.includes(words.replace("…", ""))), [], at);
      const kinds = data.events.filter(version).map((one) => data.kinds[one.kind].noun);
      const shown = [...seen.bands.map((id) => names.get(id)), seen.dead ? "is there, dead" : "", seen.away ? "is away" : "", seen.marks.includes("†") ? "dies" : ""].filter(Boolean);
      const rest = seen.legend.filter((words) => !shown.includes(words));
      assert.deepEqual(shown.filter((words) => !seen.legend.includes(words)), [], `${at}: all that is shown is explained`);
      assert.deepEqual(rest.flatMap((words) => words.split(", ")).filter((noun) => !kinds.includes(noun)), [], `${at}: nothing else is`);
      assert.deepEqual(sorted(seen.signs), sorted(seen.marks), at);
      assert.ok(seen.fits, `${at}: all of it is to be seen`);
    }
    await spotless();
  });
}
