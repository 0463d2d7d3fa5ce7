import { html, type TemplateResult } from "lit";
import type { EnvelopeSummary } from "../api/types.gen";
import { t } from "../i18n";
import { icon } from "./icons";

/** The state of an envelope: icon and word. */
export function envelopeChip(state: EnvelopeSummary["state"]): TemplateResult {
  if (state === "completed") return html`<span class="chip ok">${icon("tick", 14)}${t("envelope.state.completed")}</span>`;
  if (state === "declined") return html`<span class="chip danger">${icon("cross", 14)}${t("envelope.state.declined")}</span>`;
  if (state === "expired") return html`<span class="chip warn">${icon("clock", 14)}${t("envelope.state.expired")}</span>`;
  if (state === "voided") return html`<span class="chip plain">${t("envelope.state.voided")}</span>`;
  return html`<span class="chip ink">${icon("clock", 14)}${t("envelope.state.sent")}</span>`;
}
