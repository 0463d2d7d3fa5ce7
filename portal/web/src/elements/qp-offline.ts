import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { base } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** The bar under the header while there is no connection. Tells its page by the event qp-offline. */
@customElement("qp-offline")
export class QpOffline extends QpElement {
  static override styles = [base, css`p { display: flex; align-items: center; gap: var(--q-3); padding: var(--q-3) var(--q-5); background: var(--q-warn-soft); color: var(--q-text); } svg { color: var(--q-warn); }`];

  @state() private away = !navigator.onLine;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("online", this.changed);
    window.addEventListener("offline", this.changed);
    this.changed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.changed);
    window.removeEventListener("offline", this.changed);
  }

  private changed = (): void => {
    this.away = !navigator.onLine;
    this.emit("qp-offline", this.away);
  };

  override render(): TemplateResult {
    return html`<div role="status">${this.away ? html`<p data-test="offline">${icon("offline")}<span>${t("offline.bar")}</span></p>` : nothing}</div>`;
  }
}
