import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, download, fileName, part, Refusal, tell } from "../api/client";
import type { Envelope, Session } from "../api/types.gen";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { message } from "../elements/texts";
import { sentence } from "../errors";
import { watch } from "../live";
import { dayAndTime } from "../logic/dates";
import { base, buttons, chips, inputs } from "../styles/shared";
import { list, t } from "../i18n";
import { envelopeStyle } from "./envelope-style";
import { people, side, story, waitingFor } from "./envelope-view";
import { folderChip } from "../elements/folder-chip";
import { envelopeChip } from "../elements/envelope-chip";
import "../elements/qp-ask";
import "../elements/qp-failure";
import "../elements/qp-shapes";
import "../elements/qp-shell";

export type Act = "remind" | "extend" | "withdraw" | "file" | "certificate" | "record";

/** Whom it waits for, what happened, and what helps now. */
@customElement("qp-envelope")
export class QpEnvelope extends QpElement {
  static override styles = [base, buttons, chips, inputs, envelopeStyle];

  @property() envelopeId = "";
  @property({ attribute: false }) session!: Session;
  @state() envelope?: Envelope;
  @state() busy?: Act;
  @state() private failure: unknown;
  @state() private told = "";
  @state() private news = "";
  @state() private asking = false;
  private stop?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = watch(() => this.look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  private get path(): string {
    return `/envelopes/${part(this.envelopeId)}`;
  }

  private async look(): Promise<boolean> {
    try {
      this.envelope = await ask<Envelope>("GET", this.path);
      document.title = t("page.title", { title: this.envelope.title });
      this.failure = undefined;
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.emit("qp-logged-out", null);
      else if (!this.envelope) this.failure = error;
      return false;
    }
  }

  async act(what: Act, reason = ""): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.told = "";
    this.news = "";
    try {
      await this.perform(what, reason);
    } catch (error) {
      this.told = sentence(error);
    }
    this.busy = undefined;
  }

  private async perform(what: Act, reason: string): Promise<void> {
    const envelope = this.envelope;
    if (!envelope) return;
    if (what === "remind") {
      await tell("POST", `${this.path}/remind`);
      this.news = t("envelope.reminded", { names: list(waitingFor(envelope).map((r) => r.name)) });
      await this.look();
    } else if (what === "extend") {
      this.envelope = await ask<Envelope>("POST", `${this.path}/extend`);
      this.news = t("envelope.extended", { time: dayAndTime(this.envelope.expires) });
    } else if (what === "withdraw") {
      this.envelope = await ask<Envelope>("POST", `${this.path}/void`, { reason });
      this.asking = false;
    } else if (what === "certificate") await download(`${this.path}/certificate`, fileName(envelope.title, ` ${t("envelope.certificateName")}.pdf`));
    else if (what === "record") await download(`${this.path}/audit`, fileName(envelope.title, ".json"));
    else if (envelope.documents[0]) await download(`${this.path}/documents/${part(envelope.documents[0].id)}/file`, fileName(envelope.title, ".pdf"));
  }

  override render(): TemplateResult {
    const { envelope } = this;
    return html`<qp-shell .user=${this.session.user} .active=${!envelope ? "" : envelope.state === "sent" ? "waiting" : "finished"}>
      ${this.failure !== undefined ? html`<qp-failure .error=${this.failure} .title=${t("failure.envelope")} @retry=${() => this.look()}></qp-failure>` : envelope ? this.body(envelope) : html`<qp-shapes></qp-shapes>`}
    </qp-shell>
    ${this.asking ? html`<qp-ask .heading=${t("withdraw.title")} .text=${t("withdraw.text")} .reason=${t("withdraw.reason")} .act=${t("withdraw.go")} .told=${this.told} ?busy=${this.busy === "withdraw"} @qp-yes=${(e: CustomEvent<string>) => this.act("withdraw", e.detail)} @qp-close=${() => { this.asking = false; }}></qp-ask>` : nothing}`;
  }

  private body(envelope: Envelope): TemplateResult {
    const signed = envelope.recipients.filter((r) => r.state === "signed").length;
    const waiting = waitingFor(envelope);
    const open = envelope.state === "sent";
    return html`<header data-test="envelope" data-state=${envelope.state}>
        <div class="head"><div class="chips">${open && waiting.length > 0 ? html`<span class="chip ink" data-test="waiting-for">${icon("clock", 14)}${t("envelope.waitingFor", { names: list(waiting.map((r) => r.name)) })}</span>` : envelopeChip(envelope.state)}<span class="caption">${t("count.signed", { n: signed, of: envelope.recipients.length })}</span>${folderChip(envelope.folder)}</div>
          <h1 tabindex="-1">${envelope.title}</h1>
          <p class="second">${t("envelope.sent", { time: dayAndTime(envelope.created) })}${open ? html` · ${t("envelope.openUntil", { time: dayAndTime(envelope.expires) })}` : nothing}</p></div>
        <div class="acts">${this.acts(envelope)}</div>
      </header>
      ${this.told && !this.asking ? message("told", undefined, this.told) : nothing}
      <p role="status" class=${this.news ? "second" : "hidden"}>${this.news}</p>
      <div class="grid"><div>${people(envelope)}${story(this, envelope)}</div><div class="side">${side(this, envelope)}</div></div>`;
  }

  /** The filled button is what helps now. */
  private acts(envelope: Envelope): TemplateResult {
    const button = (what: Act, style: string, name: "bell" | "clock" | "download" | "shield" | undefined, label: string): TemplateResult =>
      html`<button class="btn ${style}" data-test=${what} aria-busy=${this.busy === what ? "true" : "false"} @click=${() => (what === "withdraw" ? (this.told = "", this.asking = true) : this.act(what))}>${name ? icon(name, 18) : nothing}${label}</button>`;
    if (envelope.state === "sent") return html`${button("withdraw", "neutral", undefined, t("envelope.withdraw"))}${button("extend", "outlined", "clock", t("envelope.extend"))}${button("remind", "filled", "bell", waitingFor(envelope).length === 1 ? t("envelope.remindOne", { name: waitingFor(envelope)[0]?.name.split(" ")[0] ?? "" }) : t("envelope.remind"))}`;
    if (envelope.state === "expired") return button("extend", "filled", "clock", t("envelope.extend"));
    if (envelope.state !== "completed") return button("file", "outlined", "download", t("envelope.asItStands"));
    return html`${envelope.certificate_ready ? button("certificate", "outlined", "shield", t("envelope.certificate")) : nothing}${button("file", "filled", "download", t("envelope.download"))}`;
  }
}

