import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part, tell } from "../api/client";
import type { Account, Team } from "../api/types.gen";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { QpElement } from "./qp-element";
import { message, textField } from "./texts";

/** A team: its name and who is in it. Without a team it makes one. */
@customElement("qp-team-form")
export class QpTeamForm extends QpElement {
  static override styles = [base, buttons, inputs, css`
    form { display: grid; gap: var(--q-4); } fieldset { margin: 0; padding: 0; border: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 0 var(--q-5); } legend { padding: 0; font: var(--q-t-label); } .end { display: flex; flex-wrap: wrap; gap: var(--q-3); }
  `];

  @property({ attribute: false }) team?: Team;
  @property({ attribute: false }) users: Account[] = [];
  @state() private name = "";
  @state() private members = new Set<string>();
  @state() private wrong = "";
  @state() private told = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("team")) return;
    this.name = this.team?.name ?? "";
    this.members = new Set(this.team?.members.map((m) => m.email));
  }

  private async save(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (!this.name.trim()) {
      this.wrong = t("team.nameMissing");
      return this.focusOn("#name");
    }
    await this.act(() => ask<Team>(this.team ? "PATCH" : "POST", this.team ? `/teams/${part(this.team.id)}` : "/teams", { name: this.name.trim(), members: [...this.members] }));
  }

  private async act(work: () => Promise<unknown>): Promise<void> {
    this.told = "";
    try {
      await work();
      if (!this.team) {
        this.name = "";
        this.members = new Set();
      }
      this.emit("qp-teams-changed", null);
    } catch (error) {
      this.told = sentence(error);
    }
  }

  private tick(email: string, on: boolean): void {
    const members = new Set(this.members);
    if (on) members.add(email);
    else members.delete(email);
    this.members = members;
  }

  override render(): TemplateResult {
    const { team } = this;
    return html`<form novalidate @submit=${this.save} data-test="team" data-id=${team?.id ?? ""}>
      ${textField({ id: "name", label: t("team.name"), value: this.name, wrong: this.wrong || undefined, test: "team-name", maxlength: 100, input: (v) => { this.name = v; this.wrong = ""; } })}
      <fieldset><legend>${t("team.members")}</legend>${this.users.map((u) => html`<label class="tick"><input type="checkbox" .checked=${this.members.has(u.email)} @change=${(e: Event) => this.tick(u.email, (e.target as HTMLInputElement).checked)}><span>${u.name}</span></label>`)}</fieldset>
      ${this.told ? message("told", undefined, this.told) : nothing}
      <div class="end"><button class="btn outlined" type="submit" data-test="team-save">${team ? t("queue.save") : t("team.make")}<span class="hidden">, ${this.name}</span></button>
        ${team ? html`<button class="btn neutral" type="button" data-test="team-drop" @click=${() => this.act(() => tell("DELETE", `/teams/${part(team.id)}`))}>${t("team.drop")}<span class="hidden">, ${team.name}</span></button>` : nothing}</div>
    </form>`;
  }
}
