// What every test of the pages stands on: a mock portal, a browser, a page that complains of nothing, axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before } from "node:test";
import { chromium } from "playwright-core";
import { fresh, start } from "./mock.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
export const desktop = { viewport: { width: 1440, height: 900 } };
export const of = (name) => `[data-test="${name}"]`;

export let portal, context, page;
let browser, complaints;

before(async () => {
  portal = await start();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  portal?.close();
});

export async function open(path, options = {}, change = () => {}) {
  portal.state = fresh();
  change(portal.state);
  context = await browser.newContext({ ...desktop, locale: "en-GB", reducedMotion: "reduce", ...options });
  page = await context.newPage();
  page.setDefaultTimeout(8000);
  complaints = [];
  page.on("pageerror", (e) => complaints.push(e.message));
  page.on("console", (m) => { if (/Content Security Policy/.test(m.text())) complaints.push(m.text()); });
  await page.goto(portal.origin + path);
}

afterEach(async () => {
  const heard = complaints;
  await context?.close();
  context = undefined;
  assert.deepEqual(heard, []);
});

/**
 * axe runs over the debugger's line, so that the content security policy stays on. Fields on the page are as large as the document
 * makes them; the guide is the equivalent control of full size that WCAG 2.2, 2.5.8 asks for, so their size is not counted.
 */
export async function accessible(what) {
  const line = await context.newCDPSession(page);
  const run = async (expression) => (await line.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value;
  await run(axe);
  const found = await run(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((r) => r.violations.map((v) => v.id === "target-size" ? { ...v, nodes: v.nodes.filter((n) => !n.target.flat().some((t) => /^qp-(field|mark)/.test(t))) } : v).filter((v) => v.nodes.length > 0).map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target.flat().join(" ") + " " + n.failureSummary).join(" | ")))`);
  assert.deepEqual(found, [], what);
}

export async function noSideways() {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${wide} px in ${room} px`);
}
