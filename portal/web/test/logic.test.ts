import assert from "node:assert/strict";
import { test } from "node:test";
import type { CeremonyField, Draft, Role } from "../src/api/types.gen";
import { dpiFor, zoomForField } from "../src/logic/dpi";
import { byReading, cqw, isUpright, placeOf } from "../src/logic/geometry";
import { entries, isFilled, nextOpen, stepsLeft, withValue, wrongWith } from "../src/logic/guide";
import { leftOf, roleIn } from "../src/logic/left";
import { colourOf, fieldCounts, initialsOf, inOrder, moved, orderOf, roleNumbers, withOrder } from "../src/logic/roles";
import { hits, matches } from "../src/logic/search";
import { ruleIn, textOf } from "../src/logic/split";
import { poor, rounded } from "../src/logic/strokes";
import { wordsOf } from "../src/logic/template";
import { clock, day, nearness } from "../src/logic/time";

const a4 = { width: 595, height: 842 };
const box = (x0: number, y0: number, x1: number, y1: number): [number, number, number, number] => [x0, y0, x1, y1];

function field(name: string, more: Partial<CeremonyField> = {}): CeremonyField {
  return { name, type: "text", page: 1, box: box(100, 700, 200, 712), rotation: 0, font_size: 11, mine: true, required: true, readonly: false, ...more };
}

test("a box in points from below becomes percent from above", () => {
  const at = placeOf(box(59.5, 757.8, 119, 842), a4);
  assert.deepEqual([at.left, at.width, Math.round(at.top), Math.round(at.height)], [10, 10, 0, 10]);
});

test("a box with its corners swapped lies where it was meant", () => {
  assert.deepEqual(placeOf(box(200, 712, 100, 700), a4), placeOf(box(100, 700, 200, 712), a4));
});

test("sizes follow the page's width, and text that runs upwards is told apart", () => {
  assert.equal(cqw(59.5, a4), "10.0000cqw");
  assert.deepEqual([0, 90, 180, 270, -90, 360].map(isUpright), [true, false, true, false, false, true]);
});

test("fields are read by page, then by line, then from the left", () => {
  const right = { page: 1, box: box(300, 501, 400, 513) };
  const left = { page: 1, box: box(100, 500, 200, 512) };
  const above = { page: 1, box: box(400, 600, 500, 612) };
  const next = { page: 2, box: box(0, 800, 10, 812) };
  assert.deepEqual([next, right, left, above].sort(byReading), [above, left, right, next]);
});

test("the resolution is the smallest that is sharp, and never more than there is", () => {
  assert.equal(dpiFor(595, 1, 595), 72);
  assert.equal(dpiFor(390, 3, 595), 144);
  assert.equal(dpiFor(390 * 1.5, 3, 595), 216);
  assert.equal(dpiFor(1600, 3, 595), 288);
});

test("a field is zoomed to be wide enough to write in, but stays inside the view", () => {
  assert.equal(zoomForField(400, 595, 390), 1);
  const narrow = zoomForField(60, 595, 390);
  assert.ok(Math.abs((60 / 595) * 390 * narrow - 150) < 0.5);
  assert.ok((5 / 595) * 390 * zoomForField(5, 595, 390) <= 390);
});

test("the guide leads through own fields only, and the signature is not one of them", () => {
  const fields = [field("b", { box: box(100, 600, 200, 612) }), field("a"), field("sig", { type: "signature" }), field("hers", { mine: false }), field("date", { type: "date" }), field("fixed", { readonly: true })];
  assert.deepEqual(entries(fields).map((f) => f.name), ["a", "b"]);
});

test("steps are counted down and the next open field is found around the end", () => {
  const fields = [field("a"), field("b"), field("c", { required: false })];
  assert.equal(stepsLeft(fields, {}, 0), 4);
  assert.equal(stepsLeft(fields, { a: "x" }, 1), 3 + 0);
  assert.equal(stepsLeft(fields, { a: "x", b: "y", c: "z" }, 3), 1);
  assert.equal(nextOpen(fields, { b: "y" }, 2), 0);
  assert.equal(nextOpen(fields, { a: "x", b: "y" }, 0), -1);
});

test("a value is told wrong only for a reason", () => {
  assert.equal(wrongWith(field("a"), { a: "  " }, []), "required");
  assert.equal(wrongWith(field("a", { required: false }), {}, []), undefined);
  assert.equal(wrongWith(field("n", { type: "number" }), { n: "12 500,50" }, []), undefined);
  assert.equal(wrongWith(field("n", { type: "number" }), { n: "twelve" }, []), "number");
  assert.equal(wrongWith(field("e", { type: "email" }), { e: "a@b" }, []), "email");
  assert.equal(wrongWith(field("d", { type: "dateinput" }), { d: "30. 11. 2026" }, []), undefined);
  assert.equal(wrongWith(field("l", { maxlength: 3 }), { l: "čšžž" }, []), "long");
  assert.equal(isFilled(field("c", { type: "checkbox" }), { c: "no" }), false);
});

test("radio buttons of one group have one answer", () => {
  const [red, blue, alone] = [field("red", { type: "radio", group: "colour" }), field("blue", { type: "radio", group: "colour" }), field("alone", { type: "radio" })];
  const all = [red, blue, alone];
  assert.equal(wrongWith(red, { red: "no", blue: "no" }, all), "required");
  const ticked = withValue({ red: "no", blue: "no", alone: "yes" }, red, "yes", all);
  assert.equal(wrongWith(blue, ticked, all), undefined);
  assert.deepEqual(withValue(ticked, blue, "yes", all), { red: "no", blue: "yes", alone: "yes" });
  assert.deepEqual(withValue(ticked, red, "", all), { red: "", blue: "no", alone: "yes" });
});

test("a dot and a straight stroke are no signature, a short curve is", () => {
  const line = Array.from({ length: 20 }, (_, i) => ({ x: i * 10, y: 50 + i }));
  const wave = Array.from({ length: 40 }, (_, i) => ({ x: i * 5, y: 50 + Math.sin(i / 3) * 20 }));
  const loop = Array.from({ length: 40 }, (_, i) => ({ x: 100 + Math.cos(i / 6) * 30, y: 50 + Math.sin(i / 6) * 30 }));
  assert.equal(poor([], 300), "empty");
  assert.equal(poor([[{ x: 5, y: 5 }]], 300), "dot");
  assert.equal(poor([line], 300), "line");
  assert.equal(poor([line, [{ x: 9, y: 9 }]], 300), "line");
  assert.equal(poor([wave], 300), undefined);
  assert.equal(poor([loop], 300), undefined);
  assert.equal(poor([line, wave], 300), undefined);
});

test("points are sent with a tenth of a pixel and without made-up pressure", () => {
  assert.deepEqual(rounded([[{ x: 1.23456, y: 2 }, { x: 1, y: 2, pressure: 0.56789 }]]), [[{ x: 1.2, y: 2 }, { x: 1, y: 2, pressure: 0.57 }]]);
});

test("numbers of roles stay the same however the list is sorted", () => {
  assert.deepEqual([...roleNumbers(["2", "1"])], [["2", 2], ["1", 1]]);
  assert.equal(roleNumbers(["seller", "1", "buyer"]).get("buyer"), 2);
  assert.equal(roleNumbers(["buyer", "seller", "1"]).get("seller"), 3);
  assert.deepEqual([1, 6, 7].map(colourOf), [1, 6, 1]);
});

test("roles are moved, numbered in order, or all at once", () => {
  const roles: Role[] = [{ key: "1", routing_order: 2 }, { key: "2", routing_order: 1 }];
  assert.deepEqual(inOrder(roles).map((r) => r.key), ["2", "1"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b"], 0, -1), ["a", "b"]);
  assert.equal(orderOf(withOrder(roles, "parallel")), "parallel");
  assert.deepEqual(withOrder(roles, "serial").map((r) => r.routing_order), [1, 2]);
});

test("what was found for a role is counted, the signature last", () => {
  const of = (type: "text" | "signature" | "date", role = "1") => ({ ...field(type), type, role });
  assert.deepEqual(fieldCounts([of("signature"), of("text"), of("text"), of("date"), of("date", "2")], "1"), [["text", 2], ["date", 1], ["signature", 1]]);
  assert.deepEqual(["Tomáš Dvořák", "Žiga", "", "Ana Marija Kos"].map(initialsOf), ["TD", "Ž", "", "AK"]);
});

test("a search finds letters without their marks and shows what it hit", () => {
  assert.deepEqual(hits("Tomáš Dvořák", "dvora"), ["Tomáš ", "Dvořá", "k"]);
  assert.deepEqual(hits("Łukasz Żak", "luk"), ["", "Łuk", "asz Żak"]);
  assert.deepEqual(hits("Ana", "x"), ["Ana"]);
  assert.ok(matches(["Order 45", undefined], "ORDER") && !matches(["Order"], "zzz"));
});

test("what is left of a draft counts persons that were not saved yet", () => {
  const draft = { roles: [{ key: "1", routing_order: 1, name: "A", email: "a@b.c" }, { key: "2", routing_order: 2, name: "B" }], problems: [{}], missing: [] } as unknown as Draft;
  assert.deepEqual(leftOf(draft), { problems: 1, persons: ["2"], nobody: false });
  assert.equal(roleIn("{{sgi:2}}"), "2");
  assert.equal(roleIn("##podpsi buyer; label=A##"), "buyer");
  assert.equal(roleIn("sig"), undefined);
});

test("times are said as people say them", () => {
  const now = new Date(2026, 10, 21, 14, 0);
  assert.equal(nearness(new Date(2026, 10, 21, 13, 59, 30), now), "now");
  assert.equal(nearness(new Date(2026, 10, 21, 0, 1), now), "today");
  assert.equal(nearness(new Date(2026, 10, 20, 23, 59), now), "yesterday");
  assert.equal(nearness(new Date(2026, 10, 28, 14, 0), now), "earlier");
  assert.equal(day(new Date(2026, 10, 28), "en", now), "28 November");
  assert.equal(day(new Date(2027, 0, 2), "en", now), "2 January 2027");
  assert.equal(clock(new Date(2026, 10, 21, 9, 5), "en"), "09:05");
});

test("a split rule is read and written as the queue has it", () => {
  assert.deepEqual(ruleIn(""), { kind: "tag", value: "" });
  assert.deepEqual(ruleIn("text:No. (\\d+): x"), { kind: "text", value: "No. (\\d+): x" });
  for (const rule of ["page-one", "bookmark", "pages:3", "text:a:b", "blank", "qr", "qr:DOC-(\\d+)"]) assert.equal(textOf(ruleIn(rule)), rule);
  assert.equal(textOf({ kind: "tag", value: "3" }), "");
  assert.equal(textOf({ kind: "blank", value: "3" }), "blank");
});

test("a template is told by its people in their order, its folder and its time", () => {
  const roles = [{ key: "1", routing_order: 2, name: "Ana" }, { key: "2", routing_order: 1, email: "b@x.si" }, { key: "3", routing_order: 3 }];
  assert.equal(wordsOf({ name: "Order", roles, folder: "Orders", expires: "14d" }), "b@x.si, Ana · Orders · 14d");
  assert.equal(wordsOf({ name: "Nothing", roles: [] }), "");
});
