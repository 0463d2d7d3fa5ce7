import { ask, part } from "../api/client";
import type { DraftSummary, EnvelopeSummary } from "../api/types.gen";

interface Rows {
  drafts: DraftSummary;
  envelopes: EnvelopeSummary;
}

/** What a list of the portal begins with; `more`: older ones may stand behind that. */
export interface Newest<T> {
  rows: T[];
  more: boolean;
}

/** The newest hundred of a list; of one folder the newest two thousand, as it is counted and looked through here. */
export async function newest<K extends keyof Rows>(list: K, folder: string): Promise<Newest<Rows[K]>> {
  const rows: Rows[K][] = [];
  const which = folder ? `limit=200&folder=${part(folder)}` : "limit=100";
  let next: string | undefined;
  for (let page = 0; page < (folder ? 10 : 1) && (page === 0 || next); ++page) {
    const answer: Record<K, Rows[K][]> & { next?: string } = await ask("GET", `/${list}?${which}${next ? `&before=${part(next)}` : ""}`);
    rows.push(...answer[list]);
    next = answer.next;
  }
  return { rows, more: Boolean(next) };
}
