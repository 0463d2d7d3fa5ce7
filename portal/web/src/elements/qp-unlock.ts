import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part } from "../api/client";
import type { DocumentPassword, Draft } from "../api/types.gen";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { textField } from "./texts";
import { QpElement } from "./qp-element";

/** Asks for the password of a locked document. It goes to the portal once and is kept nowhere, neither there nor here. */
@customElement("qp-unlock")
export class QpUnlock extends QpElement {
  static override styles = [base, buttons, inputs, css`
    form { max-width: 30rem; margin: var(--q-16) auto; padding: 0 var(--q-5); display: grid; gap: var(--q-4); }
    .mark { color: var(--q-text-2); } .btn { justify-self: start; min-height: var(--q-control); }
    @media (max-width: 799px) { form { margin-top: var(--q-8); } .btn { justify-self: stretch; } }
  `];

  @property() draftId = "";
  @state() private busy = false;
  @state() private told = "";
  private password = "";

  override firstUpdated(): void {
    void this.focusOn("#password");
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    if (!this.password) {
      this.told = t("unlock.missing");
      return this.focusOn("#password");
    }
    this.busy = true;
    this.told = "";
    const body: DocumentPassword = { password: this.password };
    try {
      this.emit("qp-unlocked", await ask<Draft>("POST", `/drafts/${part(this.draftId)}/password`, body));
    } catch (error) {
      this.told = sentence(error);
    }
    this.busy = false;
    await this.focusOn("#password");
  }

  override render(): TemplateResult {
    return html`<form novalidate data-test="unlock" @submit=${(e: SubmitEvent) => this.submit(e)}>
      <span class="mark" aria-hidden="true">${icon("lock", 22)}</span>
      <h2 class="title">${t("unlock.title")}</h2>
      <p class="second">${t("unlock.text")}</p>
      ${textField({ id: "password", label: t("unlock.password"), value: "", test: "unlock-password", type: "password", autocomplete: "off", maxlength: 500, wrong: this.told || undefined, input: (v) => { this.password = v; this.told = ""; } })}
      <button class="btn filled" type="submit" data-test="unlock-submit" aria-busy=${this.busy ? "true" : "false"}>${t("unlock.go")}</button>
    </form>`;
  }
}
