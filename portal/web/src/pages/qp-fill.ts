import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask, Refusal } from "../api/client";
import type { Ceremony, CeremonyDocument, CeremonyField, DrawnSignature } from "../api/types.gen";
import { brandStyle } from "../elements/brand";
import type { QpDocument } from "../elements/qp-document";
import { QpElement } from "../elements/qp-element";
import { placeOf, type Place } from "../logic/geometry";
import { entries, isEntry, isFilled, nextOpen, signingPlaces, stepsLeft, withValue, wrongWith, type Values } from "../logic/guide";
import { base, buttons, inputs } from "../styles/shared";
import { t } from "../i18n";
import { refused } from "./fill-act";
import { fillStyle } from "./fill-style";
import { fillView } from "./fill-view";
import { Keeper, type Saving } from "./keeper";
import "../elements/qp-failure";
import "../elements/qp-shapes";

/** The document with its guide: state of the filling. How it looks is in fill-view. */
@customElement("qp-fill")
export class QpFill extends QpElement {
  static override styles = [base, buttons, inputs, brandStyle, fillStyle];

  @property({ attribute: false }) ceremony!: Ceremony;
  @state() document?: CeremonyDocument;
  @state() fields: CeremonyField[] = [];
  @state() places: CeremonyField[] = [];
  @state() values: Values = {};
  @state() at = 0;
  @state() wrong = "";
  @state() saving: Saving = "saved";
  @state() current = 1;
  @state() wide = matchMedia("(min-width: 800px)").matches;
  @state() away = !navigator.onLine;
  @state() begun = false;
  @state() sheet: "" | "sign" | "confirm" | "decline" | "text" = "";
  @state() busy = false;
  @state() told = "";
  @state() changed = false;
  @state() private failure: unknown;
  @query("qp-document") private view!: QpDocument | null;
  private keeper?: Keeper;
  signature?: DrawnSignature;
  private media = matchMedia("(min-width: 800px)");

  override connectedCallback(): void {
    super.connectedCallback();
    this.media.addEventListener("change", this.resized);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.media.removeEventListener("change", this.resized);
    this.keeper?.stop(false);
  }

  private resized = (): void => {
    this.wide = this.media.matches;
  };

  async load(): Promise<void> {
    this.failure = undefined;
    try {
      const document = await ask<CeremonyDocument>("GET", "/ceremony/document");
      this.fields = entries(document.fields);
      this.places = signingPlaces(document.fields);
      this.keeper ??= new Keeper(`quillport.values.${this.ceremony.title}.${this.ceremony.recipient}`, (saving, error) => this.kept(saving, error));
      const own = document.fields.filter(isEntry);
      this.values = { ...Object.fromEntries(own.map((f) => [f.name, f.value ?? ""])), ...Object.fromEntries(Object.entries(this.keeper.kept).filter(([n]) => own.some((f) => f.name === n))) };
      this.document = document;
      const first = nextOpen(this.fields, this.values, -1);
      this.at = first < 0 ? this.fields.length : first;
      await this.updateComplete;
      void this.lead();
    } catch (error) {
      this.failure = error;
    }
  }

  private kept(saving: Saving, error?: unknown): void {
    this.saving = saving;
    if (error instanceof Refusal && !error.offline && error.status < 500) refused(this, error);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("at") && this.document && changed.get("at") !== undefined) void this.lead();
  }

  get left(): number {
    return stepsLeft(this.fields, this.values, this.at);
  }

  get dots(): Map<number, Place[]> {
    const dots = new Map<number, Place[]>();
    const open = [...this.fields.filter((f) => wrongWith(f, this.values, this.fields)), ...this.places];
    for (const field of open) {
      const page = this.document?.pages[field.page - 1];
      if (page) dots.set(field.page, [...(dots.get(field.page) ?? []), placeOf(field.box, page)]);
    }
    return dots;
  }

  private async lead(): Promise<void> {
    const field = this.fields[this.at] ?? this.places[0];
    await this.view?.updateComplete;
    if (field) await this.view?.show(field.page, field.box);
  }

  showPage(page: number): void {
    this.view?.showPage(page);
  }

  set(name: string, value: string): void {
    const before = this.values;
    const field = this.fields.find((f) => f.name === name);
    this.values = field ? withValue(before, field, value, this.fields) : { ...before, [name]: value };
    this.begun = true;
    if (field && this.wrong && !wrongWith(field, this.values, this.fields)) this.wrong = "";
    for (const [changed, now] of Object.entries(this.values)) if (changed === name || now !== before[changed]) this.keeper?.set(changed, now);
  }

  /** Errors are told when a field is left, not at each key. */
  checked(name: string): void {
    const field = this.fields[this.at];
    const why = field && field.name === name && isFilled(field, this.values) ? wrongWith(field, this.values, this.fields) : undefined;
    if (why) this.wrong = t(`fill.wrong.${why}`, { n: field?.maxlength ?? 0 });
  }

  step(to: number): void {
    this.begun = true;
    this.wrong = "";
    this.at = Math.max(0, Math.min(this.fields.length, to));
  }

  next(): void {
    this.begun = true;
    const field = this.fields[this.at];
    const why = field ? wrongWith(field, this.values, this.fields) : undefined;
    if (field && why) {
      this.wrong = t(`fill.wrong.${why}`, { n: field.maxlength ?? 0 });
      return;
    }
    if (this.at < this.fields.length - 1) return this.step(this.at + 1);
    const open = nextOpen(this.fields, this.values, this.at);
    if (open >= 0) return this.step(open);
    this.step(this.fields.length);
    this.openSheet();
  }

  /** Only when all that is required stands there; else to the first thing missing. */
  openSheet(): void {
    const open = nextOpen(this.fields, this.values, -1);
    if (open >= 0) {
      this.step(open);
      const field = this.fields[open];
      this.wrong = t(`fill.wrong.${(field && wrongWith(field, this.values, this.fields)) ?? "required"}`, { n: field?.maxlength ?? 0 });
      return;
    }
    this.told = "";
    this.sheet = "sign";
  }

  /** What the server says next, told to the page around. */
  say(ceremony: Ceremony): void {
    this.emit("qp-ceremony", ceremony);
  }

  /** The act is done: nothing is left to keep on the device. */
  finish(): void {
    this.keeper?.stop(true);
  }

  lookAgain(): void {
    this.emit("qp-look-again", null);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.failure !== undefined) return html`<qp-failure .error=${this.failure} .title=${t("failure.document")} @retry=${() => this.load()}></qp-failure>`;
    return this.document ? fillView(this, this.document) : html`<qp-shapes></qp-shapes>`;
  }
}
