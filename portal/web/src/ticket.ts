import { ask, Refusal } from "./api/client";
import type { Session } from "./api/types.gen";

/** The ticket in the address, which is taken out of it at once: neither the history nor a copied address keeps it. */
function takeTicket(): string | undefined {
  const found = /^#ticket=([\w-]+)$/.exec(location.hash);
  if (!found) return undefined;
  history.replaceState(null, "", location.pathname + location.search);
  return found[1];
}

/** Who is logged in. Whoever is nobody and came with a ticket of his own program is logged in by it; one that is over changes nothing. */
export async function openSession(): Promise<Session> {
  const ticket = takeTicket();
  const session = await ask<Session>("GET", "/session");
  if (session.user || ticket === undefined) return session;
  try {
    return await ask<Session>("POST", "/session/ticket", { ticket });
  } catch (error) {
    if (error instanceof Refusal && error.status === 410) return session;
    throw error;
  }
}
