import type { Draft } from "../api/types.gen";

export interface Left {
  problems: number;
  /** Keys of roles without a person. */
  persons: string[];
  /** Nobody is to sign anything. */
  nobody: boolean;
}

/** What stands between a draft and its sending, with the author's unsaved changes counted. */
export function leftOf(draft: Draft): Left {
  return {
    problems: draft.problems.length,
    persons: draft.roles.filter((r) => !r.name?.trim() || !r.email?.trim()).map((r) => r.key),
    nobody: draft.roles.length === 0 || draft.missing.some((m) => m.kind === "no_signer"),
  };
}

/** The role that an unreadable tag most likely speaks of, as it stands in its text: "2" of "{{sgi:2}}". */
export function roleIn(text: string): string | undefined {
  return /^[{\s#]*[^:;{}#\s]+(?:[:\s]\s*([^;{}#]+))/u.exec(text)?.[1]?.trim();
}
