// Opens pages in Chromium and watches them: whatever a page says on its console or asks of a network is kept for the test to look at.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { assemble } from "./assemble.js";

const HOME = fileURLToPath(new URL("../../", import.meta.url));
const LORE = process.env.LORE ?? join(HOME, "target/debug/lore");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// Nothing is waited for that does not come, however slow the machine.
export const PATIENCE = 120_000;

export const DESK = { width: 1400, height: 900 };
export const PHONE = { width: 390, height: 844 };

let folder, browser;
const files = new Map();

export async function begin() {
  folder = mkdtempSync(join(tmpdir(), "lore-page-"));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
}

export async function end() {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/** The page that `lore page` writes of a story in a folder. */
export function paged(name, story) {
  if (!files.has(name)) {
    const file = join(folder, `${name}.html`);
    execFileSync(LORE, ["-s", join(HOME, story), "page", "-o", file], { stdio: ["ignore", "ignore", "inherit"] });
    files.set(name, file);
  }
  return files.get(name);
}

/** A page of data that no story file could hold. */
export function made(name, data) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, assemble(data));
  return file;
}

/** Opens a file at an address; `spotless` ends it, and demands that nothing was said, or only what is looked for, and nothing asked for. */
export async function open(file, hash = "", { viewport = DESK, colorScheme = "light", touch = false } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, hasTouch: touch, isMobile: touch, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => said.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => request.url().split("#")[0] === `file://${file}` || request.url().startsWith("data:") || said.push(`request: ${request.url()}`));
  await page.goto(`file://${file}${hash}`);
  const spotless = async (but = /^$/) => {
    await context.close();
    const rest = said.filter((one) => !but.test(one));
    if (rest.length) throw new Error(rest.join("\n"));
  };
  return { page, spotless };
}

/** Moves a slider as a hand would: the value, and the news of it. */
export async function slide(page, name, value) {
  await page.locator(`#${name}-slider`).evaluate((slider, to) => {
    slider.value = String(to);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    slider.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);
}

/** The data of the page. */
export const dataOf = (page) => page.evaluate(() => JSON.parse(document.getElementById("story").textContent));

/** Everything that can be read or heard on the page, or that stands in an attribute: all but its data and its script. */
export const allWords = (page) => page.evaluate(() => {
  const copy = document.documentElement.cloneNode(true);
  for (const silent of copy.querySelectorAll("script, style")) silent.remove();
  return copy.outerHTML.replace(/&amp;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").normalize();
});

/** The sides of each page of a PDF. */
export const sheets = (pdf) => [...pdf.toString("latin1").matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Number(width), Number(height)]);
