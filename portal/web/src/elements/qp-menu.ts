import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, buttons } from "../styles/shared";
import { icon, type IconName } from "./icons";
import { QpElement } from "./qp-element";

export interface Entry {
  id: string;
  label: string;
  icon: IconName;
  danger?: boolean;
}

/** A button that opens a short list of further acts. Escape and a press beside it close it. */
@customElement("qp-menu")
export class QpMenu extends QpElement {
  static override styles = [base, buttons, css`
    :host { position: relative; }
    ul { position: absolute; right: 0; top: calc(100% + 4px); z-index: 20; min-width: 14rem; padding: var(--q-2); background: var(--q-surface); border-radius: var(--q-r-card); box-shadow: var(--q-shadow-float); animation: open var(--q-base) var(--q-ease); }
    @keyframes open { from { opacity: 0; translate: 0 -4px; } }
    li .btn { width: 100%; justify-content: flex-start; gap: var(--q-3); font: var(--q-t-label); color: var(--q-text); }
    li .danger { color: var(--q-danger); }
  `];

  @property({ attribute: false }) entries: Entry[] = [];
  @property() label = "";
  @state() private open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("click", this.outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("click", this.outside);
  }

  private outside = (e: MouseEvent): void => {
    if (this.open && !e.composedPath().includes(this)) this.open = false;
  };

  private key(e: KeyboardEvent): void {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>("li button")];
    const at = items.findIndex((i) => i.matches(":focus"));
    if (e.key === "Escape" && this.open) {
      e.stopPropagation();
      this.open = false;
      this.find<HTMLElement>("button")?.focus();
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      items[(at + (e.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]?.focus();
    }
  }

  private choose(id: string): void {
    this.open = false;
    this.emit("qp-choose", id);
  }

  override render(): TemplateResult {
    return html`<div @keydown=${this.key}><button class="btn neutral icon" aria-expanded=${this.open ? "true" : "false"} aria-haspopup="true" aria-label=${this.label} data-test="menu" @click=${() => { this.open = !this.open; }}>${icon("more")}</button>
      ${this.open ? html`<ul>${this.entries.map((e) => html`<li><button class="btn neutral ${e.danger ? "danger" : ""}" data-test="menu-${e.id}" @click=${() => this.choose(e.id)}>${icon(e.icon, 18)}${e.label}</button></li>`)}</ul>` : ""}</div>`;
  }
}
