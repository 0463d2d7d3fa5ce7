import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Draft, DraftSummary, SimilarDraft } from "../api/types.gen";
import { t } from "../i18n";
import type { QpDraft } from "./qp-draft";
import "../elements/qp-arrived";
import "../elements/qp-join";
import "../elements/qp-parts";
import "../elements/qp-series";
import "../elements/qp-similar";
import "../elements/qp-undo";

/** What other prints have to do with this draft, at the head of its panel. */
export function severalView(host: QpDraft, draft: Draft): TemplateResult {
  const { several } = host;
  const parts = draft.parts ?? [];
  return html`${draft.place ? html`<qp-series .place=${draft.place}></qp-series>` : nothing}${several.done ? html`<qp-undo .text=${several.done.text} ?busy=${host.busy} @qp-undo=${() => several.undo()} @qp-close=${() => { several.done = undefined; host.requestUpdate(); }}></qp-undo>` : nothing}
    ${repeat(several.arrived, (d) => d.id, (d) => html`<qp-arrived .draft=${d} ?busy=${host.busy} @qp-add=${(e: CustomEvent<DraftSummary>) => several.add(e.detail)} @qp-pass=${(e: CustomEvent<string>) => several.pass(e.detail)}></qp-arrived>`)}
    <qp-similar .similar=${several.similar} .ref=${draft.ref ?? ""} ?busy=${host.busy} @qp-replace=${(e: CustomEvent<SimilarDraft>) => several.replace(e.detail)} @qp-keep-both=${() => several.keepBoth()}></qp-similar>
    ${parts.length > 0 ? html`<h2 class="title">${t("parts.title")}</h2><qp-parts .parts=${parts} ?busy=${host.busy} @qp-take-out=${(e: CustomEvent<number>) => several.takeOut(e.detail)} @qp-arrange=${(e: CustomEvent<{ order: number[]; place: number; up: boolean }>) => several.arrange(e.detail.order, e.detail.place, e.detail.up)}></qp-parts>` : nothing}`;
}

export function joinDialog(host: QpDraft): TemplateResult | typeof nothing {
  const { several } = host;
  if (!several.joining) return nothing;
  return html`<qp-join .draftId=${host.draftId} .told=${host.told} ?busy=${host.busy} @qp-join=${(e: CustomEvent<DraftSummary>) => several.join(e.detail)} @qp-close=${() => { several.joining = false; host.requestUpdate(); }}></qp-join>`;
}
