// What the mock portal holds at the start: the same people and papers as in the design's pictures.
import { pageSize } from "./pages.mjs";

const h = pageSize.height;
const up = (x0, top, x1, bottom) => [x0, h - bottom, x1, h - top];
const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
const pages = [pageSize, pageSize];

const tags = [
  { name: "contact", type: "text", role: "1", label: "Contact for orders", text: "{{text:1;label=Contact;width=60mm}}", at: up(209.0, 324.7, 382.4, 336.9) },
  { name: "tax", type: "text", role: "1", label: "Tax number (VAT ID)", text: "{{text:1;label=Tax number;width=60mm}}", at: up(209.0, 350.2, 400.8, 362.4) },
  { name: "date_2", type: "date", role: "2", text: "{{date:2}}", at: up(110.0, 402.7, 157.9, 414.9) },
  { name: "date_1", type: "date", role: "1", text: "{{date:1}}", at: up(325.1, 402.7, 373.1, 414.9) },
  { name: "sig_1", type: "signature", role: "1", text: "{{sig:1}}", at: up(297.6, 439.5, 340.1, 451.6) },
];

const field = (f) => ({ name: f.name, type: f.type, role: f.role, page: 2, box: f.at, rotation: 0, font_size: 11, required: true, readonly: false, label: f.label ?? "", tag_text: f.text, tag_box: f.at, attributes: {} });
const job = (title, queue, user, minutes) => ({ uuid: "urn:uuid:1", document_number: 1, queue, user, host: "office-4", title, authenticated: true, received: ago(minutes) });

export function draft() {
  return {
    id: "d1", version: 1, title: "Framework supply agreement RD-2026/0417", message: "", state: "open", mine: true, document: "ab".repeat(32), can_send: false, is_signed: false, pages,
    roles: [{ key: "1", routing_order: 1 }, { key: "2", routing_order: 2, name: "Maja Kovačič", email: "maja.kovacic@lipa.example", company: "Lipa Instrumenti" }],
    fields: tags.map(field),
    problems: [{ number: 1, page: 2, box: up(62.4, 439.5, 104.8, 451.6), code: "unknown_type", message: "The type of this tag is not known.", text: "{{sgi:2}}", guess: "signature" }],
    missing: [{ kind: "problem" }, { kind: "person", role: "1" }],
    job: job("Framework supply agreement RD-2026/0417", "Accounting PDF", "Petra Novak", 12),
  };
}

const summary = (id, title, more) => ({ id, title, queue: "Accounting PDF", user: "Petra Novak", authenticated: true, received: ago(1), pages: 2, roles: 2, fields: 5, problems: 0, missing: 0, mine: true, ...more });

export const users = () => [
  { id: "u1", name: "Petra Novak", email: "petra@lipa.example", administrator: true, aliases: ["petra.novak"] },
  { id: "u2", name: "Maja Kovačič", email: "maja.kovacic@lipa.example", administrator: false, aliases: [] },
];
export const teams = () => [{ id: "m1", name: "Contracts", members: [{ id: "u2", name: "Maja Kovačič", email: "maja.kovacic@lipa.example" }] }];
export const queues = () => [{ name: "Accounting PDF", owner_policy: "job_user", keeper_after: 24, auto_send: "never", job_files: "one_each", mail_after: 1, tags: {} }, { name: "Contracts", owner_policy: "inbox", team: "Contracts", keeper: "petra@lipa.example", keeper_after: 8, auto_send: "never", job_files: "one_envelope", language: "sl", mail_after: 5, tags: {} }];
export const templates = () => [
  { name: "Order", message: "Prosimo za podpis.", language: "sl", expires: "14d", folder: "Orders/2026", roles: [{ key: "1", routing_order: 2, name: "Tomáš Dvořák", email: "tomas.dvorak@hradecka-optika.example", phone: "+420541202418" }, { key: "2", routing_order: 1, name: "Maja Kovačič", email: "maja.kovacic@lipa.example" }] },
  { name: "Non-disclosure agreement", roles: [{ key: "2", routing_order: 1, name: "Petra Novak", email: "petra@lipa.example" }] },
];
export const tokens = () => [{ id: "t1", name: "office-4", created: ago(60 * 24 * 20) }];
export const parts = () => [
  { title: "Framework supply agreement RD-2026/0417", pages: 1, first: true },
  { title: "Annex A, price list", pages: 1, first: false },
];
export const notice = () => ({ id: "n1", key: "not_pdf", text: "It did not arrive as a document that can be read.", title: "Label 4x6.prn", queue: "Accounting PDF", at: ago(3) });

export function drafts() {
  return [
    summary("d1", "Framework supply agreement RD-2026/0417", { problems: 1, missing: 2, received: ago(0) }),
    summary("d2", "Order 4500031877, optical flats", { received: ago(75) }),
    summary("d3", "Non-disclosure agreement, Bottega Moretti", { missing: 1, pages: 4, received: ago(190) }),
    summary("d4", "Delivery note 88-2031, signed by hand", { roles: 0, fields: 0, missing: 1, pages: 1, received: ago(1500), queue: "Contracts" }),
    summary("d5", "Employment contract, Zsófia Szabó", { pages: 6, received: ago(1600), mine: false, authenticated: false, user: "marek", queue: "Contracts" }),
    summary("d6", "Lease of the warehouse in Gliwice", { roles: 3, missing: 2, pages: 11, received: ago(7000) }),
  ];
}

export const people = [
  { name: "Tomáš Dvořák", email: "tomas.dvorak@hradecka-optika.example", phone: "+420 541 202 418", company: "Hradecká optika", signed: 4 },
  { name: "Eva Dvořáková", email: "eva@moravska.example", company: "Moravská lékárna" },
];

export function envelope(state = "sent") {
  const done = state === "completed";
  const event = (number, kind, actor, minutes, details = {}) => ({ number, kind, actor, at: ago(minutes), details });
  return {
    id: "e1", title: "Framework supply agreement", message: "", state, created: ago(40), expires: ahead(7), ...(done ? { completed: ago(0) } : {}),
    recipients: [
      { id: "r1", role: "1", name: "Tomáš Dvořák", email: "tomas.dvorak@hradecka-optika.example", company: "Hradecká optika", routing_order: 1, state: "signed", invited: ago(40), viewed: ago(25), signed: ago(19), level: "simple" },
      { id: "r2", role: "2", name: "Maja Kovačič", email: "maja.kovacic@lipa.example", company: "Lipa Instrumenti", routing_order: 2, state: done ? "signed" : "viewed", invited: ago(19), viewed: ago(15), ...(done ? { signed: ago(0) } : {}) },
    ],
    documents: [{ id: "doc1", title: "Framework supply agreement", pages, sha256: "ab".repeat(32), size: 214000 }],
    events: [
      event(1, "created", "user:u1", 40), event(2, "sent", "user:u1", 40), event(3, "invited", "portal", 40, { recipient: "r1", channel: "email" }),
      event(4, "opened", "recipient:r1", 30), event(5, "code_sent", "portal", 30, { recipient: "r1", channel: "sms", target: "+420 ••• ••• 418" }), event(6, "code_wrong", "recipient:r1", 28, { tries_left: "4" }), event(7, "access_proved", "recipient:r1", 25),
      event(8, "signed", "recipient:r1", 19), event(9, "invited", "portal", 19, { recipient: "r2", channel: "email" }), event(10, "viewed", "recipient:r2", 15),
      ...(done ? [event(11, "signed", "recipient:r2", 0), event(12, "preserved", "portal", 0, { subject: "document", level: "B-LTA" }), event(13, "verified", "portal", 0), event(14, "completed", "portal", 0)] : []),
    ],
    certificate_ready: done, trial: false, ...(done ? { signature_level: "B-LTA" } : {}),
  };
}

export const envelopes = () => [
  { id: "e1", title: "Framework supply agreement", state: "sent", sent: ago(40), changed: ago(15), signed: 1, recipients: 2, waiting_for: ["Maja Kovačič"] },
  { id: "e2", title: "Order 4500031002, prisms", state: "completed", sent: ago(5000), changed: ago(3000), signed: 2, recipients: 2, waiting_for: [] },
  { id: "e3", title: "Lease of the office in Maribor", state: "declined", sent: ago(9000), changed: ago(8000), signed: 0, recipients: 1, waiting_for: [] },
];

export function ceremony() {
  return {
    state: "code", title: "Framework supply agreement", message: "Dear Tomáš, as agreed on the phone.", sender: "Petra Novak", organisation: "Lipa Instrumenti", recipient: "Tomáš Dvořák", expires: ahead(7), trial: false, level: "simple",
    code_channel: "sms", code_target: "+420 ••• ••• 418", code_sent: false, one_factor: false, confirm_needed: false, waiting_for: ["Maja Kovačič"], certificate_ready: false,
  };
}

export function ceremonyDocument() {
  const own = (name, type, box, more = {}) => ({ name, type, page: 2, box, rotation: 0, font_size: 11, mine: true, required: true, readonly: false, ...more });
  return {
    title: "Framework supply agreement", digest: "cd".repeat(32), pages,
    fields: [
      own("contact", "text", up(209.0, 323, 379, 338), { label: "Contact for orders", value: "" }),
      own("tax", "text", up(209.0, 348.5, 379, 364), { label: "Tax number (VAT ID)", value: "", tooltip: "CZ and 8 to 10 digits, like CZ12345678", maxlength: 14 }),
      own("date_1", "date", up(325, 402, 395, 416)),
      own("sig_1", "signature", up(297.6, 420, 467, 457)),
      own("date_2", "date", up(110, 402, 180, 416), { mine: false, person: "Maja Kovačič" }),
      own("sig_2", "signature", up(62.4, 420, 232, 457), { mine: false, person: "Maja Kovačič" }),
    ],
  };
}
