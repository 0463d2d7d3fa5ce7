import type { Draft, FieldType, ProblemSettlement } from "../api/types.gen";

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

/** The short words of the tag language that a guess may be, and the types that they stand for. */
const kShort: Record<string, FieldType> = { sig: "signature", s: "signature", signature: "signature", ini: "initials", paraph: "initials", initials: "initials", date: "date", text: "text" };

/** What settles a tag by its guess: the type where we know the word, else the server reads the word itself. */
export function settledByGuess(guess: string): Omit<ProblemSettlement, "version"> {
  const type = kShort[guess.toLowerCase()];
  return type ? { action: "use_type", type } : { action: "use_guess" };
}
