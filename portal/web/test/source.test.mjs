// What holds for the sources themselves: texts, the content security policy's demands, and size.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = process.env.QUILLPORT_WEB ?? process.cwd();
const sources = readdirSync(join(root, "src"), { recursive: true }).filter((f) => f.endsWith(".ts") && !f.endsWith("types.gen.ts")).map((f) => [f, readFileSync(join(root, "src", f), "utf8")]);
const texts = (language) => JSON.parse(readFileSync(join(root, "i18n", `${language}.json`), "utf8"));
const en = texts("en");

test("every text that the sources ask for is there", () => {
  for (const [file, source] of sources)
    for (const [, key] of source.matchAll(/\bt\(\s*"([^"]+)"/g)) assert.ok(key in en, `${file}: ${key}`);
});

test("every text is asked for, by its key or by the beginning of keys that are put together", () => {
  const all = sources.map(([, s]) => s).join("\n");
  const whole = new Set([...all.matchAll(/"([a-zA-Z_]+(?:\.[a-zA-Z_0-9]+)*)"/g)].map((m) => m[1]));
  const starts = [...all.matchAll(/`([a-zA-Z_]+\.(?:[a-zA-Z_]+\.)*)\$\{/g)].map((m) => m[1]);
  const ends = [...all.matchAll(/`ended\.\$\{[^}]+\}(\.[a-z]+)`/g)].map((m) => m[1]);
  assert.ok(ends.length > 0);
  assert.deepEqual(Object.keys(en).filter((key) => !whole.has(key) && !starts.some((s) => key.startsWith(s))), []);
});

test("the other languages have the same texts with the same places to fill in", () => {
  const places = (entry) => [...new Set(Object.values(typeof entry === "string" ? { other: entry } : entry).flatMap((s) => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1])))].sort();
  for (const language of ["sl", "de"]) {
    const other = texts(language);
    assert.deepEqual(Object.keys(other).sort(), Object.keys(en).sort(), language);
    for (const key of Object.keys(en)) {
      assert.deepEqual(places(other[key]), places(en[key]), `${language}: ${key}`);
      if (typeof en[key] === "object") for (const form of new Intl.PluralRules(language).resolvedOptions().pluralCategories) assert.ok(form in other[key], `${language}: ${key}.${form}`);
    }
  }
});

test("what is refused names every form that is taken, in every language", () => {
  for (const language of ["en", "sl", "de"]) {
    for (const form of ["14d", "48h", "2w", "2026-12-31"]) assert.ok(texts(language)["error.expires"].includes(form), `${language}: ${form}`);
    assert.ok(texts(language)["error.seal_too_low"].includes("B-T"), language);
  }
});

test("no style attribute, no inline handler, no unsafe markup: the policy refuses them", () => {
  for (const [file, source] of sources) {
    assert.doesNotMatch(source, /\sstyle=/, file);
    assert.doesNotMatch(source, /unsafeHTML|innerHTML|styleMap|setAttribute\("style/, file);
    assert.doesNotMatch(source, /:\s*any\b|as any\b|<any>/, file);
  }
});

test("elements use names of tokens and no raw colours", () => {
  for (const [file, source] of sources.filter(([f]) => !f.endsWith("icons.ts"))) assert.doesNotMatch(source.replace(/`#[\w${}.-]+`/g, ""), /[:\s]#[0-9a-f]{3,8}\b(?!["'`)])/i, file);
});

test("one element a file, at most 200 lines", () => {
  for (const [file, source] of sources) {
    assert.ok([...source.matchAll(/@customElement\(/g)].length <= 1, file);
    assert.ok(source.split("\n").length <= 201, `${file}: ${source.split("\n").length} lines`);
  }
});
