import type { CeremonyField } from "../api/types.gen";
import { byReading } from "./geometry";

export type Values = Record<string, string>;

export type Wrong = "required" | "number" | "date" | "email" | "long" | undefined;

const kSigning = new Set(["signature", "initials"]);
/** Filled by the portal at the act, not by hand. */
const kAutomatic = new Set(["date", "stamp", "seal", "qr"]);

export function isSigning(field: CeremonyField): boolean {
  return kSigning.has(field.type);
}

/** Whether the person fills this field with his own hands. */
export function isEntry(field: CeremonyField): boolean {
  return field.mine && !field.readonly && !isSigning(field) && !kAutomatic.has(field.type);
}

/** The fields to fill, in the order of reading. The signature is not among them: it is always the last step. */
export function entries(fields: readonly CeremonyField[]): CeremonyField[] {
  return fields.filter(isEntry).sort(byReading);
}

export function signingPlaces(fields: readonly CeremonyField[]): CeremonyField[] {
  return fields.filter((f) => f.mine && isSigning(f)).sort(byReading);
}

export function isFilled(field: CeremonyField, values: Values): boolean {
  const value = values[field.name] ?? "";
  return field.type === "checkbox" || field.type === "radio" ? value === "yes" : value.trim() !== "";
}

/** The radio buttons of which one is the answer, this one among them. */
export function radiosWith(field: CeremonyField, fields: readonly CeremonyField[]): CeremonyField[] {
  return fields.filter((f) => f === field || (f.mine && f.type === "radio" && f.group !== undefined && f.group === field.group));
}

/** The values after one was set: a radio button that is ticked unticks the others of its group. */
export function withValue(values: Values, field: CeremonyField, value: string, fields: readonly CeremonyField[]): Values {
  const next = { ...values, [field.name]: value };
  if (field.type !== "radio" || value !== "yes") return next;
  for (const other of radiosWith(field, fields)) if (other.name !== field.name && next[other.name] === "yes") next[other.name] = "no";
  return next;
}

/** What is wrong with a value; checked again by the server. Of radio buttons it is enough that one of the group is ticked. */
export function wrongWith(field: CeremonyField, values: Values, fields: readonly CeremonyField[]): Wrong {
  const value = (values[field.name] ?? "").trim();
  const answered = field.type === "radio" ? radiosWith(field, fields).some((f) => isFilled(f, values)) : isFilled(field, values);
  if (!answered) return field.required ? "required" : undefined;
  if (!isFilled(field, values)) return undefined;
  if (field.maxlength !== undefined && Array.from(value).length > field.maxlength) return "long";
  if (field.type === "number" && !/^[+-]?\d[\d\s.,']*$/.test(value)) return "number";
  if (field.type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "email";
  if (field.type === "dateinput" && Number.isNaN(Date.parse(value)) && !/^\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}$/.test(value)) return "date";
  return undefined;
}

/** The first field after `from` that still needs something; wraps around; -1 when all is well and only the signature is left. */
export function nextOpen(fields: readonly CeremonyField[], values: Values, from: number): number {
  for (let step = 1; step <= fields.length; ++step) {
    const at = (from + step + fields.length) % fields.length;
    const field = fields[at];
    if (field && wrongWith(field, values, fields)) return at;
  }
  return -1;
}

/** How many steps are left: where one is, what is empty or wrong, and the signature. */
export function stepsLeft(fields: readonly CeremonyField[], values: Values, at: number): number {
  return fields.filter((f, i) => i === at || wrongWith(f, values, fields) !== undefined || (i > at && !isFilled(f, values))).length + 1;
}
