import { html, nothing, type TemplateResult } from "lit";

export interface Choice {
  id: string;
  label: string;
  value: string;
  test: string;
  options: [value: string, text: string][];
  hint?: string;
  chosen: (value: string) => void;
}

/** `offered`, and with them what is stored already, though nobody may choose it any more. */
export function withStored(offered: string[], stored: string): string[] {
  return stored === "" || offered.includes(stored) ? offered : [...offered, stored];
}

/** One of a few, with its label above and a hint below. */
export function choice(c: Choice): TemplateResult {
  return html`<div class="field"><label for=${c.id}>${c.label}</label><span></span>
    <select class="box" id=${c.id} data-test=${c.test} aria-describedby=${c.hint ? `${c.id}-told` : nothing} @change=${(e: Event) => c.chosen((e.target as HTMLSelectElement).value)}>${c.options.map(([value, text]) => html`<option value=${value} ?selected=${value === c.value}>${text}</option>`)}</select>
    ${c.hint ? html`<p class="hint" id="${c.id}-told">${c.hint}</p>` : nothing}</div>`;
}
