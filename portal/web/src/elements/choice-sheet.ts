import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { sentence } from "../errors";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { choiceList } from "./choice-list";
import { icon } from "./icons";
import { sheetStyle } from "./sheet-style";
import { message } from "./texts";
import { QpElement } from "./qp-element";

/** What a sheet says, what it emits when one is chosen, and the name of its parts in tests. */
export interface ChoiceWords { title: string; text: string; none: string; chosen: string; test: string }

/** A sheet that fetches a list and has one of it chosen. */
export abstract class ChoiceSheet<T> extends QpElement {
  static override styles = [base, buttons, sheetStyle, choiceList];

  @property() told = "";
  @property({ type: Boolean }) busy = false;
  @state() private all?: T[];
  @state() private failed = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  protected abstract readonly words: ChoiceWords;
  protected abstract fetch(): Promise<T[]>;
  protected abstract line(one: T): { label: string; caption: string; id?: string };

  override firstUpdated(): void {
    this.dialog.showModal();
    this.find<HTMLElement>("h2")?.focus();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.all = await this.fetch();
    } catch (error) {
      this.failed = sentence(error);
    }
  }

  private choice(one: T): TemplateResult {
    const { label, caption, id } = this.line(one);
    return html`<li><button class="choice" data-test=${`${this.words.test}-choice`} data-id=${id ?? nothing} aria-busy=${this.busy ? "true" : "false"} @click=${() => { if (!this.busy) this.emit(this.words.chosen, one); }}><span class="label">${label}</span><span class="caption">${caption}</span></button></li>`;
  }

  override render(): TemplateResult {
    const close = (): void => this.emit("qp-close", null);
    const told = this.told || this.failed;
    return html`<dialog aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); close(); }} @click=${(e: MouseEvent) => { if (e.target === this.dialog) close(); }}>
      <div class="sheet">
        <span class="handle" aria-hidden="true"></span>
        <header><h2 class="title" id="title" tabindex="-1">${t(this.words.title)}</h2><button class="btn neutral icon" @click=${close} aria-label=${t("close")}>${icon("cross")}</button></header>
        <p class="second">${t(this.words.text)}</p>
        ${told ? html`<div class="refused">${message("refused", undefined, told)}</div>` : ""}
        ${this.all === undefined ? "" : this.all.length === 0 ? html`<p data-test=${`${this.words.test}-none`}>${t(this.words.none)}</p>` : html`<ul>${this.all.map((one) => this.choice(one))}</ul>`}
      </div>
    </dialog>`;
  }
}
