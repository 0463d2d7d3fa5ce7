import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icons";
import { t } from "../i18n";

export interface TextField {
  id: string;
  label: string;
  value: string;
  test: string;
  type?: "text" | "email" | "password" | "tel";
  autocomplete?: AutoFill;
  hint?: string;
  wrong?: string;
  required?: boolean;
  maxlength?: number;
  input: (value: string) => void;
  leave?: () => void;
}

/** Label above, hint below, the error in the place of the hint. Drawn in the caller's own tree, so that forms and ids work. */
export function textField(field: TextField): TemplateResult {
  const told = field.wrong ?? field.hint;
  return html`<div class="field">
    <label for=${field.id}>${field.label}</label>
    ${field.required ? html`<span class="need">${t("field.required")}</span>` : html`<span></span>`}
    <input class="box" id=${field.id} data-test=${field.test} type=${field.type ?? "text"} .value=${field.value} maxlength=${field.maxlength ?? 1000}
      autocomplete=${field.autocomplete ?? "off"} aria-required=${field.required ? "true" : "false"} aria-invalid=${field.wrong ? "true" : "false"}
      aria-describedby=${told ? `${field.id}-told` : nothing}
      @input=${(e: InputEvent) => field.input((e.target as HTMLInputElement).value)} @blur=${field.leave ?? nothing}>
    ${told ? message(`${field.id}-told`, field.hint, field.wrong) : nothing}
  </div>`;
}

export function message(id: string, hint?: string, wrong?: string): TemplateResult {
  return wrong ? html`<p class="wrong" id=${id} role="alert">${icon("warn", 16)}<span>${wrong}</span></p>` : html`<p class="hint" id=${id}>${hint}</p>`;
}
