import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part } from "../api/client";
import type { PeopleList, Person } from "../api/types.gen";
import { initialsOf } from "../logic/roles";
import { hits } from "../logic/search";
import { base, buttons, chips, inputs } from "../styles/shared";
import { t } from "../i18n";
import { icon } from "./icons";
import { QpElement } from "./qp-element";

/** Search of a person: a combobox with results from the second letter, "Add someone new" always last. */
@customElement("qp-people")
export class QpPeople extends QpElement {
  static override styles = [base, buttons, chips, inputs, css`
    .combo { position: relative; border: 1px solid transparent; border-radius: var(--q-r-control); }
    .in { position: relative; } .in svg { position: absolute; left: .875rem; top: 50%; translate: 0 -50%; } .in .box { padding-left: 2.5rem; }
    .open { border-color: var(--q-line-strong); background: var(--q-surface); }
    .open .box { border-radius: var(--q-r-control) var(--q-r-control) 0 0; box-shadow: none; border: 0; border-bottom: 2px solid var(--q-ink); outline: 2px solid var(--q-ink); outline-offset: -1px; }
    ul { padding: 4px; max-height: 18rem; overflow-y: auto; }
    li { display: flex; align-items: center; gap: var(--q-3); min-height: 3.25rem; padding: var(--q-1) var(--q-2); border-radius: var(--q-r-control); cursor: pointer; }
    li[aria-selected="true"] { background: var(--q-ink-soft); }
    li div { flex: 1; min-width: 0; overflow-wrap: anywhere; } li .who { background: var(--q-surface); width: 2.25rem; height: 2.25rem; }
    li u { text-decoration-color: var(--q-ink); text-underline-offset: .2em; }
    li.add { color: var(--q-ink); font: var(--q-t-label); min-height: var(--q-touch); } li.add:not(:first-child) { border-top: 1px solid var(--q-line); border-radius: 0 0 var(--q-r-control) var(--q-r-control); }
    li.add svg { width: 2.25rem; }
  `];

  /** What a reader hears as the name of the search: whom it is for. */
  @property() label = "";
  @property() test = "";
  @state() private query = "";
  @state() private people: Person[] = [];
  @state() private open = false;
  @state() private at = 0;
  private timer?: ReturnType<typeof setTimeout>;

  override focus(): void {
    this.find<HTMLInputElement>("input")?.focus();
  }

  private typed(e: InputEvent): void {
    this.query = (e.target as HTMLInputElement).value;
    this.open = this.query.trim() !== "";
    clearTimeout(this.timer);
    if (this.query.trim().length < 2) this.people = [];
    else this.timer = setTimeout(() => void this.look(), 120);
  }

  private async look(): Promise<void> {
    const query = this.query.trim();
    try {
      const { people } = await ask<PeopleList>("GET", `/people?q=${part(query)}`);
      if (query !== this.query.trim()) return;
      this.people = people;
      this.at = 0;
    } catch {
      // Without the list a person can still be added by hand, which the list offers anyway.
      this.people = [];
    }
  }

  private take(index: number): void {
    const person = this.people[index];
    this.open = false;
    if (person) this.emit("qp-person", person);
    else this.emit("qp-add", this.query.trim());
  }

  private key(e: KeyboardEvent): void {
    const last = this.people.length;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      this.at = this.open ? (this.at + (e.key === "ArrowDown" ? 1 : last)) % (last + 1) : 0;
      this.open = true;
    } else if (e.key === "Enter" && this.open) {
      e.preventDefault();
      this.take(this.at);
    } else if (e.key === "Escape" && this.open) {
      e.stopPropagation();
      this.open = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="combo ${this.open ? "open" : ""}" @focusout=${() => { this.open = false; }}>
      <div class="in">${icon("search", 18)}<input class="box" role="combobox" aria-label=${this.label} aria-expanded=${this.open ? "true" : "false"} aria-controls="people" aria-autocomplete="list" aria-activedescendant=${this.open ? `o${this.at}` : nothing} autocomplete="off" data-test=${this.test} placeholder=${t("people.search")} .value=${this.query} @input=${this.typed} @keydown=${this.key} @click=${() => { this.open = true; }}></div>
      <ul role="listbox" id="people" aria-label=${t("people.found")} ?hidden=${!this.open} @mousedown=${(e: MouseEvent) => e.preventDefault()}>
        ${this.open ? this.options() : nothing}
      </ul></div>`;
  }

  private options(): TemplateResult {
    const last = this.people.length;
    return html`${this.people.map((p, i) => this.option(p, i))}
      <li class="add" role="option" id="o${last}" aria-selected=${this.at === last ? "true" : "false"} data-test="add-person" @click=${() => this.take(last)}>${icon("plus", 18)}<span>${t("people.add")}</span></li>`;
  }

  private option(person: Person, index: number): TemplateResult {
    const [before = "", hit, after] = hits(person.name, this.query);
    const more = [person.company || person.email, person.signed ? t("people.signed", { n: person.signed }) : ""].filter((s) => s !== "").join(" · ");
    return html`<li role="option" id="o${index}" aria-selected=${this.at === index ? "true" : "false"} data-test="person" @click=${() => this.take(index)} @pointermove=${() => { this.at = index; }}>
      <span class="who" aria-hidden="true">${initialsOf(person.name)}</span><div><p class="label">${before}${hit ? html`<u>${hit}</u>${after}` : nothing}</p><p class="caption">${more}</p></div>
      ${this.at === index ? html`<span class="caption" aria-hidden="true">Enter</span>` : nothing}</li>`;
  }
}
