import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n";
import { icon } from "./icons";

/** Where something is filed; leads to everything that is filed there. Nothing for what is filed nowhere. */
export function folderChip(folder: string | undefined): TemplateResult | typeof nothing {
  if (!folder) return nothing;
  return html`<a class="chip plain" href="/?folder=${encodeURIComponent(folder)}" data-test="folder-chip" aria-label=${t("folder.show", { folder })} title=${t("folder.show", { folder })}>${icon("folder", 14)}<span>${folder}</span></a>`;
}
