// The pages in a real browser against the mock portal: the main ways of author and signer, on a phone and on a desktop, in both
// themes, by keyboard where that is the point; axe on every page; nothing that the content security policy refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kCode, kPassword } from "./mock.mjs";
import { accessible, context, desktop, noSideways, of, open, page, phone, portal } from "./stage.mjs";

async function enterCode(code) {
  await page.locator(of("code")).pressSequentially(code);
}

async function toDocument(path = "/sign#good", options = phone, change = undefined) {
  await open(path, options, change);
  await enterCode(kCode);
  await page.locator(of("consent")).click();
  await page.locator(of("next")).waitFor();
}

async function fill() {
  await page.locator(of("input-contact")).fill("Jana Horáková");
  await page.keyboard.press("Enter");
  await page.locator(of("input-tax")).fill("CZ27453918");
  await page.keyboard.press("Enter");
  await page.locator(of("pad")).waitFor();
}

async function draw(bend = 40) {
  const pad = await page.locator(of("pad")).boundingBox();
  await page.mouse.move(pad.x + 40, pad.y + 100);
  await page.mouse.down();
  for (let i = 1; i < 40; ++i) await page.mouse.move(pad.x + 40 + i * 5, pad.y + 100 + Math.sin(i / 4) * bend);
  await page.mouse.up();
}

for (const colorScheme of ["light", "dark"])
  test(`a signer goes from the link to done on a phone, ${colorScheme}, and every page is accessible`, async () => {
    await open("/sign#good", { ...phone, colorScheme });
    await page.locator(of("code")).waitFor();
    await page.waitForURL("**/sign");
    await accessible("code");
    await enterCode("111111");
    await page.getByText("You have 4 more tries").waitFor();
    await accessible("wrong code");
    await enterCode(kCode);
    await page.locator(of("consent")).waitFor();
    await accessible("consent");
    await page.locator(of("consent")).click();
    await page.locator(of("page-image")).first().waitFor();
    await page.getByText("3 of 3 fields left").waitFor();
    await accessible("document");
    const box = await page.locator(of("field-contact")).boundingBox();
    assert.ok(box.width >= 149 && box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
    await fill();
    await page.locator(of("sign")).click();
    await page.getByText("Draw your signature first").waitFor();
    await draw(0);
    await page.locator(of("sign")).click();
    await page.getByText("only a straight line").waitFor();
    await accessible("signature sheet");
    await page.locator(of("pad-clear")).click();
    await draw();
    await page.locator(of("sign")).click();
    await page.locator(of("done")).waitFor();
    await accessible("done");
    await noSideways();
    const { signed, values } = portal.state;
    assert.deepEqual(signed.values, { contact: "Jana Horáková", tax: "CZ27453918" });
    assert.deepEqual(values, signed.values);
    assert.ok(signed.signature.strokes[0].length > 20 && signed.signature.width > 300);
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(of("download")).click()]);
    assert.equal(file.suggestedFilename(), "Framework supply agreement.pdf");
  });

test("a signer signs by keyboard alone on a desktop, typing the name", async () => {
  await toDocument("/sign#good", desktop);
  await page.keyboard.type("Jana Horáková");
  await page.keyboard.press("Enter");
  await page.keyboard.type("CZ2745");
  await page.keyboard.press("Shift+Enter");
  assert.equal(await page.locator(of("input-contact")).inputValue(), "Jana Horáková");
  await page.keyboard.press("Enter");
  await accessible("desktop document");
  await page.keyboard.press("Enter");
  await page.locator(of("signature-sheet")).waitFor();
  await page.locator(of("tab-draw")).focus();
  await page.keyboard.press("ArrowRight");
  await accessible("typed signature");
  await page.locator(of("sign")).focus();
  await page.keyboard.press("Enter");
  await page.locator(of("done")).waitFor();
  assert.deepEqual(portal.state.signed.signature, { kind: "typed", typed: "Tomáš Dvořák" });
});

test("the guide goes to what is missing, and what was typed survives a reload", async () => {
  await toDocument();
  await page.locator(of("next")).click();
  await page.getByText("This is needed before you can sign").waitFor();
  await page.locator(of("input-contact")).fill("Jana");
  await page.locator(of("next")).click();
  await page.locator(of("field-sig_1")).click();
  await page.getByText("This is needed before you can sign").waitFor();
  await page.reload();
  await page.locator(of("input-tax")).waitFor();
  assert.equal(portal.state.values.contact, "Jana");
});

test("a confirming code is asked at the act where policy wants it", async () => {
  await toDocument("/sign#good", phone, (s) => { s.ceremony.confirm_needed = true; });
  await fill();
  await draw();
  await page.locator(of("sign")).click();
  await page.getByText("Confirm your signature").waitFor();
  await accessible("confirming code");
  await enterCode(kCode);
  await page.locator(of("done")).waitFor();
  assert.equal(portal.state.signed.confirm_code, kCode);
});

test("without a connection one goes on filling in, and nothing is lost", async () => {
  await toDocument();
  await context.setOffline(true);
  await page.locator(of("offline")).waitFor();
  await page.locator(of("input-contact")).fill("Jana");
  await page.waitForTimeout(900);
  assert.equal(portal.state.values.contact, undefined);
  await context.setOffline(false);
  await page.locator(of("offline")).waitFor({ state: "detached" });
  await assert.doesNotReject(async () => { for (let i = 0; i < 40 && portal.state.values.contact !== "Jana"; ++i) await page.waitForTimeout(100); assert.equal(portal.state.values.contact, "Jana"); });
});

test("a document that changed since one looked is shown again before signing", async () => {
  await toDocument();
  await fill();
  await draw();
  portal.state.document.digest = "ef".repeat(32);
  await page.locator(of("sign")).click();
  await page.getByText("Somebody else signed since you looked").waitFor();
  assert.equal(portal.state.signed, undefined);
});

test("declining asks for a reason and ends in a sentence", async () => {
  await toDocument();
  await page.locator(of("menu")).click();
  await page.locator(of("menu-decline")).click();
  await page.locator(of("yes")).click();
  await page.getByText("Write a few words").waitFor();
  await accessible("decline");
  await page.locator(of("reason")).fill("The price is not the one agreed.");
  await page.locator(of("yes")).click();
  await page.locator(of("ended-declined")).waitFor();
  await accessible("declined");
});

for (const [state, words] of [["not_your_turn", "It is not your turn yet"], ["expired", "The time to sign is over"], ["voided", "This document was withdrawn"], ["completed", "All have signed"]])
  test(`a link of an envelope that is ${state} says so`, async () => {
    await open("/sign#good", phone, (s) => { s.ceremony.state = state; s.ceremony.trial = true; });
    await page.getByRole("heading", { level: 1, name: words }).waitFor();
    await page.locator(of("trial")).waitFor();
    await accessible(state);
  });

test("a link with its token behind the # works the same and leaves the address bar clean", async () => {
  await open("/sign#good", phone);
  await page.locator(of("code")).waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

test("a wrong link and a lost session end in a sentence", async () => {
  await open("/sign#bad", phone);
  await page.locator(of("ended-unknown")).waitFor();
  await accessible("wrong link");
});

test("a server that is down is told with a code for support, and a second try helps", async () => {
  await open("/", desktop, (s) => { s.down = true; });
  await page.getByText("7K4-2QD").waitFor();
  await accessible("failure");
  portal.state.down = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(of("draft-row")).first().waitFor();
});

test("the first administrator is made from the link, and its token leaves the address bar", async () => {
  await open("/setup#first", phone, (s) => { s.setup = true; s.loggedIn = false; });
  await page.locator(of("setup-submit")).click();
  await page.getByText("Enter a name").waitFor();
  await accessible("set-up");
  assert.ok(!page.url().includes("first"));
  await page.locator(of("setup-name")).fill("Petra Novak");
  await page.locator(of("setup-email")).fill("petra@lipa.example");
  await page.locator(of("setup-password")).fill("correct horse battery");
  await page.locator(of("setup-submit")).click();
  await page.locator(of("draft-row")).first().waitFor();
});

test("who is not logged in comes back to the page that was wanted", async () => {
  await open("/envelopes/e1", phone, (s) => { s.loggedIn = false; });
  await page.locator(of("login-email")).fill("petra@lipa.example");
  await page.locator(of("login-password")).fill("wrong");
  await page.locator(of("login-submit")).click();
  await page.locator(of("login-error")).waitFor();
  await accessible("log-in");
  await page.locator(of("login-password")).fill("correct horse battery");
  await page.locator(of("login-submit")).click();
  await page.locator(of("envelope")).waitFor();
});

const logIn = async () => {
  await page.locator(of("login-email")).fill("petra@lipa.example");
  await page.locator(of("login-password")).fill("correct horse battery");
  await page.locator(of("login-submit")).click();
};

test("what the wanted address asks for survives logging in", async () => {
  await open("/?folder=Contracts", desktop, (s) => { s.loggedIn = false; s.drafts[1].folder = "Contracts"; });
  await logIn();
  await page.getByText("1 document in this folder").waitFor();
  assert.equal(new URL(page.url()).search, "?folder=Contracts");
});

test("a wanted address that names another host leads to the inbox", async () => {
  await open("//elsewhere.example/", desktop, (s) => { s.loggedIn = false; });
  await logIn();
  await page.locator(of("draft-row")).first().waitFor();
  assert.equal(page.url(), `${portal.origin}/`);
});

for (const [name, options] of [["phone", phone], ["desktop", desktop], ["dark desktop", { ...desktop, colorScheme: "dark" }]])
  test(`inbox and status are accessible on a ${name}`, async () => {
    await open("/", options);
    await page.locator(of("draft-row")).first().waitFor();
    await accessible("inbox");
    await noSideways();
    await page.locator(of("envelope-link")).first().click();
    await page.locator(of("event")).first().waitFor();
    await accessible("status");
    await noSideways();
  });

test("a draft that arrives appears by itself, but never moves the list under the pointer", async () => {
  await open("/", desktop, (s) => { s.later = s.drafts.splice(0, 1); });
  await page.locator(of("draft-row")).first().waitFor();
  assert.equal(await page.locator(of("draft-row")).count(), 5);
  await page.locator(of("draft-row")).first().hover();
  portal.state.drafts.unshift(...portal.state.later);
  portal.tell("draft", "d1");
  await page.getByText("1 new draft").waitFor();
  assert.equal(await page.locator(of("draft-row")).count(), 5);
  await page.locator(of("news")).click();
  await page.locator('[data-id="d1"]').waitFor();
});

for (const colorScheme of ["light", "dark"])
  test(`an author settles a tag, chooses people and sends, ${colorScheme}`, async () => {
    await open("/drafts/d1", { ...desktop, colorScheme });
    await page.locator(of("problem")).waitFor();
    await page.locator(of("person-search-1")).pressSequentially("dvora");
    await page.locator(of("person")).first().waitFor();
    await accessible("assign");
    await page.locator(of("send")).focus();
    await page.keyboard.press("Enter");
    await page.locator(of("use-guess")).click();
    await page.getByText("1 thing left").waitFor();
    await page.locator(of("person-search-1")).fill("");
    await page.locator(of("person-search-1")).pressSequentially("dvo");
    await page.locator(of("person")).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Ready to send").waitFor();
    await page.locator(`${of("role-2")} .grip`).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByText("Place 1 of 2").waitFor();
    await page.locator(of("send")).click();
    await page.locator(of("envelope")).waitFor();
    const { draft } = portal.state;
    assert.deepEqual(draft.roles.map((r) => [r.key, r.routing_order, r.name]), [["2", 1, "Maja Kovačič"], ["1", 2, "Tomáš Dvořák"]]);
  });

test("somebody new is added on a phone, and a change by another does not lose it", async () => {
  await open("/drafts/d1", phone);
  await page.locator(of("person-search-1")).fill("Ana");
  await page.locator(of("add-person")).click();
  await page.locator(of("person-save")).click();
  await page.getByText("An e-mail address looks like").waitFor();
  await accessible("new person");
  await noSideways();
  portal.state.draft.version += 1;
  portal.state.draft.message = "From somebody else";
  await page.locator(of("person-email")).fill("ana@kos.example");
  await page.locator(of("person-phone")).fill("+386 40 111 222");
  await page.locator(of("person-save")).click();
  await page.getByText("Code by text message to +386 40 111 222").waitFor();
  await page.locator(of("saved")).getByText("saved", { exact: true }).waitFor();
  assert.equal(portal.state.draft.roles.find((r) => r.key === "1").email, "ana@kos.example");
  assert.equal(portal.state.draft.message, "From somebody else");
});

for (const [name, options] of [["phone", phone], ["dark desktop", { ...desktop, colorScheme: "dark" }]])
  test(`a locked document is opened with its password on a ${name}`, async () => {
    await open("/", options, (s) => {
      Object.assign(s.draft, { lock: "locked", pages: [], roles: [], fields: [], problems: [], missing: [{ kind: "no_signer" }] });
      Object.assign(s.drafts[0], { locked: true, pages: 0, roles: 0, fields: 0, problems: 0 });
    });
    await page.getByText("Needs its password").waitFor();
    await accessible("inbox with a locked document");
    await page.locator(of("draft-link")).first().click();
    await page.locator(of("unlock-submit")).click();
    await page.getByText("Type the password of the document").waitFor();
    await page.locator(of("unlock-password")).fill("guess");
    await page.keyboard.press("Enter");
    await page.getByText("You have 9 more tries").waitFor();
    await accessible("locked document");
    await noSideways();
    await page.locator(of("unlock-password")).fill(kPassword);
    await page.keyboard.press("Enter");
    await page.locator(of("problem")).waitFor();
    await page.getByText("Opened with its password").waitFor();
  });

test("what a draft was made from is told, and fetched as it came", async () => {
  await open("/drafts/d1", phone, (s) => Object.assign(s.draft, { lock: "restricted", original: { format: "docx", extension: "docx", size: 12_340 } }));
  await page.getByText("allows no changes").waitFor();
  await page.getByText("Made from a Word document, 12 kB.").waitFor();
  await accessible("converted draft");
  await noSideways();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(of("original")).click()]);
  assert.equal(file.suggestedFilename(), "Framework supply agreement RD-2026 0417.docx");
});

test("what was sent can be reminded once, withdrawn with a reason, and fetched when it is finished", async () => {
  await open("/envelopes/e1");
  await page.locator(of("remind")).click();
  await page.getByText("A reminder was sent to Maja Kovačič").waitFor();
  await page.locator(of("remind")).click();
  await page.getByText("a few minutes ago").waitFor();
  await page.locator(of("withdraw")).click();
  await page.locator(of("reason")).fill("A newer version comes.");
  await page.locator(of("yes")).click();
  await page.getByText("Withdrawn").waitFor();
  Object.assign(portal.state.envelope, { state: "completed", certificate_ready: true });
  portal.tell("envelope", "e1");
  for (const name of ["file", "certificate"]) await Promise.all([page.waitForEvent("download"), page.locator(of(name)).first().click()]);
});

test("what the signatures wait for stands in one quiet line, and goes when it is there", async () => {
  await open("/envelopes/e1", phone, (s) => Object.assign(s.envelope, { state: "completed", certificate_ready: true, signature_level: "B-B", preservation_pending: true }));
  const line = page.locator(of("signatures"));
  await line.getByText("B-B; time-stamps follow").waitFor();
  await accessible("waiting for time-stamps");
  await noSideways();
  Object.assign(portal.state.envelope, { signature_level: "B-LTA", preservation_pending: false });
  portal.tell("envelope", "e1");
  await line.getByText("B-LTA", { exact: true }).waitFor();
  Object.assign(portal.state.envelope, { signature_level: "B-B" });
  portal.tell("envelope", "e1");
  await line.waitFor({ state: "detached" });
});

test("pages fit a screen of 320 pixels with text at 200 %", async () => {
  await open("/drafts/d1", { viewport: { width: 320, height: 640 } });
  await page.locator(of("problem")).waitFor();
  await noSideways();
  await page.evaluate(() => { document.documentElement.style.setProperty("font-size", "200%"); });
  for (const path of ["/", "/envelopes/e1", "/drafts/d1"]) {
    await page.goto(portal.origin + path);
    await page.evaluate(() => { document.documentElement.style.setProperty("font-size", "200%"); });
    await page.waitForTimeout(300);
    await noSideways();
  }
});

test("a ticket in the address logs in once and leaves the address bar clean", async () => {
  await open("/drafts/d1#ticket=good", {}, (s) => { s.loggedIn = false; });
  await page.waitForSelector(of("draft-title"));
  assert.equal(new URL(page.url()).hash, "");
  assert.ok(portal.state.calls.includes("POST /session/ticket"));
  await open("/drafts/d1#ticket=used", {}, (s) => { s.loggedIn = false; });
  await page.waitForSelector(of("login-email"));
  assert.equal(new URL(page.url()).hash, "");
});

test("a second print of a document takes the place of the first, keeps its people, and gives it back", async () => {
  await open("/drafts/d1", {}, (s) => {
    s.draft.ref = "INV-2026-17";
    s.similar = { drafts: [{ id: "d0", title: "Framework supply agreement", received: new Date(Date.now() - 3600e3).toISOString(), chosen: 2, same_ref: true }], sent: [{ envelope: "e2", title: "Order", at: new Date(Date.now() - 86400e3).toISOString(), completed: true }] };
  });
  await page.waitForSelector(of("similar"));
  assert.match(await page.textContent(of("sent-before")), /INV-2026-17.*all have signed/);
  assert.match(await page.textContent(of("ref")), /INV-2026-17/);
  await accessible("similar");
  await page.click(of("replace"));
  await page.waitForSelector(of("done-that"));
  assert.equal(portal.state.replaced, "d0");
  assert.match(await page.textContent(of("role-1")), /Kept Person/);
  await accessible("replaced");
  await page.click(of("undo"));
  await page.waitForSelector(of("done-that"), { state: "detached" });
  assert.equal(portal.state.restored, "d0");
});

test("what comes out of the printer can be added to the open draft, moved and taken out again", async () => {
  await open("/drafts/d1");
  await page.waitForSelector(of("draft-title"));
  while (!portal.state.calls.includes("GET /drafts")) await page.waitForTimeout(20);
  portal.state.drafts = [{ ...portal.state.drafts[1], id: "d9", title: "Annex A, price list" }, ...portal.state.drafts];
  portal.tell("draft", "d9");
  await page.waitForSelector(of("arrived"));
  await accessible("arrived");
  await page.click(of("add-arrived"));
  await page.waitForSelector(of("part"));
  assert.equal(await page.locator(of("part")).count(), 2);
  await page.locator(of("part-down")).first().click();
  await page.locator(of("part")).first().filter({ hasText: "Annex" }).waitFor();
  await accessible("parts");
  await page.locator(of("part-out")).click();
  await page.waitForSelector(of("part"), { state: "detached" });
});

test("a draft is added to another one by the menu, and one that was thrown away comes back", async () => {
  await open("/drafts/d1", phone);
  await page.click(of("menu"));
  await page.click(of("menu-join"));
  await page.waitForSelector(of("join-choice"));
  await accessible("join");
  await noSideways();
  await page.locator(of("join-choice")).first().click();
  await page.waitForURL("**/drafts/d2");
  await page.goto(portal.origin + "/drafts/d1");
  await page.click(of("menu"));
  await page.click(of("menu-drop"));
  await page.click(of("yes"));
  await page.waitForSelector(of("undo"));
  await page.click(of("undo"));
  await page.waitForSelector(of("undo"), { state: "detached" });
  assert.equal(portal.state.restored, "d1");
});

test("a job that was not taken is told in the inbox until it is seen", async () => {
  const { notice } = await import("./sample.mjs");
  await open("/", {}, (s) => { s.notices = [notice()]; });
  await page.waitForSelector(of("notice"));
  assert.match(await page.textContent(of("notice")), /Label 4x6\.prn.*PDF driver/);
  await accessible("notice");
  await page.click(of("notice-seen"));
  await page.waitForSelector(of("notice"), { state: "detached" });
  assert.ok(portal.state.told.includes("d1"));
});

test("the address of several drafts, as the print queue tells it, is the inbox", async () => {
  await open("/drafts", phone);
  await page.waitForSelector(of("draft-row"));
  await accessible("address of several drafts");
});

test("one's settings: mails off, a token made, seen once and revoked", async () => {
  for (const options of [phone, desktop]) {
    await open("/account", options);
    await page.waitForSelector(of("mails"));
    await page.uncheck(of("mails"));
    await page.click(of("make-token"));
    await page.waitForSelector("[aria-invalid=true]");
    await page.fill(of("token-name"), "laptop");
    await page.click(of("make-token"));
    assert.match(await page.textContent(of("token-secret")), /^qpu_/);
    await accessible("account");
    await noSideways();
    assert.equal(portal.state.me.mails, false);
    await page.locator(of("revoke")).last().click();
    await page.waitForSelector(of("token-secret"), { state: "detached" });
    await context.close();
  }
});

test("an administrator sets a printer, makes a team and names a login", async () => {
  for (const options of [phone, desktop]) {
    await open("/house", options);
    const queue = page.locator(of("queue")).first();
    await queue.locator(of("queue-policy")).selectOption("fixed_user");
    await queue.locator(of("queue-save")).click();
    await page.waitForSelector("[role=alert]");
    await queue.locator(of("queue-owner")).selectOption("maja.kovacic@lipa.example");
    await queue.locator(of("queue-sends")).selectOption("always");
    await queue.locator(of("queue-save")).click();
    await page.waitForSelector("[role=alert]", { state: "detached" });
    assert.equal(portal.state.queues[0].owner, "maja.kovacic@lipa.example");
    assert.equal(portal.state.queues[0].auto_send, "always");
    await page.locator(of("team-name")).last().fill("Sales");
    await page.locator(of("team-save")).last().click();
    await page.waitForFunction(() => document.querySelector("qp-app") !== null);
    await page.locator(of("team")).nth(2).waitFor();
    assert.deepEqual(portal.state.teams.map((m) => m.name), ["Contracts", "Sales"]);
    await page.locator(of("alias-names")).last().fill("mk7, ACME\\\\maja");
    await page.click(of("alias-save"));
    await page.waitForSelector(of("alias-save"), { state: "detached" });
    await accessible("house");
    await noSideways();
    await context.close();
  }
});

test("a link in the language of its message opens the page in that language", async () => {
  await open("/sign?lang=de#good");
  await page.waitForSelector(of("code"));
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
  await page.reload();
  await page.waitForSelector(of("code"));
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
});
