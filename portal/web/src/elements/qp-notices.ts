import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Notice } from "../api/types.gen";
import { dayAndTime } from "../logic/dates";
import { base, buttons } from "../styles/shared";
import { known, t } from "../i18n";
import { bannerStyle } from "./banner-style";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** Print jobs of the user that were not taken, and why. */
@customElement("qp-notices")
export class QpNotices extends QpElement {
  static override styles = [base, buttons, bannerStyle];

  @property({ attribute: false }) notices: Notice[] = [];

  override render(): TemplateResult | typeof nothing {
    return html`${this.notices.map((n) => html`<div class="banner warn" role="alert" data-test="notice">${icon("warn")}
      <span class="say"><b>${t("notice.refused", { title: n.title, queue: n.queue, time: dayAndTime(n.at) })}</b> ${known(`refused.${n.key}`) ? t(`refused.${n.key}`) : n.text}</span>
      <span class="do"><button class="btn outlined" data-test="notice-seen" @click=${() => this.emit("qp-seen", n.id)}>${t("notice.seen")}</button></span></div>`)}`;
  }
}
