import { html, type TemplateResult } from "lit";
import { brand } from "../elements/brand";
import { icon } from "../elements/icons";
import { chooseLanguage, language, languages, t } from "../i18n";

/** Who we are and in which language we speak: the head of the signer's pages. */
export function signerBar(): TemplateResult {
  return html`<div class="bar">${brand()}<label class="language"><span class="hidden">${t("language")}</span>
    <select @change=${(e: Event) => chooseLanguage((e.target as HTMLSelectElement).value)}>${Object.entries(languages).map(([id, name]) => html`<option value=${id} lang=${id} ?selected=${id === language()}>${name}</option>`)}</select>${icon("down", 16)}</label></div>`;
}
