import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { tell } from "../api/client";
import type { User } from "../api/types.gen";
import { initialsOf } from "../logic/roles";
import { base, buttons, chips } from "../styles/shared";
import { t } from "../i18n";
import { brand, brandStyle } from "./brand";
import { icon, type IconName } from "./icons";
import { QpElement } from "./qp-element";

export interface Counts {
  drafts: number;
  waiting: number;
}

/** The frame of the author's pages: where one can go at the left (above on a phone), the page itself in the slot. */
@customElement("qp-shell")
export class QpShell extends QpElement {
  static override styles = [base, buttons, chips, brandStyle, css`
    :host { display: grid; grid-template-columns: 15.5rem minmax(0, 1fr); min-height: 100%; }
    aside { position: sticky; top: 0; height: calc(100dvh - 2rem); display: flex; flex-direction: column; gap: var(--q-6); padding: var(--q-6) var(--q-3) var(--q-5); border-right: 1px solid var(--q-line); overflow-y: auto; }
    .brand { padding-inline: .875rem; }
    nav ul { display: grid; gap: 2px; }
    nav a { display: flex; align-items: center; gap: var(--q-3); min-height: var(--q-touch); padding: var(--q-2) .875rem; border: 1px solid transparent; border-radius: var(--q-r-control); font: var(--q-t-label); color: var(--q-text-2); text-decoration: none; }
    nav a:hover { background: var(--q-sunken); color: var(--q-text); }
    nav a[aria-current="page"] { background: var(--q-surface); border-color: var(--q-line); color: var(--q-text); font-weight: 600; }
    nav a[aria-current="page"] svg { color: var(--q-ink); }
    nav .n { margin-left: auto; font-variant-numeric: tabular-nums; }
    .me { margin-top: auto; display: flex; align-items: center; gap: var(--q-3); padding-inline: .625rem; }
    .own { display: flex; align-items: center; gap: var(--q-3); min-width: 0; flex: 1; min-height: var(--q-touch); color: inherit; text-decoration: none; border-radius: var(--q-r-control); } .own:hover .label { text-decoration: underline; }
    .name { min-width: 0; display: grid; } .name > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .who { background: var(--q-surface); }
    .inside { min-width: 0; padding: 2.25rem var(--q-12) var(--q-16); width: 100%; max-width: 80rem; }
    @media (max-width: 1023px) { .inside { padding-inline: var(--q-6); } :host { grid-template-columns: 13rem minmax(0, 1fr); } }
    @media (max-width: 799px) {
      :host { display: block; }
      aside { position: static; height: auto; flex-direction: row; flex-wrap: wrap; gap: var(--q-2) var(--q-3); align-items: center; padding: var(--q-3) var(--q-4) 0; border: 0; }
      .brand { padding: 0; } .me { margin: 0 0 0 auto; padding: 0; } .own { flex: none; } .name { display: none; }
      nav { order: 3; width: 100%; overflow-x: auto; }
      nav ul { display: flex; border-bottom: 1px solid var(--q-line); min-width: max-content; }
      nav a { padding-inline: var(--q-3); border: 0; border-radius: 0; gap: var(--q-2); }
      nav a[aria-current="page"] { background: none; box-shadow: inset 0 -2px var(--q-ink); }
      nav a:focus-visible { box-shadow: inset 0 0 0 2px var(--q-ink); }
      nav svg { display: none; }
      .inside { padding: var(--q-5) min(var(--q-4), 5vw) var(--q-10); }
    }
  `];

  @property({ attribute: false }) user?: User;
  @property({ attribute: false }) counts?: Counts;
  @property() active: "" | "waiting" | "finished" | "account" | "house" = "";

  private entry(show: "" | "waiting" | "finished", name: IconName, n?: number): TemplateResult {
    return html`<li><a href=${show ? `/?show=${show}` : "/"} aria-current=${this.active === show ? "page" : "false"} data-test="nav-${show || "inbox"}">
      ${icon(name, 18)}<span>${t(`nav.${show || "inbox"}`)}</span>${n ? html`<span class="n">${n}</span>` : nothing}</a></li>`;
  }

  private async leave(): Promise<void> {
    try {
      await tell("DELETE", "/session");
    } finally {
      this.emit("qp-logged-out", null);
    }
  }

  override render(): TemplateResult {
    return html`<aside>
        ${brand()}
        <nav aria-label=${t("nav.label")}><ul>
          ${this.entry("", "inbox", this.counts?.drafts)}${this.entry("waiting", "clock", this.counts?.waiting)}${this.entry("finished", "done")}
          ${this.user?.administrator ? html`<li><a href="/house" aria-current=${this.active === "house" ? "page" : "false"} data-test="nav-house">${icon("printer", 18)}<span>${t("nav.house")}</span></a></li>` : nothing}
        </ul></nav>
        <div class="me">
          <a class="own" href="/account" aria-current=${this.active === "account" ? "page" : "false"} title=${t("nav.account")} data-test="nav-account"><span class="who" aria-hidden="true">${initialsOf(this.user?.name ?? "")}</span>
            <span class="name"><span class="label">${this.user?.name}</span><span class="caption">${this.user?.organisation}</span></span><span class="hidden">${t("nav.account")}</span></a>
          <button class="btn neutral icon" @click=${this.leave} aria-label=${t("nav.leave")} title=${t("nav.leave")} data-test="logout">${icon("leave")}</button>
        </div>
      </aside>
      <div class="inside"><slot></slot></div>`;
  }
}
