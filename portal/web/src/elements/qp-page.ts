import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, kApi } from "../api/client";
import type { PageSize, PageText, TextLine } from "../api/types.gen";
import { dpiFor, kSteps, type Dpi } from "../logic/dpi";
import { cqw, isUpright, placeOf } from "../logic/geometry";
import { base } from "../styles/shared";
import { t } from "../i18n";
import { place, type Styles } from "./place";
import { QpElement } from "./qp-element";

/**
 * One page: the image that the server rendered, sharp enough for its size, and above it the text for reading, search and screen
 * readers. Loads only when it is near the view. Marks and fields lie in the slot, in percent of the page and in cqw.
 */
@customElement("qp-page")
export class QpPage extends QpElement {
  static override styles = [base, css`
    :host { position: relative; container-type: inline-size; background: var(--q-sheet); box-shadow: var(--q-shadow-sheet); border-radius: var(--q-r-sheet); flex: none; }
    .clip { position: absolute; inset: 0; overflow: hidden; border-radius: inherit; filter: brightness(var(--q-sheet-dim)); background: var(--q-sheet); }
    img { position: absolute; inset: 0; width: 100%; height: 100%; display: block; user-select: none; -webkit-user-drag: none; }
    img.blurred { filter: blur(3px); }
    .text { position: absolute; inset: 0; overflow: hidden; color: transparent; font-family: "Liberation Serif", "Times New Roman", serif; line-height: 1; }
    .text span { position: absolute; white-space: pre; text-align: justify; text-align-last: justify; cursor: text; transform-origin: 0 0; }
    .text span::selection { background: color-mix(in srgb, var(--q-sheet-ink) 25%, transparent); color: transparent; }
    .failed { position: absolute; inset: 0; display: grid; place-content: center; gap: var(--q-2); color: var(--q-sheet-other); text-align: center; padding: var(--q-4); }
    .failed button { min-height: var(--q-touch); font: var(--q-t-action); color: var(--q-sheet-ink); background: none; border: 0; cursor: pointer; }
  `];

  @property({ attribute: false }) page!: PageSize;
  @property({ type: Number }) number = 1;
  /** Path of the pages in the API, like "/ceremony/pages". */
  @property() path = "";
  @property({ type: Boolean }) readable = false;
  /** Changes when the picture on the server changed. */
  @property() revision = "";
  @state() private near = false;
  @state() private width = 0;
  @state() private loaded?: Dpi;
  @state() private failed = false;
  @state() private lines?: TextLine[];
  private seen?: IntersectionObserver;
  private sized?: ResizeObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    this.seen = new IntersectionObserver((all) => { this.near = all.some((e) => e.isIntersecting); }, { rootMargin: "120% 50%" });
    this.seen.observe(this);
    this.sized = new ResizeObserver(() => { this.width = this.clientWidth; });
    this.sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.seen?.disconnect();
    this.sized?.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("revision") && changed.get("revision") !== undefined) {
      this.loaded = undefined;
      this.lines = undefined;
    }
    if (this.near && this.readable && this.lines === undefined) void this.loadText();
  }

  private async loadText(): Promise<void> {
    this.lines = [];
    try {
      this.lines = (await ask<PageText>("GET", `${this.path}/${this.number}/text`)).lines;
    } catch {
      // The image is what is signed; without its text layer the page is still whole, and the next look tries again.
      this.lines = undefined;
      this.readable = false;
    }
  }

  private source(dpi: Dpi): string {
    return `${kApi}${this.path}/${this.number}/image?dpi=${dpi}${this.revision ? `&of=${this.revision}` : ""}`;
  }

  override render(): TemplateResult {
    const wanted = this.width > 0 ? dpiFor(this.width, devicePixelRatio, this.page.width) : undefined;
    const shown = this.near && wanted !== undefined;
    // A sharper picture than needed is kept; while a sharper one comes the one that is there stays below it.
    const target = shown ? (this.loaded !== undefined && this.loaded > wanted ? this.loaded : wanted) : undefined;
    const below = shown ? (this.loaded ?? kSteps[0]) : undefined;
    return html`<div class="clip">
        ${below !== undefined && below !== target ? html`<img class=${below === 72 ? "blurred" : ""} src=${this.source(below)} alt="" draggable="false">` : nothing}
        ${target !== undefined ? html`<img src=${this.source(target)} alt=${t("page.alt", { n: this.number })} decoding="async" draggable="false" data-test="page-image"
          @load=${() => { this.loaded = target; this.failed = false; }} @error=${() => { this.failed = true; }}>` : nothing}
        ${shown && this.lines && !this.failed ? html`<div class="text">${this.lines.map((l) => html`<span ${place(this.lineStyle(l))}>${l.text}</span>`)}</div>` : nothing}
      </div>
      ${this.failed ? html`<div class="failed" role="alert"><span>${t("page.failed", { n: this.number })}</span><button @click=${() => { this.failed = false; this.loaded = undefined; this.near = false; requestAnimationFrame(() => { this.near = true; }); }}>${t("failure.again")}</button></div>` : nothing}
      <slot></slot>`;
  }

  private lineStyle(line: TextLine): Styles {
    const at = placeOf(line.box, this.page);
    const rotation = line.rotation ?? 0;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line.box;
    const upright = isUpright(rotation);
    const [long, thick] = upright ? [x1 - x0, y1 - y0] : [y1 - y0, x1 - x0];
    const size = Math.min(line.font_size ?? thick, thick * 1.2);
    const styles: Styles = { left: `${at.left}%`, top: `${at.top}%`, width: cqw(long, this.page), height: cqw(thick, this.page), "font-size": cqw(size, this.page) };
    if (rotation !== 0) {
      styles.left = `${at.left + at.width / 2}%`;
      styles.top = `${at.top + at.height / 2}%`;
      styles.transform = `rotate(${-rotation}deg) translate(-50%, -50%)`;
    }
    return styles;
  }
}
