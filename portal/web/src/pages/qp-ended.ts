import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Ceremony } from "../api/types.gen";
import { brandStyle } from "../elements/brand";
import { icon, type IconName } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { dayOf } from "../logic/dates";
import { base, buttons } from "../styles/shared";
import { list, t } from "../i18n";
import { signerBar } from "./signer-bar";
import { signerStyle } from "./signer-style";

type Ended = "not_your_turn" | "declined" | "voided" | "expired" | "unknown" | "over" | "away";

const kIcons: Record<Ended, IconName> = { not_your_turn: "clock", declined: "cross", voided: "cross", expired: "clock", unknown: "ask", over: "clock", away: "lock" };

/** Nothing can be signed here now: why, what is safe, and who can help. */
@customElement("qp-ended")
export class QpEnded extends QpElement {
  static override styles = [base, buttons, brandStyle, signerStyle, css`
    .mark { width: 3.5rem; height: 3.5rem; display: grid; place-items: center; border-radius: 50%; background: var(--q-surface); border: 1px solid var(--q-line); color: var(--q-text-2); }
    .say { display: grid; gap: var(--q-2); } .say .second { font-size: 1rem; line-height: 1.5rem; }
    blockquote { margin: 0; padding: var(--q-3) var(--q-4); border-left: 2px solid var(--q-line-strong); white-space: pre-wrap; overflow-wrap: anywhere; }
  `];

  @property({ attribute: false }) ceremony?: Ceremony;
  @property() state: Ended = "unknown";

  override firstUpdated(): void {
    void this.focusOn("h1");
  }

  override render(): TemplateResult {
    const c = this.ceremony;
    const params = { sender: c?.sender ?? "", names: list(c?.waiting_for ?? []), day: c?.expires ? dayOf(c.expires) : "" };
    return html`<div class="column">${signerBar()}
      <span class="mark" aria-hidden="true">${icon(kIcons[this.state], 26)}</span>
      <div class="say"><h1 tabindex="-1" data-test="ended-${this.state}">${t(`ended.${this.state}.title`, params)}</h1>
        ${c ? html`<p class="heading">${c.title}</p>` : nothing}
        <p class="second">${t(`ended.${this.state}.text`, params)}</p></div>
      ${c?.reason ? html`<blockquote class="second">${c.reason}</blockquote>` : nothing}
      ${this.state === "not_your_turn" ? html`<button class="btn outlined" @click=${() => this.emit("qp-look-again", null)}>${t("ended.look")}</button>` : nothing}
    </div>`;
  }
}
