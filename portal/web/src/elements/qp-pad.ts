import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { InkPoint } from "../api/types.gen";
import type { Stroke } from "../logic/strokes";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { drawStrokes } from "./ink";
import { QpElement } from "./qp-element";

/** The pad with its line: mouse, finger or pen. Strokes stay points, so that they can be drawn again at any size. */
@customElement("qp-pad")
export class QpPad extends QpElement {
  static override styles = [base, buttons, css`
    .pad { position: relative; height: 13.375rem; border: 1px solid var(--q-line-strong); border-radius: var(--q-r-card); background: var(--q-sheet); filter: brightness(var(--q-sheet-dim)); overflow: hidden; }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: crosshair; }
    .line { position: absolute; left: 1.25rem; right: 1.25rem; bottom: 31%; border-bottom: 1px solid var(--q-sheet-other); opacity: .5; pointer-events: none; }
    .name { position: absolute; left: 1.25rem; right: 1.25rem; bottom: .875rem; color: var(--q-sheet-other); pointer-events: none; }
    .ask { position: absolute; left: 1.25rem; bottom: calc(31% + .25rem); color: var(--q-sheet-other); pointer-events: none; }
    .tools { position: absolute; top: .25rem; right: .25rem; display: flex; }
    .tools .btn { color: var(--q-sheet-other); } .tools .btn:hover { background: var(--q-sheet-ink-soft); }
    @media (max-height: 640px) { .pad { height: 10rem; } }
  `];

  @property() caption = "";
  @state() private strokes: Stroke[] = [];
  @query("canvas") private canvas!: HTMLCanvasElement;
  private drawing?: Stroke;
  private sized?: ResizeObserver;

  override firstUpdated(): void {
    this.sized = new ResizeObserver(() => this.draw());
    this.sized.observe(this.canvas);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized?.disconnect();
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has("strokes")) return;
    this.draw();
    this.emit("qp-strokes", { strokes: this.strokes, width: this.canvas.clientWidth, height: this.canvas.clientHeight });
  }

  private draw(): void {
    const scale = devicePixelRatio;
    this.canvas.width = Math.round(this.canvas.clientWidth * scale);
    this.canvas.height = Math.round(this.canvas.clientHeight * scale);
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.scale(scale, scale);
    const ink = getComputedStyle(this).getPropertyValue("--q-sheet-value");
    drawStrokes(context, this.drawing ? [...this.strokes, this.drawing] : this.strokes, ink);
  }

  private point(e: PointerEvent): InkPoint {
    const box = this.canvas.getBoundingClientRect();
    const at: InkPoint = { x: e.clientX - box.left, y: e.clientY - box.top };
    // Only a pen measures; for a mouse the number is made up.
    if (e.pointerType === "pen") at.pressure = e.pressure;
    return at;
  }

  private down(e: PointerEvent): void {
    if (e.button !== 0 || this.drawing) return;
    e.preventDefault();
    this.canvas.setPointerCapture(e.pointerId);
    this.drawing = [this.point(e)];
    this.draw();
  }

  private move(e: PointerEvent): void {
    if (!this.drawing) return;
    const all = e.getCoalescedEvents?.() ?? [];
    this.drawing.push(...(all.length > 0 ? all : [e]).map((p) => this.point(p)));
    this.draw();
  }

  private up(): void {
    if (!this.drawing) return;
    this.strokes = [...this.strokes, this.drawing];
    this.drawing = undefined;
  }

  override render(): TemplateResult {
    const none = this.strokes.length === 0;
    return html`<div class="pad">
      <span class="line"></span>
      ${none ? html`<p class="ask caption" id="how">${t("sign.drawHere")}</p>` : ""}
      <p class="name caption">${this.caption}</p>
      <canvas data-test="pad" role="img" aria-label=${t("sign.padLabel")} @pointerdown=${this.down} @pointermove=${this.move} @pointerup=${this.up} @pointercancel=${this.up}></canvas>
      <div class="tools">
        <button class="btn icon" ?hidden=${none} @click=${() => { this.strokes = this.strokes.slice(0, -1); }} aria-label=${t("sign.undo")} data-test="pad-undo">${icon("undo")}</button>
        <button class="btn icon" ?hidden=${none} @click=${() => { this.strokes = []; }} aria-label=${t("sign.clear")} data-test="pad-clear">${icon("bin")}</button>
      </div>
    </div>`;
  }
}
