import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message } from "./texts";
import { QpElement } from "./qp-element";

/** Asks before something that cannot be taken back, with a reason where one is wanted. */
@customElement("qp-ask")
export class QpAsk extends QpElement {
  static override styles = [base, buttons, inputs, sheetStyle];

  @property() heading = "";
  @property() text = "";
  /** Label of the reason; empty: none is asked. */
  @property() reason = "";
  @property() act = "";
  @property() told = "";
  @property({ type: Boolean }) busy = false;
  @state() private value = "";
  @state() private wrong = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    this.find<HTMLElement>(this.reason ? "textarea" : "h2")?.focus();
  }

  private answer(): void {
    if (this.busy) return;
    if (this.reason && !this.value.trim()) {
      this.wrong = t("ask.reasonMissing");
      this.find<HTMLElement>("textarea")?.focus();
      return;
    }
    this.emit("qp-yes", this.value.trim());
  }

  override render(): TemplateResult {
    const close = (): void => this.emit("qp-close", null);
    return html`<dialog aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); close(); }} @click=${(e: MouseEvent) => { if (e.target === this.dialog) close(); }}>
      <div class="sheet">
        <span class="handle" aria-hidden="true"></span>
        <header><h2 class="title" id="title" tabindex="-1">${this.heading}</h2><button class="btn neutral icon" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
        <p class="second">${this.text}</p>
        ${this.reason ? html`<div class="field"><label for="reason">${this.reason}</label><span class="need">${t("field.required")}</span>
          <textarea class="box" id="reason" maxlength="1000" data-test="reason" aria-invalid=${this.wrong ? "true" : "false"} aria-describedby=${this.wrong ? "told" : nothing} @input=${(e: InputEvent) => { this.value = (e.target as HTMLTextAreaElement).value; this.wrong = ""; }}></textarea>
          ${this.wrong ? message("told", undefined, this.wrong) : nothing}</div>` : nothing}
        ${this.told ? html`<div class="refused">${message("refused", undefined, this.told)}</div>` : nothing}
        <div class="two"><button class="btn outlined" @click=${close}>${t("ask.no")}</button><button class="btn dangerous" data-test="yes" aria-busy=${this.busy ? "true" : "false"} @click=${this.answer}>${this.act}</button></div>
      </div>
    </dialog>`;
  }
}
