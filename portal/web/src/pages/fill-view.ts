import { html, nothing, type TemplateResult } from "lit";
import { download, fileName } from "../api/client";
import type { CeremonyDocument, CeremonyField, DrawnSignature } from "../api/types.gen";
import { brand } from "../elements/brand";
import { icon } from "../elements/icons";
import { place } from "../elements/place";
import type { FieldState } from "../elements/qp-field";
import type { Entry } from "../elements/qp-menu";
import { dayOf } from "../logic/dates";
import { isEntry, isFilled, isSigning, wrongWith } from "../logic/guide";
import { placeOf } from "../logic/geometry";
import { t } from "../i18n";
import { act, decline, sign } from "./fill-act";
import type { QpFill } from "./qp-fill";
import "../elements/qp-ask";
import "../elements/qp-document";
import "../elements/qp-field";
import "../elements/qp-guide";
import "../elements/qp-menu";
import "../elements/qp-offline";
import "../elements/qp-signature-sheet";
import "../elements/qp-thumbs";
import "../elements/qp-whole-text";

const kPages = "/ceremony/pages";

function stateOf(host: QpFill, field: CeremonyField): FieldState {
  if (!field.mine) return "other";
  const active = host.fields[host.at]?.name === field.name;
  if (isSigning(field)) return host.at >= host.fields.length && host.begun ? "active" : "todo";
  if (!isEntry(field)) return "automatic";
  if (active) return host.wrong ? "wrong" : "active";
  if (isFilled(field, host.values)) return wrongWith(field, host.values, host.fields) ? "wrong" : "filled";
  return "todo";
}

function overlay(host: QpFill, document: CeremonyDocument, number: number): TemplateResult[] {
  const page = document.pages[number - 1];
  if (!page) return [];
  return document.fields
    .filter((f) => f.page === number && !(f.readonly && f.value) && !(f.done && !f.mine))
    .map((f) => {
      const at = placeOf(f.box, page);
      return html`<qp-field .field=${f} .page=${page} .value=${host.values[f.name] ?? ""} .state=${stateOf(host, f)} ${place({ left: `${at.left}%`, top: `${at.top}%`, width: `${at.width}%`, height: `${at.height}%` })}></qp-field>`;
    });
}

function pressed(host: QpFill, name: string): void {
  const at = host.fields.findIndex((f) => f.name === name);
  if (at >= 0) host.step(at);
  else host.openSheet();
}

function choose(host: QpFill, id: string): void {
  if (id === "download") void download("/ceremony/file", fileName(host.ceremony.title, ".pdf")).catch(() => { host.told = t("error.network"); });
  else if (id === "text") host.sheet = "text";
  else if (id === "decline") host.sheet = "decline";
}

function header(host: QpFill, document: CeremonyDocument): TemplateResult {
  const c = host.ceremony;
  const entries: Entry[] = [{ id: "download", label: t("fill.download"), icon: "download" }, { id: "text", label: t("fill.text"), icon: "document" }, { id: "decline", label: t("fill.decline"), icon: "cross", danger: true }];
  return html`<header>${brand()}
    <div class="of"><h1>${c.title}</h1><p class="caption">${host.wide ? t("fill.from", { sender: c.sender, organisation: c.organisation }) : t("fill.pageOf", { n: host.current, of: document.pages.length })}</p></div>
    ${entries.map((e) => html`<button class="btn neutral wide-only" data-test="do-${e.id}" @click=${() => choose(host, e.id)}>${e.id === "download" ? icon("download", 18) : nothing}${e.label}</button>`)}
    <qp-menu .entries=${entries} .label=${t("fill.menu")} @qp-choose=${(e: CustomEvent<string>) => choose(host, e.detail)}></qp-menu>
  </header>`;
}

function sheets(host: QpFill): TemplateResult | typeof nothing {
  const close = (): void => { host.sheet = ""; };
  if (host.sheet === "sign" || host.sheet === "confirm")
    return html`<qp-signature-sheet .ceremony=${host.ceremony} ?busy=${host.busy} ?offline=${host.away} ?confirming=${host.sheet === "confirm"} .told=${host.told}
      @qp-sign=${(e: CustomEvent<DrawnSignature>) => sign(host, e.detail)} @qp-confirm=${(e: CustomEvent<string>) => act(host, e.detail)} @qp-close=${close}></qp-signature-sheet>`;
  if (host.sheet === "decline")
    return html`<qp-ask .heading=${t("decline.title")} .text=${t("decline.text", { sender: host.ceremony.sender })} .reason=${t("decline.reason")} .act=${t("decline.go")} .told=${host.told} ?busy=${host.busy} @qp-yes=${(e: CustomEvent<string>) => decline(host, e.detail)} @qp-close=${close}></qp-ask>`;
  return host.sheet === "text" ? html`<qp-whole-text .path=${kPages} .pages=${host.document?.pages.length ?? 0} @qp-close=${close}></qp-whole-text>` : nothing;
}

/** Header, pages, guide, and what lies over them. */
export function fillView(host: QpFill, document: CeremonyDocument): TemplateResult {
  const c = host.ceremony;
  return html`${header(host, document)}
    <qp-offline @qp-offline=${(e: CustomEvent<boolean>) => { host.away = e.detail; }}></qp-offline>
    ${host.changed ? html`<p class="wrongs" role="alert">${icon("warn", 18)}<span>${t("error.document_changed")}</span><button class="btn quiet" @click=${() => { host.changed = false; }}>${t("fill.seen")}</button></p>` : nothing}
    ${host.told && host.sheet === "" && !host.changed ? html`<p class="wrongs" role="alert">${icon("warn", 18)}<span>${host.told}</span></p>` : nothing}
    <div class="split" @qp-field=${(e: CustomEvent<string>) => pressed(host, e.detail)} @qp-current=${(e: CustomEvent<number>) => { host.current = e.detail; }} @qp-show-page=${(e: CustomEvent<number>) => host.showPage(e.detail)}>
      ${host.wide ? html`<qp-thumbs .pages=${document.pages} .path=${kPages} .current=${host.current} .dots=${host.dots}></qp-thumbs>` : nothing}
      <qp-document .pages=${document.pages} .path=${kPages} .revision=${document.digest} readable .overlay=${(n: number) => overlay(host, document, n)}></qp-document>
      <div class="side"><qp-guide .fields=${host.fields} .values=${host.values} .at=${host.at} .left=${host.left} .wrong=${host.wrong} .person=${c.recipient} .signPage=${host.places[0]?.page ?? document.pages.length} .saving=${host.saving}
        ?wide=${host.wide} ?offline=${host.away} ?grab=${host.begun || host.wide}
        @qp-value=${(e: CustomEvent<{ name: string; value: string }>) => host.set(e.detail.name, e.detail.value)} @qp-left=${(e: CustomEvent<string>) => host.checked(e.detail)}
        @qp-next=${() => host.next()} @qp-back=${() => host.step(host.at - 1)} @qp-step=${(e: CustomEvent<number>) => host.step(e.detail)}></qp-guide></div>
      <footer class="foot">${icon("shield")}<p class="caption"><b>${t(`level.${c.level}`)}</b> ${t("level.who", { name: c.recipient, organisation: c.organisation })} ${c.expires ? t("level.by", { day: dayOf(c.expires) }) : nothing}</p></footer>
    </div>${sheets(host)}`;
}
