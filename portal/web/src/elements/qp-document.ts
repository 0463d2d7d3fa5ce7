import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Box, PageSize } from "../api/types.gen";
import { zoomForField } from "../logic/dpi";
import { numbers } from "../logic/geometry";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { watchPinch } from "./pinch";
import { place } from "./place";
import { QpElement } from "./qp-element";
import "./qp-page";

interface Target {
  page: number;
  box: Box;
  least: number;
}

/** The pages of a document in a view of its own that zooms, scrolls and can be led to a place. */
@customElement("qp-document")
export class QpDocument extends QpElement {
  static override styles = [base, buttons, css`
    :host { position: relative; min-height: 0; min-width: 0; overflow: hidden; background: var(--q-paper); }
    .view { position: absolute; inset: 0; overflow: auto; touch-action: pan-x pan-y; overscroll-behavior: contain; }
    .view:focus-visible { box-shadow: inset 0 0 0 2px var(--q-ink); }
    .column { display: flex; flex-direction: column; align-items: center; gap: var(--q-6); width: max-content; min-width: 100%; padding: 1.75rem var(--q-6) 40vh; }
    .tools { position: absolute; right: var(--q-5); bottom: var(--q-5); display: flex; align-items: center; background: var(--q-surface); border-radius: var(--q-r-control); box-shadow: var(--q-shadow-float); }
    .tools .num { min-width: 3.25rem; text-align: center; font: var(--q-t-label); font-variant-numeric: tabular-nums; }
    .frame { display: none; }
    @media (max-width: 799px) { .column { padding: var(--q-2) var(--q-2) 40vh; gap: var(--q-3); } .tools { right: var(--q-3); bottom: var(--q-3); } .tools > :not(.frame) { display: none; } .frame { display: inline-flex; } }
  `];

  @property({ attribute: false }) pages: PageSize[] = [];
  @property() path = "";
  @property() revision = "";
  @property({ type: Boolean }) readable = false;
  /** What lies on a page; elements with styles of their own. */
  @property({ attribute: false }) overlay: (page: number) => TemplateResult | TemplateResult[] | typeof nothing = () => nothing;
  @state() private zoom = 1;
  @state() private room = 0;
  @query(".view") private view!: HTMLElement;
  private current = 1;
  private target?: Target;
  private sized?: ResizeObserver;

  override firstUpdated(): void {
    this.sized = new ResizeObserver(() => {
      this.room = this.view.clientWidth;
      // The keypad came up or went: the place that one was led to stays in the middle, unless one scrolled away from it.
      if (this.target) void this.show(this.target.page, this.target.box, this.target.least, true);
    });
    this.sized.observe(this.view);
    for (const own of ["wheel", "touchmove", "keydown"]) this.view.addEventListener(own, () => { this.target = undefined; }, { passive: true });
    watchPinch(this.view, (factor, x, y) => { this.target = undefined; void this.zoomTo(this.zoom * factor, x, y); });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized?.disconnect();
  }

  private get widest(): number {
    return Math.max(1, ...this.pages.map((p) => p.width));
  }

  /** Pixels a point at zoom 1: as wide as the view, but on a large screen no larger than paper. */
  private get fit(): number {
    const small = matchMedia("(max-width: 799px)").matches;
    return Math.min((this.room - (small ? 16 : 96)) / this.widest, small ? 3 : 96 / 72);
  }

  /** Leads to a place: zooms so that it is at least `least` pixels wide and puts it in the middle of the view. */
  async show(page: number, box: Box, least = 150, at_once = false): Promise<void> {
    this.target = { page, box, least };
    if (this.room === 0) return;
    const [x0, y0, x1, y1] = numbers(box);
    const size = this.pages[page - 1];
    if (!size) return;
    const zoom = zoomForField(x1 - x0, size.width, size.width * this.fit, least);
    if (Math.abs(zoom - this.zoom) > 0.01) await this.zoomTo(zoom);
    await this.updateComplete;
    const sheet = this.sheet(page);
    if (!sheet) return;
    const scale = this.fit * this.zoom;
    const outer = this.view.getBoundingClientRect();
    const inner = sheet.getBoundingClientRect();
    // From the left no further than the field's end needs: what stands before a field says what belongs into it.
    const start = this.view.scrollLeft + inner.left - outer.left;
    const left = Math.min(start + x0 * scale - 16, Math.max(0, start + x1 * scale + 16 - this.view.clientWidth));
    const top = this.view.scrollTop + inner.top - outer.top + (size.height - (y0 + y1) / 2) * scale - outer.height / 2;
    const still = at_once || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.view.scrollTo({ left, top, behavior: still ? "instant" : "smooth" });
  }

  showPage(page: number): void {
    this.target = undefined;
    this.sheet(page)?.scrollIntoView({ block: "start", inline: "center" });
  }

  private sheet(page: number): HTMLElement | undefined {
    return this.renderRoot.querySelectorAll<HTMLElement>("qp-page")[page - 1];
  }

  /** Changes the zoom and keeps the given point of the window, else the middle of the view, where it is. */
  private async zoomTo(zoom: number, x?: number, y?: number): Promise<void> {
    const to = Math.max(0.25, Math.min(4, zoom));
    const outer = this.view.getBoundingClientRect();
    const dx = (x ?? outer.left + outer.width / 2) - outer.left;
    const dy = (y ?? outer.top + outer.height / 2) - outer.top;
    const factor = to / this.zoom;
    const [left, top] = [(this.view.scrollLeft + dx) * factor - dx, (this.view.scrollTop + dy) * factor - dy];
    this.zoom = to;
    await this.updateComplete;
    this.view.scrollTo({ left, top, behavior: "instant" });
  }

  private fitAgain(): void {
    this.target = undefined;
    void this.zoomTo(1);
  }

  private scrolled = (): void => {
    const middle = this.view.getBoundingClientRect().top + this.view.clientHeight / 2;
    const sheets = [...this.renderRoot.querySelectorAll<HTMLElement>("qp-page")];
    const at = sheets.findIndex((s) => s.getBoundingClientRect().bottom > middle);
    const page = at < 0 ? sheets.length : at + 1;
    if (page === this.current) return;
    this.current = page;
    this.emit("qp-current", page);
  };

  override render(): TemplateResult {
    const scale = this.fit * this.zoom;
    const step = (factor: number): void => { this.target = undefined; void this.zoomTo(this.zoom * factor); };
    return html`<div class="view" tabindex="0" role="region" aria-label=${t("document.label")} @scroll=${this.scrolled}><div class="column">
        ${this.room > 0 ? repeat(this.pages, (_, i) => i, (p, i) => html`<qp-page .page=${p} .number=${i + 1} .path=${this.path} .revision=${this.revision} ?readable=${this.readable}
          ${place({ width: `${(p.width * scale).toFixed(2)}px`, height: `${(p.height * scale).toFixed(2)}px` })}>${this.overlay(i + 1)}</qp-page>`) : nothing}
      </div></div>
      <div class="tools">
        <button class="btn neutral icon" @click=${() => step(1 / 1.2)} aria-label=${t("document.smaller")}>${icon("minus")}</button>
        <span class="num">${Math.round(scale * 75)} %</span>
        <button class="btn neutral icon" @click=${() => step(1.2)} aria-label=${t("document.larger")}>${icon("plus")}</button>
        <button class="btn neutral icon frame" @click=${this.fitAgain} aria-label=${t("document.whole")} data-test="whole-page">${icon("frame")}</button>
      </div>`;
  }
}
