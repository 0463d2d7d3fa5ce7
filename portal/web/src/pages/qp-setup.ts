import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, Refusal } from "../api/client";
import type { Session, SetUp } from "../api/types.gen";
import { brand, brandStyle } from "../elements/brand";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { textField, type TextField } from "../elements/texts";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { gate } from "./gate";

type Input = "name" | "organisation" | "email" | "password";
const kOrder: Input[] = ["name", "organisation", "email", "password"];

/** The first administrator, from the one-time link. The token stands in the fragment, so that no server logs it. */
@customElement("qp-setup")
export class QpSetup extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, gate];

  @property({ attribute: false }) session?: Session;
  @state() private values: Record<Input, string> = { name: "", organisation: "", email: "", password: "" };
  @state() private wrong: Partial<Record<Input, string>> = {};
  @state() private told?: string;
  @state() private busy = false;
  private token = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.token = location.hash.slice(1) || (new URLSearchParams(location.search).get("token") ?? "");
    if (this.token) history.replaceState(null, "", "/setup");
  }

  override firstUpdated(): void {
    document.title = t("page.title", { title: t("setup.title") });
    void this.focusOn("#name");
  }

  private check(input: Input): string | undefined {
    const value = this.values[input].trim();
    if (input === "name" && !value) return t("setup.nameMissing");
    if (input === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return t("error.email");
    if (input === "password" && this.values.password.length < 12) return t("error.password_short");
    return undefined;
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    this.wrong = Object.fromEntries(kOrder.map((i) => [i, this.check(i)]).filter(([, told]) => told !== undefined)) as Partial<Record<Input, string>>;
    const first = kOrder.find((i) => this.wrong[i]);
    if (first) return this.focusOn(`#${first}`);
    this.busy = true;
    this.told = undefined;
    const { name, email, password, organisation } = this.values;
    const body: SetUp = { token: this.token, name: name.trim(), email: email.trim(), password };
    if (organisation.trim()) body.organisation = organisation.trim();
    try {
      this.emit("qp-session", await ask<Session>("POST", "/setup", body));
    } catch (error) {
      this.busy = false;
      const at = error instanceof Refusal ? kOrder.find((i) => i === error.body.field) : undefined;
      if (!at) this.told = sentence(error);
      else {
        this.wrong = { ...this.wrong, [at]: sentence(error) };
        void this.focusOn(`#${at}`);
      }
    }
  }

  private input(id: Input, more: Partial<TextField>): TemplateResult {
    return textField({
      id, label: t(`setup.${id}`), value: this.values[id], test: `setup-${id}`, wrong: this.wrong[id], ...more,
      input: (v) => {
        this.values = { ...this.values, [id]: v };
        if (this.wrong[id] && !this.check(id)) this.wrong = { ...this.wrong, [id]: undefined };
      },
    });
  }

  override render(): TemplateResult {
    if (this.session && !this.session.setup_needed) return this.closed(t("setup.done"));
    if (!this.token) return this.closed(t("setup.noLink"));
    return html`<div class="gate">
      ${brand()}
      <div class="intro"><h1>${t("setup.title")}</h1><p class="second">${t("setup.text")}</p></div>
      <form novalidate @submit=${this.submit}>
        ${this.told ? html`<p class="told" role="alert" data-test="setup-error">${icon("warn", 20)}<span>${this.told}</span></p>` : nothing}
        ${this.input("name", { required: true, autocomplete: "name", maxlength: 200 })}
        ${this.input("organisation", { autocomplete: "organization", maxlength: 200, hint: t("setup.organisationHint") })}
        ${this.input("email", { required: true, type: "email", autocomplete: "email", maxlength: 254 })}
        ${this.input("password", { required: true, type: "password", autocomplete: "new-password", hint: t("setup.passwordHint") })}
        <button class="btn filled main" type="submit" data-test="setup-submit" aria-busy=${this.busy ? "true" : "false"}>${t("setup.go")}</button>
      </form>
    </div>`;
  }

  private closed(text: string): TemplateResult {
    return html`<div class="gate">${brand()}<div class="intro"><h1>${t("setup.closed")}</h1><p class="second">${text}</p></div><a class="btn outlined" href="/login">${t("setup.toLogin")}</a></div>`;
  }
}
