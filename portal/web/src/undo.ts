import { ask, part } from "./api/client";
import type { Draft } from "./api/types.gen";

/** What the last act took away, until the next page has offered to bring it back. */
let thrown: { id: string; title: string } | undefined;

export function threwAway(id: string, title: string): void {
  thrown = { id, title };
}

/** The draft that was thrown away on the page before, once. */
export function lastThrown(): { id: string; title: string } | undefined {
  const last = thrown;
  thrown = undefined;
  return last;
}

export function restore(id: string): Promise<Draft> {
  return ask<Draft>("POST", `/drafts/${part(id)}/restore`);
}
