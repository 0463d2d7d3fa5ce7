import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, part } from "../api/client";
import type { Account, QueueChange, QueueSettings, TagSettings, Team } from "../api/types.gen";
import { sentence } from "../errors";
import { base, buttons, inputs } from "../styles/shared";
import { languages, t, type Language } from "../i18n";
import { ruleIn, splitKinds, takesValue, textOf, type SplitKind } from "../logic/split";
import { choice, withStored } from "./choice";
import { QpElement } from "./qp-element";
import { message, textField } from "./texts";

type Wanted = Pick<QueueChange, "owner_policy" | "owner" | "team" | "keeper" | "keeper_after" | "auto_send" | "job_files" | "language" | "message" | "mail_after" | "template" | "seal" | "tags">;

/** The settings of one print queue; nothing counts before Save is pressed. */
@customElement("qp-queue-form")
export class QpQueueForm extends QpElement {
  static override styles = [base, buttons, inputs, css`
    form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: var(--q-4) var(--q-6); align-items: start; }
    h3, .wide { grid-column: 1 / -1; } .end { display: flex; flex-wrap: wrap; gap: var(--q-4); align-items: center; }
  `];

  @property({ attribute: false }) queue!: QueueSettings;
  @property({ attribute: false }) teams: Team[] = [];
  @property({ attribute: false }) users: Account[] = [];
  @property({ attribute: false }) templates: string[] = [];
  /** Levels that the portal can bring signatures to. */
  @property({ attribute: false }) seals: string[] = [];
  @state() private wanted: Wanted = {};
  @state() private busy = false;
  @state() private told = "";
  @state() private saved = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("queue") && changed.get("queue")?.name !== this.queue.name) this.wanted = {};
  }

  private want(wanted: Wanted): void {
    this.wanted = { ...this.wanted, ...wanted };
    this.saved = false;
  }

  private async save(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.told = "";
    try {
      this.queue = await ask<QueueSettings>("PATCH", `/queues/${part(this.queue.name)}`, this.wanted);
      this.wanted = {};
      this.saved = true;
    } catch (error) {
      this.told = sentence(error);
    }
    this.busy = false;
  }

  private number(id: "keeper_after" | "mail_after", label: string, value: number, least: number, most: number): TemplateResult {
    return html`<div class="field"><label for=${id}>${label}</label><span></span><input class="box" id=${id} data-test="queue-${id}" type="number" min=${least} max=${most} .value=${String(value)} @input=${(e: InputEvent) => this.want({ [id]: Number((e.target as HTMLInputElement).value) })}></div>`;
  }

  /** Where a print falls into documents; the other settings of how it is read stay. */
  private split(tags: TagSettings): TemplateResult {
    const rule = ruleIn(tags.split ?? "");
    const want = (kind: SplitKind, value: string): void => this.want({ tags: { ...tags, split: textOf({ kind, value }) } });
    const kinds = splitKinds.map((kind): [string, string] => [kind, t(`queue.split.${kind}`)]);
    return html`${choice({ id: "split", label: t("queue.split"), value: rule.kind, test: "queue-split", options: kinds, hint: t("queue.splitHint"), chosen: (v) => want(v as SplitKind, v === "pages" ? "1" : "") })}
      ${takesValue(rule.kind) ? textField({ id: "split-value", label: t(rule.kind === "pages" ? "queue.splitPages" : rule.kind === "qr" ? "queue.splitCode" : "queue.splitText"), hint: rule.kind === "pages" ? undefined : t("queue.splitValueHint"), value: rule.value, test: "queue-split-value", maxlength: 500, input: (v) => want(rule.kind, v) }) : nothing}`;
  }

  override render(): TemplateResult {
    const q = { ...this.queue, ...this.wanted };
    const people: [string, string][] = this.users.map((u) => [u.email, `${u.name}, ${u.email}`]);
    const nobody: [string, string] = ["", t("queue.nobody")];
    const policies = ["job_user", "inbox", "fixed_user"].map((p): [string, string] => [p, t(`queue.owner.${p}`)]);
    const sends = (q.owner_policy === "fixed_user" ? ["never", "authenticated", "always"] : ["never", "authenticated"]).map((p): [string, string] => [p, t(`queue.sends.${p}`)]);
    const files = ["one_each", "one_envelope"].map((p): [string, string] => [p, t(`queue.files.${p}`)]);
    const spoken: [string, string][] = [["", t("queue.noLanguage")], ...withStored(Object.keys(languages), this.queue.language ?? "").map((name): [string, string] => [name, languages[name as Language] ?? name])];
    return html`<form novalidate @submit=${this.save} data-test="queue" data-name=${this.queue.name}>
      <h3 class="heading">${this.queue.name}</h3>
      ${choice({ id: "policy", label: t("queue.owner"), value: q.owner_policy, test: "queue-policy", options: policies, chosen: (v) => this.want({ owner_policy: v as QueueChange["owner_policy"] }) })}
      ${q.owner_policy === "fixed_user" ? choice({ id: "owner", label: t("queue.fixed"), value: q.owner ?? "", test: "queue-owner", options: [nobody, ...people], chosen: (v) => this.want({ owner: v }) }) : nothing}
      ${choice({ id: "team", label: t("queue.team"), value: q.team ?? "", test: "queue-team", options: [["", t("queue.everybody")], ...this.teams.map((m): [string, string] => [m.name, m.name])], hint: t("queue.teamHint"), chosen: (v) => this.want({ team: v }) })}
      ${choice({ id: "keeper", label: t("queue.keeper"), value: q.keeper ?? "", test: "queue-keeper", options: [nobody, ...people], hint: t("queue.keeperHint"), chosen: (v) => this.want({ keeper: v }) })}
      ${q.keeper ? this.number("keeper_after", t("queue.keeperAfter"), q.keeper_after, 1, 8760) : nothing}
      ${choice({ id: "sends", label: t("queue.sends"), value: q.auto_send, test: "queue-sends", options: sends, hint: t("queue.sendsHint"), chosen: (v) => this.want({ auto_send: v as QueueChange["auto_send"] }) })}
      ${choice({ id: "files", label: t("queue.files"), value: q.job_files, test: "queue-files", options: files, chosen: (v) => this.want({ job_files: v as QueueChange["job_files"] }) })}
      ${this.split(q.tags)}
      ${choice({ id: "language", label: t("queue.language"), value: q.language ?? "", test: "queue-language", options: spoken, chosen: (v) => this.want({ language: v }) })}
      ${choice({ id: "template", label: t("queue.template"), value: q.template ?? "", test: "queue-template", options: [["", t("queue.noTemplate")], ...this.templates.map((name): [string, string] => [name, name])], hint: t("queue.templateHint"), chosen: (v) => this.want({ template: v }) })}
      ${choice({ id: "seal", label: t("queue.seal"), value: q.seal ?? "", test: "queue-seal", options: [["", t("queue.noSeal")], ...withStored(this.seals, this.queue.seal ?? "").map((level): [string, string] => [level, t(`queue.seal.${level}`)])], hint: t("queue.sealHint"), chosen: (v) => this.want({ seal: v }) })}
      ${this.number("mail_after", t("queue.mailAfter"), q.mail_after, 0, 1440)}
      <div class="field wide"><label for="text">${t("queue.message")}</label><span class="need">${t("field.optional")}</span><textarea class="box" id="text" rows="2" maxlength="4000" data-test="queue-message" .value=${q.message ?? ""} @input=${(e: InputEvent) => this.want({ message: (e.target as HTMLTextAreaElement).value })}></textarea></div>
      ${this.told ? html`<div class="wide">${message("told", undefined, this.told)}</div>` : nothing}
      <div class="wide end"><button class="btn outlined" type="submit" data-test="queue-save" aria-busy=${this.busy ? "true" : "false"}>${t("queue.save")}<span class="hidden">, ${this.queue.name}</span></button><span class="caption" role="status">${this.saved ? t("saved.saved") : ""}</span></div>
    </form>`;
  }
}
