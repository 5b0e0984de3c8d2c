// The storyline in use: by keyboard and by touch, sifted, in the dark and on paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, dataOf, end, open, paged, PATIENCE, PHONE, sheets } from "./opened.js";

const patient = { timeout: 4 * PATIENCE };
const macbeth = () => paged("macbeth", "data/macbeth");
const hashOf = (page) => new URL(page.url()).hash;

before(begin, patient);
after(end, patient);

test("scenes are links that arrows lead through, and Enter chooses and then opens", patient, async () => {
  const { page, spotless } = await open(macbeth(), "#/storyline?t=1");
  assert.equal(await page.locator(".strip .scene[tabindex='0']").count(), 1);
  assert.equal(await page.locator(".strip .scene:not([role=link]), .strip .scene:not([aria-label])").count(), 0);
  await page.locator(".strip").focus();
  await page.keyboard.press("Tab");
  const label = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const first = await label();
  assert.ok(first.length > 10, first);
  await page.keyboard.press("ArrowRight");
  const second = await label();
  assert.notEqual(second, first);
  assert.match(await page.locator("#card").innerText(), new RegExp(second.split(".")[0].slice(0, 20)));
  await page.keyboard.press("ArrowLeft");
  assert.equal(await label(), first);
  await page.keyboard.press("End");
  const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().right);
  assert.ok(box <= 1400, `the last scene is at ${box}`);
  await page.keyboard.press("Home");
  assert.equal(await label(), first);
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /^#\/storyline.*scene=/);
  assert.match(await page.locator("#side h2").first().innerText(), new RegExp(first.slice(0, 20)));
  assert.equal(await label(), first);
  await page.keyboard.press("Enter");
  assert.match(hashOf(page), /^#\/event\//);
  await page.goBack();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#side").isVisible(), false);
  await spotless();
});

test("a tap on a scene or a line opens a sheet below it, and the page stays", patient, async () => {
  const { page, spotless } = await open(macbeth(), "#/storyline", { viewport: PHONE, touch: true });
  const seen = (selector) => page.locator(selector).evaluateAll((all) => all.findIndex((one) => {
    const box = one.getBoundingClientRect();
    return box.left > 40 && box.right < 350 && box.top > 160;
  }));
  const nth = await seen(".strip .scene");
  await page.locator(".strip .scene").nth(nth).tap();
  assert.match(hashOf(page), /^#\/storyline\?scene=/);
  const side = await page.locator("#side").boundingBox();
  const chosen = await page.locator(".strip .scene.chosen").boundingBox();
  assert.ok(chosen.y + chosen.height / 2 < side.y && chosen.y + chosen.height / 2 > 96, `${chosen.y} under ${side.y}`);
  await page.locator("#side .close").tap();
  const name = page.locator(".strip .name").nth(await seen(".strip .name"));
  const who = await name.getAttribute("data-entity");
  await name.tap();
  assert.match(hashOf(page), new RegExp(`sel=${who}`));
  assert.ok(await page.locator(`.strip .thread path.in[data-entity=${who}]`).count() > 0);
  await spotless();
});

test("sides and characters are sifted, and the others step back", patient, async () => {
  const { page, spotless } = await open(macbeth(), "#/storyline");
  await page.locator("#sieve").click();
  await page.locator("input[data-filter=who][value=macduff]").locator("xpath=ancestor::li").locator(".only").click();
  assert.match(hashOf(page), /who=macduff/);
  const lit = () => page.locator(".strip .thread path.in").evaluateAll((all) => [...new Set(all.map((one) => one.dataset.entity))]);
  assert.deepEqual(await lit(), ["macduff"]);
  const faint = await page.locator(".strip .thread path:not(.in)").first().evaluate((one) => Number(getComputedStyle(one).opacity));
  assert.ok(faint < 0.3);
  const scenes = page.locator(".strip .scene");
  const out = await page.locator(".strip .scene.out").count();
  assert.ok(out > 10 && out < await scenes.count());
  assert.equal(await page.locator(".strip .scene:not(.out)").evaluateAll((all) => all.every((one) => one.querySelector("[data-entity=macduff]"))), true);
  await page.getByText("Clear all filters").click();
  assert.equal(await page.locator(".strip svg.lit").count(), 0);
  await page.goto(`${page.url().split("#")[0]}#/storyline?faction=banquos-line`);
  const data = await dataOf(page);
  const side = data.entities.findIndex((one) => one.id === "banquos-line");
  const members = data.entities.filter((one) => (one.faction ?? []).some((part) => part.of === side)).map((one) => one.id);
  const shown = await lit();
  assert.ok(shown.length > 0 && shown.every((id) => members.includes(id)), `${shown} of ${members}`);
  await spotless();
});

test("in the dark the storyline has colours of its own, and no filter", patient, async () => {
  const looks = {};
  for (const colorScheme of ["light", "dark"]) {
    const { page, spotless } = await open(macbeth(), "#/storyline", { colorScheme });
    looks[colorScheme] = await page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return { filter: style(".strip svg").filter, name: style(".strip .legend text").fill, lines: [...document.querySelectorAll(".strip .thread")].map((one) => getComputedStyle(one).stroke), ground: style("body").backgroundColor };
    });
    // On paper it is light again.
    await page.emulateMedia({ media: "print", colorScheme });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ink-0").trim()), (await dataOf(page)).inks[0][0]);
    await spotless();
  }
  assert.deepEqual([looks.light.filter, looks.dark.filter], ["none", "none"]);
  const light = (colour) => Math.max(...colour.match(/\d+/g).map(Number));
  assert.ok(light(looks.light.name) < 80 && light(looks.dark.name) > 200, JSON.stringify(looks));
  assert.notDeepEqual(looks.light.lines, looks.dark.lines);
});

test("on paper the storyline goes on from row to row, with the names of its lines at each", patient, async () => {
  const { page, spotless } = await open(macbeth(), "#/storyline");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const rows = await page.locator(".row:not(.legend-row)").evaluateAll((all) => all.map((row) => ({ box: row.getAttribute("viewBox").split(" ").map(Number), names: [...row.children].filter((one) => one.localName === "text").map((one) => one.textContent), part: row.querySelector("svg").getAttribute("viewBox").split(" ").map(Number) })));
  const whole = (await page.locator(".strip svg").first().getAttribute("viewBox")).split(" ").map(Number);
  assert.ok(rows.length >= 2, `${rows.length}`);
  assert.equal(rows[0].part[0], whole[0]);
  rows.slice(1).forEach((row, nth) => {
    assert.ok(Math.abs(rows[nth].part[0] + rows[nth].part[2] - row.part[0]) < 0.01, "nothing is left out between two rows");
    assert.ok(row.names.length > 5, row.names.join());
  });
  assert.ok(Math.abs(rows.at(-1).part[0] + rows.at(-1).part[2] - whole[0] - whole[2]) < 0.01);
  const cut = await page.locator(".strip .name").evaluateAll((all, ends) => all.filter((one) => ends.some((x) => one.getBBox().x < x && x < one.getBBox().x + one.getBBox().width)).map((one) => one.textContent), rows.slice(1).map((row) => row.part[0]));
  assert.deepEqual(cut, []);
  assert.ok(await page.locator(".legend-row").count() > 0);
  const pages = sheets(await page.pdf({ preferCSSPageSize: true }));
  assert.ok(pages.length >= 2 && pages.every(([width, height]) => width > height), `${pages}`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".rows").count(), 0);
  await spotless();
});
