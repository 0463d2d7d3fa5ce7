import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../api/client";
import type { LogIn, Session } from "../api/types.gen";
import { brand, brandStyle } from "../elements/brand";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { textField } from "../elements/texts";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { gate } from "./gate";

@customElement("qp-login")
export class QpLogin extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, gate];

  @property({ attribute: false }) session?: Session;
  @state() private busy = false;
  @state() private told?: string;
  private values: LogIn = { email: "", password: "" };

  override firstUpdated(): void {
    document.title = t("page.title", { title: t("login.title") });
    void this.focusOn("#email");
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    if (!this.values.email.trim() || !this.values.password) {
      this.told = t("login.both");
      return this.focusOn(this.values.email.trim() ? "#password" : "#email");
    }
    this.busy = true;
    this.told = undefined;
    try {
      this.emit("qp-session", await ask<Session>("POST", "/session", { email: this.values.email.trim(), password: this.values.password }));
    } catch (error) {
      this.told = sentence(error);
      this.busy = false;
      void this.focusOn("#password");
    }
  }

  override render(): TemplateResult {
    return html`<div class="gate">
      ${brand()}
      <div class="intro"><h1>${t("login.title")}</h1><p class="second">${this.session?.setup_needed ? t("login.setupFirst") : t("login.text")}</p></div>
      <form novalidate @submit=${this.submit}>
        ${this.told ? html`<p class="told" role="alert" data-test="login-error">${icon("warn", 20)}<span>${this.told}</span></p>` : nothing}
        ${textField({ id: "email", label: t("login.email"), value: this.values.email, test: "login-email", type: "email", autocomplete: "username", maxlength: 254, input: (v) => { this.values.email = v; } })}
        ${textField({ id: "password", label: t("login.password"), value: this.values.password, test: "login-password", type: "password", autocomplete: "current-password", input: (v) => { this.values.password = v; } })}
        <button class="btn filled main" type="submit" data-test="login-submit" aria-busy=${this.busy ? "true" : "false"}>${t("login.go")}</button>
      </form>
      <p class="caption">${t("login.forgotten")}</p>
    </div>`;
  }
}
