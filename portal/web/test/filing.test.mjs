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

test("an envelope says where it is filed", async () => {
  await open("/envelopes/e1", phone, (s) => { s.envelope.folder = "Contracts"; });
  await page.locator(of("folder-chip")).getByText("Contracts").waitFor();
  await accessible("envelope in a folder");
  await noSideways();
});
