import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part, tell } from "../api/client";
import type { Me, NewToken, Session, Token, TokenList } from "../api/types.gen";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { message, textField } from "../elements/texts";
import { sentence } from "../errors";
import { dayAndTime } from "../logic/dates";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { accountStyle } from "./account-style";
import "../elements/qp-failure";
import "../elements/qp-shapes";
import "../elements/qp-shell";

/** What is the user's own: mails about what he printed, and tokens for the programs on his computers. */
@customElement("qp-account")
export class QpAccount extends QpElement {
  static override styles = [base, buttons, inputs, accountStyle];

  @property({ attribute: false }) session!: Session;
  @state() private me?: Me;
  @state() private tokens: Token[] = [];
  @state() private made?: NewToken;
  @state() private name = "";
  @state() private wrong = "";
  @state() private told = "";
  @state() private busy = false;
  @state() private failure: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = t("page.title", { title: t("account.title") });
    void this.load();
  }

  private async load(): Promise<void> {
    this.failure = undefined;
    try {
      const [me, tokens] = await Promise.all([ask<Me>("GET", "/me"), ask<TokenList>("GET", "/tokens")]);
      this.me = me;
      this.tokens = tokens.tokens;
    } catch (error) {
      this.failure = error;
    }
  }

  private async mails(wanted: boolean): Promise<void> {
    this.told = "";
    try {
      this.me = await ask<Me>("PATCH", "/me", { mails: wanted });
    } catch (error) {
      this.told = sentence(error);
      await this.load();
    }
  }

  private async make(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    if (!this.name.trim()) {
      this.wrong = t("account.nameMissing");
      return this.focusOn("#token-name");
    }
    this.busy = true;
    try {
      this.made = await ask<NewToken>("POST", "/tokens", { name: this.name.trim() });
      this.name = "";
      await this.load();
      await this.focusOn("#made");
    } catch (error) {
      this.wrong = sentence(error);
    }
    this.busy = false;
  }

  private async revoke(token: Token): Promise<void> {
    try {
      await tell("DELETE", `/tokens/${part(token.id)}`);
      if (this.made?.id === token.id) this.made = undefined;
    } catch (error) {
      this.told = sentence(error);
    }
    await this.load();
  }

  override render(): TemplateResult {
    return html`<qp-shell .user=${this.session.user} active="account">${this.failure !== undefined ? html`<qp-failure .error=${this.failure} .title=${t("failure.account")} @retry=${() => this.load()}></qp-failure>` : this.me ? this.page(this.me) : html`<qp-shapes></qp-shapes>`}</qp-shell>`;
  }

  private page(me: Me): TemplateResult {
    return html`<header><h1>${t("account.title")}</h1><p class="second">${me.user.name}, ${me.user.email}</p></header>
      ${this.told ? message("told", undefined, this.told) : nothing}
      <section class="card"><h2 class="heading">${t("account.mails")}</h2>
        <label class="tick"><input type="checkbox" data-test="mails" .checked=${me.mails} @change=${(e: Event) => this.mails((e.target as HTMLInputElement).checked)}><span>${t("account.mailsHow")}</span></label>
        <p class="caption">${me.aliases.length > 0 ? t("account.aliases", { names: me.aliases.join(", ") }) : t("account.noAliases")}</p></section>
      <section class="card"><h2 class="heading">${t("account.tokens")}</h2><p class="second">${t("account.tokensHow")}</p>
        ${this.made ? html`<div class="made" id="made" tabindex="-1" role="status"><p>${t("account.made")}</p><code data-test="token-secret">${this.made.secret}</code><p class="caption">${t("account.setUp")}</p><code>quillport-agent setup ${location.origin}</code></div>` : nothing}
        ${this.tokens.length > 0 ? html`<ul>${this.tokens.map((token) => html`<li data-test="token"><span class="what"><span class="label">${token.name}</span><span class="caption">${t("account.since", { time: dayAndTime(token.created) })}</span></span>
          <button class="btn outlined" data-test="revoke" @click=${() => this.revoke(token)}>${t("account.revoke")}<span class="hidden">, ${token.name}</span></button></li>`)}</ul>` : nothing}
        <form novalidate @submit=${this.make}>${textField({ id: "token-name", label: t("account.tokenName"), hint: t("account.tokenHint"), value: this.name, wrong: this.wrong || undefined, test: "token-name", maxlength: 200, input: (v) => { this.name = v; this.wrong = ""; } })}
          <button class="btn filled" type="submit" data-test="make-token" aria-busy=${this.busy ? "true" : "false"}>${icon("plus", 18)}${t("account.make")}</button></form></section>`;
  }
}
