import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CeremonyField, PageSize } from "../api/types.gen";
import { cqw, isUpright, numbers } from "../logic/geometry";
import { base } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { place, type Styles } from "./place";
import { QpElement } from "./qp-element";

export type FieldState = "todo" | "active" | "filled" | "other" | "automatic" | "wrong";

/** A field on the page image. Its host lies where the box is; what it shows follows the field's own direction and size. */
@customElement("qp-field")
export class QpField extends QpElement {
  static override styles = [base, css`
    :host { position: absolute; z-index: 1; }
    :host([state="active"]), :host([state="wrong"]) { z-index: 2; }
    .inner { position: absolute; left: 50%; top: 50%; display: flex; align-items: center; margin: 0; padding: 0 .35cqw; border: 0; border-radius: var(--q-r-mark); background: none; color: var(--q-sheet-value); text-align: left; white-space: pre; overflow: hidden; line-height: 1.15; font-family: "Liberation Sans", Arial, sans-serif; }
    button.inner { cursor: pointer; }
    button.inner::before { content: ""; position: absolute; inset: -6px; }
    .multi { white-space: pre-wrap; align-items: flex-start; }
    .name { overflow: hidden; text-overflow: ellipsis; }
    .todo .inner, .wrong .inner { background: var(--q-sheet-ink-soft); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--q-sheet-ink) 22%, transparent), inset 0 -2px var(--q-sheet-ink); color: var(--q-sheet-ink); border-radius: var(--q-r-mark) var(--q-r-mark) 0 0; }
    .todo .word { font-family: var(--q-font); font-weight: 500; }
    .active .inner { background: var(--q-sheet); box-shadow: 0 0 0 2px var(--q-sheet-ink), 0 0 0 5px color-mix(in srgb, var(--q-sheet-ink) 22%, transparent); }
    .wrong .inner { box-shadow: 0 0 0 2px var(--q-sheet-danger), 0 0 0 5px color-mix(in srgb, var(--q-sheet-danger) 18%, transparent); background: var(--q-sheet); color: var(--q-sheet-value); }
    .other .inner, .automatic .inner { color: var(--q-sheet-other); border-bottom: 1px dashed var(--q-sheet-other); border-radius: 0; font-family: var(--q-font); padding-inline: .3cqw; }
    .other .inner { align-items: center; }
    .filled.printed .inner { background: var(--q-sheet); }
    .filled .inner:hover { background: var(--q-sheet-ink-soft); }
    .inner:focus-visible { box-shadow: 0 0 0 2px var(--q-sheet), 0 0 0 4px var(--q-sheet-ink); }
    .caret { display: inline-block; width: 1.5px; height: 1.1em; margin-left: 1px; background: var(--q-sheet-ink); animation: blink 1.1s steps(2) infinite; }
    @keyframes blink { 50% { opacity: 0; } }
    .fill { position: absolute; left: calc(100% + 8px); top: 50%; translate: 0 -50%; padding: 2px 9px; border-radius: var(--q-r-mark); background: var(--q-sheet-ink); color: var(--q-sheet); font: 600 .8125rem/1.3rem var(--q-font); white-space: nowrap; pointer-events: none; }
    .fill::before { content: ""; position: absolute; left: -4px; top: 50%; width: 9px; height: 9px; background: inherit; translate: 0 -50%; rotate: 45deg; border-radius: 1px; }
    @media (prefers-reduced-motion: reduce) { .caret { animation: none; } }
    @media (max-width: 799px) { .fill { display: none; } }
  `];

  @property({ attribute: false }) field!: CeremonyField;
  @property({ attribute: false }) page!: PageSize;
  @property() value = "";
  @property({ reflect: true }) state: FieldState = "todo";
  /** Drawn strokes or the typed name, when the person has made his signature already. */
  @property() word = "";

  private inner(): Styles {
    const [x0, y0, x1, y1] = numbers(this.field.box);
    const upright = isUpright(this.field.rotation);
    const [long, thick] = upright ? [x1 - x0, y1 - y0] : [y1 - y0, x1 - x0];
    const large = this.field.type === "signature" || this.field.type === "initials";
    const size = large || this.state === "other" || this.state === "automatic" ? Math.min(10.5, thick * 0.8) : Math.min(this.field.font_size || 10, thick);
    return { width: cqw(long, this.page), height: cqw(thick, this.page), "font-size": cqw(size, this.page), transform: `translate(-50%, -50%) rotate(${-this.field.rotation}deg)` };
  }

  /** A place to sign is called as it is seen; any other field by its label. */
  private get called(): string {
    const { type, label } = this.field;
    return type === "signature" || type === "initials" ? t(`fill.here.${type}`) : label || t(`type.${type}`);
  }

  override render(): TemplateResult {
    const { field, state } = this;
    const styles = this.inner();
    if (state === "other" || state === "automatic") {
      const text = state === "automatic" || field.type === "date" ? t("fill.onSigning") : (field.person ?? "");
      return html`<div class=${state}><span class="inner" ${place(styles)}><span class="name">${text}</span></span></div>`;
    }
    const filled = this.value !== "";
    const label = t("fill.fieldLabel", { label: this.called, need: field.required ? t("fill.required") : t("fill.optional"), value: filled ? (field.type === "checkbox" ? t("fill.ticked") : this.value) : t("fill.empty"), page: field.page });
    return html`<div class="${state} ${field.done ? "printed" : ""}">
      <button class="inner ${field.type === "multiline" ? "multi" : ""}" ${place(styles)} aria-label=${label} data-test="field-${field.name}" @click=${() => this.emit("qp-field", field.name)}>${this.content()}</button>
      ${state === "active" && isUpright(field.rotation) && field.type !== "signature" ? html`<span class="fill" aria-hidden="true">${t("fill.fillIn")}</span>` : nothing}
    </div>`;
  }

  private content(): TemplateResult {
    const { field, state, value } = this;
    if (field.type === "signature" || field.type === "initials") return html`<span class="word">${this.word || t(`fill.here.${field.type}`)}</span>`;
    if (field.type === "checkbox" || field.type === "radio") return html`${value === "yes" ? icon("tick", 14) : nothing}`;
    return html`<span>${value}</span>${state === "active" ? html`<span class="caret"></span>` : nothing}`;
  }
}
