import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ask, part, Refusal, tell } from "../api/client";
import type { Draft, DraftSummary, EnvelopeSummary, Notice, NoticeList, Session } from "../api/types.gen";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { message } from "../elements/texts";
import { sentence } from "../errors";
import { watch } from "../live";
import { shown } from "../shown";
import { lastThrown, restore } from "../undo";
import { matches } from "../logic/search";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { inboxStyle } from "./inbox-style";
import { newest } from "./newest";
import "../elements/qp-draft-row";
import "../elements/qp-empty";
import "../elements/qp-envelope-row";
import "../elements/qp-failure";
import "../elements/qp-notices";
import "../elements/qp-shapes";
import "../elements/qp-shell";
import "../elements/qp-undo";

/** Drafts that wait for the user and envelopes that wait for others, newest first, live. */
@customElement("qp-inbox")
export class QpInbox extends QpElement {
  static override styles = [base, buttons, inputs, inboxStyle, css`:host { min-height: 100%; }`];

  @property({ attribute: false }) session!: Session;
  @property() show = "";
  /** Only what is filed there; empty: everything. */
  @property() folder = "";
  @state() private drafts?: DraftSummary[];
  @state() private envelopes: EnvelopeSummary[] = [];
  /** There may be older ones, which are not shown. */
  @state() private more = false;
  @state() private held?: DraftSummary[];
  @state() private fresh = new Set<string>();
  @state() private failure: unknown;
  @state() private query = "";
  @state() private told = "";
  @state() private notices: Notice[] = [];
  @state() private thrown = lastThrown();
  private stop?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = watch(() => this.look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("show") || changed.has("folder")) document.title = t("page.title", { title: this.heading });
    if (!changed.has("folder") || changed.get("folder") === undefined) return;
    this.drafts = this.held = undefined;
    void this.look();
  }

  private get heading(): string {
    return this.folder || t(`nav.${this.view || "inbox"}`);
  }

  private get view(): "" | "waiting" | "finished" {
    return this.show === "waiting" || this.show === "finished" ? this.show : "";
  }

  private async look(): Promise<boolean> {
    const { folder } = this;
    try {
      const [drafts, envelopes, notices] = await Promise.all([newest("drafts", folder), newest("envelopes", folder), ask<NoticeList>("GET", "/notices")]);
      if (folder !== this.folder) return true;
      this.notices = notices.notices;
      void shown(drafts.rows.filter((d) => d.mine).map((d) => d.id));
      this.failure = undefined;
      this.more = drafts.more || envelopes.more;
      this.envelopes = envelopes.rows;
      this.take(drafts.rows);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.emit("qp-logged-out", null);
      else if (this.drafts === undefined) this.failure = error;
      return false;
    }
  }

  /** The list never moves under a pointer or a focused row: then what is new waits above. */
  private take(drafts: DraftSummary[]): void {
    const before = new Set(this.drafts?.map((d) => d.id));
    const news = this.drafts === undefined ? [] : drafts.filter((d) => !before.has(d.id));
    const rows = this.find(".drafts");
    const busy = rows !== null && (rows.matches(":hover") || rows.matches(":focus-within"));
    if (news.length > 0 && busy) {
      this.held = drafts;
      return;
    }
    this.fresh = new Set([...this.fresh, ...news.map((d) => d.id)]);
    this.drafts = drafts;
    this.held = undefined;
  }

  private showHeld(): void {
    const before = new Set(this.drafts?.map((d) => d.id));
    this.fresh = new Set(this.held?.filter((d) => !before.has(d.id)).map((d) => d.id));
    this.drafts = this.held;
    this.held = undefined;
  }

  private async seen(id: string): Promise<void> {
    this.notices = this.notices.filter((n) => n.id !== id);
    try {
      await tell("POST", "/told", { notices: [id] });
    } catch (error) {
      this.told = sentence(error);
    }
  }

  private async bringBack(): Promise<void> {
    try {
      if (this.thrown) await restore(this.thrown.id);
      this.thrown = undefined;
    } catch (error) {
      this.told = sentence(error);
    }
    void this.look();
  }

  private async claim(id: string): Promise<void> {
    try {
      await ask<Draft>("POST", `/drafts/${part(id)}/claim`);
      this.go(`/drafts/${part(id)}`);
    } catch (error) {
      this.told = sentence(error);
      void this.look();
    }
  }

  override render(): TemplateResult {
    const waiting = this.envelopes.filter((e) => e.state === "sent");
    const finished = this.envelopes.filter((e) => e.state !== "sent");
    return html`<qp-shell .user=${this.session.user} .active=${this.view} .counts=${this.folder ? undefined : { drafts: this.drafts?.length ?? 0, waiting: waiting.length }} @qp-claim=${(e: CustomEvent<string>) => this.claim(e.detail)}>
      ${this.failure !== undefined ? html`<qp-failure .error=${this.failure} .title=${t("inbox.failed")} @retry=${() => this.look()}></qp-failure>` : this.drafts === undefined ? html`<qp-shapes></qp-shapes>` : this.lists(this.drafts, waiting, finished)}
    </qp-shell>`;
  }

  private lists(drafts: DraftSummary[], waiting: EnvelopeSummary[], finished: EnvelopeSummary[]): TemplateResult {
    const view = this.view;
    const most = this.folder ? this.envelopes.length : 5;
    const summary = this.folder ? t(this.more ? "folder.holdsMore" : "folder.holds", { n: drafts.length + this.envelopes.length }) : view === "" ? t("inbox.waits", { n: drafts.length }) : view === "waiting" ? t("envelopes.waits", { n: waiting.length }) : t("envelopes.closed", { n: finished.length });
    return html`<header><div><h1>${this.heading}</h1><p class="second" role="status">${summary}</p>${this.folder ? html`<a class="btn quiet all" href="/" data-test="folder-all">${icon("cross", 16)}${t("folder.all")}</a>` : nothing}</div>
        <label class="find"><span class="hidden">${t("inbox.search")}</span>${icon("search", 18)}<input class="box" type="search" placeholder=${t("inbox.search")} .value=${this.query} @input=${(e: InputEvent) => { this.query = (e.target as HTMLInputElement).value; }} data-test="inbox-search"></label>
      </header>
      ${this.told ? message("told", undefined, this.told) : nothing}
      ${this.thrown ? html`<qp-undo .text=${t("inbox.thrown", { title: this.thrown.title })} @qp-undo=${() => this.bringBack()} @qp-close=${() => { this.thrown = undefined; }}></qp-undo>` : nothing}
      <qp-notices .notices=${this.notices} @qp-seen=${(e: CustomEvent<string>) => this.seen(e.detail)}></qp-notices>
      ${this.held ? html`<button class="btn news" @click=${this.showHeld} data-test="news">${icon("up", 16)}${t("inbox.news", { n: this.held.length - drafts.length })}</button>` : nothing}
      ${view === "" ? this.draftList(drafts) : this.envelopeList(view === "waiting" ? waiting : finished)}
      ${view === "" && waiting.length > 0 ? html`<h2 class="heading under">${t("nav.waiting")}</h2>${this.envelopeList(waiting.slice(0, most))}` : nothing}
      ${view === "" && finished.length > 0 ? html`<h2 class="heading under">${t("nav.finished")}</h2>${this.envelopeList(finished.slice(0, most))}` : nothing}`;
  }

  private draftList(drafts: DraftSummary[]): TemplateResult {
    if (this.folder && drafts.length + this.envelopes.length === 0) return html`<qp-empty .heading=${t("folder.empty")} .text=${t("folder.emptyHow")}></qp-empty>`;
    if (this.folder && drafts.length === 0) return html``;
    if (drafts.length === 0) return html`<qp-empty .heading=${t("inbox.empty")} .text=${t("inbox.emptyHow")}></qp-empty>`;
    const found = drafts.filter((d) => matches([d.title, d.ref ?? "", d.folder ?? "", d.user, d.queue], this.query));
    return html`<ul class="card list drafts" data-test="drafts">${repeat(found, (d) => d.id, (d, i) => html`<li class=${this.fresh.has(d.id) ? "arriving" : ""}><qp-draft-row .draft=${d} ?first=${i === 0} ?fresh=${this.fresh.has(d.id)}></qp-draft-row></li>`)}</ul>${this.nothingFound(found.length)}`;
  }

  private envelopeList(envelopes: EnvelopeSummary[]): TemplateResult {
    if (envelopes.length === 0) return html`<qp-empty .heading=${t("envelopes.empty")} .text=${t("envelopes.emptyHow")}></qp-empty>`;
    const found = envelopes.filter((e) => matches([e.title, e.ref ?? "", e.folder ?? "", ...(e.waiting_for ?? [])], this.query));
    return html`<ul class="card list" data-test="envelopes">${repeat(found, (e) => e.id, (e) => html`<li><qp-envelope-row .envelope=${e}></qp-envelope-row></li>`)}</ul>${this.nothingFound(found.length)}`;
  }

  private nothingFound(n: number): TemplateResult | typeof nothing {
    return n === 0 ? html`<p class="caption none" role="status">${t("inbox.notFound", { query: this.query })}</p>` : nothing;
  }
}
