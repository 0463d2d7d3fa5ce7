import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CeremonyField } from "../api/types.gen";
import { base, inputs } from "../styles/shared";
import { t } from "../i18n";
import { message } from "./texts";
import { QpElement } from "./qp-element";

/** The input of the field that one is at. Enter goes on, Shift+Enter back, Ctrl+Enter goes on in text of several lines. */
@customElement("qp-entry")
export class QpEntry extends QpElement {
  static override styles = [base, inputs, css`.field > label, .field > .name { font: var(--q-t-action); } .tick { grid-column: 1 / -1; }`];

  @property({ attribute: false }) field!: CeremonyField;
  @property() value = "";
  @property() wrong = "";

  override focus(): void {
    const input = this.find<HTMLInputElement>("#entry");
    input?.focus({ preventScroll: true });
    if (input instanceof HTMLInputElement && input.type !== "checkbox") input.setSelectionRange(input.value.length, input.value.length);
  }

  private set(value: string): void {
    this.emit("qp-value", { name: this.field.name, value });
  }

  private key(e: KeyboardEvent): void {
    if (e.key === "Escape") return this.find<HTMLElement>("#entry")?.blur();
    if (e.key !== "Enter" || e.isComposing) return;
    if (this.field.type === "multiline" && !e.ctrlKey && !e.shiftKey) return;
    e.preventDefault();
    this.emit(e.shiftKey ? "qp-back" : "qp-next", null);
  }

  override render(): TemplateResult {
    const { field } = this;
    const label = field.label || t(`type.${field.type}`);
    const hint = field.tooltip ?? (field.maxlength ? t("fill.most", { n: field.maxlength }) : undefined);
    const told = this.wrong || hint;
    return html`<div class="field" @keydown=${this.key}>
      <label for="entry">${label}</label><span class="need">${field.required ? t("field.required") : t("field.optional")}</span>
      ${this.input(told !== undefined && told !== "")}
      ${told ? message("told", hint, this.wrong || undefined) : nothing}
    </div>`;
  }

  private input(told: boolean): TemplateResult {
    const { field, value } = this;
    const test = `input-${field.name}`;
    const described = told ? "told" : nothing;
    const invalid = this.wrong ? "true" : "false";
    const typed = (e: Event): void => this.set((e.target as HTMLInputElement).value);
    if (field.type === "checkbox" || field.type === "radio")
      return html`<label class="tick"><input id="entry" type="checkbox" data-test=${test} .checked=${value === "yes"} aria-describedby=${described} @change=${(e: Event) => this.set((e.target as HTMLInputElement).checked ? "yes" : "")}><span>${t("fill.tickIt")}</span></label>`;
    if (field.type === "dropdown")
      return html`<select class="box" id="entry" data-test=${test} aria-invalid=${invalid} aria-describedby=${described} @change=${typed}><option value="" ?selected=${value === ""}>${t("fill.choose")}</option>${(field.options ?? []).map((o) => html`<option value=${o} ?selected=${o === value}>${o}</option>`)}</select>`;
    if (field.type === "multiline")
      return html`<textarea class="box" id="entry" data-test=${test} rows="3" maxlength=${field.maxlength ?? 10000} .value=${value} aria-invalid=${invalid} aria-required=${field.required ? "true" : "false"} aria-describedby=${described} @input=${typed}></textarea>`;
    return html`<input class="box" id="entry" data-test=${test} type=${field.type === "email" ? "email" : "text"} inputmode=${field.type === "number" ? "decimal" : nothing} autocomplete=${field.type === "name" ? "name" : field.type === "email" ? "email" : field.type === "company" ? "organization" : "off"}
      enterkeyhint="next" maxlength=${field.maxlength ?? 4000} .value=${value} aria-invalid=${invalid} aria-required=${field.required ? "true" : "false"} aria-describedby=${described} @input=${typed} @blur=${() => this.emit("qp-left", field.name)}>`;
  }
}
