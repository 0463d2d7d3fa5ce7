import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Part } from "../api/types.gen";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** The documents of a draft in their order; each can be moved, and all but the first one taken out. */
@customElement("qp-parts")
export class QpParts extends QpElement {
  static override styles = [base, buttons, css`
    ol { border: 1px solid var(--q-line); border-radius: var(--q-r-card); background: var(--q-surface); overflow: hidden; }
    li { display: flex; align-items: center; gap: var(--q-2); padding: var(--q-1) var(--q-2) var(--q-1) var(--q-4); }
    li + li { border-top: 1px solid var(--q-line); }
    .what { flex: 1; min-width: 0; display: grid; padding-block: var(--q-2); }
    .what span { overflow-wrap: anywhere; }
    .n { font: var(--q-t-label); font-variant-numeric: tabular-nums; color: var(--q-text-3); min-width: 1.5rem; }
    .btn[aria-disabled="true"] { opacity: .35; cursor: default; }
  `];

  @property({ attribute: false }) parts: Part[] = [];
  @property({ type: Boolean }) busy = false;

  private move(from: number, to: number): void {
    if (to < 0 || to >= this.parts.length || this.busy) return;
    const order = this.parts.map((_, i) => i + 1);
    const [moved] = order.splice(from, 1);
    order.splice(to, 0, moved ?? from + 1);
    this.emit("qp-arrange", { order, place: to + 1, up: to < from });
  }

  /** Focuses the arrow of the document at this place, after it was moved. */
  focusAt(place: number, up: boolean): void {
    this.renderRoot.querySelectorAll<HTMLElement>(up ? ".up" : ".down")[place - 1]?.focus();
  }

  override render(): TemplateResult {
    const last = this.parts.length - 1;
    return html`<ol>${this.parts.map((p, i) => html`<li data-test="part">
      <span class="n">${i + 1}</span><span class="what"><span class="label">${p.title}</span><span class="caption">${t("count.pages", { n: p.pages })}</span></span>
      <button class="btn neutral icon up" data-test="part-up" aria-disabled=${i === 0 ? "true" : "false"} aria-label=${t("parts.up", { title: p.title })} @click=${() => this.move(i, i - 1)}>${icon("up", 18)}</button>
      <button class="btn neutral icon down" data-test="part-down" aria-disabled=${i === last ? "true" : "false"} aria-label=${t("parts.down", { title: p.title })} @click=${() => this.move(i, i + 1)}>${icon("down", 18)}</button>
      ${p.first ? html`<span class="btn icon" aria-hidden="true"></span>` : html`<button class="btn neutral icon" data-test="part-out" aria-label=${t("parts.out", { title: p.title })} title=${t("parts.out", { title: p.title })} @click=${() => { if (!this.busy) this.emit("qp-take-out", i + 1); }}>${icon("cross", 18)}</button>`}
    </li>`)}</ol>`;
  }
}
