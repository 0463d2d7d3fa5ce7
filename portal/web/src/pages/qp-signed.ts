import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { download, fileName, kApi } from "../api/client";
import type { Ceremony } from "../api/types.gen";
import { brandStyle } from "../elements/brand";
import { icon } from "../elements/icons";
import { QpElement } from "../elements/qp-element";
import { message } from "../elements/texts";
import { sentence } from "../errors";
import { dayOf, longDayAndTime } from "../logic/dates";
import { base, buttons, inputs } from "../styles/shared";
import { list, t } from "../i18n";
import { signerBar } from "./signer-bar";
import { signerStyle } from "./signer-style";

/** What happened, the copy, what happens next and when. */
@customElement("qp-signed")
export class QpSigned extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, signerStyle, css`
    .mark { width: 3.5rem; height: 3.5rem; display: grid; place-items: center; border-radius: 50%; background: var(--q-ok-soft); color: var(--q-ok); }
    .mark path { stroke-dasharray: 24; animation: draw var(--q-slow) var(--q-ease) both; animation-delay: var(--q-fast); }
    @keyframes draw { from { stroke-dashoffset: 24; } }
    .say { display: grid; gap: var(--q-1); } .say .second { font-size: 1rem; line-height: 1.5rem; }
    .copy { padding: var(--q-4); display: grid; gap: var(--q-4); }
    .copy > div { display: grid; grid-template-columns: 3.375rem minmax(0, 1fr); gap: var(--q-3); align-items: center; }
    .copy img { width: 3.375rem; aspect-ratio: 210 / 297; object-fit: cover; object-position: top; border-radius: var(--q-r-sheet); border: 1px solid var(--q-line); background: var(--q-sheet); filter: brightness(var(--q-sheet-dim)); }
    .copy .heading { overflow-wrap: anywhere; }
    ol { display: grid; } li { position: relative; display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: var(--q-4); padding-bottom: var(--q-5); }
    li:not(:last-child)::before { content: ""; position: absolute; left: .71rem; top: 1.5rem; bottom: 0; width: 2px; background: var(--q-line); }
    .dot { position: relative; width: 1.5rem; height: 1.5rem; display: grid; place-items: center; border-radius: 50%; border: 1px solid var(--q-line-strong); background: var(--q-surface); }
    .done .dot { background: var(--q-ok); border-color: var(--q-ok); color: var(--q-surface); } .here .dot { border: 2px solid var(--q-ink); } .here .dot::after { content: ""; width: .625rem; height: .625rem; border-radius: 50%; background: var(--q-ink); }
  `];

  @property({ attribute: false }) ceremony!: Ceremony;
  @state() private busy = "";
  @state() private told = "";

  override firstUpdated(): void {
    void this.focusOn("h1");
  }

  private async fetchFile(what: "file" | "certificate"): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.told = "";
    try {
      await download(`/ceremony/${what}`, fileName(this.ceremony.title, what === "file" ? ".pdf" : ` ${t("envelope.certificateName")}.pdf`));
    } catch (error) {
      this.told = sentence(error);
    }
    this.busy = "";
  }

  private step(kind: "done" | "here" | "open", text: string, caption: string): TemplateResult {
    return html`<li class=${kind}><span class="dot" aria-hidden="true">${kind === "done" ? icon("tick", 14) : nothing}</span><div><p>${text}</p><p class="caption">${caption}</p></div></li>`;
  }

  override render(): TemplateResult {
    const c = this.ceremony;
    const complete = c.state === "completed";
    const waiting = c.waiting_for ?? [];
    return html`<div class="column">${signerBar()}
      <span class="mark" aria-hidden="true"><svg viewBox="0 0 24 24" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round">${svg`<path d="m5 12.500 4.500 4.500L19 7.500"/>`}</svg></span>
      <div class="say"><h1 tabindex="-1" data-test="done">${complete ? t("done.complete") : t("done.title")}</h1><p class="second">${complete ? t("done.completeText", { sender: c.sender }) : t("done.text", { sender: c.sender })}</p></div>
      <section class="card copy"><div><img src="${kApi}/ceremony/pages/1/image?dpi=72" alt=""><div><p class="heading">${c.title}</p><p class="caption">${c.organisation}</p>${c.signed_at ? html`<p class="caption second">${t("done.at", { time: longDayAndTime(c.signed_at) })}</p>` : nothing}</div></div>
        <button class="btn outlined" data-test="download" aria-busy=${this.busy === "file" ? "true" : "false"} @click=${() => this.fetchFile("file")}>${icon("download", 18)}${complete ? t("envelope.download") : t("done.download")}</button>
        ${c.certificate_ready ? html`<button class="btn outlined" data-test="download-certificate" aria-busy=${this.busy === "certificate" ? "true" : "false"} @click=${() => this.fetchFile("certificate")}>${icon("shield", 18)}${t("envelope.certificate")}</button>` : nothing}
        ${this.told ? message("told", undefined, this.told) : nothing}</section>
      ${complete ? nothing : html`<h2 class="heading">${t("done.next")}</h2><ol>
        ${this.step("done", t("done.you"), t("done.level", { level: t(`level.${c.level}`).replace(/\.$/, "") }))}
        ${waiting.length > 0 ? this.step("here", t("done.others", { n: waiting.length, names: list(waiting) }), c.expires ? t("done.by", { day: dayOf(c.expires) }) : "") : nothing}
        ${this.step("open", t("done.finished"), t("done.finishedHow"))}</ol>`}
      <p class="caption foot">${t("done.wrong", { sender: c.sender })}</p>
    </div>`;
  }
}
