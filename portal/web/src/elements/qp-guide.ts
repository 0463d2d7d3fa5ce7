import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CeremonyField } from "../api/types.gen";
import { isFilled, wrongWith, type Values } from "../logic/guide";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { guideStyle } from "./guide-style";
import { icon } from "./icons";
import type { QpEntry } from "./qp-entry";
import { QpElement } from "./qp-element";
import "./qp-entry";
import "./qp-inkline";

/** Leads through the own fields to the signature: a panel at the right of a large screen, docked below on a phone. */
@customElement("qp-guide")
export class QpGuide extends QpElement {
  static override styles = [base, buttons, guideStyle, css`:host { min-height: 0; }`];

  @property({ attribute: false }) fields: CeremonyField[] = [];
  @property({ attribute: false }) values: Values = {};
  /** Index into `fields`; as many as there are fields: the signature. */
  @property({ type: Number }) at = 0;
  @property({ type: Number }) left = 1;
  @property() wrong = "";
  @property() person = "";
  @property({ type: Number }) signPage = 1;
  @property({ attribute: false }) saving: "saved" | "saving" | "kept" = "saved";
  @property({ type: Boolean }) wide = false;
  @property({ type: Boolean }) offline = false;
  /** Whether the input takes the focus at each step: not before the person began, or a phone's keypad covers the document. */
  @property({ type: Boolean }) grab = false;

  override updated(changed: PropertyValues<this>): void {
    if (this.grab && (changed.has("at") || changed.has("grab") || changed.has("wide"))) void this.grabFocus();
  }

  private async grabFocus(): Promise<void> {
    const entry = this.find<QpEntry>("qp-entry");
    await entry?.updateComplete;
    if (entry) entry.focus();
    else this.find<HTMLElement>("[data-test=next]")?.focus({ preventScroll: true });
  }

  private get last(): boolean {
    return this.at >= this.fields.length;
  }

  private get count(): string {
    return t("fill.left", { n: this.left, of: this.fields.length + 1 });
  }

  private get parts(): ("done" | "here" | "open")[] {
    return [...this.fields.map((f, i) => (i === this.at ? "here" : isFilled(f, this.values) && !wrongWith(f, this.values, this.fields) ? "done" : "open") as "done" | "here" | "open"), this.last ? "here" : "open"];
  }

  private get state(): string {
    return t(`fill.state.${this.saving}`);
  }

  private entry(): TemplateResult | typeof nothing {
    const field = this.fields[this.at];
    return field ? html`<qp-entry .field=${field} .value=${this.values[field.name] ?? ""} .wrong=${this.wrong}></qp-entry>` : nothing;
  }

  private nextButton(): TemplateResult {
    const label = this.last ? t("fill.toSign") : t("fill.next");
    return html`<button class="btn filled main" data-test="next" aria-disabled=${this.last && this.offline ? "true" : "false"} @click=${() => this.emit("qp-next", null)}>${label}${icon(this.last ? "pencil" : "next", 18)}</button>`;
  }

  override render(): TemplateResult {
    return this.wide ? this.panel() : this.dock();
  }

  private dock(): TemplateResult {
    return html`<section class="dock" aria-label=${t("fill.guide")}>
      ${this.last ? html`<div class="sum"><p class="heading">${t("type.signature")}</p><p class="caption">${this.fields.length > 0 ? t("fill.allFilled") : t("fill.onlySign")}</p></div>` : this.entry()}
      <qp-inkline .parts=${this.parts}></qp-inkline>
      <div class="foot">
        <p class="label" role="status" data-test="fields-left">${this.count}</p>
        <button class="btn neutral icon" @click=${() => this.emit("qp-back", null)} ?disabled=${this.at === 0} aria-label=${t("fill.back")} data-test="back">${icon("back")}</button>
        ${this.nextButton()}
      </div>
      ${this.last && this.offline ? html`<p class="caption" role="status">${t("offline.sign")}</p>` : nothing}
    </section>`;
  }

  private panel(): TemplateResult {
    return html`<section class="panel" aria-label=${t("fill.guide")}>
      <div class="top"><h2 class="title" role="status" data-test="fields-left">${this.count}</h2><span class="caption">${this.state}</span></div>
      <qp-inkline .parts=${this.parts}></qp-inkline>
      <ol>${this.fields.map((f, i) => this.step(f, i))}
        <li class=${this.last ? "here" : ""}><span class="dot" aria-hidden="true">${this.last ? nothing : this.fields.length + 1}</span>
          <div><button class="name" @click=${() => this.emit("qp-step", this.fields.length)}>${t("type.signature")}</button><p class="caption">${t("fill.signPlace", { page: this.signPage, name: this.person })}</p></div></li>
      </ol>
      <div class="go">${this.nextButton()}<p class="caption">${this.offline && this.last ? t("offline.sign") : t("fill.orEnter")}</p></div>
    </section>`;
  }

  private step(field: CeremonyField, index: number): TemplateResult {
    if (index === this.at) return html`<li class="here"><span class="dot" aria-hidden="true"></span><div>${this.entry()}</div></li>`;
    const done = isFilled(field, this.values) && !wrongWith(field, this.values, this.fields);
    const value = field.type === "checkbox" ? (done ? t("fill.ticked") : "") : (this.values[field.name] ?? "");
    return html`<li class=${done ? "done" : ""}><span class="dot" aria-hidden="true">${done ? icon("tick", 14) : index + 1}</span>
      <div><button class="name" @click=${() => this.emit("qp-step", index)}>${field.label || t(`type.${field.type}`)}</button><p class="caption">${value || t("fill.onPage", { page: field.page })}</p></div></li>`;
  }
}
