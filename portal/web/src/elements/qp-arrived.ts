import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { part } from "../api/client";
import type { DraftSummary } from "../api/types.gen";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { bannerStyle } from "./banner-style";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** A document that came out of the printer while a draft is open: it can become a part of that draft. */
@customElement("qp-arrived")
export class QpArrived extends QpElement {
  static override styles = [base, buttons, bannerStyle];

  @property({ attribute: false }) draft!: DraftSummary;
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    const { draft } = this;
    return html`<div class="banner" role="status" data-test="arrived" data-id=${draft.id}>${icon("printer")}<span class="say">${t("arrived.text", { title: draft.title, pages: t("count.pages", { n: draft.pages }) })}</span>
      <span class="do"><button class="btn outlined" data-test="add-arrived" aria-busy=${this.busy ? "true" : "false"} @click=${() => this.emit("qp-add", draft)}>${t("arrived.add")}</button>
        <a class="btn quiet" href="/drafts/${part(draft.id)}">${t("arrived.open")}</a><button class="btn neutral icon" aria-label=${t("close")} @click=${() => this.emit("qp-pass", draft.id)}>${icon("cross", 18)}</button></span></div>`;
  }
}
