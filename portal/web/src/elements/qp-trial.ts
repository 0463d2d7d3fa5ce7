import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "./icons";
import { QpElement } from "./qp-element";
import { base } from "../styles/shared";
import { t } from "../i18n";

/** Says on every page that signatures of this portal are made for trying out only. */
@customElement("qp-trial")
export class QpTrial extends QpElement {
  static override styles = [base, css`
    p { display: flex; align-items: center; justify-content: center; gap: var(--q-2); padding: var(--q-1) var(--q-4); background: var(--q-warn-soft); color: var(--q-warn); font: var(--q-t-caption); text-align: center; }
    b { font-weight: 700; letter-spacing: .04em; }
    @media (max-width: 560px) { .more { display: none; } }
  `];

  override render(): TemplateResult {
    return html`<p role="note" data-test="trial">${icon("warn", 16)}<span><b>${t("trial.mark")}</b><span class="more"> · ${t("trial.text")}</span></span></p>`;
  }
}
