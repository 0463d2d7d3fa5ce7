import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask, part, Refusal, tell } from "../api/client";
import type { Draft, Envelope, Person, ProblemSettlement, Role, Session, TagProblem } from "../api/types.gen";
import type { QpDocument } from "../elements/qp-document";
import { QpElement } from "../elements/qp-element";
import type { QpProblem } from "../elements/qp-problem";
import type { QpRole } from "../elements/qp-role";
import { sentence } from "../errors";
import { byReading } from "../logic/geometry";
import { leftOf } from "../logic/left";
import { inOrder } from "../logic/roles";
import { isOfAll } from "../logic/told";
import { base, buttons, chips, inputs } from "../styles/shared";
import { t } from "../i18n";
import { DraftEditor } from "./draft-editor";
import { draftStyle } from "./draft-style";
import { Several } from "./draft-several";
import { Templates } from "./draft-templates";
import { draftView } from "./draft-view";
import { threwAway } from "../undo";
import "../elements/qp-failure";
import "../elements/qp-shapes";

/** Problems first, then who signs, then send: state of the assign page. How it looks is in draft-view. */
@customElement("qp-draft")
export class QpDraft extends QpElement {
  static override styles = [base, buttons, chips, inputs, draftStyle];

  @property() draftId = "";
  @property({ attribute: false }) session!: Session;
  @state() draft?: Draft;
  @state() chosen?: string;
  @state() current = 1;
  @state() view: "people" | "document" = "people";
  @state() busy = false;
  @state() told = "";
  @state() news = "";
  @state() asking = false;
  @state() wrong: { key: string; input: string; told: string } | undefined;
  @state() private failure: unknown;
  @query("qp-document") private pages!: QpDocument | null;
  editor!: DraftEditor;
  several!: Several;
  readonly templates = new Templates(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.editor = new DraftEditor(this.draftId, () => this.changed());
    window.addEventListener("beforeunload", this.leaving);
    this.several = new Several(this);
    this.several.start();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.leaving);
    this.several.end();
    void this.editor.flush();
  }

  private leaving = (e: BeforeUnloadEvent): void => {
    if (this.editor.saved !== "saved") e.preventDefault();
  };

  async load(): Promise<void> {
    this.failure = undefined;
    try {
      await this.editor.load();
      void this.showFirst();
      if (this.draft?.state === "sent" && this.draft.envelope) this.go(`/envelopes/${part(this.draft.envelope)}`);
    } catch (error) {
      this.failure = error;
    }
  }

  /** The document opens where something is to settle, else where the first tag stands. */
  private async showFirst(): Promise<void> {
    const first = (this.draft?.problems ?? []).filter((p) => !isOfAll(p)).sort(byReading)[0] ?? [...(this.draft?.fields ?? [])].sort(byReading)[0];
    await this.updateComplete;
    await this.pages?.updateComplete;
    if (first) await this.pages?.show(first.page, first.box, 0);
  }

  private changed(): void {
    this.draft = this.editor.draft;
    if (this.draft) document.title = t("page.title", { title: this.draft.title });
    const { error } = this.editor;
    this.told = this.editor.saved === "failed" ? sentence(error) : "";
    const at = error instanceof Refusal && this.editor.saved === "failed" ? /^roles\.(.+)\.(\w+)$/.exec(error.body.field ?? "") : null;
    this.wrong = at?.[1] && at[2] ? { key: at[1], input: at[2], told: this.told } : undefined;
    this.requestUpdate();
  }

  get roles(): Role[] {
    return inOrder(this.draft?.roles ?? []);
  }

  assign(key: string, person: Person): void {
    const { name, email, phone = "", company = "" } = person;
    this.editor.change({ roles: (this.draft?.roles ?? []).map((r) => (r.key === key ? { ...r, name, email, phone, company } : r)) }, 50);
    void this.focusNext();
  }

  /** After a choice one goes to the next role without a person, else to Send. */
  private async focusNext(): Promise<void> {
    await this.updateComplete;
    const open = this.draft ? leftOf(this.draft).persons[0] : undefined;
    if (open === undefined) this.find<HTMLElement>("[data-test=send]")?.focus();
    else this.roleCard(open)?.focus();
  }

  private roleCard(key: string): QpRole | undefined {
    return [...this.renderRoot.querySelectorAll<QpRole>("qp-role")].find((r) => r.role_.key === key);
  }

  /** Focuses the handle of a role that was moved. */
  async follow(key: string): Promise<void> {
    await this.updateComplete;
    this.roleCard(key)?.focusGrip();
  }

  async settle(number: number, how: Omit<ProblemSettlement, "version">): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.told = "";
    try {
      await this.editor.settle(number, how);
      this.news = t("problem.settled");
    } catch (error) {
      this.told = sentence(error);
      if (error instanceof Refusal && error.status === 409) await this.editor.load();
    }
    this.busy = false;
    await this.updateComplete;
    const next = this.find<QpProblem>("qp-problem");
    if (next) next.focus();
    else this.find<HTMLElement>("#who")?.focus();
  }

  async show(problem: TagProblem): Promise<void> {
    this.view = "document";
    await this.updateComplete;
    await this.pages?.show(problem.page, problem.box, 60);
  }

  showPage(page: number): void {
    this.pages?.showPage(page);
  }

  /** Sends; with something left, goes to the first thing that is. */
  async send(): Promise<void> {
    if (!this.draft || this.busy) return;
    const left = leftOf(this.draft);
    if (left.problems > 0 || left.persons.length > 0) {
      this.view = "people";
      await this.updateComplete;
      const card = left.problems > 0 ? this.find<QpProblem>("qp-problem") : this.roleCard(left.persons[0] ?? "");
      card?.scrollIntoView({ block: "nearest" });
      return card?.focus();
    }
    if (left.nobody) {
      this.told = t("assign.nobody");
      return;
    }
    this.busy = true;
    this.told = "";
    try {
      await this.editor.flush();
      if (this.editor.saved === "failed") return;
      const envelope = await ask<Envelope>("POST", `/drafts/${part(this.draftId)}/send`);
      this.go(`/envelopes/${part(envelope.id)}`);
    } catch (error) {
      this.told = sentence(error);
      if (error instanceof Refusal && error.status === 409) await this.load();
    } finally {
      this.busy = false;
    }
  }

  async throwAway(): Promise<void> {
    this.busy = true;
    try {
      await tell("DELETE", `/drafts/${part(this.draftId)}`);
      threwAway(this.draftId, this.draft?.title ?? "");
      this.go("/");
    } catch (error) {
      this.asking = false;
      this.told = sentence(error);
    }
    this.busy = false;
  }

  override render(): TemplateResult {
    if (this.failure !== undefined) return html`<qp-failure .error=${this.failure} .title=${t("failure.draft")} @retry=${() => this.load()}></qp-failure>`;
    return this.draft ? draftView(this, this.draft) : html`<qp-shapes></qp-shapes>`;
  }
}
