import { t } from "../i18n";

/** A file's size in the unit that people say: 640 bytes, 12 kB, 3.4 MB. */
export function sizeOf(bytes: number, language = document.documentElement.lang): string {
  const round = (value: number): string => new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  if (bytes < 1000) return t("size.bytes", { n: bytes });
  return bytes < 1_000_000 ? t("size.kB", { n: round(bytes / 1000) }) : t("size.MB", { n: round(bytes / 1_000_000) });
}
