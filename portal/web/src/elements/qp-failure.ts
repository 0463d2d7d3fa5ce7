import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "./icons";
import { QpElement } from "./qp-element";
import { sentence, supportCode } from "../errors";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";

/** An error that blocks the page: what happened, what is safe, what to do, and a short code for support. */
@customElement("qp-failure")
export class QpFailure extends QpElement {
  static override styles = [base, buttons, css`
    section { max-width: 30rem; margin: var(--q-16) auto; padding: 0 var(--q-5); display: grid; gap: var(--q-3); justify-items: start; }
    .mark { color: var(--q-danger); }
  `];

  @property({ attribute: false }) error: unknown;
  @property() override title = "";

  override render(): TemplateResult {
    const support = supportCode(this.error);
    return html`<section role="alert" data-test="failure">
      <span class="mark">${icon("warn", 22)}</span>
      <h1 class="heading">${this.title}</h1>
      <p class="second">${sentence(this.error)}</p>
      <button class="btn filled" @click=${() => this.emit("retry", null)}>${t("failure.again")}</button>
      ${support ? html`<p class="caption num">${t("failure.support", { code: support })}</p>` : nothing}
    </section>`;
  }
}
