// The page as people use it: read, moved in time, searched, followed, by pointer, by keyboard and by phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allWords, begin, dataOf, DESK, end, open, paged, PATIENCE, PHONE, sheets, slide } from "./opened.js";

const SEED = ["seed", "data/what-you-leave-behind"];
const CLIFFS = ["cliffs", "data/red-cliffs"];
const patient = { timeout: 4 * PATIENCE };
const seed = () => paged(...SEED);
const cliffs = () => paged(...CLIFFS);
const hashOf = (page) => new URL(page.url()).hash;

before(begin, patient);
after(end, patient);

/** Records of a kind that are known at a position of the reader. */
const knownAt = (record, r) => !record.r || (record.r[0] <= r && r < record.r[1]);

test("every view opens, says nothing on the console and asks for nothing", patient, async () => {
  const { page, spotless } = await open(seed());
  assert.equal(await page.title(), "What You Leave Behind");
  assert.equal(await page.locator("header, main, nav[aria-label=Views], section#dock").count() >= 4, true);
  for (const view of ["storyline", "timeline", "index", "graph"]) {
    const tab = page.locator(`a[data-view=${view}]`);
    if (await tab.count() === 0) await page.goto(`${page.url().split("#")[0]}#/${view}`);
    else await tab.click();
    assert.equal(hashOf(page), `#/${view}`);
    assert.ok((await page.locator("main").innerText()).length > 10, view);
  }
  await page.goto(`${page.url().split("#")[0]}#/findings`);
  assert.match(await page.locator("main h1").innerText(), /Findings/);
  await page.goto(`${page.url().split("#")[0]}#/entity/nobody`);
  assert.match(await page.locator("main h1").innerText(), /Nothing of that name/);
  await spotless();
});

test("a search finds an alias, words of an event and of a quote, accents and case aside", patient, async () => {
  const { page, spotless } = await open(cliffs());
  const first = async (words) => {
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    return (await page.locator("#offers [role=option]").first().innerText()).split("\n")[0].trim();
  };
  assert.equal(await first("mengde"), "Cao Cao");
  await page.keyboard.press("Escape");
  assert.equal(await first("LU BU"), "Lü Bu");
  await page.keyboard.press("Escape");
  assert.match(await first("swore brotherhood at the peach"), /swore brotherhood at the peach garden/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("#find").getAttribute("aria-activedescendant"), "offer-0");
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /^#\/event\//);
  assert.match(await page.locator("main h1").innerText(), /swore brotherhood/);
  await page.keyboard.press("/");
  await page.keyboard.type("strangers read it");
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /^#\/search\?q=strangers%20read%20it/);
  assert.match(await page.locator("main").innerText(), /Liu Bei, Guan Yu and Zhang Fei met/);
  await spotless();
});

test("the story's slider brings relations and takes them away, in the graph and in the table", patient, async () => {
  const { page, spotless } = await open(seed(), "#/graph?show=character,faction,place,item");
  const data = await dataOf(page);
  const tie = data.stretches.find((one) => one.t[0] > 3 && one.t[1] < data.moments.length && typeof one.to === "number" && [one.from, one.to].every((at) => typeof data.entities[at].x === "number") && data.stretches.every((other) => other === one || other.relation !== one.relation || other.from !== one.from || other.to !== one.to));
  const words = (parts) => parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
  const name = (at) => data.entities[at].versions.at(-1).name;
  const lines = async () => page.locator("#relations tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText.trim()).join(" | ")));
  const line = `${name(tie.from)} | ${data.relations[tie.relation].words} | ${name(tie.to)}`;
  const bundles = async () => page.locator(`.bundle[data-relations~="${data.relations[tie.relation].id}"]`).count();
  const counts = [];
  for (const [t, there] of [[tie.t[0] - 1, false], [tie.t[0], true], [tie.t[1] - 1, true], [tie.t[1], false]]) {
    await slide(page, "story", t);
    counts.push(await bundles());
    await page.locator("#as-table").click();
    assert.equal((await lines()).includes(line), there, `${words(tie.sentence)} at ${t}`);
    await page.locator("#as-table").click();
  }
  assert.ok(counts[1] > counts[0] || counts[2] > counts[3], `lines of the graph: ${counts}`);
  assert.match(await page.locator("#story-slider").getAttribute("aria-valuetext"), /^\d+ of \d+\. /);
  assert.notEqual(await page.locator("#said").innerText(), "");
  await spotless();
});

const secret = (story, places, end) => test(`before the reader's position nothing later can be read anywhere in ${story[1]}`, patient, async () => {
  const { page, spotless } = await open(paged(...story));
  const data = await dataOf(page);
  const text = (rich) => (Array.isArray(rich) ? rich.map((part) => (typeof part === "string" ? part : part.text)).join("") : rich ?? "");
  for (const r of places) {
    // Names and sentences that nothing known by then contains.
    const seen = [];
    const versions = (record) => record.versions.filter((one) => knownAt(one, r));
    for (const one of data.entities) for (const version of versions(one)) seen.push(version.name, ...(version.names ?? []), text(version.note));
    for (const one of data.events) for (const version of versions(one)) seen.push(text(version.sentence), text(version.note), ...(version.quotes ?? []).map((quote) => quote.text ?? ""));
    for (const one of [...data.positions.slice(0, r + 1)]) seen.push(one.label, one.title ?? "");
    for (const one of [...data.sections, ...data.stretches].filter((one) => knownAt(one, r))) seen.push(one.title ?? text(one.sentence));
    for (const one of data.relations) seen.push(one.words);
    for (const one of data.kinds) seen.push(one.noun);
    const all = seen.join("\n").normalize();
    const later = [...data.entities.flatMap((one) => one.versions.flatMap((version) => [version.name, ...(version.names ?? [])])), ...data.events.flatMap((one) => one.versions.map((version) => text(version.sentence))), ...data.sections.map((one) => one.title)].filter((words) => words && words.length > 4 && !all.includes(words.normalize()));
    assert.ok(later.length > 10, `${later.length} things are told after ${r}`);
    await slide(page, "reader", r);
    for (const view of ["graph", "storyline", "timeline", "index", "findings", "search"]) {
      await page.goto(`${page.url().split("#")[0]}#/${view}?r=${r}${view === "search" ? "&q=a" : ""}${view === "graph" ? "&as=table" : ""}`);
      const words = await allWords(page);
      assert.deepEqual(later.filter((one) => words.includes(one)), [], `${view} at ${r}`);
    }
    await page.goto(`${page.url().split("#")[0]}#/graph?r=${r}`);
    const words = await allWords(page);
    assert.deepEqual(later.filter((one) => words.includes(one)), [], `the graph at ${r}`);
    const hidden = data.entities.find((one) => versions(one).length === 0);
    await page.goto(`${page.url().split("#")[0]}#/entity/${hidden.id}?r=${r}`);
    assert.match(await page.locator("main h1").innerText(), /Not told yet/);
    await page.locator("#find").fill(hidden.versions[0].name);
    assert.equal(await page.locator("#offers [role=option]").filter({ hasText: hidden.versions[0].name }).count(), 0);
    await page.locator("#find").fill("");
  }
  await slide(page, "reader", data.positions.length - 1);
  await page.goto(`${page.url().split("#")[0]}#/index`);
  assert.match(await page.locator("main").innerText(), end);
  await spotless();
});
secret(SEED, [0, 20, 45], /Vic Fontaine/);
secret(["macbeth", "data/macbeth"], [2, 13, 21], /Young Siward/);
secret(CLIFFS, [0, 25], /Pang Tong/);

/** Which names lie over a node, and which over another name: every two of them by their words. */
const covered = (page) => page.evaluate(() => {
  const names = [...document.querySelectorAll(".label")].map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }));
  const nodes = [...document.querySelectorAll(".node")].map((one) => ({ words: one.getAttribute("aria-label"), box: one.querySelector(".body").getBoundingClientRect() }));
  const found = [];
  for (const [at, { words, box }] of names.entries()) {
    // The letters themselves, without the room above and below them.
    const [left, right, top, bottom] = [box.left + 3, box.right - 3, box.top + 4, box.bottom - 4];
    for (const node of nodes) {
      const [x, y, reach] = [node.box.left + node.box.width / 2, node.box.top + node.box.height / 2, node.box.width / 2 - 1.5];
      if (Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom))) < reach) found.push(`${words} over ${node.words}`);
    }
    for (const other of names.slice(at + 1)) if (left < other.box.right - 3 && other.box.left + 3 < right && top < other.box.bottom - 4 && other.box.top + 4 < bottom) found.push(`${words} over ${other.words}`);
  }
  return found;
});

test("the graph opens with those who act, and no name lies over a node or a name", patient, async () => {
  for (const story of [SEED, ["macbeth", "data/macbeth"], CLIFFS]) {
    for (const viewport of [DESK, PHONE]) {
      const { page, spotless } = await open(paged(...story), "", { viewport });
      await page.waitForSelector(".labels:not(.waiting) .label");
      assert.equal(await page.locator(".node.place, .node.item").count(), 0, story[0]);
      assert.ok(await page.locator(".node.character").count() > 20 && await page.locator(".node.faction").count() > 10, story[0]);
      assert.deepEqual(await covered(page), [], `${story[0]} at ${viewport.width}`);
      if (viewport === DESK) {
        // The one with the most ties has a name, if need be at some distance.
        const most = await page.locator(".node").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")).map((words) => [Number(/(\d+) ties?$/.exec(words)[1]), words.split(",")[0]]).sort((one, two) => two[0] - one[0])[0][1]);
        assert.equal(await page.locator(".label").filter({ hasText: most }).count(), 1, most);
        await page.locator("fieldset[data-group=show] legend button").click();
        assert.match(hashOf(page), /show=.*place/);
        assert.ok(await page.locator(".node.place").count() > 10 && await page.locator(".node.item").count() > 3, story[0]);
        await page.locator("input[data-filter=show][value=place]").uncheck();
        await page.locator("input[data-filter=show][value=item]").uncheck();
        assert.equal(hashOf(page), "#/graph");
        await page.goto(`${page.url().split("#")[0]}#/graph?sel=${(await dataOf(page)).entities.find((one) => one.kind === "place").id}`);
        assert.equal(await page.locator(".node.place").count(), 1);
      }
      await spotless();
    }
  }
});

test("a line of several relations says which, or how many, and the legend knows the number", patient, async () => {
  const { page, spotless } = await open(seed());
  await page.waitForSelector(".labels:not(.waiting) .label");
  assert.deepEqual(await page.locator(".marks .count text").allTextContents(), ["3"]);
  assert.match(await page.locator(".sign-note").innerText(), /^2\s+that many relations in one line/);
  const data = await dataOf(page);
  const bundle = await page.locator(".bundle").evaluateAll((all) => all.map((one) => one.dataset.relations.split(" ")).find((one) => one.length === 3));
  const box = await page.locator(".marks .count").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let nearer = 0; nearer < 8; nearer++) await page.mouse.wheel(0, -120);
  await page.mouse.move(5, 5);
  await page.waitForSelector(".marks:not(.waiting) .said");
  const words = bundle.map((id) => data.relations.find((one) => one.id === id).words);
  assert.deepEqual((await page.locator(".marks .said").first().locator("text").allTextContents()).sort(), [...new Set(words)].sort());
  await spotless();
});

test("the filters count the moment, and show where they scroll", patient, async () => {
  const { page, spotless } = await open(paged("macbeth", "data/macbeth"), "#/graph?t=0");
  const number = (key, value) => page.locator(`fieldset[data-group=${key}] li`).filter({ has: page.locator(`input[value="${value}"]`) }).locator(".number").innerText();
  const side = (id) => number("faction", id).then(Number);
  const before = await side("duncans-court");
  await slide(page, "story", 229);
  assert.ok(before > 5 && await side("duncans-court") < before, `${before}`);
  await page.goto(`${page.url().split("#")[0]}#/timeline`);
  const acts = await side("english");
  await page.locator("input[data-filter=faction][value=english]").locator("xpath=ancestor::li").locator(".only").click();
  assert.equal(await page.locator(".event").count(), acts);
  const list = page.locator("fieldset[data-group=kinds] ul");
  assert.ok(await list.evaluate((one) => one.scrollHeight > one.clientHeight + 40 && getComputedStyle(one).backgroundImage.includes("gradient")));
  await spotless();
});

test("no event of the timeline ends in an empty line", patient, async () => {
  for (const viewport of [DESK, { width: 1100, height: 800 }]) {
    const { page, spotless } = await open(paged("macbeth", "data/macbeth"), "#/timeline", { viewport });
    const empty = await page.locator(".event .sentence").evaluateAll((all) => all.filter((one) => {
      const words = document.createRange();
      words.selectNodeContents(one);
      const shown = [...words.getClientRects()].filter((box) => box.width > 1);
      return one.getBoundingClientRect().bottom - Math.max(...shown.map((box) => box.bottom)) > 12 || [...one.querySelectorAll("a")].some((link) => getComputedStyle(link).opacity === "0");
    }).map((one) => one.textContent));
    assert.deepEqual(empty, []);
    await spotless();
  }
});

test("pointing at a node or a line shows its evidence, and a click chooses it", patient, async () => {
  const { page, spotless } = await open(seed());
  const middle = async (label) => {
    const box = await page.locator(`.node[aria-label^="${label}"] .body`).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = await middle("Kira Nerys");
  await page.mouse.move(x, y);
  const card = page.locator("#card");
  await card.waitFor();
  assert.match(await card.innerText(), /Kira Nerys[^]*character[^]*tie/);
  assert.equal(await card.locator("blockquote").count(), 1);
  const [fromX, fromY] = await middle("Kasidy Yates");
  const [toX, toY] = await middle("Benjamin Sisko");
  await page.mouse.move((fromX + toX * 2) / 3, (fromY + toY * 2) / 3);
  await page.waitForFunction(() => /promise/.test(document.getElementById("card").innerText));
  assert.match(await card.innerText(), /is the lover of[^]*since Benjamin Sisko made a promise[^]*He gives her his word/);
  await page.mouse.click((fromX + toX * 2) / 3, (fromY + toY * 2) / 3);
  assert.match(hashOf(page), /sel=.*&pair=/);
  assert.match(await page.locator("#side").innerText(), /Together in \d+ events/);
  await page.locator("#side .close").click();
  assert.equal(await page.locator("#side").isVisible(), false);
  await page.mouse.click(...await middle("Kira Nerys"));
  assert.match(hashOf(page), /sel=kira/);
  assert.equal(await page.locator(".node.in").count() > 2, true);
  await page.locator("#side details summary").first().click();
  await page.locator("#side").getByText("Whole page").click();
  assert.match(hashOf(page), /^#\/entity\/kira/);
  assert.equal(await page.title(), "Kira Nerys · What You Leave Behind");
  await spotless();
});

test("links lead from page to page, and the way back is the way one came", patient, async () => {
  const { page, spotless } = await open(seed(), "#/timeline?t=40");
  const now = page.locator(".event.here");
  assert.equal(await now.count(), 1);
  assert.ok(await page.locator(".event.later").count() > 0);
  await now.locator("summary").click();
  assert.equal(await now.locator("blockquote").count() > 0, true);
  await page.locator(".event").first().locator(".pin").click();
  assert.match(hashOf(page), /t=1\b/);
  await page.locator(".event.here .more").click();
  assert.match(hashOf(page), /^#\/event\//);
  const event = hashOf(page);
  await page.locator("main h1 a").first().click();
  assert.match(hashOf(page), /^#\/entity\//);
  await page.goBack();
  assert.equal(hashOf(page), event);
  assert.equal(await page.locator("article[data-event]").count(), 1);
  await page.goBack();
  assert.match(hashOf(page), /^#\/timeline\?t=1/);
  await page.goBack();
  assert.match(hashOf(page), /^#\/timeline\?t=40/);
  assert.equal(await page.locator("#story-slider").inputValue(), "40");
  await page.goForward();
  assert.equal(await page.locator("#story-slider").inputValue(), "1");
  await spotless();
});

test("an address brings back all of the state", patient, async () => {
  const hash = "#/graph?t=30&r=60&sel=kira&theme=dark&only=friend,member&show=character,faction";
  const { page, spotless } = await open(seed(), hash);
  assert.equal(await page.locator("#reader-slider").inputValue(), "60");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.match(await page.locator("#side").innerText(), /Kira/);
  const kinds = await page.locator(".bundle").evaluateAll((all) => [...new Set(all.flatMap((one) => one.dataset.relations.split(" ")))].sort());
  assert.ok(kinds.length > 0 && kinds.every((one) => one === "friend" || one === "member"), kinds.join());
  assert.equal(await page.locator(".node.place, .node.item").count(), 0);
  await page.reload();
  assert.equal(hashOf(page), hash);
  assert.match(await page.locator("#side").innerText(), /Kira/);
  await spotless();
});

test("filters leave out relations, sides and kinds", patient, async () => {
  const { page, spotless } = await open(seed());
  const all = await page.locator(".bundle").count();
  await page.locator("input[data-filter=only][value=allied]").uncheck();
  assert.equal(await page.locator(".bundle[data-relations=allied]").count(), 0);
  assert.ok(await page.locator(".bundle").count() < all);
  await page.getByText("Clear all filters").click();
  assert.equal(await page.locator(".bundle").count(), all);
  const side = page.locator("input[data-filter=faction]").first();
  await side.focus();
  await page.keyboard.press("Space");
  assert.match(hashOf(page), /faction=/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.filter), "faction");
  await page.goto(`${page.url().split("#")[0]}#/timeline?kinds=killing`);
  const events = await page.locator(".event").count();
  assert.ok(events > 0 && events < 30);
  await page.goto(`${page.url().split("#")[0]}#/graph?around=kira`);
  assert.ok(await page.locator(".node").count() < 20);
  await spotless();
});

test("it can be used by keyboard alone", patient, async () => {
  const { page, spotless } = await open(seed());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator(".stage").focus();
  const before = await page.locator(".stage > g").getAttribute("transform");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("+");
  assert.notEqual(await page.locator(".stage > g").getAttribute("transform"), before);
  await page.keyboard.press("0");
  await page.keyboard.press("Enter");
  const node = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const first = await node();
  assert.match(first, /, \d+ ties/);
  await page.locator("#card").waitFor();
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await node(), first);
  await page.keyboard.press("n");
  assert.match(await page.locator("#said").innerText(), / and .*: /);
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /sel=/);
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /^#\/entity\//);
  await page.keyboard.press(",");
  assert.match(hashOf(page), /t=117/);
  await page.keyboard.press("<");
  assert.match(hashOf(page), /r=88/);
  await page.locator("#story-slider").focus();
  await page.keyboard.press("Home");
  assert.match(hashOf(page), /t=0/);
  await spotless();
});

test("on a phone nothing overflows, and panels are sheets above the sliders", patient, async () => {
  const { page, spotless } = await open(seed(), "", { viewport: PHONE, touch: true });
  for (const address of ["#/graph", "#/graph?sel=kira", "#/graph?as=table", "#/storyline", "#/timeline?t=40", "#/index", "#/entity/kira", "#/search?q=a"]) {
    await page.goto(`${page.url().split("#")[0]}${address}`);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.equal(wide[0], wide[1], address);
  }
  await page.goto(`${page.url().split("#")[0]}#/graph?sel=kira`);
  const sheet = await page.locator("#side").boundingBox();
  const dock = await page.locator("#dock").boundingBox();
  assert.equal(sheet.width, PHONE.width);
  assert.ok(sheet.y > 200 && sheet.y + sheet.height <= dock.y + 1);
  const step = await page.locator("[data-step=story-back]").boundingBox();
  assert.ok(step.width >= 40 && step.height >= 40 && step.y > PHONE.height / 2);
  await page.locator("[data-step=story-back]").tap();
  assert.match(hashOf(page), /t=117/);
  await page.locator("#side .close").tap();
  const node = await page.locator(".node.character").first().boundingBox();
  assert.ok(node.width > 6);
  await spotless();
});

test("light and dark follow the reader, and the switch is kept in the address", patient, async () => {
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const { page, spotless } = await open(seed(), "", { colorScheme: "dark" });
  const night = await ground(page);
  await page.locator("#theme").click();
  assert.match(hashOf(page), /theme=light/);
  assert.notEqual(await ground(page), night);
  await page.locator("a[data-view=timeline]").click();
  assert.match(hashOf(page), /theme=light/);
  await spotless();
});

test("on paper there is the view and what it shows, without the tools", patient, async () => {
  const { page, spotless } = await open(seed(), "#/timeline?t=40");
  const paper = await page.pdf({ format: "A4" });
  assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#dock").isVisible(), false);
  assert.match(await page.locator(".stamp").innerText(), /What You Leave Behind\. .*Told up to/);
  assert.ok(await page.locator(".event blockquote").count() > 50);
  await spotless();
});

test("a graph is printed whole, whatever part of it was in sight, on a sheet that lies on its side", patient, async () => {
  const { page, spotless } = await open(cliffs(), "#/graph?sel=cao-cao");
  for (let nearer = 0; nearer < 6; nearer++) await page.getByLabel("Nearer").click();
  const look = () => page.locator(".stage > g").getAttribute("transform");
  const before = await look();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const outside = await page.locator(".stage").evaluate((stage) => {
    const { width, height } = stage.viewBox.baseVal;
    const seen = stage.getScreenCTM().inverse();
    return [...stage.querySelectorAll(".node .body, .label")].filter((one) => {
      const box = one.getBoundingClientRect();
      const [from, to] = [new DOMPoint(box.left, box.top), new DOMPoint(box.right, box.bottom)].map((at) => at.matrixTransform(seen));
      return from.x < 0 || from.y < 0 || to.x > width || to.y > height;
    }).map((one) => one.textContent || one.parentNode.getAttribute("aria-label"));
  });
  assert.deepEqual(outside, []);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await look(), before);
  const [graph, ...details] = sheets(await page.pdf({ preferCSSPageSize: true }));
  assert.ok(graph[0] > graph[1] && details.length > 0 && details.every(([width, height]) => width < height), `${graph} ${details}`);
  await spotless();
});
