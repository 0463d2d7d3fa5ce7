import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { Template, TemplateList } from "../api/types.gen";
import { sentence } from "../errors";
import { wordsOf } from "../logic/template";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { choiceList } from "./choice-list";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message } from "./texts";
import { QpElement } from "./qp-element";

/** Asks which template a draft is to be filled in by. */
@customElement("qp-use-template")
export class QpUseTemplate extends QpElement {
  static override styles = [base, buttons, sheetStyle, choiceList];

  @property() told = "";
  @property({ type: Boolean }) busy = false;
  @state() private templates?: Template[];
  @state() private failed = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    this.find<HTMLElement>("h2")?.focus();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.templates = (await ask<TemplateList>("GET", "/templates")).templates;
    } catch (error) {
      this.failed = sentence(error);
    }
  }

  override render(): TemplateResult {
    const close = (): void => this.emit("qp-close", null);
    const told = this.told || this.failed;
    return html`<dialog aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); close(); }} @click=${(e: MouseEvent) => { if (e.target === this.dialog) close(); }}>
      <div class="sheet">
        <span class="handle" aria-hidden="true"></span>
        <header><h2 class="title" id="title" tabindex="-1">${t("template.which")}</h2><button class="btn neutral icon" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
        <p class="second">${t("template.useText")}</p>
        ${told ? html`<div class="refused">${message("refused", undefined, told)}</div>` : ""}
        ${this.templates === undefined ? "" : this.templates.length === 0 ? html`<p data-test="template-none">${t("template.none")}</p>`
          : html`<ul>${this.templates.map((each) => html`<li><button class="choice" data-test="template-choice" aria-busy=${this.busy ? "true" : "false"} @click=${() => { if (!this.busy) this.emit("qp-use", each); }}><span class="label">${each.name}</span><span class="caption">${wordsOf(each)}</span></button></li>`)}</ul>`}
      </div>
    </dialog>`;
  }
}
