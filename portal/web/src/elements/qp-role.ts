import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Field, Person, Role } from "../api/types.gen";
import { colourOf, fieldCounts, initialsOf } from "../logic/roles";
import { base, buttons, chips, inputs } from "../styles/shared";
import { language, t } from "../i18n";
import { icon } from "./icons";
import type { QpPeople } from "./qp-people";
import { QpElement } from "./qp-element";
import "./qp-people";
import "./qp-person-form";

/** A role of the draft: its number, what was found for it, and the person who takes it. */
@customElement("qp-role")
export class QpRole extends QpElement {
  static override styles = [base, buttons, chips, inputs, css`
    article { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: var(--q-3) var(--q-3); padding: var(--q-4); padding-left: var(--q-2); }
    .top { grid-column: 1 / -1; display: flex; align-items: center; gap: var(--q-3); min-height: 1.75rem; flex-wrap: wrap; }
    .top .label { flex: 1 1 6rem; color: var(--q-text-2); min-width: 0; overflow-wrap: anywhere; }
    .grip { display: grid; place-items: center; width: 1.5rem; min-height: var(--q-touch); margin-block: -.5rem; padding: 0; border: 0; background: none; color: var(--q-text-3); cursor: grab; border-radius: var(--q-r-mark); touch-action: none; }
    .name { font: var(--q-t-action); }
    .body { grid-column: 2; min-width: 0; }
    .person { display: flex; align-items: center; gap: var(--q-3); } .person > div { flex: 1; min-width: 0; overflow-wrap: anywhere; } .person .icon { margin-right: -.6rem; }
    :host([chosen]) article { border-color: var(--q-line-strong); }
  `];

  @property({ attribute: false }) role_!: Role;
  @property({ attribute: false }) fields: Field[] = [];
  @property({ type: Number }) number = 1;
  @property({ type: Number }) problems = 0;
  @property({ type: Boolean, reflect: true }) chosen = false;
  @property({ type: Boolean }) movable = false;
  @property() wrong = "";
  @property() wrongInput = "";
  @state() private editing = false;
  @state() private searching = false;
  @state() private fresh = "";

  override focus(): void {
    const people = this.find<QpPeople>("qp-people");
    if (people) people.focus();
    else this.find<HTMLElement>("[data-test^=edit]")?.focus();
  }

  focusGrip(): void {
    this.find<HTMLElement>(".grip")?.focus();
  }

  /** "2 texts, date, signature"; only German writes its nouns large in the middle of a sentence. */
  private get found(): string {
    const counts = fieldCounts(this.fields, this.role_.key).map(([type, n]) => (n === 1 ? t(`type.${type}`) : t("assign.counted", { n, what: t(`types.${type}`) }))).join(", ");
    const text = counts === "" ? t("assign.nothing") : language() === "de" ? counts : counts.charAt(0) + counts.slice(1).toLocaleLowerCase();
    return /^\d+$/.test(this.role_.key) ? text : `${this.role_.key} · ${text}`;
  }

  private take(person: Person): void {
    this.editing = false;
    this.searching = false;
    this.emit("qp-assign", { key: this.role_.key, person });
  }

  private key(e: KeyboardEvent): void {
    if (!e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown")) return;
    e.preventDefault();
    this.emit("qp-move", { key: this.role_.key, by: e.key === "ArrowUp" ? -1 : 1 });
  }

  override render(): TemplateResult {
    const filled = Boolean(this.role_.name && this.role_.email);
    return html`<article class="card" data-test="role-${this.number}" aria-label=${t("assign.roleLabel", { n: this.number, found: this.found })} @keydown=${this.key} @focusin=${() => this.emit("qp-choose-role", this.role_.key)}>
      <div class="top">${this.movable ? html`<button class="grip" draggable="true" aria-label=${t("assign.move", { n: this.number })} title=${t("assign.moveHow")} @dragstart=${(e: DragEvent) => e.dataTransfer?.setData("text/plain", this.role_.key)}>${icon("grip", 18)}</button>` : html`<span class="grip"></span>`}
        <span class="role" data-colour=${colourOf(this.number)}>${this.number}</span><p class="label">${this.found}</p>
        ${this.problems > 0 ? html`<span class="chip danger">${icon("warn", 14)}${t("count.tagsToSettle", { n: this.problems })}</span>` : filled ? nothing : html`<span class="chip warn">${t("inbox.personMissing")}</span>`}</div>
      <div class="body">${this.editing ? this.form() : filled && !this.searching ? this.person() : html`<qp-people .label=${t("assign.who", { n: this.number })} .test=${`person-search-${this.number}`} @qp-person=${(e: CustomEvent<Person>) => this.take(e.detail)} @qp-add=${(e: CustomEvent<string>) => { this.fresh = e.detail; this.editing = true; }}></qp-people>`}</div>
    </article>`;
  }

  private person(): TemplateResult {
    const { name = "", email = "", company, phone } = this.role_;
    return html`<div class="person"><span class="who" aria-hidden="true">${initialsOf(name)}</span>
      <div><p class="name">${name}</p><p class="caption">${[company, email].filter(Boolean).join(" · ")}</p><p class="caption">${phone ? t("assign.codeBySms", { phone }) : t("assign.codeByMail")}</p></div>
      <button class="btn neutral icon" data-test="edit-person-${this.number}" aria-label=${t("assign.edit", { name })} @click=${() => { this.editing = true; }}>${icon("pencil", 18)}</button></div>`;
  }

  private form(): TemplateResult {
    const { name = "", email = "", phone = "", company = "" } = this.role_;
    const start: Person = name || email ? { name, email, phone, company } : this.fresh.includes("@") ? { name: "", email: this.fresh } : { name: this.fresh, email: "" };
    return html`<qp-person-form .person=${start} .number=${this.number} ?another=${name !== ""} .wrong=${this.wrong} .wrongInput=${this.wrongInput} @qp-person=${(e: CustomEvent<Person>) => this.take(e.detail)} @qp-another=${async () => { this.editing = false; this.searching = true; await this.updateComplete; this.focus(); }} @qp-close=${async () => { this.editing = false; await this.updateComplete; this.focus(); }}></qp-person-form>`;
  }
}
