import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../api/client";
import type { Account, AccountList, QueueList, QueueSettings, Session, Team, TeamList, Template, TemplateList } from "../api/types.gen";
import { QpElement } from "../elements/qp-element";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { accountStyle } from "./account-style";
import "../elements/qp-aliases";
import "../elements/qp-failure";
import "../elements/qp-queue-form";
import "../elements/qp-shapes";
import "../elements/qp-shell";
import "../elements/qp-team-form";
import "../elements/qp-templates";

/** What administrators decide: print queues, teams, names under which people print. */
@customElement("qp-house")
export class QpHouse extends QpElement {
  static override styles = [base, buttons, inputs, accountStyle];

  @property({ attribute: false }) session!: Session;
  @state() private queues?: QueueSettings[];
  @state() private teams: Team[] = [];
  @state() private users: Account[] = [];
  @state() private templates: Template[] = [];
  @state() private seals: string[] = [];
  @state() private failure: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = t("page.title", { title: t("house.title") });
    void this.load();
  }

  private async load(): Promise<void> {
    this.failure = undefined;
    try {
      const [queues, teams, users, templates] = await Promise.all([ask<QueueList>("GET", "/queues"), ask<TeamList>("GET", "/teams"), ask<AccountList>("GET", "/users"), ask<TemplateList>("GET", "/templates")]);
      this.teams = teams.teams;
      this.users = users.users;
      this.templates = templates.templates;
      this.seals = queues.seals;
      this.queues = queues.queues;
    } catch (error) {
      this.failure = error;
    }
  }

  override render(): TemplateResult {
    return html`<qp-shell .user=${this.session.user} active="house">${this.failure !== undefined ? html`<qp-failure .error=${this.failure} .title=${t("failure.account")} @retry=${() => this.load()}></qp-failure>` : this.queues ? this.page(this.queues) : html`<qp-shapes></qp-shapes>`}</qp-shell>`;
  }

  private page(queues: QueueSettings[]): TemplateResult {
    return html`<header><h1>${t("house.title")}</h1><p class="second">${t("house.text")}</p></header>
      ${queues.length === 0 ? html`<section class="card"><p class="second">${t("house.noQueues")}</p></section>` : nothing}
      ${repeat(queues, (q) => q.name, (q) => html`<section class="card wide"><qp-queue-form .queue=${q} .teams=${this.teams} .users=${this.users} .templates=${this.templates.map((each) => each.name)} .seals=${this.seals}></qp-queue-form></section>`)}
      <section class="card wide" @qp-templates-changed=${() => this.load()}><h2 class="heading">${t("template.all")}</h2><p class="second">${t("template.how")}</p><qp-templates .templates=${this.templates}></qp-templates></section>
      <section class="card wide" @qp-teams-changed=${() => this.load()}><h2 class="heading">${t("house.teams")}</h2>
        ${repeat(this.teams, (m) => m.id, (m) => html`<qp-team-form .team=${m} .users=${this.users}></qp-team-form>`)}
        <h3 class="label">${t("house.newTeam")}</h3><qp-team-form .users=${this.users}></qp-team-form></section>
      <section class="card wide"><h2 class="heading">${t("house.names")}</h2><p class="second">${t("house.namesHow")}</p>${repeat(this.users, (u) => u.id, (u) => html`<qp-aliases .user=${u}></qp-aliases>`)}</section>`;
  }
}
