/** The ways in which a print falls into documents, as a queue's rule names them. */
export const splitKinds = ["tag", "page-one", "bookmark", "pages", "text", "blank", "qr"] as const;
export type SplitKind = (typeof splitKinds)[number];

export interface SplitRule {
  kind: SplitKind;
  /** Pages of a document, or the expression. */
  value: string;
}

/** "pages:3", "text:Invoice (\d+)", "qr"; an empty rule is "tag". */
export function ruleIn(text: string): SplitRule {
  const colon = text.indexOf(":");
  const word = colon < 0 ? text : text.slice(0, colon);
  return { kind: splitKinds.find((k) => k === word) ?? "tag", value: colon < 0 ? "" : text.slice(colon + 1) };
}

export function textOf({ kind, value }: SplitRule): string {
  if (kind === "tag") return "";
  return takesValue(kind) && value !== "" ? `${kind}:${value}` : kind;
}

export function takesValue(kind: SplitKind): boolean {
  return kind === "pages" || kind === "text" || kind === "qr";
}
