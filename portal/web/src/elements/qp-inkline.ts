import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../styles/shared";
import { QpElement } from "./qp-element";

export type Part = "done" | "here" | "open";

/** Progress: done, here, to come. The count beside it says the same in words. */
@customElement("qp-inkline")
export class QpInkline extends QpElement {
  static override styles = [base, css`
    div { display: flex; gap: 4px; }
    i { flex: 1; height: 4px; border-radius: 2px; background: var(--q-line); position: relative; overflow: hidden; }
    i::after { content: ""; position: absolute; inset: 0; border-radius: inherit; scale: 0 1; transform-origin: 0 0; transition: scale var(--q-slow) var(--q-ease); background: var(--q-ink); }
    .done::after { scale: 1; } .here::after { scale: 1; background: var(--q-ink-line); }
  `];

  @property({ attribute: false }) parts: Part[] = [];

  override render(): TemplateResult {
    return html`<div aria-hidden="true">${this.parts.map((p) => html`<i class=${p}></i>`)}</div>`;
  }
}
