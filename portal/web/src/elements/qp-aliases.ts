import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part } from "../api/client";
import type { Account } from "../api/types.gen";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { QpElement } from "./qp-element";
import { textField } from "./texts";

/** The names under which somebody prints, separated by commas. */
@customElement("qp-aliases")
export class QpAliases extends QpElement {
  static override styles = [base, buttons, inputs, css`form { display: flex; flex-wrap: wrap; gap: var(--q-2) var(--q-4); align-items: end; } .field { flex: 1 1 16rem; }`];

  @property({ attribute: false }) user!: Account;
  @state() private text?: string;
  @state() private told = "";
  @state() private saved = false;

  private async save(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    this.told = "";
    try {
      const aliases = (this.text ?? this.user.aliases.join(", ")).split(",").map((name) => name.trim()).filter((name) => name !== "");
      this.user = await ask<Account>("PATCH", `/users/${part(this.user.id)}`, { aliases });
      this.text = undefined;
      this.saved = true;
    } catch (error) {
      this.told = sentence(error);
    }
  }

  override render(): TemplateResult {
    return html`<form novalidate @submit=${this.save} data-test="aliases" data-id=${this.user.id}>
      ${textField({ id: "names", label: `${this.user.name}, ${this.user.email}`, hint: this.saved ? t("saved.saved") : undefined, value: this.text ?? this.user.aliases.join(", "), wrong: this.told || undefined, test: "alias-names", input: (v) => { this.text = v; this.told = ""; this.saved = false; } })}
      ${this.text === undefined ? nothing : html`<button class="btn outlined" type="submit" data-test="alias-save">${t("queue.save")}<span class="hidden">, ${this.user.name}</span></button>`}</form>`;
  }
}
