import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { TemplateList } from "../api/types.gen";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message, textField } from "./texts";
import { QpElement } from "./qp-element";

/** Asks for the name under which a draft's people and words are kept. */
@customElement("qp-save-template")
export class QpSaveTemplate extends QpElement {
  static override styles = [base, buttons, inputs, sheetStyle];

  @property() told = "";
  @property({ type: Boolean }) busy = false;
  @state() private name = "";
  @state() private wrong = "";
  @state() private known = new Set<string>();
  @query("dialog") private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    this.find<HTMLElement>("input")?.focus();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.known = new Set((await ask<TemplateList>("GET", "/templates")).templates.map((each) => each.name));
    } catch {
      // Only the warning that a name is taken depends on it; saving tells what is wrong.
      this.known = new Set();
    }
  }

  private save(e: SubmitEvent): void {
    e.preventDefault();
    if (this.busy) return;
    if (this.name.trim()) this.emit("qp-save", this.name.trim());
    else this.wrong = t("template.nameMissing");
  }

  override render(): TemplateResult {
    const close = (): void => this.emit("qp-close", null);
    return html`<dialog aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); close(); }} @click=${(e: MouseEvent) => { if (e.target === this.dialog) close(); }}>
      <form class="sheet" novalidate @submit=${this.save}>
        <span class="handle" aria-hidden="true"></span>
        <header><h2 class="title" id="title">${t("template.save")}</h2><button class="btn neutral icon" type="button" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
        <p class="second">${t("template.saveText")}</p>
        ${textField({ id: "name", label: t("template.name"), value: this.name, required: true, hint: this.known.has(this.name.trim()) ? t("template.replaces") : undefined, wrong: this.wrong || undefined, test: "template-name", maxlength: 100, input: (v) => { this.name = v; this.wrong = ""; } })}
        ${this.told ? html`<div class="refused">${message("refused", undefined, this.told)}</div>` : ""}
        <div class="two"><button class="btn outlined" type="button" @click=${close}>${t("ask.no")}</button><button class="btn filled" type="submit" data-test="template-save" aria-busy=${this.busy ? "true" : "false"}>${t("queue.save")}</button></div>
      </form>
    </dialog>`;
  }
}
