import { css, html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { PageText } from "../api/types.gen";
import { sentence } from "../errors";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { QpElement } from "./qp-element";

/** The words of the document alone: large, in the reader's own size, for whoever cannot read the page image. */
@customElement("qp-whole-text")
export class QpWholeText extends QpElement {
  static override styles = [base, buttons, sheetStyle, css`article { display: grid; gap: var(--q-4); } article p { font-size: 1rem; line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere; } @media (min-width: 800px) { .sheet { width: 46rem; max-height: 86vh; } }`];

  @property() path = "";
  @property({ type: Number }) pages = 0;
  @state() private texts: string[] = [];
  @state() private told = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      for (let n = 1; n <= this.pages; ++n) {
        const { lines } = await ask<PageText>("GET", `${this.path}/${n}/text`);
        this.texts = [...this.texts, lines.map((l) => l.text).join("\n")];
      }
    } catch (error) {
      this.told = sentence(error);
    }
  }

  override render(): TemplateResult {
    const close = (): void => this.emit("qp-close", null);
    return html`<dialog aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); close(); }}><div class="sheet">
      <header><h2 class="title" id="title">${t("fill.text")}</h2><button class="btn neutral icon" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
      ${this.texts.map((text, i) => html`<article><h3 class="heading">${t("page.alt", { n: i + 1 })}</h3><p>${text}</p></article>`)}
      <p role="status" class="caption">${this.told || (this.texts.length < this.pages ? t("loading") : "")}</p>
    </div></dialog>`;
  }
}
