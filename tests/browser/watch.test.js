// `lore watch` in a browser: the page loads itself again after a save, and says what is wrong while the story cannot be read.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const LORE = process.env.LORE ?? fileURLToPath(new URL("../../target/debug/lore", import.meta.url));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// Nothing is waited for that does not come, however slow the machine.
const PATIENCE = 120_000;

const pact = (title) => `story "${title}"\ncharacter ada\ncharacter brom\nada allies with brom\n`;

let folder, watch, address, browser;
const said = [];
const save = (text) => writeFileSync(join(folder, "story.lore"), text);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "lore-watch-"));
  save(pact("The Pact"));
  watch = spawn(LORE, ["watch"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  createInterface({ input: watch.stderr }).on("line", (line) => said.push(line));
  const [line] = await new Promise((found, failed) => {
    createInterface({ input: watch.stdout }).once("line", (...line) => found(line));
    watch.once("exit", () => failed(new Error(said.join("\n"))));
  });
  address = line.match(/http:\/\/127\.0\.0\.1:\d+\//)[0];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
});

after(async () => {
  await browser?.close();
  watch?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test("a page that is watched follows the story", { timeout: 4 * PATIENCE }, async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors = [];
  const elsewhere = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => request.url().startsWith(address) || elsewhere.push(request.url()));
  await page.goto(`${address}#/timeline`);
  assert.equal(await page.title(), "The Pact");
  const notice = page.locator("#lore-watch");

  // It loads itself again, where it was.
  save(pact("The Oath"));
  await page.waitForFunction(() => document.title === "The Oath");
  assert.equal(new URL(page.url()).hash.split("?")[0], "#/timeline");

  // It stays as it was while the story cannot be read, and says so; a name in it is a name.
  save(`${pact("Nothing")}<img src=x onerror=alert(1)> dances\n`);
  await notice.waitFor();
  assert.equal(await page.title(), "The Oath");
  assert.match(await notice.innerText(), /This page is as it was: the story has 1 error\.[^]*story\.lore:5/);
  assert.equal(await notice.locator("img").count(), 0);
  assert.equal(await notice.getAttribute("role"), "alert");

  // Whoever comes to it now finds the last one that was good, and the same words.
  const another = await browser.newPage();
  another.setDefaultTimeout(PATIENCE);
  await another.goto(address);
  await another.locator("#lore-watch").waitFor();
  assert.equal(await another.title(), "The Oath");
  await another.close();

  save(pact("The Oath"));
  await notice.waitFor({ state: "detached" });
  save(pact("The End"));
  await page.waitForFunction(() => document.title === "The End");
  assert.deepEqual({ errors, elsewhere }, { errors: [], elsewhere: [] });

  // And it says when nobody keeps it up any more.
  watch.kill();
  await notice.waitFor();
  assert.match(await notice.innerText(), /`lore watch` does not answer/);
  assert.equal(await page.title(), "The End");
  await page.close();
});
