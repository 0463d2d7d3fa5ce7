import { css, html, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { QpElement } from "./qp-element";
import { base, buttons } from "../styles/shared";

/** One sentence on what will appear here, and how. */
@customElement("qp-empty")
export class QpEmpty extends QpElement {
  static override styles = [base, buttons, css`
    section { display: grid; justify-items: center; gap: var(--q-2); padding: var(--q-16) var(--q-6); text-align: center; }
    svg { margin-bottom: var(--q-3); }
    .page { stroke: var(--q-line-strong); } .ink { stroke: var(--q-ink); }
    p { max-width: 26rem; }
  `];

  @property() heading = "";
  @property() text = "";

  override render(): TemplateResult {
    return html`<section class="card" data-test="empty">
      <svg width="64" height="56" viewBox="0 0 64 56" fill="none" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
        ${svg`<path class="page" d="M18 2h21l10 10v33H18zM39 2v10h10M24 20h18M24 26h12"/><path class="ink" d="M25 38c3-6 5-6 4 0 3-5 5-5 4 0 3-4 5-3 8-1M1 53h62"/>`}
      </svg>
      <h2 class="heading">${this.heading}</h2>
      <p class="second">${this.text}</p>
    </section>`;
  }
}
