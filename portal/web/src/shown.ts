import { tell } from "./api/client";

const told = new Set<string>();

/** Tells the portal that the user has seen these drafts here, so that no mail speaks of them. Each once; a failure only costs a mail. */
export async function shown(drafts: string[]): Promise<void> {
  const news = drafts.filter((id) => !told.has(id)).slice(0, 1000);
  if (news.length === 0 || document.hidden) return;
  for (const id of news) told.add(id);
  try {
    await tell("POST", "/told", { drafts: news });
  } catch {
    for (const id of news) told.delete(id);
  }
}
