// How soon a page of 2,000 nodes shows: makes a story, lets `lore page` write it, and opens the file in Chromium again and again.
//
//     (cd tests/browser && npm ci)
//     node benches/page.mjs --lore target/release/lore [--nodes 2000] [--rounds 9] [--keep page.html]
//
// Times are the browser's own, from the start of the navigation: `shown` is when the script has built all it shows, `painted` the first
// drawing with anything in it, `rest` the end of the second frame after that.  Chromium is `/usr/bin/chromium`, or what `CHROMIUM` says.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

// The driver of the browser is installed for its tests.
const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const { values: asked } = parseArgs({
  options: {
    lore: { type: "string", default: "target/release/lore" },
    nodes: { type: "string", default: "2000" },
    rounds: { type: "string", default: "9" },
    keep: { type: "string" },
  },
});

/** A story of so many nodes and twice as many events, the same for the same number. */
function story(nodes) {
  let state = 11;
  const below = (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const some = (share, sort) => Array.from({ length: Math.round(nodes * share) }, (_, nth) => ({ id: `${sort}-${nth}`, name: `${sort[0].toUpperCase()}${sort.slice(1)} ${nth}` }));
  const [factions, places] = [some(0.05, "house"), some(0.1, "town")];
  const characters = some(0.85, "person");
  const one = (of) => of[below(of.length)].id;
  const two = (of) => {
    const first = below(of.length);
    return [of[first].id, of[(first + 1 + below(of.length - 1)) % of.length].id];
  };
  const events = [];
  const happens = (kind, roles, place) => {
    const nth = events.length;
    const sources = [{ document: "chronicle", quote: `And in the year ${nth} it came to pass, as the clerks have it.`, locator: `leaf ${nth}` }];
    events.push({ id: `event-${nth}`, kind, roles, at: nth + 1, place, sources });
  };
  for (const { id } of characters) happens("join", { joiner: [id], faction: [one(factions)] });
  while (events.length < nodes * 2) {
    if (below(3) === 0) happens("arrival", { arrived: [one(characters)] }, one(places));
    else happens("alliance", { allies: two(characters) });
  }
  return { lorescope: 1, title: `A crowd of ${nodes}`, documents: [{ id: "chronicle", title: "The Chronicle" }], characters, factions, places, events };
}

const median = (of) => [...of].sort((a, b) => a - b)[of.length >> 1];
const folder = mkdtempSync(join(tmpdir(), "lore-bench-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
try {
  const [from, file] = [join(folder, "story.json"), join(folder, "page.html")];
  writeFileSync(from, JSON.stringify(story(Number(asked.nodes))));
  const begun = performance.now();
  execFileSync(asked.lore, ["-s", from, "page", "-o", file], { stdio: "inherit" });
  const written = performance.now() - begun;
  const runs = [];
  let counted;
  // The first round fills the caches, and is not counted.
  for (let round = 0; round <= Number(asked.rounds); round++) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(`file://${file}`);
    const run = await page.evaluate(async () => {
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      await frame();
      await frame();
      const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      return { shown: at("shown"), painted: at("first-contentful-paint"), rest: performance.now() };
    });
    if (round > 0) runs.push(run);
    counted = await page.evaluate(() => {
      const data = JSON.parse(document.getElementById("story").textContent);
      return { entities: data.entities.length, events: data.events.length, nodes: document.querySelectorAll(".node").length };
    });
    await context.close();
  }
  const of = (name) => {
    const all = runs.map((run) => run[name]);
    return `${Math.round(median(all))} ms (${Math.round(Math.min(...all))} – ${Math.round(Math.max(...all))})`;
  };
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  console.log(`| entities | events | nodes drawn | file | written in | shown | painted | at rest |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`);
  console.log(`| ${counted.entities} | ${counted.events} | ${counted.nodes} | ${megabytes} MB | ${Math.round(written)} ms | ${of("shown")} | ${of("painted")} | ${of("rest")} |`);
  if (asked.keep) copyFileSync(file, asked.keep);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
