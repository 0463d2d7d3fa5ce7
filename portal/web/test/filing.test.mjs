// What an author keeps beside his documents, in a real browser: folders.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, desktop, noSideways, of, open, page, phone, portal } from "./stage.mjs";

function filed(state) {
  state.drafts[1].folder = state.drafts[2].folder = "Orders & offers/2026";
  state.envelopes[0].folder = state.envelopes[1].folder = "Orders & offers/2026";
}

for (const [name, options] of [["phone", phone], ["dark desktop", { ...desktop, colorScheme: "dark" }]])
  test(`a folder shows all that is filed in it, and one press shows everything again, on a ${name}`, async () => {
    await open("/", options, filed);
    await page.locator(of("draft-row")).nth(5).waitFor();
    await accessible("inbox with folders");
    await noSideways();
    await page.locator(of("folder-chip")).first().click();
    await page.getByText("4 documents in this folder").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("folder"), "Orders & offers/2026");
    assert.equal(await page.locator(of("draft-row")).count(), 2);
    assert.equal(await page.locator(of("envelope-row")).count(), 2);
    await accessible("folder");
    await noSideways();
    await page.locator(of("folder-all")).click();
    await page.locator(of("draft-row")).nth(5).waitFor();
    await page.goBack();
    await page.getByText("4 documents in this folder").waitFor();
  });

const many = (n) => (s) => { s.drafts = Array.from({ length: n }, (_, i) => ({ ...s.drafts[0], id: `many${i}`, title: `Offer ${i}`, folder: "Offers" })); };

test("a folder shows all of what fills several pages of the list", async () => {
  await open("/?folder=Offers", desktop, many(400));
  await page.getByText("400 documents in this folder").waitFor();
  assert.equal(await page.locator(of("draft-row")).count(), 400);
  await page.locator(of("inbox-search")).fill("Offer 399");
  await page.locator('[data-id="many399"]').waitFor();
});

test("a folder that may hold more than is shown says so", async () => {
  await open("/?folder=Offers", desktop, many(2001));
  await page.getByText("2000 documents of this folder; it may hold older ones").waitFor();
  assert.equal(await page.locator(of("draft-row")).count(), 2000);
});

test("an empty folder says so", async () => {
  await open("/?folder=Nothing", desktop);
  await page.getByText("Nothing is in this folder").waitFor();
  await accessible("empty folder");
});

test("the owner files a draft, sees where, and takes it out again", async () => {
  await open("/drafts/d1", desktop);
  await page.locator(of("folder")).fill("Contracts");
  await page.locator(of("saved")).getByText("saved", { exact: true }).waitFor();
  assert.equal(portal.state.draft.folder, "Contracts");
  await page.locator(of("folder-chip")).getByText("Contracts").waitFor();
  await accessible("draft in a folder");
  await page.locator(of("folder")).fill("");
  await page.locator(of("folder-chip")).waitFor({ state: "detached" });
  await page.locator(of("saved")).getByText("saved", { exact: true }).waitFor();
  assert.equal(portal.state.draft.folder, "");
});

test("a pause behind a blank does not take the blank away", async () => {
  await open("/drafts/d1", desktop);
  for (const what of ["folder", "message"]) {
    await page.locator(of(what)).pressSequentially("Contracts ");
    await page.locator(of("saved")).getByText("saved", { exact: true }).waitFor();
    assert.equal(portal.state.draft[what], "Contracts");
    await page.locator(of(what)).pressSequentially("2026");
    await page.locator(of("saved")).getByText("saved", { exact: true }).waitFor();
    assert.equal(portal.state.draft[what], "Contracts 2026");
  }
});

test("an envelope says where it is filed", async () => {
  await open("/envelopes/e1", phone, (s) => { s.envelope.folder = "Contracts"; });
  await page.locator(of("folder-chip")).getByText("Contracts").waitFor();
  await accessible("envelope in a folder");
  await noSideways();
});

const choose = async (entry) => {
  await page.locator(of("menu")).click();
  await page.locator(of(`menu-${entry}`)).click();
};

for (const [name, options] of [["phone", phone], ["dark desktop", { ...desktop, colorScheme: "dark" }]])
  test(`a template fills in a draft, and one press takes it back, on a ${name}`, async () => {
    await open("/drafts/d1", options);
    await page.locator(of("problem")).waitFor();
    await choose("use");
    await page.locator(of("template-choice")).nth(1).waitFor();
    await accessible("templates");
    await page.locator(of("template-choice")).first().click();
    await page.getByText("Filled in by the template “Order”").waitFor();
    const { draft } = portal.state;
    assert.deepEqual(draft.roles.map((r) => [r.name, r.routing_order]), [["Tomáš Dvořák", 2], ["Maja Kovačič", 1]]);
    assert.equal(await page.locator(of("message")).inputValue(), "Prosimo za podpis.");
    assert.equal(await page.locator(of("folder")).inputValue(), "Orders/2026");
    await accessible("filled in");
    await noSideways();
    await page.locator(of("undo")).click();
    await page.locator(of("person-search-1")).waitFor();
    assert.deepEqual([draft.message, draft.folder, draft.expires, draft.roles[0].name], ["", "", "", undefined]);
  });

test("an administrator saves a draft's people and words as a template", async () => {
  await open("/drafts/d1", desktop, (s) => Object.assign(s.draft, { message: "Please sign.", folder: "Contracts" }));
  await page.locator(of("problem")).waitFor();
  await choose("save");
  await page.locator(of("template-save")).click();
  await page.getByText("Give it a name").waitFor();
  await accessible("save as template");
  await page.locator(of("template-name")).fill("Order");
  await page.getByText("takes the place of the template").waitFor();
  await page.locator(of("template-name")).fill("Framework / agreement");
  await page.locator(of("template-save")).click();
  await page.getByText("Saved as the template “Framework / agreement”").waitFor();
  const saved = portal.state.templates.find((each) => each.name === "Framework / agreement");
  assert.deepEqual([saved.message, saved.folder, saved.roles[1].name], ["Please sign.", "Contracts", "Maja Kovačič"]);
  await page.locator(of("undo")).click();
  for (let i = 0; i < 40 && portal.state.templates.length > 2; ++i) await page.waitForTimeout(50);
  assert.equal(portal.state.templates.length, 2);
});

test("who is no administrator uses templates and saves none", async () => {
  await open("/drafts/d1", desktop, (s) => { s.administrator = false; });
  await page.locator(of("problem")).waitFor();
  await page.locator(of("menu")).click();
  await page.locator(of("menu-use")).waitFor();
  assert.equal(await page.locator(of("menu-save")).count(), 0);
});

test("a draft whose template is not there says so, and a template that is chosen then settles it", async () => {
  await open("/drafts/d1", desktop, (s) => { s.draft.problems = [{ number: 1, page: 1, box: [0, 0, 0, 0], code: "unknown_template", message: "There is no template of this name.", text: "Ordr" }]; });
  await page.getByText("This template is not there").waitFor();
  await page.getByText("Ordr", { exact: true }).waitFor();
  await accessible("unknown template");
  await choose("use");
  await page.locator(of("template-choice")).first().click();
  await page.locator(of("problem")).waitFor({ state: "detached" });
});

test("templates are removed among the printers, and a printer's own template stays", async () => {
  await open("/house", phone, (s) => { s.queues[0].template = "Order"; });
  await page.locator(of("template")).nth(1).waitFor();
  assert.equal(await page.locator(of("queue-template")).first().inputValue(), "Order");
  await page.locator(of("template-remove")).first().click();
  await page.getByText("A printer uses this template").waitFor();
  await page.locator(of("template-remove")).nth(1).click();
  await page.getByText("was removed").waitFor();
  await accessible("printers with templates");
  await noSideways();
  assert.deepEqual(portal.state.templates.map((each) => each.name), ["Order"]);
  await page.locator(of("undo")).click();
  await page.locator(of("template")).nth(1).waitFor();
});

test("a printer's seal is one of what the portal can do, and a refusal is told", async () => {
  await open("/house", desktop, (s) => { s.stamps = false; });
  const seal = page.locator(of("queue-seal")).first();
  await seal.waitFor();
  assert.deepEqual(await seal.locator("option").evaluateAll((all) => all.map((option) => option.value)), ["", "B-B", "B-T"]);
  await seal.selectOption("B-T");
  await page.locator(of("queue-save")).first().click();
  await page.getByText("cannot bring signatures so far").waitFor();
  await accessible("printers with a refusal");
  await seal.selectOption("B-B");
  await page.locator(of("queue-save")).first().click();
  await page.getByText("saved", { exact: true }).first().waitFor();
  assert.equal(portal.state.queues[0].seal, "B-B");
});

test("what a printer has already is shown, though the portal offers it no more", async () => {
  await open("/house", desktop, (s) => { Object.assign(s.queues[0], { seal: "B-LTA", language: "hr" }); });
  const seal = page.locator(of("queue-seal")).first();
  await seal.waitFor();
  assert.equal(await seal.inputValue(), "B-LTA");
  assert.equal(await seal.locator("option:checked").textContent(), "For decades, renewed in time (B-LTA)");
  assert.equal(await page.locator(of("queue-language")).first().locator("option:checked").textContent(), "hr");
  await seal.selectOption("B-B");
  assert.deepEqual(await seal.locator("option").evaluateAll((all) => all.map((option) => option.value)), ["", "B-B", "B-T", "B-LTA"]);
});

test("a printer's rule for prints of many documents is chosen in words, and its other tag settings stay", async () => {
  await open("/house", phone, (s) => { s.queues[0].tags = { dialects: ["adobe"], split: "text:Invoice (\\d+)" }; });
  const rule = page.locator(of("queue-split")).first();
  await rule.waitFor();
  assert.equal(await rule.inputValue(), "text");
  assert.equal(await page.locator(of("queue-split-value")).inputValue(), "Invoice (\\d+)");
  await accessible("printers with a split rule");
  await noSideways();
  await rule.selectOption("pages");
  await page.locator(of("queue-split-value")).fill("4");
  await page.locator(of("queue-save")).first().click();
  await page.getByText("saved", { exact: true }).first().waitFor();
  assert.deepEqual(portal.state.queues[0].tags, { dialects: ["adobe"], split: "pages:4" });
  await rule.selectOption("tag");
  assert.equal(await page.locator(of("queue-split-value")).count(), 0);
  await page.locator(of("queue-save")).first().click();
  await page.getByText("saved", { exact: true }).first().waitFor();
  assert.equal(portal.state.queues[0].tags.split, "");
});

for (const [name, options] of [["phone", phone], ["dark desktop", { ...desktop, colorScheme: "dark" }]])
  test(`a draft of a print that fell apart says which it is and leads to the next one, on a ${name}`, async () => {
    await open("/drafts/d1", options, (s) => { s.draft.place = { number: 2, total: 60, previous: "d2", next: "d3" }; });
    await page.getByText("Document 2 of 60").waitFor();
    await accessible("a document of a series");
    await noSideways();
    portal.state.draft = { ...portal.state.draft, id: "d3", title: "Invoice 17", place: { number: 60, total: 60, previous: "d1" } };
    await page.locator(of("series-next")).click();
    await page.getByText("Document 60 of 60").waitFor();
    assert.equal(await page.locator(of("draft-title")).inputValue(), "Invoice 17");
    assert.ok(portal.state.calls.includes("GET /drafts/d3"));
    assert.equal(await page.locator(of("series-next")).count(), 0);
  });
