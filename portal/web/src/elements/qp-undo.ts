import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { bannerStyle } from "./banner-style";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** Says what was done, and takes it back. */
@customElement("qp-undo")
export class QpUndo extends QpElement {
  static override styles = [base, buttons, bannerStyle];

  @property() text = "";
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    return html`<div class="banner" role="status" data-test="done-that">${icon("tick")}<span class="say">${this.text}</span>
      <span class="do"><button class="btn outlined" data-test="undo" aria-busy=${this.busy ? "true" : "false"} @click=${() => this.emit("qp-undo", null)}>${icon("undo", 18)}${t("undo.do")}</button><button class="btn neutral icon" aria-label=${t("close")} @click=${() => this.emit("qp-close", null)}>${icon("cross", 18)}</button></span></div>`;
  }
}
