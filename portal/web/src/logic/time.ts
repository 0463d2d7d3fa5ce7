/** Times as a reader says them: clock for today, "yesterday", else day and month in words. All in the reader's zone. */

function dayNumber(at: Date): number {
  return Math.floor(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}

export type Nearness = "now" | "today" | "yesterday" | "earlier";

/** How near a moment is to now; "now" is the last minute. Moments in the future that are not today are "earlier": they get a full date. */
export function nearness(at: Date, now: Date): Nearness {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return Math.abs(now.getTime() - at.getTime()) < 60_000 ? "now" : "today";
  return days === 1 ? "yesterday" : "earlier";
}

export function clock(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** "28 November", with the year when it is another one. English is written day first, as in the rest of Europe. */
export function day(at: Date, language: string, now: Date): string {
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (at.getFullYear() !== now.getFullYear()) options.year = "numeric";
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(at);
}

/** "28 November 2026". */
export function fullDay(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" }).format(at);
}
