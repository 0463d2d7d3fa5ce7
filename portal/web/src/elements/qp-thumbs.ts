import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { kApi } from "../api/client";
import type { PageSize } from "../api/types.gen";
import type { Place } from "../logic/geometry";
import { base, chips } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { place } from "./place";
import { QpElement } from "./qp-element";

/** The small pages at the left: where one is, where something is open, where something cannot be read. */
@customElement("qp-thumbs")
export class QpThumbs extends QpElement {
  static override styles = [base, chips, css`
    :host { overflow-y: auto; overflow-x: hidden; padding: 1.75rem var(--q-4); }
    ol { display: grid; gap: var(--q-5); justify-items: center; }
    li { display: grid; justify-items: center; gap: var(--q-2); }
    button { display: grid; justify-items: center; gap: var(--q-2); padding: 0; border: 0; background: none; color: var(--q-text-2); font: var(--q-t-label); font-variant-numeric: tabular-nums; cursor: pointer; border-radius: var(--q-r-mark); }
    .sheet { position: relative; display: block; width: 6.625rem; border-radius: var(--q-r-mark); background: var(--q-sheet); border: 1px solid var(--q-line); overflow: hidden; }
    img { display: block; width: 100%; height: 100%; filter: brightness(var(--q-sheet-dim)); }
    button[aria-current="true"] { color: var(--q-text); font-weight: 700; }
    button[aria-current="true"] .sheet { outline: 2px solid var(--q-ink); outline-offset: 2px; border-color: transparent; }
    i { position: absolute; right: 4px; width: 8px; height: 8px; border-radius: 50%; background: var(--q-sheet-ink); translate: 0 -50%; box-shadow: 0 0 0 1.5px var(--q-sheet); }
  `];

  @property({ attribute: false }) pages: PageSize[] = [];
  @property() path = "";
  /** Changes when the pictures on the server changed. */
  @property() revision = "";
  @property({ type: Number }) current = 1;
  /** Places of own open fields, by page. */
  @property({ attribute: false }) dots = new Map<number, Place[]>();
  /** How many tags cannot be read, by page. */
  @property({ attribute: false }) problems = new Map<number, number>();

  override render(): TemplateResult {
    return html`<nav aria-label=${t("document.pages")}><ol>${this.pages.map((p, i) => {
      const n = i + 1;
      const open = this.dots.get(n)?.length ?? 0;
      const wrong = this.problems.get(n) ?? 0;
      return html`<li><button aria-current=${this.current === n ? "true" : "false"} aria-label=${open > 0 ? t("document.pageOpen", { page: n, n: open }) : t("page.alt", { n })} @click=${() => this.emit("qp-show-page", n)}>
        <span class="sheet" ${place({ "aspect-ratio": `${p.width} / ${p.height}` })}><img loading="lazy" decoding="async" src="${kApi}${this.path}/${n}/image?dpi=72${this.revision ? `&of=${this.revision}` : ""}" alt="">${this.dots.get(n)?.map((d) => html`<i ${place({ top: `${d.top + d.height / 2}%` })}></i>`)}</span>
        <span>${n}</span></button>
        ${wrong > 0 ? html`<span class="chip danger">${icon("warn", 14)}${wrong}<span class="hidden">${t("document.problems")}</span></span>` : nothing}</li>`;
    })}</ol></nav>`;
  }
}
