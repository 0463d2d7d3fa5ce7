import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, inputs } from "../styles/shared";
import { t } from "../i18n";
import { message } from "./texts";
import { QpElement } from "./qp-element";

const kLength = 6;

/** Six cells over one real input: one tab stop, announced as one field, filled whole by pasting or by the phone. Tells at the sixth digit. */
@customElement("qp-code")
export class QpCode extends QpElement {
  static override styles = [base, inputs, css`
    .code { position: relative; display: grid; grid-template-columns: repeat(6, 1fr); gap: var(--q-2); margin-bottom: var(--q-3); }
    i { display: grid; place-items: center; height: 3.75rem; min-width: 0; border: 1px solid var(--q-line-strong); border-radius: var(--q-r-control); background: var(--q-surface); font: 600 1.375rem/1 var(--q-font); font-style: normal; font-variant-numeric: tabular-nums; }
    .on i.here { border-color: var(--q-ink); box-shadow: inset 0 0 0 1px var(--q-ink), 0 0 0 4px var(--q-ink-soft); }
    .on i.here:empty::after { content: ""; width: 1px; height: 1.5rem; background: var(--q-ink); animation: blink 1.1s steps(2) infinite; }
    @keyframes blink { 50% { opacity: 0; } }
    .bad i, .bad.on i.here { border-color: var(--q-danger); box-shadow: inset 0 0 0 1px var(--q-danger); }
    input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; border: 0; background: none; color: transparent; caret-color: transparent; font: var(--q-t-input); letter-spacing: 1em; opacity: .011; }
    .wrong { font: var(--q-t-body); }
    @media (prefers-reduced-motion: reduce) { .on i.here:empty::after { animation: none; } }
  `];

  @property() label = "";
  @property() wrong = "";
  @property({ type: Boolean }) busy = false;
  @state() private value = "";
  @state() private on = false;

  override focus(): void {
    const input = this.find<HTMLInputElement>("input");
    input?.focus();
    input?.select();
  }

  get code(): string {
    return this.value;
  }

  private typed(e: InputEvent): void {
    const input = e.target as HTMLInputElement;
    const digits = input.value.replace(/\D/g, "").slice(0, kLength);
    input.value = digits;
    const grew = digits.length > this.value.length || digits !== this.value;
    this.value = digits;
    this.emit("qp-code-typed", digits);
    if (grew && digits.length === kLength) this.emit("qp-code-full", digits);
  }

  override render(): TemplateResult {
    const here = Math.min(this.value.length, kLength - 1);
    return html`<div class="code ${this.on ? "on" : ""} ${this.wrong ? "bad" : ""}">
        ${Array.from({ length: kLength }, (_, n) => html`<i class=${n === here ? "here" : ""} aria-hidden="true">${this.value[n] ?? ""}</i>`)}
        <input aria-label=${this.label || t("code.label")} data-test="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]*" maxlength="12" .value=${this.value} ?readonly=${this.busy}
          aria-invalid=${this.wrong ? "true" : "false"} aria-describedby=${this.wrong ? "told" : nothing} @input=${this.typed} @focus=${() => { this.on = true; }} @blur=${() => { this.on = false; }}>
      </div>
      ${this.wrong ? message("told", undefined, this.wrong) : nothing}`;
  }
}
