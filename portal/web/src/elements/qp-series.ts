import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { part } from "../api/client";
import type { PrintPlace } from "../api/types.gen";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { icon, type IconName } from "./icons";
import { QpElement } from "./qp-element";

/** Which document of a print a draft is, with the ways to the open ones before and behind it. */
@customElement("qp-series")
export class QpSeries extends QpElement {
  static override styles = [base, buttons, css`
    nav { display: flex; align-items: center; justify-content: space-between; gap: var(--q-2); padding-inline: var(--q-1); border: 1px solid var(--q-line); border-radius: var(--q-r-control); }
    p { text-align: center; font-variant-numeric: tabular-nums; } .none { visibility: hidden; }
  `];

  @property({ attribute: false }) place!: PrintPlace;

  private way(to: string | undefined, label: string, name: IconName, test: string): TemplateResult {
    return to ? html`<a class="btn neutral icon" href="/drafts/${part(to)}" aria-label=${label} title=${label} data-test=${test}>${icon(name, 18)}</a>` : html`<span class="btn icon none" aria-hidden="true"></span>`;
  }

  override render(): TemplateResult {
    const { number, total, previous, next } = this.place;
    return html`<nav aria-label=${t("series.label")} data-test="series">${this.way(previous, t("series.previous"), "back", "series-previous")}
      <p class="label">${t("series.place", { n: number, of: total })}</p>${this.way(next, t("series.next"), "next", "series-next")}</nav>`;
  }
}
