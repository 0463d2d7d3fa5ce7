import type { Field, FieldType, Role } from "../api/types.gen";

/**
 * The number that stands for a role everywhere: a numbered role keeps its number; named ones take the free numbers in the order of
 * their names. It depends on the set of roles only, so that it is the same on the pages of a draft and of its envelope.
 */
export function roleNumbers(keys: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const key of keys) if (/^[1-9]\d{0,2}$/.test(key)) numbers.set(key, Number(key));
  const taken = new Set(numbers.values());
  let next = 1;
  for (const key of [...new Set(keys)].filter((k) => !numbers.has(k)).sort()) {
    while (taken.has(next)) ++next;
    taken.add(next);
    numbers.set(key, next);
  }
  return numbers;
}

/** Six colours; from the seventh role on they repeat. */
export function colourOf(number: number): number {
  return ((number - 1) % 6) + 1;
}

/** Roles in signing order; equal orders keep the order of their numbers. */
export function inOrder(roles: readonly Role[]): Role[] {
  const numbers = roleNumbers(roles.map((r) => r.key));
  return [...roles].sort((a, b) => a.routing_order - b.routing_order || (numbers.get(a.key) ?? 0) - (numbers.get(b.key) ?? 0));
}

export type Order = "serial" | "parallel";

export function orderOf(roles: readonly Role[]): Order {
  return roles.length > 1 && roles.every((r) => r.routing_order === roles[0]?.routing_order) ? "parallel" : "serial";
}

/** The roles with routing orders that say what the list shows: 1, 2, 3 ... or 1 for all. */
export function withOrder(sorted: readonly Role[], order: Order): Role[] {
  return sorted.map((role, index) => ({ ...role, routing_order: order === "parallel" ? 1 : index + 1 }));
}

/** The list with one entry moved by one place; the same list when it stands at the end already. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** How many fields of which type a role has, most personal last: "2 text, 1 date, 1 signature". */
export function fieldCounts(fields: readonly Field[], role: string): [FieldType, number][] {
  const counts = new Map<FieldType, number>();
  for (const field of fields) if (field.role === role) counts.set(field.type, (counts.get(field.type) ?? 0) + 1);
  const last = (type: FieldType): number => (type === "signature" ? 2 : type === "initials" ? 1 : 0);
  return [...counts].sort((a, b) => last(a[0]) - last(b[0]));
}

/** One or two letters for the round mark of a person. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((w) => /^\p{L}/u.test(w));
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
