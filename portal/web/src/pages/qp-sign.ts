import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, Refusal } from "../api/client";
import type { Ceremony } from "../api/types.gen";
import { QpElement } from "../elements/qp-element";
import { base } from "../styles/shared";
import { t } from "../i18n";
import "../elements/qp-failure";
import "../elements/qp-shapes";
import "../elements/qp-trial";
import "./qp-access";
import "./qp-consent";
import "./qp-ended";
import "./qp-fill";
import "./qp-signed";

/** The recipient's way: code, consent, document, done. What comes next is what the server says. */
@customElement("qp-sign")
export class QpSign extends QpElement {
  static override styles = [base, css`:host { display: flex; flex-direction: column; overflow-y: auto; } :host > * { flex: 1 0 auto; } :host > qp-fill { flex: 1 1 0; min-height: 0; } :host > qp-trial { flex: none; }`];

  @property() token = "";
  @state() private ceremony?: Ceremony;
  @state() private failure: unknown;

  // A second link opened in the same tab changes the fragment only; the browser does not load the page again.
  private readonly onLink = (): void => { if (location.hash.length > 1) void this.enter(location.hash.slice(1)); };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.onLink);
    this.addEventListener("qp-ceremony", (e) => this.take((e as CustomEvent<Ceremony>).detail));
    this.addEventListener("qp-look-again", () => void this.enter(""));
    void this.enter(this.token || location.hash.slice(1));
  }

  override disconnectedCallback(): void {
    removeEventListener("hashchange", this.onLink);
    super.disconnectedCallback();
  }

  /** The link's token becomes a cookie and leaves the address bar, so that it is in no history, screenshot or referrer. */
  private async enter(token: string): Promise<void> {
    this.failure = undefined;
    try {
      this.take(token ? await ask<Ceremony>("POST", "/ceremony/open", { token }) : await ask<Ceremony>("GET", "/ceremony"));
      if (token) history.replaceState(null, "", "/sign");
    } catch (error) {
      this.failure = error;
    }
  }

  private take(ceremony: Ceremony): void {
    this.ceremony = ceremony;
    document.title = t("page.title", { title: ceremony.title });
  }

  override render(): TemplateResult {
    return html`${this.ceremony?.trial ? html`<qp-trial></qp-trial>` : nothing}${this.body()}`;
  }

  private body(): TemplateResult {
    if (this.failure !== undefined) return this.failed();
    const { ceremony } = this;
    if (!ceremony) return html`<qp-shapes></qp-shapes>`;
    switch (ceremony.state) {
      case "code": return html`<qp-access .ceremony=${ceremony}></qp-access>`;
      case "consent": return html`<qp-consent .ceremony=${ceremony}></qp-consent>`;
      case "open": return html`<qp-fill .ceremony=${ceremony}></qp-fill>`;
      case "signed":
      case "completed": return html`<qp-signed .ceremony=${ceremony}></qp-signed>`;
      default: return html`<qp-ended .ceremony=${ceremony} .state=${ceremony.state}></qp-ended>`;
    }
  }

  private failed(): TemplateResult {
    const status = this.failure instanceof Refusal ? this.failure.status : 0;
    if (status === 404 || status === 410 || status === 400) return html`<qp-ended .state=${status === 410 ? "over" : "unknown"}></qp-ended>`;
    if (status === 401 || status === 403) return html`<qp-ended state="away"></qp-ended>`;
    return html`<qp-failure .error=${this.failure} .title=${t("failure.document")} @retry=${() => this.enter(this.ceremony ? "" : this.token)}></qp-failure>`;
  }
}
