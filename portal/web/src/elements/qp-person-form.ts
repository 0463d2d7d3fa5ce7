import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Person } from "../api/types.gen";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { textField } from "./texts";
import { QpElement } from "./qp-element";

type Input = "name" | "email" | "phone" | "company";

/** Somebody new, or a correction: name, address, and a phone for the code. */
@customElement("qp-person-form")
export class QpPersonForm extends QpElement {
  static override styles = [base, buttons, inputs, css`form { display: grid; gap: var(--q-4); } .acts { display: flex; flex-wrap: wrap; gap: var(--q-2); } .acts span { flex: 1; } .acts .quiet { padding: 0; }`];

  @property({ attribute: false }) person: Person = { name: "", email: "" };
  @property({ type: Number }) number = 1;
  /** Somebody is chosen already, and another may be searched for. */
  @property({ type: Boolean }) another = false;
  @property() wrong = "";
  @property() wrongInput = "";
  @state() private values: Record<Input, string> = { name: "", email: "", phone: "", company: "" };
  @state() private wrongs: Partial<Record<Input, string>> = {};
  private begun = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.begun) {
      const { name, email, phone = "", company = "" } = this.person;
      this.values = { name, email, phone, company };
      this.begun = true;
    }
    if (changed.has("wrongInput") && this.wrong) this.wrongs = { ...this.wrongs, [this.wrongInput]: this.wrong };
  }

  override firstUpdated(): void {
    this.find<HTMLElement>(this.values.name ? "#email" : "#name")?.focus();
  }

  private check(input: Input): string | undefined {
    const value = this.values[input].trim();
    if (input === "name" && !value) return t("setup.nameMissing");
    if (input === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return t("error.email");
    if (input === "phone" && value && !/^\+[\d\s()/-]{7,30}$/.test(value)) return t("error.phone");
    return undefined;
  }

  private submit(e: SubmitEvent): void {
    e.preventDefault();
    const order: Input[] = ["name", "company", "email", "phone"];
    this.wrongs = Object.fromEntries(order.map((i) => [i, this.check(i)]).filter(([, told]) => told !== undefined)) as Partial<Record<Input, string>>;
    const first = order.find((i) => this.wrongs[i]);
    if (first) return void this.focusOn(`#${first}`);
    const { name, email, phone, company } = this.values;
    this.emit("qp-person", { name: name.trim(), email: email.trim(), phone: phone.trim(), company: company.trim() });
  }

  private input(id: Input, type: "text" | "email" | "tel", required: boolean, hint?: string): TemplateResult {
    return textField({
      id, type, required, hint, label: t(`person.${id}`), value: this.values[id], wrong: this.wrongs[id], test: `person-${id}`, maxlength: id === "email" ? 254 : id === "phone" ? 40 : 200,
      input: (v) => {
        this.values = { ...this.values, [id]: v };
        if (this.wrongs[id] && !this.check(id)) this.wrongs = { ...this.wrongs, [id]: undefined };
      },
    });
  }

  override render(): TemplateResult {
    return html`<form novalidate @submit=${this.submit} @keydown=${(e: KeyboardEvent) => { if (e.key === "Escape") this.emit("qp-close", null); }}>
      ${this.input("name", "text", true)}${this.input("company", "text", false)}${this.input("email", "email", true)}${this.input("phone", "tel", false, t("person.phoneHint"))}
      <div class="acts">${this.another ? html`<button class="btn quiet" type="button" data-test="another-person" @click=${() => this.emit("qp-another", null)}>${t("assign.another")}</button>` : nothing}<span></span><button class="btn neutral" type="button" @click=${() => this.emit("qp-close", null)}>${t("person.cancel")}</button><button class="btn outlined" type="submit" data-test="person-save">${t("person.save")}</button></div>
    </form>`;
  }
}
