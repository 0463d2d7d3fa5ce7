import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, Refusal } from "../api/client";
import type { Ceremony } from "../api/types.gen";
import { brandStyle } from "../elements/brand";
import { icon } from "../elements/icons";
import type { QpCode } from "../elements/qp-code";
import { QpElement } from "../elements/qp-element";
import { message } from "../elements/texts";
import { sentence } from "../errors";
import { longDay } from "../logic/dates";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { signerBar } from "./signer-bar";
import { signerStyle } from "./signer-style";
import "../elements/qp-code";

/** Seconds until a further code may be asked for: the earlier message is on its way. */
const kPause = 45;

/** Who asks, what, until when; then the code. */
@customElement("qp-access")
export class QpAccess extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, signerStyle];

  @property({ attribute: false }) ceremony!: Ceremony;
  @state() private wrong = "";
  @state() private busy = false;
  @state() private told = "";
  @state() private wait = 0;
  @state() private help = false;
  private timer?: ReturnType<typeof setInterval>;

  override firstUpdated(): void {
    if (this.ceremony.code_sent) this.pause();
    else if (!this.locked) void this.send();
    void this.focusOn("qp-code");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private get locked(): boolean {
    return this.ceremony.locked_until !== undefined && new Date(this.ceremony.locked_until) > new Date();
  }

  private pause(): void {
    this.wait = kPause;
    clearInterval(this.timer);
    this.timer = setInterval(() => { if (--this.wait <= 0) clearInterval(this.timer); }, 1000);
  }

  private async send(): Promise<void> {
    this.told = "";
    try {
      this.emit("qp-ceremony", await ask<Ceremony>("POST", "/ceremony/code", { purpose: "access" }));
      this.wrong = "";
      this.pause();
    } catch (error) {
      this.told = sentence(error);
    }
    this.find<QpCode>("qp-code")?.focus();
  }

  private async check(): Promise<void> {
    const cells = this.find<QpCode>("qp-code");
    if (!cells || this.busy) return;
    if (cells.code.length < 6) {
      this.wrong = t("code.short");
      return cells.focus();
    }
    this.busy = true;
    try {
      this.emit("qp-ceremony", await ask<Ceremony>("POST", "/ceremony/access", { code: cells.code }));
    } catch (error) {
      this.wrong = sentence(error);
      if (error instanceof Refusal && error.body.key === "code_used_up") this.wait = 0;
      await this.updateComplete;
      cells.focus();
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const c = this.ceremony;
    const by = c.expires ? t("code.by", { day: longDay(c.expires) }) : "";
    return html`<div class="column">${signerBar()}
      <div class="what"><p class="second">${t("code.asks", { sender: c.sender, organisation: c.organisation })}</p><h1 tabindex="-1">${c.title}</h1><p class="caption">${by}</p></div>
      <div><h2 class="heading">${t(`code.enter.${c.code_channel}`)}</h2>
        <p class="second">${c.code_sent ? t(`code.sent.${c.code_channel}`, { target: "" }) : t("code.sending")} ${c.code_sent ? html`<b class="num">${c.code_target}</b>.` : nothing}</p></div>
      <div><qp-code .wrong=${this.wrong} ?busy=${this.busy} @qp-code-typed=${() => { this.wrong = ""; }} @qp-code-full=${this.check}></qp-code>
        <div class="links">${this.wait > 0 ? html`<span class="caption num">${t("code.again", { time: `0:${String(this.wait).padStart(2, "0")}` })}</span>` : html`<button class="btn quiet" @click=${this.send} data-test="resend">${t("code.new")}</button>`}
          <button class="btn quiet" aria-expanded=${this.help ? "true" : "false"} @click=${() => { this.help = !this.help; }} data-test="no-message">${t("code.none")}</button></div>
        ${this.told ? message("sending", undefined, this.told) : nothing}
        ${this.help ? html`<p class="second">${t(`code.help.${c.code_channel}`, { sender: c.sender })}</p>` : nothing}</div>
      <button class="btn filled main" data-test="code-submit" aria-busy=${this.busy ? "true" : "false"} @click=${this.check}>${this.wrong ? t("failure.again") : t("continue")}</button>
      <p class="caption calm">${icon("lock", 16)}${t("code.calm")}</p>
      ${c.one_factor ? html`<p class="caption calm">${t("code.oneFactor")}</p>` : nothing}
    </div>`;
  }
}
