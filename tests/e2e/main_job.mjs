// The whole main job in a real browser: an author makes his account, names two signers and sends; each signer opens his link out of the
// mailbox, enters the code, fills in, draws and signs. Leaves signed.pdf, certificate.pdf, audit.json and timings.json.
//   node main_job.mjs --portal URL --setup URL --mailbox URL --out DIR --started MS [--title TEXT] [--shots DIR]
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";

// playwright-core is a development package of the front end, in whose folder this runs.
const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");

const { values: options } = parseArgs({
  options: {
    portal: { type: "string" }, setup: { type: "string" }, mailbox: { type: "string" }, out: { type: "string" },
    started: { type: "string" }, title: { type: "string", default: "Contract" }, shots: { type: "string" },
  },
});

const kAuthor = { organisation: "Lipa Instrumenti", name: "Petra Novak", email: "petra@lipa.example", password: "correct horse battery staple" };
const kSigners = [
  { role: 1, name: "Tomáš Dvořák", email: "tomas@hradecka.example", phone: "+420541202118", company: "Hradecká optika", phoneSize: true },
  { role: 2, name: "Maja Kovačič", email: "maja@lipa.example", phone: "", company: "Lipa Instrumenti", phoneSize: false },
];
const kTexts = ["Jana Horáková, +420 541 202 118", "CZ27456811"];

const timings = {};
const startedAt = Number(options.started ?? Date.now());
const mark = (name) => { timings[name] = Date.now() - startedAt; };
const hook = (page, name) => page.locator(`[data-test="${name}"]`);

async function shot(page, name) {
  if (!options.shots) return;
  mkdirSync(options.shots, { recursive: true });
  await page.screenshot({ path: path.join(options.shots, `${name}.png`) });
}

async function newest(kind, to, pattern, after = 0) {
  for (let i = 0; i < 150; i++) {
    const messages = await (await fetch(`${options.mailbox}/messages`)).json();
    for (const message of messages.slice(after).reverse()) {
      const hit = message.kind === kind && message.to.includes(to) ? pattern.exec(message.text) : null;
      if (hit) return hit[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const all = await (await fetch(`${options.mailbox}/messages`)).text();
  throw new Error(`no ${kind} to ${to} with ${pattern}; there is: ${all}`);
}
const messageCount = async () => (await (await fetch(`${options.mailbox}/messages`)).json()).length;

async function setUp(page) {
  await page.goto(options.setup);
  for (const key of ["name", "organisation", "email", "password"]) await hook(page, `setup-${key}`).fill(kAuthor[key]);
  await shot(page, "setup");
  await hook(page, "setup-submit").click();
  mark("account");
}

async function openDraft(page) {
  const row = hook(page, "draft-row").filter({ hasText: options.title }).first();
  await row.waitFor({ timeout: 20000 });
  mark("draft");
  await shot(page, "inbox");
  // A scheduler without authentication puts the draft into the queue's inbox: the author takes it.
  const claim = row.locator('[data-test="claim"]');
  if (await claim.count()) await claim.click();
  else await row.locator('[data-test="draft-link"]').click();
  await hook(page, "role-1").waitFor();
}

async function name(page, signer) {
  const card = hook(page, `role-${signer.role}`);
  await card.locator(`[data-test="person-search-${signer.role}"]`).fill(signer.name);
  await card.locator('[data-test="add-person"]').click();
  for (const key of ["name", "email", "phone", "company"]) {
    const input = card.locator(`[data-test="person-${key}"]`);
    if (await input.count()) await input.fill(signer[key]);
  }
  await card.locator('[data-test="person-save"]').click();
  await card.locator('[data-test="person-save"]').waitFor({ state: "detached" });
}

async function send(page) {
  for (const signer of kSigners) await name(page, signer);
  await shot(page, "assign");
  await hook(page, "send").click();
  await page.waitForURL(/\/envelopes\//, { timeout: 30000 });
  mark("sent");
  await shot(page, "status");
  return page.url().split("/").pop();
}

async function draw(page) {
  const pad = hook(page, "pad");
  const box = await pad.boundingBox();
  const at = (t) => [box.x + box.width * (0.15 + 0.7 * t), box.y + box.height * (0.55 - 0.28 * Math.sin(t * 14) * (1 - t * 0.5))];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 60; i++) await page.mouse.move(...at(i / 60));
  await page.mouse.up();
}

/// Goes from field to field until the signature sheet opens.
async function fillIn(page, tag) {
  const texts = [...kTexts];
  for (let i = 0; i < 20; i++) {
    if (await hook(page, "signature-sheet").isVisible().catch(() => false)) return;
    const entry = page.locator("#entry");
    if (await entry.isVisible().catch(() => false)) {
      if (!(await entry.inputValue())) await entry.fill(texts.shift() ?? "Agreed");
      if (i === 0) await shot(page, `${tag}-field`);
    }
    await hook(page, "next").click();
    await page.waitForTimeout(150);
  }
  throw new Error("the signature sheet never opened");
}

async function sign(browser, signer) {
  const link = await newest("mail", signer.email, /https?:\/\/\S+\/sign#[A-Za-z0-9_-]+/);
  const context = await browser.newContext(signer.phoneSize
    ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, ignoreHTTPSErrors: true }
    : { viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const tag = `signer-${signer.role}`;
  const before = await messageCount();
  await page.goto(link);
  await hook(page, "code").waitFor();
  if (page.url().includes("#")) throw new Error("the link's token stays in the address bar");
  await shot(page, `${tag}-code`);
  const digits = /\b\d{6}\b/;
  const code = signer.phone ? await newest("sms", signer.phone, digits, before) : await newest("mail", signer.email, digits, before);
  mark(`${tag} code`);
  await hook(page, "code").pressSequentially(code);
  await hook(page, "consent").waitFor();
  await shot(page, `${tag}-consent`);
  await hook(page, "consent").click();
  const asked = Date.now();
  await hook(page, "page-image").first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll("*")].length > 0);
  timings[`${tag} first page shown after`] = Date.now() - asked;
  await hook(page, "next").waitFor();
  await page.waitForTimeout(400);
  await shot(page, `${tag}-document`);
  await fillIn(page, tag);
  await draw(page);
  await shot(page, `${tag}-signature`);
  await hook(page, "sign").click();
  await hook(page, "done").waitFor({ timeout: 30000 });
  mark(`${tag} signed`);
  await page.waitForTimeout(400);
  await shot(page, `${tag}-done`);
  await context.close();
}

async function fetchResult(page, envelope) {
  const get = (what) => page.request.get(`${options.portal}/api/v1/envelopes/${envelope}${what}`);
  for (let i = 0; i < 150; i++) {
    const status = await (await get("")).json();
    if (status.state === "completed" && status.certificate_ready) {
      const file = async (name, what) => writeFileSync(path.join(options.out, name), await (await get(what)).body());
      await file("signed.pdf", `/documents/${status.documents[0].id}/file`);
      await file("certificate.pdf", "/certificate");
      await file("audit.json", "/audit");
      mark("completed");
      return;
    }
    await page.waitForTimeout(100);
  }
  throw new Error("the envelope was never completed");
}

async function walk(browser, page) {
  await setUp(page);
  await openDraft(page);
  const envelope = await send(page);
  for (const signer of kSigners) await sign(browser, signer);
  await fetchResult(page, envelope);
  await page.reload();
  await page.waitForTimeout(600);
  await shot(page, "completed");
}

async function main() {
  mkdirSync(options.out, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
  const author = await browser.newContext({ viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true });
  const page = await author.newPage();
  page.on("pageerror", (error) => { throw error; });
  try {
    await walk(browser, page);
  } catch (error) {
    for (const context of browser.contexts()) for (const open of context.pages()) await shot(open, `failed-${new URL(open.url()).pathname.split("/")[1]}`);
    throw error;
  } finally {
    await browser.close();
  }
  writeFileSync(path.join(options.out, "timings.json"), `${JSON.stringify(timings, null, 2)}\n`);
}

await main();
