import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { DraftList, DraftSummary } from "../api/types.gen";
import { sentence } from "../errors";
import { dayAndTime } from "../logic/dates";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { choiceList } from "./choice-list";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message } from "./texts";
import { QpElement } from "./qp-element";

/** Asks to which of the other open drafts this one is to be added. */
@customElement("qp-join")
export class QpJoin extends QpElement {
  static override styles = [base, buttons, sheetStyle, choiceList];

  @property() draftId = "";
  @property() told = "";
  @property({ type: Boolean }) busy = false;
  @state() private drafts?: DraftSummary[];
  @state() private failed = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    this.find<HTMLElement>("h2")?.focus();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.drafts = (await ask<DraftList>("GET", "/drafts?limit=100")).drafts.filter((d) => d.mine && d.id !== this.draftId);
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
        <header><h2 class="title" id="title" tabindex="-1">${t("join.title")}</h2><button class="btn neutral icon" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
        <p class="second">${t("join.text")}</p>
        ${told ? html`<div class="refused">${message("refused", undefined, told)}</div>` : ""}
        ${this.drafts === undefined ? "" : this.drafts.length === 0 ? html`<p data-test="join-none">${t("join.none")}</p>`
          : html`<ul>${this.drafts.map((d) => html`<li><button class="choice" data-test="join-choice" data-id=${d.id} aria-busy=${this.busy ? "true" : "false"} @click=${() => { if (!this.busy) this.emit("qp-join", d); }}><span class="label">${d.title}</span><span class="caption">${dayAndTime(d.received)} · ${t("count.pages", { n: d.pages })}</span></button></li>`)}</ul>`}
      </div>
    </dialog>`;
  }
}
