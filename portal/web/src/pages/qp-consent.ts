import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { Ceremony } from "../api/types.gen";
import { brandStyle } from "../elements/brand";
import { icon, type IconName } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { message } from "../elements/texts";
import { sentence } from "../errors";
import { longDay } from "../logic/dates";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { signerBar } from "./signer-bar";
import { signerStyle } from "./signer-style";

/** What signing here means, said before the document opens. */
@customElement("qp-consent")
export class QpConsent extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, signerStyle, css`
    ul { display: grid; gap: var(--q-4); } li { display: grid; grid-template-columns: 1.5rem 1fr; gap: var(--q-3); } li svg { color: var(--q-ink); }
    blockquote { margin: 0; padding: var(--q-3) var(--q-4); border-left: 2px solid var(--q-ink-line); white-space: pre-wrap; overflow-wrap: anywhere; }
  `];

  @property({ attribute: false }) ceremony!: Ceremony;
  @state() private busy = false;
  @state() private told = "";

  override firstUpdated(): void {
    void this.focusOn("h1");
  }

  private async agree(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.told = "";
    try {
      this.emit("qp-ceremony", await ask<Ceremony>("POST", "/ceremony/consent"));
    } catch (error) {
      this.told = sentence(error);
    }
    this.busy = false;
  }

  override render(): TemplateResult {
    const c = this.ceremony;
    const point = (name: IconName, text: string): TemplateResult => html`<li>${icon(name)}<span>${text}</span></li>`;
    return html`<div class="column">${signerBar()}
      <div class="what"><p class="second">${t("code.asks", { sender: c.sender, organisation: c.organisation })}</p><h1 tabindex="-1">${c.title}</h1><p class="caption">${c.expires ? t("code.by", { day: longDay(c.expires) }) : nothing}</p></div>
      ${c.message ? html`<blockquote class="second">${c.message}</blockquote>` : nothing}
      <h2 class="heading">${t("consent.title")}</h2>
      <ul>${point("eye", t("consent.read"))}${point("shield", t("consent.level", { level: t(`level.${c.level}`), organisation: c.organisation }))}${point("download", t("consent.copy"))}${point("cross", t("consent.decline"))}</ul>
      ${this.told ? message("told", undefined, this.told) : nothing}
      <button class="btn filled main" data-test="consent" aria-busy=${this.busy ? "true" : "false"} @click=${this.agree}>${t("consent.go")}</button>
      <p class="caption calm">${icon("lock", 16)}${t("consent.calm")}</p>
    </div>`;
  }
}
