// The page on trial: a story that attacks it, names that try its patience, and a crowd.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allWords, begin, end, made, open, PATIENCE, PHONE, slide } from "./opened.js";
import { crowd, hostile, motley, threads } from "./stories.js";

const patient = { timeout: 4 * PATIENCE };
before(begin, patient);
after(end, patient);

test("a hostile story runs nothing, and asks for nothing", patient, async () => {
  const file = made("hostile", hostile);
  const { page, spotless } = await open(file);
  const views = ["#/graph", "#/graph?as=table", "#/graph?sel=a", `#/graph?sel=a&pair=${encodeURIComponent("../b?x=1#/c")}`, "#/storyline", "#/timeline", "#/index", "#/findings", "#/search?q=script", "#/entity/a", `#/entity/${encodeURIComponent("../b?x=1#/c")}`, "#/entity/constructor", "#/entity/__proto__", "#/event/__proto__", `#/event/${encodeURIComponent("</script><script>window.pwned=1</script>")}`, "#/entity/%E0%A4%A", "#/nowhere/<img src=x onerror=window.pwned=20>", "#/graph?only=%3Cscript%3E&around=__proto__"];
  for (const view of views) {
    await page.goto(`file://${file}${view}`);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => {
      details.open = true;
    }));
    for (const node of await page.locator(".node").all()) {
      if (!view.startsWith("#/graph") || !(await node.isVisible())) continue;
      const box = await node.boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    }
    await slide(page, "reader", 0);
    await slide(page, "reader", 1);
    assert.equal(await page.evaluate(() => window.pwned), undefined, view);
    assert.equal(await page.locator("script").count(), 2, view);
    assert.equal(await page.locator("img, iframe, object, embed, foreignObject, image, animate, set, use").count(), 0, view);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((one) => [one.getAttribute("href"), one.rel]));
    for (const [href, rel] of links) {
      if (href.startsWith("#")) continue;
      assert.equal(href, "https://example.com/fair?a=1&b=2", view);
      assert.match(rel, /noopener noreferrer/);
    }
    const handlers = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes].filter((attribute) => /^on/i.test(attribute.name))).length);
    assert.equal(handlers, 0, view);
  }
  await page.goto(`file://${file}#/event/${encodeURIComponent("</script><script>window.pwned=1</script>")}`);
  assert.match(await page.locator("main h1").innerText(), /<\/script><script>window\.pwned=1<\/script>/);
  await page.locator("#find").fill("<img");
  assert.ok(await page.locator("#offers [role=option]").count() > 0);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  // The policy stops what a drawing would do, and says so.
  await spotless(/^error: Executing inline event handler violates/);
});

test("wide, long and right-to-left names hold up", patient, async () => {
  for (const viewport of [PHONE, { width: 1400, height: 900 }]) {
    const file = made("motley", motley);
    const { page, spotless } = await open(file, "", { viewport });
    for (const view of ["#/graph", "#/graph?sel=m4", "#/graph?as=table", "#/timeline", "#/index", "#/entity/m4", "#/entity/m1", "#/event/one", "#/search?q=m"]) {
      await page.goto(`file://${file}${view}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${view} is ${wide} too wide at ${viewport.width}`);
    }
    for (const [asked, answer] of [["fullwidth", "ｆｕｌｌｗｉｄｔｈ"], ["dzemal sstrasse", "Ǆemal ẞtraße"], ["oneill-angstrom", "O’Néill-Ångström"], ["玄德", "劉備玄德"]]) {
      await page.locator("#find").fill(asked);
      assert.equal((await page.locator("#offers .hit-what").first().innerText()).normalize("NFKC"), answer.normalize("NFKC"));
    }
    await spotless();
  }
});

test("two thousand nodes are shown, and names do not overlap", patient, async (told) => {
  const { page, spotless } = await open(made("crowd", crowd(2000, 6000)));
  const times = await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const shown = performance.getEntriesByName("shown")[0].startTime;
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    return { shown, painted, now: performance.now() };
  });
  told.diagnostic(`2,000 nodes and 6,000 stretches: built after ${Math.round(times.shown)} ms, first painted after ${Math.round(times.painted)} ms, at rest after ${Math.round(times.now)} ms`);
  assert.equal(await page.locator(".node").count() > 1700, true);
  for (let nearer = 0; nearer < 4; nearer++) {
    await page.waitForTimeout(200);
    const overlaps = await page.locator(".label").evaluateAll((all) => {
      const boxes = all.map((one) => one.getBoundingClientRect());
      return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => a.left < b.right - 3 && b.left < a.right - 3 && a.top < b.bottom - 4 && b.top < a.bottom - 4)).length;
    });
    assert.equal(overlaps, 0, `after ${nearer} steps nearer`);
    assert.ok(await page.locator(".label").count() >= 5);
    await page.getByLabel("Nearer").click();
  }
  await spotless();
});

test("the storyline follows the moment, and shows the parts of the reader's position", patient, async () => {
  const { page, spotless } = await open(made("threads", threads), "#/storyline?t=1");
  const line = page.locator(".strip line.moment");
  assert.equal(await line.getAttribute("x1"), "100.0");
  await slide(page, "story", 2);
  assert.equal(await line.getAttribute("x1"), "300.0");
  assert.match(await page.locator(".strip").innerText(), /secret[^]*Ann the Queen/);
  assert.equal(await page.locator(".strip path").count(), 2);
  assert.equal(await page.locator(".strip svg").getAttribute("viewBox"), "0 0 400 160");
  await slide(page, "reader", 0);
  assert.equal(await page.locator(".strip path").count(), 1);
  assert.equal(await page.locator(".strip svg").getAttribute("viewBox"), "0 0 200 140");
  assert.equal(await line.getAttribute("y2"), "130");
  assert.doesNotMatch(await allWords(page), /Queen|secret|second|Unmasking/);
  assert.match(await page.locator(".strip").innerText(), /Stranger/);
  const box = await page.locator(".strip path[data-entity=ann]").boundingBox();
  await page.mouse.move(box.x + 15, box.y + box.height / 2);
  assert.match(await page.locator("#card").innerText(), /Stranger/);
  assert.equal(await page.locator(".strip path.in").count(), 1);
  await page.mouse.click(box.x + 15, box.y + box.height / 2);
  assert.match(new URL(page.url()).hash, /^#\/storyline.*sel=ann/);
  assert.match(await page.locator("#side h2").innerText(), /Stranger/);
  await page.locator(".strip .scene").first().click();
  assert.match(new URL(page.url()).hash, /^#\/storyline.*scene=first/);
  await page.locator("#side").getByText("Whole page").click();
  assert.match(new URL(page.url()).hash, /^#\/event\/first/);
  await spotless();
});

test("the title and the findings are those of the reader's position, and a finding says what to do", patient, async () => {
  const { page, spotless } = await open(made("threads", threads), "#/findings");
  assert.equal(await page.title(), "The Unmasking of the Queen");
  assert.match(await page.locator(".finding").innerText(), /The Guard does nothing[^]*say what it does/);
  await slide(page, "reader", 0);
  assert.equal(await page.title(), "Threads");
  assert.equal(await page.locator("#top .name-of-story").innerText(), "Threads");
  assert.match(await page.locator(".lead").innerText(), /shown once everything has been told/);
  await spotless();
  const whole = { ...threads, findings: [] };
  const untold = await open(made("whole", whole), "#/findings");
  assert.equal(await untold.page.locator(".lead").innerText(), "Nothing is out of order.");
  await untold.spotless();
  const cut = await open(made("cut", { ...whole, subtitle: "as told by 2" }), "#/findings");
  assert.match(await cut.page.locator(".lead").innerText(), /shown once everything has been told/);
  await cut.spotless();
});

test("how large a node is says nothing of ties that are told later", patient, async () => {
  const spoken = (name) => ({ name });
  const crew = ["ann", "bo", "cy"].map((id, at) => ({ id, kind: "character", x: at * 90, y: 0, versions: [spoken(id)] }));
  const tie = (from, to, r) => ({ relation: 0, from, to, t: [0, 2], r, sentence: [`${from} knows ${to}`] });
  const data = { ...threads, entities: crew, relations: [{ id: "knows", words: "knows", color: "#0069a4", dark: "#66aad1", dash: "solid", directed: false }], events: threads.events.map((one) => ({ ...one, cast: [] })), stretches: [tie(0, 1, [0, 2]), tie(0, 2, [1, 2])], bounds: { x: -20, y: -40, width: 220, height: 80 } };
  const { page, spotless } = await open(made("sizes", data), "#/graph?t=1&r=0");
  const size = (at) => page.locator(`.node[data-node="${at}"] .body`).getAttribute("r").then(Number);
  assert.equal(await size(0), await size(1));
  await slide(page, "reader", 1);
  assert.ok(await size(0) > await size(1));
  await spotless();
});
