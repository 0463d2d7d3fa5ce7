import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { part } from "../api/client";
import type { EnvelopeSummary } from "../api/types.gen";
import { shortTime } from "../logic/dates";
import { base, buttons, chips } from "../styles/shared";
import { list, t } from "../i18n";
import { envelopeChip } from "./envelope-chip";
import { folderChip } from "./folder-chip";
import { icon } from "./icons";
import { QpElement } from "./qp-element";
import { rows } from "./rows";

/** A sent envelope in a list. */
@customElement("qp-envelope-row")
export class QpEnvelopeRow extends QpElement {
  static override styles = [base, buttons, chips, rows];

  @property({ attribute: false }) envelope!: EnvelopeSummary;

  override render(): TemplateResult {
    const { envelope } = this;
    const waiting = envelope.waiting_for ?? [];
    const href = `/envelopes/${part(envelope.id)}`;
    return html`<article class="row" data-test="envelope-row" data-id=${envelope.id} data-state=${envelope.state}>
      <span class="sheet" aria-hidden="true">${icon("document")}</span>
      <div class="what"><a href=${href} data-test="envelope-link">${envelope.title}</a>
        <div class="filed"><p class="caption source">${icon("send", 16)}<span>${t("envelopes.sentAt", { time: shortTime(envelope.sent) })}</span></p>${folderChip(envelope.folder)}</div></div>
      <div class="state">${envelopeChip(envelope.state)}<span class="caption">${envelope.state === "sent" && waiting.length > 0 ? t("envelopes.for", { names: list(waiting) }) : t("count.signed", { n: envelope.signed, of: envelope.recipients })}</span></div>
      <time class="caption at num" datetime=${envelope.changed ?? envelope.sent}>${shortTime(envelope.changed ?? envelope.sent)}</time>
      <div class="act"><a class="btn outlined" href=${href}>${t(`envelopes.do.${envelope.state}`)}<span class="hidden">, ${envelope.title}</span></a></div>
    </article>`;
  }
}
