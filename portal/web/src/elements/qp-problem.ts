import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { FieldType, ProblemSettlement, TagProblem } from "../api/types.gen";
import { roleIn } from "../logic/left";
import { isOfAll, isTold } from "../logic/told";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** The types that an author may say an unreadable tag is. */
const kTypes: FieldType[] = ["signature", "initials", "date", "text"];

/** A tag that cannot be read: its place, its text, what it may have meant, and the ways to settle it. */
@customElement("qp-problem")
export class QpProblem extends QpElement {
  static override styles = [base, buttons, inputs, css`
    section { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr) auto; gap: var(--q-2) var(--q-3); padding: var(--q-4); border-radius: var(--q-r-card); background: var(--q-danger-soft); }
    .mark { color: var(--q-danger); padding-top: 2px; }
    .rest { grid-column: 2 / -1; display: grid; gap: var(--q-2); min-width: 0; justify-items: start; }
    code { display: inline-block; max-width: 100%; padding: 1px 6px; border: 1px solid var(--q-line); border-radius: 6px; background: var(--q-surface); font: .8125rem/1.4 var(--q-font-mono); overflow-wrap: anywhere; }
    .eye { margin: -.6rem -.6rem -.6rem 0; }
    .acts { display: flex; flex-wrap: wrap; gap: var(--q-1); padding-top: var(--q-1); } .acts .neutral:hover { background: none; }
    @media (max-width: 480px) { .acts { margin-left: -2rem; } .acts .btn { padding-inline: .8rem; } }
    form { display: flex; flex-wrap: wrap; gap: var(--q-2); width: 100%; align-items: end; } form label { display: grid; gap: 2px; flex: 1 1 8rem; font: var(--q-t-label); } form .box { min-height: var(--q-touch); }
  `];

  @property({ attribute: false }) problem!: TagProblem;
  @property({ attribute: false }) roles: string[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private other = false;
  private type: FieldType = "signature";
  private party = "";

  override focus(): void {
    this.find<HTMLElement>("button.btn.outlined, button.btn.neutral")?.focus();
  }

  /** The word that was meant, and the role that stands in the guess or in the tag itself. */
  private guessed(): { word: string; role: string } | undefined {
    const word = /^[{\s#]*([^:;{}#\s]+)/u.exec(this.problem.guess ?? "")?.[1];
    return word ? { word, role: roleIn(this.problem.guess ?? "") ?? roleIn(this.problem.text) ?? "" } : undefined;
  }

  private settle(how: Omit<ProblemSettlement, "version">): void {
    if (!this.busy) this.emit("qp-settle", { number: this.problem.number, how });
  }

  override render(): TemplateResult {
    const { problem } = this;
    const guess = this.guessed();
    const [before = "", after = ""] = t(guess?.role ? "problem.meantRole" : "problem.meant", { role: guess?.role ?? "" }).split("{word}");
    const told = isTold(problem);
    const title = problem.code === "unknown_template" ? "problem.noTemplate" : !told ? "problem.title" : isOfAll(problem) ? "problem.toldOfAll" : "problem.told";
    return html`<section aria-labelledby="what" data-test="problem">
      <span class="mark">${icon("warn", 18)}</span><h3 class="heading" id="what">${t(title, { page: problem.page })}</h3>
      ${isOfAll(problem) ? nothing : html`<button class="btn neutral icon eye" @click=${() => this.emit("qp-show", problem)} aria-label=${t("problem.show")}>${icon("eye", 18)}</button>`}
      <div class="rest">${problem.text ? html`<code>${problem.text}</code>` : nothing}
        <p>${guess ? html`${before}<code>${guess.word}</code>${after}` : problem.code === "unknown_template" ? t("problem.noTemplateHow") : problem.message}</p>
        ${told ? this.understood() : this.acts(guess !== undefined)}
        ${this.other ? this.form(guess?.role) : nothing}
      </div></section>`;
  }

  private understood(): TemplateResult {
    return html`<div class="acts"><button class="btn outlined" data-test="understood" @click=${() => this.settle({ action: "not_a_tag" })}>${t("problem.understood")}</button></div>`;
  }

  private acts(guessed: boolean): TemplateResult {
    return html`<div class="acts">${guessed ? html`<button class="btn outlined" data-test="use-guess" @click=${() => this.settle({ action: "use_guess" })}>${t("problem.useGuess")}</button>` : nothing}
      <button class="btn neutral" data-test="other-type" aria-expanded=${this.other ? "true" : "false"} @click=${() => { this.other = !this.other; }}>${t("problem.otherType")}</button>
      <button class="btn neutral" data-test="not-a-tag" @click=${() => this.settle({ action: "not_a_tag" })}>${t("problem.notATag")}</button></div>`;
  }

  private form(guessed?: string): TemplateResult {
    const roles = this.roles.length > 0 ? this.roles : ["1"];
    this.party ||= guessed && roles.includes(guessed) ? guessed : (roles[0] ?? "1");
    return html`<form @submit=${(e: SubmitEvent) => { e.preventDefault(); this.settle({ action: "use_type", type: this.type, role: this.party }); }}>
      <label>${t("problem.type")}<select class="box" data-test="problem-type" @change=${(e: Event) => { this.type = kTypes.find((k) => k === (e.target as HTMLSelectElement).value) ?? "signature"; }}>${kTypes.map((k) => html`<option value=${k} ?selected=${k === this.type}>${t(`type.${k}`)}</option>`)}</select></label>
      <label>${t("problem.role")}<select class="box" data-test="problem-role" @change=${(e: Event) => { this.party = (e.target as HTMLSelectElement).value; }}>${roles.map((r) => html`<option value=${r} ?selected=${r === this.party}>${r}</option>`)}</select></label>
      <button class="btn outlined" type="submit" data-test="use-type">${t("problem.use")}</button></form>`;
  }
}
