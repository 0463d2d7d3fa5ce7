import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { QpElement } from "./qp-element";
import { base } from "../styles/shared";
import { t } from "../i18n";

/** Shapes of what comes: nothing for 300 ms, then calm, without shimmer. */
@customElement("qp-shapes")
export class QpShapes extends QpElement {
  static override styles = [base, css`
    :host { animation: appear 1ms 300ms both; }
    @keyframes appear { from { visibility: hidden; } }
    section { display: grid; gap: var(--q-4); padding: var(--q-6); }
    i { display: block; height: 1rem; border-radius: 8px; background: var(--q-line); }
    .wide { width: 40%; height: 1.25rem; margin-bottom: var(--q-3); } .row { display: grid; grid-template-columns: 2.5rem 1fr 6rem; gap: var(--q-4); align-items: center; padding-bottom: var(--q-4); border-bottom: 1px solid var(--q-line); }
    .row i:first-child { height: 3.25rem; border-radius: var(--q-r-sheet); } .row i:nth-child(2) { width: 60%; } .row i:last-child { height: 1.5rem; }
  `];

  override render(): TemplateResult {
    return html`<section role="status"><span class="hidden">${t("loading")}</span><i class="wide"></i>${[1, 2, 3].map(() => html`<div class="row"><i></i><i></i><i></i></div>`)}</section>`;
  }
}
