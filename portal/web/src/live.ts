import { kApi } from "./api/client";

/**
 * Calls `look` now, whenever the portal tells of a change, and in any case every few seconds while nothing tells (every half minute
 * while the stream of events is open). Only while the page is seen, and at once when it is seen again. The next look waits for the
 * last one; after failures the pauses grow to half a minute. Stop it with the function that comes back.
 */
export function watch(look: () => Promise<boolean>, pause = 3000): () => void {
  let stopped = false;
  let running = false;
  let again = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const events = new EventSource(`${kApi}/events`);

  const turn = async (): Promise<void> => {
    clearTimeout(timer);
    if (running) again = true;
    if (stopped || running) return;
    if (!document.hidden) {
      running = true;
      again = false;
      failures = (await look()) ? 0 : failures + 1;
      running = false;
    }
    const calm = events.readyState === EventSource.OPEN && failures === 0 ? 30_000 : pause * 2 ** Math.min(failures, 4);
    if (!stopped) timer = setTimeout(turn, again ? 0 : Math.min(30_000, calm));
  };
  const seen = (): void => void turn();

  // Named events for what changed; an error without a new try (closed) leaves the clock alone in charge.
  for (const kind of ["draft", "envelope", "notice"]) events.addEventListener(kind, seen);
  events.addEventListener("open", seen);
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", seen);
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
    events.close();
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", seen);
  };
}
