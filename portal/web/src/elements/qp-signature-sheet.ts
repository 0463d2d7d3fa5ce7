import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Ceremony, DrawnSignature } from "../api/types.gen";
import { poor, rounded, type Stroke } from "../logic/strokes";
import { fullDay } from "../logic/time";
import { base, buttons, inputs } from "../styles/shared";
import { language, t } from "../i18n";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message, textField } from "./texts";
import { QpElement } from "./qp-element";
import "./qp-code";
import "./qp-pad";

type Way = "drawn" | "typed";
const kWays: Way[] = ["drawn", "typed"];

/** Where the signature is made. Nothing comes after its button but the confirming code, where policy asks for one. */
@customElement("qp-signature-sheet")
export class QpSignatureSheet extends QpElement {
  static override styles = [base, buttons, inputs, sheetStyle];

  @property({ attribute: false }) ceremony!: Ceremony;
  @property({ type: Boolean }) busy = false;
  @property() told = "";
  /** A confirming code is on its way: its cells stand in the place of the pad. */
  @property({ type: Boolean }) confirming = false;
  @property({ type: Boolean }) offline = false;
  @state() private way: Way = "drawn";
  @state() private wrong = "";
  @state() private typed = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  private drawn: { strokes: Stroke[]; width: number; height: number } = { strokes: [], width: 1, height: 1 };

  override firstUpdated(): void {
    this.typed = this.ceremony.recipient;
    this.dialog.showModal();
    this.find<HTMLElement>("h2")?.focus();
  }

  private signature(): DrawnSignature | undefined {
    if (this.way === "typed") {
      const typed = this.typed.trim();
      if (typed) return { kind: "typed", typed };
      this.wrong = t("sign.typeFirst");
      return undefined;
    }
    const why = poor(this.drawn.strokes, this.drawn.width);
    if (why === undefined) return { kind: "drawn", width: this.drawn.width, height: this.drawn.height, strokes: rounded(this.drawn.strokes) };
    this.wrong = t(`sign.poor.${why}`);
    return undefined;
  }

  private sign(): void {
    if (this.busy || this.offline) return;
    const signature = this.signature();
    if (signature) this.emit("qp-sign", signature);
  }

  private choose(way: Way): void {
    this.way = way;
    this.wrong = "";
    void this.focusOn(`#tab-${way}`);
  }

  private tabKey(e: KeyboardEvent): void {
    if (e.key === "ArrowRight" || e.key === "ArrowLeft") this.choose(this.way === "drawn" ? "typed" : "drawn");
    if (e.key === "Home") this.choose("drawn");
    if (e.key === "End") this.choose("typed");
  }

  private close(): void {
    if (!this.busy) this.emit("qp-close", null);
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" data-test="signature-sheet" @cancel=${(e: Event) => { e.preventDefault(); this.close(); }} @click=${(e: MouseEvent) => { if (e.target === this.dialog) this.close(); }}>
      <div class="sheet">
        <span class="handle" aria-hidden="true"></span>
        <header><h2 class="title" id="title" tabindex="-1">${this.confirming ? t("sign.confirmTitle") : t("sign.title")}</h2>
          <button class="btn neutral icon" @click=${this.close} aria-label=${t("close")} data-test="close-sheet">${icon("cross")}</button></header>
        ${this.confirming ? this.confirm() : this.ways()}
        <div class="level">${icon("shield", 20)}<p class="caption"><b>${t(`level.${this.ceremony.level}`)}</b> ${t("level.who", { name: this.ceremony.recipient, organisation: this.ceremony.organisation })}</p></div>
        ${this.told ? html`<div class="refused">${message("refused", undefined, this.told)}</div>` : nothing}
        ${this.confirming ? nothing : html`<button class="btn filled main" data-test="sign" aria-busy=${this.busy ? "true" : "false"} aria-disabled=${this.offline ? "true" : "false"} @click=${this.sign}>${t("sign.go")}</button>`}
        ${this.offline ? html`<p class="caption centre" role="status">${t("offline.sign")}</p>` : nothing}
      </div>
    </dialog>`;
  }

  private confirm(): TemplateResult {
    return html`<div class="confirm"><p class="second">${t(`code.sent.${this.ceremony.code_channel}`, { target: this.ceremony.code_target ?? "" })}</p>
      <qp-code .label=${t("code.label")} ?busy=${this.busy} @qp-code-full=${(e: CustomEvent<string>) => this.emit("qp-confirm", e.detail)}></qp-code>
      <p class="caption">${t("sign.confirmWhy")}</p></div>`;
  }

  private ways(): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label=${t("sign.ways")} @keydown=${this.tabKey}>${kWays.map((way) => html`<button role="tab" id="tab-${way}" data-test="tab-${way === "drawn" ? "draw" : "type"}" aria-selected=${this.way === way ? "true" : "false"} aria-controls="way" tabindex=${this.way === way ? 0 : -1} @click=${() => this.choose(way)}>${icon(way === "drawn" ? "pencil" : "type", 18)}${t(`sign.way.${way}`)}</button>`)}</div>
      <div id="way" role="tabpanel" aria-labelledby="tab-${this.way}">
        <qp-pad ?hidden=${this.way !== "drawn"} .caption=${`${this.ceremony.recipient}, ${fullDay(new Date(), language())}`} @qp-strokes=${(e: CustomEvent<typeof this.drawn>) => { this.drawn = e.detail; this.wrong = ""; }}></qp-pad>
        ${this.way === "typed" ? html`<div class="typed"><div class="written" aria-hidden="true"><span>${this.typed}</span></div>
          ${textField({ id: "typed", label: t("sign.typeLabel"), value: this.typed, test: "typed-name", autocomplete: "name", maxlength: 200, input: (v) => { this.typed = v; this.wrong = ""; } })}</div>` : nothing}
        ${this.wrong ? message("poor", undefined, this.wrong) : nothing}
      </div>`;
  }
}
