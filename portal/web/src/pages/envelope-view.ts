import { html, nothing, type TemplateResult } from "lit";
import { part } from "../api/client";
import type { Envelope, EnvelopeRecipient, Event } from "../api/types.gen";
import { icon, type IconName } from "../elements/icons";
import { place } from "../elements/place";
import { dayAndTime, dayOf, longDayAndTime, shortTime } from "../logic/dates";
import { colourOf, initialsOf, roleNumbers } from "../logic/roles";
import { known, t } from "../i18n";
import type { QpEnvelope } from "./qp-envelope";
import "../elements/qp-page";

/** Those whose turn it is. */
export function waitingFor(envelope: Envelope): EnvelopeRecipient[] {
  return envelope.recipients.filter((r) => r.state === "invited" || r.state === "viewed");
}

function stateChip(r: EnvelopeRecipient): TemplateResult {
  if (r.state === "signed") return html`<span class="chip ok">${icon("tick", 14)}${t("recipient.signed")}</span>`;
  if (r.state === "declined") return html`<span class="chip danger">${icon("cross", 14)}${t("recipient.declined")}</span>`;
  if (r.state === "viewed") return html`<span class="chip ink">${icon("eye", 14)}${t("recipient.viewed")}</span>`;
  return r.state === "invited" ? html`<span class="chip ink">${icon("mail", 14)}${t("recipient.invited")}</span>` : html`<span class="chip plain">${t("recipient.waiting")}</span>`;
}

export function people(envelope: Envelope): TemplateResult {
  const numbers = roleNumbers(envelope.recipients.map((r) => r.role));
  const sorted = [...envelope.recipients].sort((a, b) => a.routing_order - b.routing_order);
  return html`<ol class="card people" aria-label=${t("envelope.people")}>${sorted.map((r) => {
    const at = r.signed ?? r.viewed ?? r.invited;
    const n = numbers.get(r.role) ?? 1;
    return html`<li data-test="recipient" data-state=${r.state}><span class="role" data-colour=${colourOf(n)}>${n}</span><span class="who" aria-hidden="true">${initialsOf(r.name)}</span>
      <div><p class="heading">${r.name}</p><p class="caption">${[r.company, r.email].filter(Boolean).join(" · ")}</p>${r.reason ? html`<blockquote class="caption">${r.reason}</blockquote>` : nothing}</div>
      <div class="at">${stateChip(r)}${at ? html`<time class="caption num" datetime=${at}>${shortTime(at)}</time>` : nothing}</div></li>`;
  })}</ol>`;
}

const kIcons: Record<string, IconName> = { invited: "mail", reminded: "bell", opened: "eye", viewed: "eye", code_sent: "mail", access_proved: "lock", code_wrong: "warn", code_used_up: "warn", consented: "tick", signed: "tick", completed: "tick", verified: "shield", preserved: "shield", preservation_renewed: "shield", preservation_pending: "clock", declined: "cross", voided: "cross", expired: "clock", extended: "clock", created: "printer", sent: "send", prepared: "document" };
const kGood = new Set(["signed", "completed"]);
const kBad = new Set(["declined", "voided", "code_used_up", "message_failed", "signing_failed", "verification_failed"]);

/** The person behind an actor or a recipient's id, as the envelope knows him. */
function nameOf(envelope: Envelope, id: string): string | undefined {
  const plain = id.replace(/^recipient:/, "");
  return envelope.recipients.find((r) => r.id === plain)?.name;
}

/** Whoever is no recipient: the sender, the portal, or a name that the API gives as it is. */
function actorName(actor: string): string {
  if (actor.startsWith("user:")) return t("event.sender");
  return actor === "" || actor.includes(":") || actor.toLowerCase() === "portal" ? t("event.portal") : actor;
}

function happened(envelope: Envelope, event: Event): string {
  const whom = nameOf(envelope, event.details?.recipient ?? "");
  const who = nameOf(envelope, event.actor) ?? actorName(event.actor);
  const key = `event.${event.kind}`;
  return known(key) ? t(key, { who, whom: whom ?? who }) : t("event.other", { who });
}

function caption(event: Event): string {
  const d = event.details ?? {};
  if (event.kind === "code_sent") return t("event.channel", { channel: t(`channel.${d.channel === "sms" ? "sms" : "email"}`), target: d.target ?? "" });
  if (event.kind === "code_wrong") return t("event.triesLeft", { n: Number(d.tries_left ?? 0) });
  if (event.kind === "extended" && d.until) return t("event.until", { time: dayAndTime(d.until) });
  if (event.kind === "access_proved" && d.factors === "1") return t("event.oneFactor");
  return d.reason ?? "";
}

export function story(host: QpEnvelope, envelope: Envelope): TemplateResult {
  const events = [...envelope.events].sort((a, b) => b.number - a.number).filter((e) => e.kind !== "signing_started");
  return html`<section class="card story"><div class="top"><h2 class="heading">${t("envelope.story")}</h2><button class="btn quiet" data-test="record" @click=${() => host.act("record")}>${icon("download", 18)}${t("envelope.record")}</button></div>
    <ol class="line">${events.map((e, i) => html`<li data-test="event" data-kind=${e.kind}><span class="dot ${kGood.has(e.kind) ? "ok" : kBad.has(e.kind) ? "danger" : i === 0 ? "ink" : ""}" aria-hidden="true">${icon(kIcons[e.kind] ?? "info", 14)}</span>
      <div><p>${happened(envelope, e)}</p><p class="caption">${caption(e)}</p></div><time class="caption num" datetime=${e.at} title=${longDayAndTime(e.at)}>${shortTime(e.at)}</time></li>`)}</ol></section>`;
}

/** How long the signatures can be checked for: a quiet word for those who know it; nothing as long as there is no more than the signature. */
function signatures(envelope: Envelope): TemplateResult | typeof nothing {
  const { signature_level: level, preservation_pending: pending } = envelope;
  if (!level || (level === "B-B" && !pending)) return nothing;
  return html`<div data-test="signatures"><dt>${t("envelope.signatures")}</dt><dd>${pending ? t("envelope.preserving", { level }) : level}</dd></div>`;
}

export function side(host: QpEnvelope, envelope: Envelope): TemplateResult {
  const document = envelope.documents[0];
  const page = document?.pages[document.pages.length - 1];
  const row = (label: string, value: string): TemplateResult => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<section class="card">
    ${document && page ? html`<div class="well"><qp-page .page=${page} .number=${document.pages.length} .path=${`/envelopes/${part(envelope.id)}/documents/${part(document.id)}/pages`} .revision=${document.sha256} ${place({ "aspect-ratio": `${page.width} / ${page.height}` })}></qp-page></div>` : nothing}
    <dl>${row(t("envelope.pages"), String(document?.pages.length ?? 0))}${row(t("envelope.level"), t("level.simple").replace(/\.$/, ""))}${signatures(envelope)}${envelope.completed ? row(t("envelope.completedAt"), dayAndTime(envelope.completed)) : row(t("envelope.until"), dayOf(envelope.expires))}</dl>
    ${envelope.state === "completed" || envelope.state === "declined" || envelope.state === "voided" ? nothing : html`<button class="btn outlined" data-test="file" aria-busy=${host.busy === "file" ? "true" : "false"} @click=${() => host.act("file")}>${icon("download", 18)}${t("envelope.asItStands")}</button>`}
    ${envelope.message ? html`<blockquote class="caption">${envelope.message}</blockquote>` : nothing}
  </section>`;
}
