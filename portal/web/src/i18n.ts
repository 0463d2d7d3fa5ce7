import en from "../i18n/en.json";

type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
type Texts = Record<string, string | Plural>;
export type Params = Record<string, string | number>;

export const languages = { en: "English", sl: "Slovenščina", de: "Deutsch" } as const;
export type Language = keyof typeof languages;
const kKept = "quillport.language";
const kAsked = "quillport.asked";

let texts: Texts = en;
let current: Language = "en";

function isLanguage(name: string | null): name is Language {
  return name !== null && name in languages;
}

/** The language that a message's link asks for; it holds while the tab is open, as the link leaves the address. */
function asked(): string | null {
  const lang = new URLSearchParams(location.search).get("lang");
  if (isLanguage(lang)) sessionStorage.setItem(kAsked, lang);
  return sessionStorage.getItem(kAsked);
}

/** The language that the person chose, else the one that the message was written in, else the first of the browser's that we speak, else English. */
function wanted(): Language {
  const kept = localStorage.getItem(kKept);
  if (isLanguage(kept)) return kept;
  const message = asked();
  if (isLanguage(message)) return message;
  for (const tag of navigator.languages) {
    const name = tag.split("-")[0] ?? "";
    if (isLanguage(name)) return name;
  }
  return "en";
}

/** Loads the texts before the first element is made. English is in the bundle; the others come on demand and lie over it. */
export async function loadLanguage(): Promise<void> {
  current = wanted();
  document.documentElement.lang = current;
  if (current === "en") return;
  const other: Texts = current === "sl" ? (await import("../i18n/sl.json")).default : (await import("../i18n/de.json")).default;
  texts = { ...en, ...other };
}

/** Keeps the choice and starts the page again: every text changes, and so do dates. */
export function chooseLanguage(name: string): void {
  if (!isLanguage(name)) return;
  localStorage.setItem(kKept, name);
  location.reload();
}

export function language(): Language {
  return current;
}

/** Whether there is a text of this key: for sentences whose key comes from the server. */
export function known(key: string): boolean {
  return key in texts;
}

/** The text of a key. `{name}` is replaced from `params`; `n` also chooses the plural form. */
export function t(key: string, params: Params = {}): string {
  const entry = texts[key];
  if (entry === undefined) return key;
  const text = typeof entry === "string" ? entry : (entry[new Intl.PluralRules(current).select(Number(params.n ?? 0))] ?? entry.other ?? key);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

/** "a, b and c" in the reader's language. */
export function list(items: string[]): string {
  return new Intl.ListFormat(current === "en" ? "en-GB" : current, { type: "conjunction" }).format(items);
}
