import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { part } from "../api/client";
import type { Similar, SimilarDraft } from "../api/types.gen";
import { dayAndTime } from "../logic/dates";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { bannerStyle } from "./banner-style";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** What this draft has in common with others: it may take the place of one, and was perhaps sent before. */
@customElement("qp-similar")
export class QpSimilar extends QpElement {
  static override styles = [base, buttons, bannerStyle];

  @property({ attribute: false }) similar?: Similar;
  /** Business reference of this draft. */
  @property() ref = "";
  @property({ type: Boolean }) busy = false;

  private draft(other: SimilarDraft): TemplateResult {
    const text = t(other.same_ref ? "similar.sameRef" : "similar.sameTitle", { title: other.title, ref: this.ref, time: dayAndTime(other.received), people: t("count.people", { n: other.chosen }) });
    return html`<div class="banner" data-test="similar" data-id=${other.id}>${icon("document")}<span class="say">${text}</span>
      <span class="do"><button class="btn outlined" data-test="replace" aria-busy=${this.busy ? "true" : "false"} @click=${() => this.emit("qp-replace", other)}>${t(other.chosen > 0 ? "similar.replaceKeep" : "similar.replace")}</button>
        <button class="btn quiet" data-test="keep-both" @click=${() => this.emit("qp-keep-both", null)}>${t("similar.keepBoth")}</button></span></div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { similar } = this;
    if (!similar) return nothing;
    const sent = similar.sent[0];
    return html`${sent ? html`<div class="banner warn" role="alert" data-test="sent-before">${icon("warn")}<span class="say">${t(sent.completed ? "similar.signedBefore" : "similar.sentBefore", { ref: this.ref, time: dayAndTime(sent.at) })}</span>
        ${sent.envelope ? html`<span class="do"><a class="btn outlined" href="/envelopes/${part(sent.envelope)}">${t("similar.look")}</a></span>` : nothing}</div>` : nothing}
      ${similar.drafts[0] ? this.draft(similar.drafts[0]) : nothing}`;
  }
}
