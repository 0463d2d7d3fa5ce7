import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { kApi, part } from "../api/client";
import type { DraftSummary } from "../api/types.gen";
import { shortTime } from "../logic/dates";
import { base, buttons, chips } from "../styles/shared";
import { t } from "../i18n";
import { folderChip } from "./folder-chip";
import { icon } from "./icons";
import { QpElement } from "./qp-element";
import { rows } from "./rows";

type Step = "claim" | "locked" | "settle" | "empty" | "person" | "ready";

export function stepOf(draft: DraftSummary): Step {
  if (!draft.mine) return "claim";
  if (draft.locked) return "locked";
  if (draft.problems > 0) return "settle";
  if (draft.fields === 0) return "empty";
  return draft.missing > 0 ? "person" : "ready";
}

/** A draft in the inbox. Its action is its next step. */
@customElement("qp-draft-row")
export class QpDraftRow extends QpElement {
  static override styles = [base, buttons, chips, rows];

  @property({ attribute: false }) draft!: DraftSummary;
  @property({ type: Boolean }) fresh = false;
  /** Whether this row carries the page's one filled button. */
  @property({ type: Boolean }) first = false;
  @state() private noImage = false;

  private get href(): string {
    return `/drafts/${part(this.draft.id)}`;
  }

  private chip(step: Step): TemplateResult {
    if (step === "ready") return html`<span class="chip ok">${icon("tick", 14)}${t("inbox.ready")}</span>`;
    if (step === "settle") return html`<span class="chip warn">${icon("warn", 14)}${t("inbox.needsYou")}</span>`;
    if (step === "locked") return html`<span class="chip warn">${icon("lock", 14)}${t("inbox.locked")}</span>`;
    if (step === "person") return html`<span class="chip warn">${t("inbox.personMissing")}</span>`;
    return html`<span class="chip plain">${step === "claim" ? t("inbox.unclaimed") : t("inbox.noFields")}</span>`;
  }

  private more(step: Step): string {
    const { roles, problems, missing, user, authenticated } = this.draft;
    if (step === "claim") return t(user && !authenticated ? "inbox.printedByUnverified" : "inbox.printedBy", { user: user || t("inbox.somebody") });
    if (step === "locked") return t("inbox.lockedHow");
    if (step === "settle") return t("inbox.peopleAndTags", { people: t("count.people", { n: roles }), tags: t("count.tagsToSettle", { n: problems }) });
    if (step === "empty") return t("inbox.noTags");
    return step === "ready" ? t("count.people", { n: roles }) : t("inbox.chosen", { n: Math.max(0, roles - missing), of: roles });
  }

  override render(): TemplateResult {
    const { draft } = this;
    const step = stepOf(draft);
    const style = this.first ? "filled" : "outlined";
    return html`<article class="row ${this.fresh ? "fresh" : ""}" data-test="draft-row" data-id=${draft.id}>
      <span class="sheet" aria-hidden="true">${this.noImage ? icon("document") : html`<img src="${kApi}/drafts/${part(draft.id)}/pages/1/image?dpi=72" alt="" loading="lazy" decoding="async" @error=${() => { this.noImage = true; }}>`}</span>
      <div class="what">
        ${step === "claim" ? html`<span class="heading">${draft.title}</span>` : html`<a href=${this.href} data-test="draft-link">${draft.title}</a>`}
        <div class="filed"><p class="caption source">${icon("printer", 16)}<span>${draft.ref ? html`<b>${draft.ref}</b> · ` : nothing}${draft.queue ? t("inbox.fromQueue", { queue: draft.queue, pages: t("count.pages", { n: draft.pages }) }) : t("count.pages", { n: draft.pages })}</span></p>${folderChip(draft.folder)}</div>
      </div>
      <div class="state">${this.chip(step)}<span class="caption">${this.more(step)}</span></div>
      <time class="caption at num" datetime=${draft.received}>${shortTime(draft.received)}</time>
      <div class="act">${step === "claim"
        ? html`<button class="btn ${style}" data-test="claim" @click=${() => this.emit("qp-claim", draft.id)}>${t("inbox.claim")}<span class="hidden">, ${draft.title}</span></button>`
        : html`<a class="btn ${style}" href=${this.href}>${t(`inbox.do.${step}`)}<span class="hidden">, ${draft.title}</span></a>`}</div>
      ${this.fresh ? html`<span class="hidden">${t("inbox.new")}</span>` : nothing}
    </article>`;
  }
}
