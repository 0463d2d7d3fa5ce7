import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part, tell } from "../api/client";
import type { Template } from "../api/types.gen";
import { sentence } from "../errors";
import { contentOf, wordsOf } from "../logic/template";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import { message } from "./texts";
import { QpElement } from "./qp-element";
import "./qp-undo";

/** The organisation's templates; each can be removed, and the last one that was comes back with one press. */
@customElement("qp-templates")
export class QpTemplates extends QpElement {
  static override styles = [base, buttons, css`
    li { display: flex; align-items: center; gap: var(--q-3); padding-block: var(--q-2); } li + li { border-top: 1px solid var(--q-line); }
    .what { flex: 1; min-width: 0; display: grid; overflow-wrap: anywhere; } qp-undo { margin-block: var(--q-2); }
  `];

  @property({ attribute: false }) templates: Template[] = [];
  @state() private removed?: Template;
  @state() private told = "";

  private async act(work: () => Promise<unknown>, removed?: Template): Promise<void> {
    this.told = "";
    try {
      await work();
      this.removed = removed;
      this.emit("qp-templates-changed", null);
    } catch (error) {
      this.told = sentence(error);
    }
  }

  private restore(removed: Template): Promise<void> {
    return this.act(() => ask<Template>("PUT", `/templates/${part(removed.name)}`, contentOf(removed)));
  }

  override render(): TemplateResult {
    const { removed } = this;
    return html`${this.told ? message("told", undefined, this.told) : nothing}
      ${removed ? html`<qp-undo .text=${t("template.removed", { name: removed.name })} @qp-undo=${() => this.restore(removed)} @qp-close=${() => { this.removed = undefined; }}></qp-undo>` : nothing}
      ${this.templates.length === 0 ? html`<p class="caption">${t("template.none")}</p>` : nothing}
      <ul>${this.templates.map((each) => html`<li data-test="template"><span class="what"><span class="label">${each.name}</span><span class="caption">${wordsOf(each)}</span></span>
        <button class="btn outlined" data-test="template-remove" @click=${() => this.act(() => tell("DELETE", `/templates/${part(each.name)}`), each)}>${t("template.remove")}<span class="hidden">, ${each.name}</span></button></li>`)}</ul>`;
  }
}
