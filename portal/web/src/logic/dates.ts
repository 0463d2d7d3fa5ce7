import { language, t } from "../i18n";
import { clock, day, fullDay, nearness } from "./time";

/** "just now", "13:40", "yesterday", "18 November". */
export function shortTime(at: string): string {
  const moment = new Date(at);
  const now = new Date();
  const near = nearness(moment, now);
  if (near === "now") return t("time.now");
  if (near === "today") return clock(moment, language());
  return near === "yesterday" ? t("time.yesterday") : day(moment, language(), now);
}

/** "today, 14:05", "yesterday, 9:20", "18 November, 9:20". */
export function dayAndTime(at: string): string {
  const moment = new Date(at);
  const now = new Date();
  const near = nearness(moment, now);
  const date = near === "now" || near === "today" ? t("time.today") : near === "yesterday" ? t("time.yesterday") : day(moment, language(), now);
  return t("time.dayAndTime", { day: date, time: clock(moment, language()) });
}

export function longDayAndTime(at: string): string {
  const moment = new Date(at);
  return t("time.dayAndTime", { day: fullDay(moment, language()), time: clock(moment, language()) });
}

export function dayOf(at: string): string {
  return day(new Date(at), language(), new Date());
}

export function longDay(at: string): string {
  return fullDay(new Date(at), language());
}
