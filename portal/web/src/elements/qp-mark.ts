import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../styles/shared";
import { t } from "../i18n";
import { QpElement } from "./qp-element";

/** Where a tag stands: a tint over its words, the number and the type flush right of it, never over a word. */
@customElement("qp-mark")
export class QpMark extends QpElement {
  static override styles = [base, css`
    :host { position: absolute; z-index: 1; --colour: var(--q-sheet-danger); }
    :host([data-colour="1"]) { --colour: var(--q-sheet-role-1); } :host([data-colour="2"]) { --colour: var(--q-sheet-role-2); } :host([data-colour="3"]) { --colour: var(--q-sheet-role-3); }
    :host([data-colour="4"]) { --colour: var(--q-sheet-role-4); } :host([data-colour="5"]) { --colour: var(--q-sheet-role-5); } :host([data-colour="6"]) { --colour: var(--q-sheet-role-6); }
    button { position: absolute; inset: -1.5px; display: flex; justify-content: flex-end; margin: 0; padding: 0; cursor: pointer; border: 1.5px solid var(--colour); border-right: 0; border-radius: var(--q-r-mark) 0 0 var(--q-r-mark); background: color-mix(in srgb, var(--colour) 12%, transparent); }
    :host([unread]) button { border-style: dashed; box-shadow: 0 0 0 4px color-mix(in srgb, var(--colour) 16%, transparent); border-radius: var(--q-r-mark); }
    span { position: absolute; left: 100%; top: -1.5px; bottom: -1.5px; display: flex; align-items: center; padding: 0 .5em; border-radius: 0 var(--q-r-mark) var(--q-r-mark) 0; background: var(--colour); color: var(--q-sheet); font: 600 clamp(7px, 1.62cqw, 13px)/1 var(--q-font); white-space: nowrap; }
    button:focus-visible { box-shadow: 0 0 0 2px var(--q-sheet), 0 0 0 4px var(--q-sheet-ink); }
    :host([chosen]) button { background: color-mix(in srgb, var(--colour) 24%, transparent); }
    :host([dim]) button { background: none; border-color: color-mix(in srgb, var(--colour) 35%, transparent); }
    :host([dim]) span { background: none; color: var(--colour); font-weight: 500; }
  `];

  @property() text = "";
  @property() label = "";
  @property({ type: Boolean, reflect: true }) dim = false;
  @property({ type: Boolean, reflect: true }) chosen = false;
  @property({ type: Boolean, reflect: true }) unread = false;

  override render(): TemplateResult {
    return html`<button aria-label=${t("assign.markLabel", { label: this.label, text: this.text })} @click=${() => this.emit("qp-mark", null)}><span aria-hidden="true">${this.label}</span></button>`;
  }
}
