import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { download, fileName, part } from "../api/client";
import type { Box, Draft, Field, Person, ProblemSettlement, TagProblem } from "../api/types.gen";
import { folderChip } from "../elements/folder-chip";
import { icon } from "../elements/icons";
import type { Entry } from "../elements/qp-menu";
import { place, type Styles } from "../elements/place";
import { message, textField } from "../elements/texts";
import { sentence } from "../errors";
import { dayAndTime } from "../logic/dates";
import { sizeOf } from "../logic/size";
import { isOfAll, isTold } from "../logic/told";
import { byReading, placeOf } from "../logic/geometry";
import { leftOf, roleIn } from "../logic/left";
import { colourOf, orderOf, roleNumbers } from "../logic/roles";
import { list, t } from "../i18n";
import { drop, move, setOrder } from "./draft-order";
import { joinDialog, severalView } from "./several-view";
import { templateDialog } from "./template-view";
import type { QpDraft } from "./qp-draft";
import "../elements/qp-ask";
import "../elements/qp-document";
import "../elements/qp-mark";
import "../elements/qp-menu";
import "../elements/qp-problem";
import "../elements/qp-role";
import "../elements/qp-thumbs";
import "../elements/qp-unlock";

function marks(host: QpDraft, draft: Draft, number: number): TemplateResult[] {
  const page = draft.pages[number - 1];
  if (!page) return [];
  const numbers = roleNumbers(draft.roles.map((r) => r.key));
  const at = (box: Box): Styles => {
    const p = placeOf(box, page);
    return { left: `${p.left}%`, top: `${p.top}%`, width: `${p.width}%`, height: `${p.height}%` };
  };
  const all: { page: number; box: Box; field?: Field; problem?: TagProblem }[] = [
    ...draft.fields.filter((f) => f.page === number && f.role !== "").map((field) => ({ page: number, box: field.tag_box ?? field.box, field })),
    ...draft.problems.filter((p) => p.page === number && !isOfAll(p)).map((problem) => ({ page: number, box: problem.box, problem })),
  ];
  return all.sort(byReading).map(({ box, field, problem }) => {
    if (problem) return html`<qp-mark unread .text=${problem.text} .label=${`? ${t(isTold(problem) ? "problem.look" : "assign.unread")}`} ${place(at(box))} @qp-mark=${() => { host.view = "people"; }}></qp-mark>`;
    const n = numbers.get(field?.role ?? "") ?? 1;
    const key = field?.role ?? "";
    return html`<qp-mark data-colour=${colourOf(n)} .text=${field?.tag_text ?? ""} .label=${`${n} ${t(`type.${field?.type ?? "text"}`)}`} ?dim=${host.chosen !== undefined && host.chosen !== key} ?chosen=${host.chosen === key} ${place(at(box))} @qp-mark=${() => { host.chosen = key; }}></qp-mark>`;
  });
}

function entries(host: QpDraft, draft: Draft): Entry[] {
  const use: Entry = { id: "use", label: t("template.use"), icon: "document" };
  const save: Entry = { id: "save", label: t("template.save"), icon: "pencil" };
  const own: Entry[] = draft.lock === "locked" ? [] : host.session.user?.administrator ? [use, save] : [use];
  return [...own, { id: "join", label: t("join.do"), icon: "plus" }, { id: "drop", label: t("assign.drop"), icon: "bin", danger: true }];
}

function choose(host: QpDraft, id: string): void {
  host.told = "";
  if (id === "join") host.several.joining = true;
  else if (id === "drop") host.asking = true;
  else host.templates.open = id === "use" ? "use" : "save";
  host.requestUpdate();
}

function header(host: QpDraft, draft: Draft): TemplateResult {
  const { job } = draft;
  const by = job.user && job.queue ? t(job.authenticated ? "assign.printedBy" : "assign.printedByUnverified", { user: job.user, queue: job.queue, time: dayAndTime(job.received) }) : t("assign.arrived", { time: dayAndTime(job.received) });
  return html`<header><a class="btn neutral icon" href="/" aria-label=${t("assign.back")} data-test="to-inbox">${icon("back")}</a>
    <div class="of"><h1 class="hidden">${draft.title}</h1><input data-test="draft-title" aria-label=${t("assign.title")} maxlength="300" .value=${draft.title} @change=${(e: Event) => { const title = (e.target as HTMLInputElement).value.trim(); if (title) host.editor.change({ title }); else (e.target as HTMLInputElement).value = draft.title; }}>
      <p class="caption">${draft.ref ? html`<b data-test="ref">${draft.ref}</b> · ` : nothing}${by} · <span role="status" data-test="saved">${t(`saved.${host.editor.saved}`)}</span></p></div>${folderChip(draft.folder)}
    <qp-menu .label=${t("fill.menu")} .entries=${entries(host, draft)} @qp-choose=${(e: CustomEvent<string>) => choose(host, e.detail)}></qp-menu></header>`;
}

function panel(host: QpDraft, draft: Draft): TemplateResult {
  const roles = host.roles;
  const numbers = roleNumbers(roles.map((r) => r.key));
  const order = orderOf(roles);
  const problems = [...draft.problems].sort(byReading);
  return html`<section class="panel" aria-label=${t("assign.panel")}>
    ${severalView(host, draft)}
    ${draft.is_signed ? html`<div class="refused">${message("signed", undefined, t("error.arrived_signed"))}</div>` : nothing}
    ${draft.lock === "restricted" ? html`<p class="note" data-test="restricted">${icon("lock", 18)}<span>${t("assign.restricted")}</span></p>` : nothing}
    ${repeat(problems, (p) => p.number, (p) => html`<qp-problem .problem=${p} .roles=${roles.map((r) => r.key)} ?busy=${host.busy} @qp-settle=${(e: CustomEvent<{ number: number; how: Omit<ProblemSettlement, "version"> }>) => host.settle(e.detail.number, e.detail.how)} @qp-show=${(e: CustomEvent<TagProblem>) => host.show(e.detail)}></qp-problem>`)}
    <div class="who-head"><h2 class="title" id="who" tabindex="-1">${t("assign.whoSigns")}</h2>
      ${roles.length > 1 ? html`<label><span class="hidden">${t("assign.order")}</span><select data-test="order" @change=${(e: Event) => setOrder(host, (e.target as HTMLSelectElement).value === "parallel" ? "parallel" : "serial")}><option value="serial" ?selected=${order === "serial"}>${t("assign.serial")}</option><option value="parallel" ?selected=${order === "parallel"}>${t("assign.parallel")}</option></select>${icon("down", 16)}</label>` : nothing}</div>
    ${roles.length === 0 ? html`<p class="second">${t("assign.noRoles")}</p>` : nothing}
    <ol class="roles">${repeat(roles, (r) => r.key, (r) => html`<li @dragover=${(e: DragEvent) => e.preventDefault()} @drop=${(e: DragEvent) => { e.preventDefault(); drop(host, e.dataTransfer?.getData("text/plain") ?? "", r.key); }}>
      <qp-role .role_=${r} .fields=${draft.fields} .number=${numbers.get(r.key) ?? 1} .problems=${draft.problems.filter((p) => roleIn(p.text) === r.key).length} ?chosen=${host.chosen === r.key} ?movable=${roles.length > 1 && order === "serial"}
        .wrong=${host.wrong?.key === r.key ? host.wrong.told : ""} .wrongInput=${host.wrong?.key === r.key ? host.wrong.input : ""}
        @qp-assign=${(e: CustomEvent<{ key: string; person: Person }>) => host.assign(e.detail.key, e.detail.person)} @qp-move=${(e: CustomEvent<{ key: string; by: -1 | 1 }>) => move(host, e.detail.key, e.detail.by)} @qp-choose-role=${(e: CustomEvent<string>) => { host.chosen = e.detail; }}></qp-role></li>`)}</ol>
    <p class="hidden" role="status">${host.news}</p>
    <div class="more">${letter(host, draft)}${origin(host, draft)}</div>
    ${host.told ? html`<div class="refused">${message("told", undefined, host.told)}</div>` : nothing}
  </section>`;
}

/** What the document was made from, for whoever wants to see it as it came. */
function origin(host: QpDraft, draft: Draft): TemplateResult | typeof nothing {
  const { original } = draft;
  if (!original) return nothing;
  const words = draft.lock && original.format === "pdf" ? t("assign.unlocked") : t("assign.converted", { format: t(`format.${original.format}`), size: sizeOf(original.size) });
  return html`<div class="origin" data-test="origin"><p class="caption">${words}</p>
    <button class="btn quiet" data-test="original" @click=${() => download(`/drafts/${part(draft.id)}/original`, fileName(draft.title, `.${original.extension}`)).catch((error: unknown) => { host.told = sentence(error); })}>${icon("download", 18)}${t("assign.original")}</button></div>`;
}

/** The blanks around what is being written stay until more is written; the portal keeps the text without them. */
function asWritten(host: QpDraft, id: string, text: string): string {
  const written = host.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)?.value ?? text;
  return written.trim() === text.trim() ? written : text;
}

function letter(host: QpDraft, draft: Draft): TemplateResult {
  return html`<div class="field"><label for="message">${t("assign.message")}</label><span class="need">${t("field.optional")}</span>
    <textarea class="box" id="message" rows="3" maxlength="4000" data-test="message" .value=${asWritten(host, "message", draft.message)} aria-describedby="message-told" @input=${(e: InputEvent) => host.editor.change({ message: (e.target as HTMLTextAreaElement).value }, 900)}></textarea><p class="hint" id="message-told">${t("assign.messageHint")}</p></div>
    ${textField({ id: "folder", label: t("folder.label"), hint: t("folder.hint"), value: asWritten(host, "folder", draft.folder ?? ""), test: "folder", maxlength: 200, input: (folder) => host.editor.change({ folder }, 900) })}`;
}

function foot(host: QpDraft, draft: Draft): TemplateResult {
  const left = leftOf(draft);
  const things = left.problems + left.persons.length;
  const parts = [left.problems > 0 ? t("count.tagsToSettle", { n: left.problems }) : "", left.persons.length > 0 ? t("count.personsToChoose", { n: left.persons.length }) : ""].filter((s) => s !== "");
  const ready = things === 0 && !left.nobody;
  const first = host.roles.filter((r) => r.routing_order === host.roles[0]?.routing_order).map((r) => r.name ?? "");
  return html`<footer class="foot"><div role="status"><p class="label" data-test="things-left">${ready ? t("assign.ready") : things > 0 ? t("assign.left", { n: things }) : t("assign.nobodyShort")}</p><p class="caption">${ready ? t("assign.first", { names: list(first) }) : parts.join(", ")}</p></div>
    <button class="btn filled" data-test="send" aria-disabled=${ready ? "false" : "true"} aria-busy=${host.busy ? "true" : "false"} @click=${() => host.send()}>${host.busy ? nothing : icon("send", 18)}${t("assign.send")}</button></footer>`;
}

export function draftView(host: QpDraft, draft: Draft): TemplateResult {
  if (draft.state !== "open") return html`<div class="over"><h1>${t("assign.over")}</h1><p class="second">${t("assign.overText")}</p><a class="btn outlined" href="/">${t("missing.go")}</a></div>`;
  const path = `/drafts/${part(draft.id)}/pages`;
  const problems = new Map<number, number>();
  for (const p of draft.problems.filter((each) => !isOfAll(each))) problems.set(p.page, (problems.get(p.page) ?? 0) + 1);
  const question = host.asking ? html`<qp-ask .heading=${t("assign.dropTitle")} .text=${t("assign.dropText")} .act=${t("assign.drop")} ?busy=${host.busy} @qp-yes=${() => host.throwAway()} @qp-close=${() => { host.asking = false; }}></qp-ask>` : nothing;
  if (draft.lock === "locked") return html`${header(host, draft)}<qp-unlock class="locked" .draftId=${draft.id} @qp-unlocked=${() => host.load()}></qp-unlock>${question}`;
  const tab = (view: "people" | "document", label: string): TemplateResult => html`<button aria-pressed=${host.view === view ? "true" : "false"} data-test="view-${view}" @click=${() => { host.view = view; }}>${label}</button>`;
  return html`${header(host, draft)}
    <div class="tabs">${tab("people", t("assign.people"))}${tab("document", t("assign.document"))}</div>
    <div class="split ${host.view}" @qp-current=${(e: CustomEvent<number>) => { host.current = e.detail; }} @qp-show-page=${(e: CustomEvent<number>) => host.showPage(e.detail)}>
      <qp-thumbs .pages=${draft.pages} .path=${path} .revision=${draft.document.slice(0, 16)} .current=${host.current} .problems=${problems}></qp-thumbs>
      <qp-document .pages=${draft.pages} .path=${path} .revision=${draft.document.slice(0, 16)} readable .overlay=${(n: number) => marks(host, draft, n)}></qp-document>
      ${panel(host, draft)}${foot(host, draft)}
    </div>
    ${joinDialog(host)}${templateDialog(host)}
    ${question}`;
}
