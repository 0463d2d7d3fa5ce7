// Made by contract/generate.py from contract/openapi.yaml. Do not edit.

export type HealthStatus = 'ok' | 'degraded';
export type LiveEventKind = 'draft' | 'envelope' | 'notice';
export type AutoSend = 'never' | 'authenticated' | 'always';
export type JobFiles = 'one_each' | 'one_envelope';
export type OwnerPolicy = 'inbox' | 'job_user' | 'fixed_user';
export type FieldType = 'signature' | 'initials' | 'date' | 'name' | 'email' | 'company' | 'title' | 'text' | 'multiline' | 'number' | 'dateinput' | 'checkbox' | 'radio' | 'dropdown' | 'stamp' | 'seal' | 'image' | 'attachment' | 'approve' | 'qr';
export type TagKind = 'field' | 'document' | 'split' | 'definition';
export type TagSource = 'text' | 'form' | 'ocr' | 'qr';
export type MissingKind = 'problem' | 'person' | 'no_signer';
export type DraftState = 'open' | 'sent' | 'dropped';
export type DraftLock = 'locked' | 'opened' | 'restricted';
export type ProblemSettlementAction = 'use_guess' | 'use_type' | 'not_a_tag';
export type EnvelopeSummaryState = 'sent' | 'completed' | 'declined' | 'voided' | 'expired';
export type EnvelopeRecipientState = 'waiting' | 'invited' | 'viewed' | 'signed' | 'declined';
export type EnvelopeRecipientLevel = 'simple' | 'advanced' | 'qualified';
export type EnvelopeState = 'sent' | 'completed' | 'declined' | 'voided' | 'expired';
export type EnvelopeSignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
export type CodeRequestPurpose = 'access' | 'confirm';
export type CeremonyState = 'code' | 'consent' | 'open' | 'not_your_turn' | 'signed' | 'completed' | 'declined' | 'voided' | 'expired';
export type CeremonyLevel = 'simple' | 'advanced' | 'qualified';
export type CeremonyCodeChannel = 'sms' | 'email';
export type DrawnSignatureKind = 'drawn' | 'typed';
/** x0, y0, x1, y1 */
export type Box = [number, number, number, number];

export interface ApiError {
  /** kind, as in core ErrorCode */
  code: string;
  /** key of the sentence that a person reads */
  key: string;
  /** the input that is wrong */
  field?: string;
  tries_left?: number;
  /** seconds */
  retry_after?: number;
  /** code for support; in the log too */
  support?: string;
}

export interface Health {
  status: HealthStatus;
  version: string;
}

export interface User {
  id: string;
  name: string;
  email: string;
  organisation: string;
  administrator: boolean;
}

export interface Session {
  user?: User;
  setup_needed: boolean;
  /** signatures say TRIAL, NOT TRUSTED */
  trial: boolean;
  version: string;
}

export interface LogIn {
  email: string;
  password: string;
}

export interface TicketUse {
  ticket: string;
}

export interface Ticket {
  ticket: string;
  expires: string;
}

export interface Me {
  user: User;
  /** hears by mail of what arrives for him while nothing else tells him */
  mails: boolean;
  /** names under which he prints */
  aliases: string[];
}

export interface MeChange {
  mails: boolean;
}

export interface Token {
  id: string;
  name: string;
  created: string;
}

export interface TokenList {
  tokens: Token[];
}

export interface TokenWish {
  /** which computer holds it */
  name: string;
}

export interface NewToken {
  id: string;
  /** shown once */
  secret: string;
}

export interface Notice {
  id: string;
  /** of the sentence that a person reads */
  key: string;
  /** that sentence in English */
  text: string;
  /** of the job */
  title: string;
  queue: string;
  at: string;
}

export interface Job {
  uuid: string;
  document_number: number;
  queue: string;
  user: string;
  host: string;
  title: string;
  authenticated: boolean;
  received: string;
  options?: Record<string, string>;
}

export interface Refusal {
  job: Job;
  /** of the sentence that a person reads */
  key: string;
  /** with which the document would have been delivered */
  idempotency_key: string;
}

export interface NoticeList {
  notices: Notice[];
}

export interface Told {
  drafts?: string[];
  notices?: string[];
}

export interface SetUp {
  token: string;
  organisation?: string;
  name: string;
  email: string;
  password: string;
}

export interface LiveEvent {
  kind: LiveEventKind;
  id: string;
}

/** how documents are read: tags, and where a print falls into documents; a missing one stands for what the product does by itself */
export interface TagSettings {
  dialects?: string[];
  languages?: string[];
  marks?: string[];
  anchors?: string[];
  /** where documents of a print start beside {{split}}: tag, pages:N, page-one, bookmark, text:EXPRESSION, blank, qr or qr:EXPRESSION */
  split?: string;
}

export interface Queue {
  name: string;
  auto_send: AutoSend;
  job_files: JobFiles;
  tags: TagSettings;
}

/** people by their addresses, the team by its name; a missing one: none */
export interface QueueSettings {
  name: string;
  owner_policy: OwnerPolicy;
  /** in whose name a fixed_user queue works */
  owner?: string;
  /** whose inbox it is; missing: everybody's */
  team?: string;
  /** gets what nobody claims */
  keeper?: string;
  /** hours */
  keeper_after: number;
  auto_send: AutoSend;
  job_files: JobFiles;
  /** of the recipients, where the document says none */
  language?: string;
  /** to the recipients, until somebody writes another */
  message?: string;
  /** minutes until an arrival that nobody showed its owner goes to him by mail; 0: never */
  mail_after: number;
  /** fills in what neither document nor job says */
  template?: string;
  /** PAdES level to which its results are brought: B-B, B-T, B-LT, B-LTA; missing: as the portal is set */
  seal?: string;
  tags: TagSettings;
}

/** an empty text takes away */
export interface QueueChange {
  owner_policy?: OwnerPolicy;
  owner?: string;
  team?: string;
  keeper?: string;
  keeper_after?: number;
  auto_send?: AutoSend;
  job_files?: JobFiles;
  language?: string;
  message?: string;
  mail_after?: number;
  template?: string;
  seal?: string;
  tags?: TagSettings;
}

export interface QueueList {
  queues: QueueSettings[];
  /** that a queue may ask for */
  seals: string[];
}

export interface Member {
  id: string;
  name: string;
  email: string;
}

export interface Team {
  id: string;
  name: string;
  members: Member[];
}

export interface Role {
  key: string;
  routing_order: number;
  name?: string;
  email?: string;
  phone?: string;
  company?: string;
}

/** a missing one: says nothing of it; roles by their keys, or by their numbers as job options name them */
export interface TemplateContent {
  message?: string;
  language?: string;
  expires?: string;
  folder?: string;
  roles?: Role[];
}

export interface Template {
  name: string;
  message?: string;
  language?: string;
  expires?: string;
  folder?: string;
  roles: Role[];
}

export interface TemplateList {
  templates: Template[];
}

export interface TemplateUse {
  version: number;
  template: string;
}

export interface TeamList {
  teams: Team[];
}

export interface TeamChange {
  name?: string;
  /** addresses */
  members?: string[];
}

export interface Account {
  id: string;
  name: string;
  email: string;
  administrator: boolean;
  /** names under which he prints */
  aliases: string[];
}

export interface AccountList {
  users: Account[];
}

export interface AccountChange {
  aliases: string[];
}

export interface PageSize {
  width: number;
  height: number;
}

export interface Tag {
  page: number;
  text: string;
  dialect: string;
  type: FieldType;
  role: string;
  name?: string;
  required: boolean;
  box: Box;
  pieces: Box[];
  field: Box;
  rotation: number;
  font_size: number;
  visible: boolean;
  /** missing: field */
  kind?: TagKind;
  /** missing: text */
  source?: TagSource;
  /** 0 to 1; missing: 1 */
  confidence?: number;
  attributes?: Record<string, string>;
}

export interface TagProblem {
  number: number;
  page: number;
  box: Box;
  code: string;
  message: string;
  text: string;
  guess?: string;
}

/** what the forwarder knows of a job; the portal finds the tags again itself when they are missing */
export interface DraftDelivery {
  job: Job;
  tags?: Tag[];
  problems?: TagProblem[];
  pages?: PageSize[];
  settings?: TagSettings;
}

export interface DeliveredDraft {
  draft: string;
  url: string;
  title: string;
}

/** of a file that held several documents: url leads to all of them, draft is the first; signers and problems of all together */
export interface DraftReceipt {
  draft: string;
  url: string;
  already_delivered: boolean;
  signers: number;
  problems: number;
  /** the document waits for its password */
  locked?: boolean;
  /** missing: one document */
  drafts?: DeliveredDraft[];
}

export interface DraftSummary {
  id: string;
  title: string;
  queue: string;
  user: string;
  /** the print server checked that it was this user */
  authenticated: boolean;
  /** its queue sends it by itself in a moment */
  by_policy?: boolean;
  /** business reference */
  ref?: string;
  /** where its owner files it */
  folder?: string;
  received: string;
  pages: number;
  roles: number;
  fields: number;
  problems: number;
  missing: number;
  /** false: lies in the queue's inbox and can be claimed */
  mine: boolean;
  /** the document waits for its password */
  locked?: boolean;
}

export interface DraftList {
  drafts: DraftSummary[];
  next?: string;
}

export interface Field {
  name: string;
  type: FieldType;
  role: string;
  page: number;
  box: Box;
  rotation: number;
  font_size: number;
  required: boolean;
  readonly: boolean;
  label?: string;
  value?: string;
  tag_text?: string;
  tag_box?: Box;
  attributes?: Record<string, string>;
}

export interface Missing {
  kind: MissingKind;
  role?: string;
}

export interface DocumentPassword {
  password: string;
}

export interface Original {
  /** docx, postscript, tiff, text, pdf ... */
  format: string;
  /** of its file name, without the dot */
  extension: string;
  /** bytes */
  size: number;
}

export interface Part {
  title: string;
  pages: number;
  /** the draft began with it; it cannot be taken out */
  first: boolean;
}

/** which of the documents of a print it is; missing: the print was one */
export interface PrintPlace {
  number: number;
  total: number;
  /** the open draft before it */
  previous?: string;
  /** the open draft behind it */
  next?: string;
}

export interface Draft {
  id: string;
  /** optimistic lock */
  version: number;
  title: string;
  message: string;
  state: DraftState;
  /** when it was sent */
  envelope?: string;
  mine: boolean;
  can_send?: boolean;
  /** arrived with signatures; cannot be rewritten */
  is_signed?: boolean;
  /** SHA-256 of the file that its pages are of */
  document: string;
  /** business reference */
  ref?: string;
  /** of the recipients */
  language?: string;
  /** time to sign as the document says it: 14d, 48h, 2026-12-31; missing: policy */
  expires?: string;
  /** where its owner files it */
  folder?: string;
  /** the documents whose pages it has, in their order; missing: one, as it came */
  parts?: Part[];
  original?: Original;
  /** missing: never encrypted; locked: waits for its password; restricted: opened, though its author allows no changes */
  lock?: DraftLock;
  pages: PageSize[];
  roles: Role[];
  fields: Field[];
  problems: TagProblem[];
  missing: Missing[];
  job: Job;
  place?: PrintPlace;
}

export interface OtherDraft {
  version: number;
  draft: string;
}

export interface PartOrder {
  version: number;
  /** the documents' numbers, each once, from 1 */
  order: number[];
}

export interface SimilarDraft {
  id: string;
  title: string;
  received: string;
  /** roles that have their person */
  chosen: number;
  /** else the same title */
  same_ref: boolean;
}

export interface SentWithRef {
  /** only of the user's own */
  envelope?: string;
  title?: string;
  at: string;
  completed: boolean;
}

export interface Similar {
  drafts: SimilarDraft[];
  sent: SentWithRef[];
}

export interface DraftChange {
  version: number;
  title?: string;
  message?: string;
  /** of the recipients */
  language?: string;
  /** time to sign: 14d, 48h, 2w, 2026-12-31; an empty text: policy */
  expires?: string;
  /** where its owner files it; an empty text takes it out */
  folder?: string;
  roles?: Role[];
}

export interface ProblemSettlement {
  version: number;
  action: ProblemSettlementAction;
  type?: FieldType;
  role?: string;
}

export interface Person {
  name: string;
  email: string;
  phone?: string;
  company?: string;
  /** how often */
  signed?: number;
}

export interface PeopleList {
  people: Person[];
}

export interface EnvelopeSummary {
  id: string;
  title: string;
  /** business reference */
  ref?: string;
  /** where its owner files it */
  folder?: string;
  state: EnvelopeSummaryState;
  sent: string;
  changed?: string;
  signed: number;
  recipients: number;
  waiting_for?: string[];
}

export interface EnvelopeList {
  envelopes: EnvelopeSummary[];
  next?: string;
}

export interface EnvelopeRecipient {
  id: string;
  role: string;
  name: string;
  email: string;
  company?: string;
  routing_order: number;
  state: EnvelopeRecipientState;
  invited?: string;
  viewed?: string;
  signed?: string;
  level?: EnvelopeRecipientLevel;
  reason?: string;
}

export interface EnvelopeDocument {
  id: string;
  title: string;
  pages: PageSize[];
  sha256: string;
  size: number;
}

export interface Event {
  number: number;
  kind: string;
  at: string;
  actor: string;
  details?: Record<string, string>;
  hash?: string;
}

export interface Envelope {
  id: string;
  title: string;
  message: string;
  /** business reference */
  ref?: string;
  /** where its owner files it */
  folder?: string;
  state: EnvelopeState;
  created: string;
  expires: string;
  completed?: string;
  recipients: EnvelopeRecipient[];
  documents: EnvelopeDocument[];
  events: Event[];
  certificate_ready: boolean;
  trial: boolean;
  /** PAdES level of the document's weakest signature */
  signature_level?: EnvelopeSignatureLevel;
  /** a time-stamp or validation data is still asked for */
  preservation_pending?: boolean;
}

export interface AuditPerson {
  /** as events name this person */
  actor: string;
  name: string;
  /** sender, or the role's key */
  role: string;
  /** masked */
  email: string;
  /** masked */
  phone?: string;
  /** of the signature */
  level?: string;
  signed_at?: string;
}

/** each revision is the beginning of every later one */
export interface AuditRevision {
  version: number;
  /** bytes */
  size: number;
  sha256: string;
  at: string;
  actor: string;
}

export interface AuditDocument {
  document: string;
  title: string;
  pages: number;
  /** of the file as it was delivered */
  original_sha256: string;
  /** of the file before the first signature */
  prepared_sha256: string;
  revisions: AuditRevision[];
}

export interface AuditEvent {
  number: number;
  kind: string;
  at: string;
  actor: string;
  details: Record<string, string>;
  previous: string;
  hash: string;
}

/** the record of an envelope; also travels inside its certificate of completion as audit.json (docs/audit-record.md) */
export interface Audit {
  envelope: string;
  title: string;
  state: string;
  /** made with a trial certificate: nobody should rely on it */
  trial: boolean;
  people: AuditPerson[];
  documents: AuditDocument[];
  events: AuditEvent[];
  /** hash of the last event */
  head: string;
  chain_ok: boolean;
}

export interface Reason {
  reason: string;
}

export interface CeremonyOpen {
  token: string;
}

export interface CodeRequest {
  purpose: CodeRequestPurpose;
  /** for confirm: the values that the code binds */
  values?: Record<string, string>;
}

export interface CodeAnswer {
  code: string;
}

export interface Ceremony {
  state: CeremonyState;
  title: string;
  message?: string;
  sender: string;
  organisation: string;
  recipient: string;
  expires?: string;
  trial: boolean;
  level: CeremonyLevel;
  code_channel: CeremonyCodeChannel;
  /** masked phone number or address */
  code_target?: string;
  code_sent: boolean;
  /** link and code come by the same channel */
  one_factor: boolean;
  tries_left?: number;
  locked_until?: string;
  /** a second code is asked at the act */
  confirm_needed: boolean;
  signed_at?: string;
  waiting_for?: string[];
  /** why it was declined or withdrawn */
  reason?: string;
  certificate_ready?: boolean;
}

export interface CeremonyField {
  name: string;
  type: FieldType;
  page: number;
  box: Box;
  rotation: number;
  font_size: number;
  mine: boolean;
  /** whose field it is, when another's */
  person?: string;
  /** its value is drawn in the page: another has signed, or the document came with it */
  done?: boolean;
  required: boolean;
  readonly: boolean;
  label?: string;
  tooltip?: string;
  value?: string;
  options?: string[];
  /** of radio buttons one group has one answer */
  group?: string;
  maxlength?: number;
}

export interface CeremonyDocument {
  title: string;
  /** SHA-256 of the revision that is shown and would be signed */
  digest: string;
  pages: PageSize[];
  fields: CeremonyField[];
}

export interface ValuesChange {
  values: Record<string, string>;
}

export interface InkPoint {
  x: number;
  y: number;
  pressure?: number;
}

export interface DrawnSignature {
  kind: DrawnSignatureKind;
  width?: number;
  height?: number;
  strokes?: InkPoint[][];
  typed?: string;
}

export interface SignRequest {
  /** of the revision that was shown */
  digest: string;
  values: Record<string, string>;
  signature: DrawnSignature;
  confirm_code?: string;
}

export interface TextLine {
  text: string;
  box: Box;
  font_size?: number;
  rotation?: number;
}

export interface PageText {
  lines: TextLine[];
}

/** What every operation takes and answers. */
export interface Operations {
  /** Whether the portal can work */
  getHealth: { parameters: Record<string, never>; body: undefined; answer: Health };
  /** This document */
  getOpenApi: { parameters: Record<string, never>; body: undefined; answer: unknown };
  /** Who is logged in */
  getSession: { parameters: Record<string, never>; body: undefined; answer: Session };
  /** Log in */
  logIn: { parameters: Record<string, never>; body: LogIn; answer: Session };
  /** Log out */
  logOut: { parameters: Record<string, never>; body: undefined; answer: undefined };
  /** Log in with a ticket that the user's own program made: once, within 60 seconds */
  logInByTicket: { parameters: Record<string, never>; body: TicketUse; answer: Session };
  /** Make a ticket that logs a browser in as this user */
  createTicket: { parameters: Record<string, never>; body: undefined; answer: Ticket };
  /** What the user decided for himself */
  getMe: { parameters: Record<string, never>; body: undefined; answer: Me };
  /** Change it */
  changeMe: { parameters: Record<string, never>; body: MeChange; answer: Me };
  /** Tokens of the user's programs, such as the one on his desktop */
  listTokens: { parameters: Record<string, never>; body: undefined; answer: TokenList };
  /** Make a token; it is shown once */
  createToken: { parameters: Record<string, never>; body: TokenWish; answer: NewToken };
  /** Make a token worthless */
  revokeToken: { parameters: { token: string }; body: undefined; answer: undefined };
  /** Print jobs of the user that were refused, and that nothing told him of yet */
  listNotices: { parameters: Record<string, never>; body: undefined; answer: NoticeList };
  /** A print server will not deliver this job; its user is told why, once for each key */
  reportRefusal: { parameters: Record<string, never>; body: Refusal; answer: undefined };
  /** The user was shown these drafts and notices: no mail speaks of them */
  markTold: { parameters: Record<string, never>; body: Told; answer: undefined };
  /** Make the first administrator with the one-time link */
  setUp: { parameters: Record<string, never>; body: SetUp; answer: Session };
  /** Print queues that were described or delivered already */
  listQueues: { parameters: Record<string, never>; body: undefined; answer: QueueList };
  /** What a print server has to know of a queue */
  getQueue: { parameters: { queue: string }; body: undefined; answer: Queue };
  /** Change settings of a print queue; one that is not there yet is made */
  changeQueue: { parameters: { queue: string }; body: QueueChange; answer: QueueSettings };
  /** What the organisation says again and again of its drafts */
  listTemplates: { parameters: Record<string, never>; body: undefined; answer: TemplateList };
  /** One template */
  getTemplate: { parameters: { template: string }; body: undefined; answer: Template };
  /** Make a template, or put it in the place of the one of this name */
  putTemplate: { parameters: { template: string }; body: TemplateContent; answer: Template };
  /** Remove a template that no queue names */
  deleteTemplate: { parameters: { template: string }; body: undefined; answer: undefined };
  /** Teams, which share inboxes of queues */
  listTeams: { parameters: Record<string, never>; body: undefined; answer: TeamList };
  /** Make a team */
  createTeam: { parameters: Record<string, never>; body: TeamChange; answer: Team };
  /** Change the name or the members of a team */
  changeTeam: { parameters: { team: string }; body: TeamChange; answer: Team };
  /** Dissolve a team that no queue belongs to */
  deleteTeam: { parameters: { team: string }; body: undefined; answer: undefined };
  /** Accounts, with the names under which their holders print */
  listUsers: { parameters: Record<string, never>; body: undefined; answer: AccountList };
  /** Set the names under which somebody prints */
  changeUser: { parameters: { user: string }; body: AccountChange; answer: Account };
  /** Open drafts that the user owns or may claim, newest first */
  listDrafts: { parameters: { limit?: number; before?: string; folder?: string }; body: undefined; answer: DraftList };
  /** Deliver a document in any format; a repeat with the same Idempotency-Key answers with the draft that is there */
  createDraft: { parameters: { "Idempotency-Key"?: string }; body: FormData; answer: DraftReceipt };
  /** One draft */
  getDraft: { parameters: { draft: string }; body: undefined; answer: Draft };
  /** Change title, message, language, time to sign, folder, order or persons */
  changeDraft: { parameters: { draft: string }; body: DraftChange; answer: Draft };
  /** Throw a draft away */
  dropDraft: { parameters: { draft: string }; body: undefined; answer: undefined };
  /** What was delivered, where the document was made from it */
  getDraftOriginal: { parameters: { draft: string }; body: undefined; answer: Blob };
  /** Open a document that needs a password; the password is used once and kept nowhere */
  unlockDraft: { parameters: { draft: string }; body: DocumentPassword; answer: Draft };
  /** Have a template say persons, order, message and the rest; what it does not say stays */
  useTemplate: { parameters: { draft: string }; body: TemplateUse; answer: Draft };
  /** Take a draft out of the queue's inbox */
  claimDraft: { parameters: { draft: string }; body: undefined; answer: Draft };
  /** Say what an unreadable tag is, or that it is none */
  settleProblem: { parameters: { draft: string; problem: number }; body: ProblemSettlement; answer: Draft };
  /** Open drafts with the same title or ref, whose place this one may take, and what was sent with the same ref */
  getSimilar: { parameters: { draft: string }; body: undefined; answer: Similar };
  /** Take the place of another draft, with its persons, order and message; restoring that one undoes it */
  replaceDraft: { parameters: { draft: string }; body: OtherDraft; answer: Draft };
  /** Bring back a draft that was thrown away or replaced */
  restoreDraft: { parameters: { draft: string }; body: undefined; answer: Draft };
  /** Add the pages of another draft behind these; taking the document out again undoes it */
  appendDraft: { parameters: { draft: string }; body: OtherDraft; answer: Draft };
  /** Put the documents of a draft into another order */
  arrangeParts: { parameters: { draft: string }; body: PartOrder; answer: Draft };
  /** Take a document out: it is a draft of its own again */
  takeOutPart: { parameters: { draft: string; part: number; version: number }; body: undefined; answer: Draft };
  /** A page as an image */
  getDraftPageImage: { parameters: { draft: string; page: number; dpi?: 72 | 144 | 216 | 288; of?: string }; body: undefined; answer: Blob };
  /** The text of a page */
  getDraftPageText: { parameters: { draft: string; page: number }; body: undefined; answer: PageText };
  /** Prepare the document, certify it and invite the first recipients */
  sendDraft: { parameters: { draft: string }; body: undefined; answer: Envelope };
  /** Server-sent events (text/event-stream) while the connection lasts: a LiveEvent as JSON in each data line, its kind as the event's name */
  streamEvents: { parameters: Record<string, never>; body: undefined; answer: LiveEvent };
  /** People whose name, company or address matches; diacritics and case do not count */
  findPeople: { parameters: { q: string }; body: undefined; answer: PeopleList };
  /** Envelopes of the user, newest first */
  listEnvelopes: { parameters: { limit?: number; before?: string; folder?: string }; body: undefined; answer: EnvelopeList };
  /** One envelope */
  getEnvelope: { parameters: { envelope: string }; body: undefined; answer: Envelope };
  /** Withdraw it */
  voidEnvelope: { parameters: { envelope: string }; body: Reason; answer: Envelope };
  /** Write again to those whose turn it is */
  remindRecipients: { parameters: { envelope: string }; body: undefined; answer: undefined };
  /** Seven more days, also after it expired */
  extendEnvelope: { parameters: { envelope: string }; body: undefined; answer: Envelope };
  /** The audit trail with its chain of hashes */
  getAudit: { parameters: { envelope: string }; body: undefined; answer: Audit };
  /** The certificate of completion */
  getCertificate: { parameters: { envelope: string }; body: undefined; answer: Blob };
  /** The document as it stands, with all signatures so far */
  getDocumentFile: { parameters: { envelope: string; document: string }; body: undefined; answer: Blob };
  /** A page as an image */
  getDocumentPageImage: { parameters: { envelope: string; document: string; page: number; dpi?: 72 | 144 | 216 | 288 }; body: undefined; answer: Blob };
  /** Exchange the link's token for a cookie */
  openCeremony: { parameters: Record<string, never>; body: CeremonyOpen; answer: Ceremony };
  /** Who asks, what, until when, and what comes next */
  getCeremony: { parameters: Record<string, never>; body: undefined; answer: Ceremony };
  /** Send a one-time code; a new one makes the old one worthless */
  sendCode: { parameters: Record<string, never>; body: CodeRequest; answer: Ceremony };
  /** Prove access with the code */
  checkAccess: { parameters: Record<string, never>; body: CodeAnswer; answer: Ceremony };
  /** Agree to sign electronically */
  giveConsent: { parameters: Record<string, never>; body: undefined; answer: Ceremony };
  /** Pages, fields and values of the revision that would be signed */
  getCeremonyDocument: { parameters: Record<string, never>; body: undefined; answer: CeremonyDocument };
  /** Keep what was typed so far */
  saveValues: { parameters: Record<string, never>; body: ValuesChange; answer: undefined };
  /** A page as an image, of the exact revision */
  getCeremonyPageImage: { parameters: { page: number; dpi?: 72 | 144 | 216 | 288 }; body: undefined; answer: Blob };
  /** The text of a page */
  getCeremonyPageText: { parameters: { page: number }; body: undefined; answer: PageText };
  /** The document as it stands */
  getCeremonyFile: { parameters: Record<string, never>; body: undefined; answer: Blob };
  /** The certificate of completion, once there is one */
  getCeremonyCertificate: { parameters: Record<string, never>; body: undefined; answer: Blob };
  /** Sign with the server's certificate */
  signDocument: { parameters: Record<string, never>; body: SignRequest; answer: Ceremony };
  /** Decline, with a reason */
  declineToSign: { parameters: Record<string, never>; body: Reason; answer: Ceremony };
}

export type OperationId = keyof Operations;

/** Where every operation lives; names in braces are path parameters. */
export const operations: Readonly<Record<OperationId, { readonly method: string; readonly path: string; readonly answer: 'nothing' | 'json' | 'file' | 'stream' }>> = {
  getHealth: { method: 'GET', path: '/api/v1/health', answer: 'json' },
  getOpenApi: { method: 'GET', path: '/api/v1/openapi.json', answer: 'json' },
  getSession: { method: 'GET', path: '/api/v1/session', answer: 'json' },
  logIn: { method: 'POST', path: '/api/v1/session', answer: 'json' },
  logOut: { method: 'DELETE', path: '/api/v1/session', answer: 'nothing' },
  logInByTicket: { method: 'POST', path: '/api/v1/session/ticket', answer: 'json' },
  createTicket: { method: 'POST', path: '/api/v1/tickets', answer: 'json' },
  getMe: { method: 'GET', path: '/api/v1/me', answer: 'json' },
  changeMe: { method: 'PATCH', path: '/api/v1/me', answer: 'json' },
  listTokens: { method: 'GET', path: '/api/v1/tokens', answer: 'json' },
  createToken: { method: 'POST', path: '/api/v1/tokens', answer: 'json' },
  revokeToken: { method: 'DELETE', path: '/api/v1/tokens/{token}', answer: 'nothing' },
  listNotices: { method: 'GET', path: '/api/v1/notices', answer: 'json' },
  reportRefusal: { method: 'POST', path: '/api/v1/refusals', answer: 'nothing' },
  markTold: { method: 'POST', path: '/api/v1/told', answer: 'nothing' },
  setUp: { method: 'POST', path: '/api/v1/setup', answer: 'json' },
  listQueues: { method: 'GET', path: '/api/v1/queues', answer: 'json' },
  getQueue: { method: 'GET', path: '/api/v1/queues/{queue}', answer: 'json' },
  changeQueue: { method: 'PATCH', path: '/api/v1/queues/{queue}', answer: 'json' },
  listTemplates: { method: 'GET', path: '/api/v1/templates', answer: 'json' },
  getTemplate: { method: 'GET', path: '/api/v1/templates/{template}', answer: 'json' },
  putTemplate: { method: 'PUT', path: '/api/v1/templates/{template}', answer: 'json' },
  deleteTemplate: { method: 'DELETE', path: '/api/v1/templates/{template}', answer: 'nothing' },
  listTeams: { method: 'GET', path: '/api/v1/teams', answer: 'json' },
  createTeam: { method: 'POST', path: '/api/v1/teams', answer: 'json' },
  changeTeam: { method: 'PATCH', path: '/api/v1/teams/{team}', answer: 'json' },
  deleteTeam: { method: 'DELETE', path: '/api/v1/teams/{team}', answer: 'nothing' },
  listUsers: { method: 'GET', path: '/api/v1/users', answer: 'json' },
  changeUser: { method: 'PATCH', path: '/api/v1/users/{user}', answer: 'json' },
  listDrafts: { method: 'GET', path: '/api/v1/drafts', answer: 'json' },
  createDraft: { method: 'POST', path: '/api/v1/drafts', answer: 'json' },
  getDraft: { method: 'GET', path: '/api/v1/drafts/{draft}', answer: 'json' },
  changeDraft: { method: 'PATCH', path: '/api/v1/drafts/{draft}', answer: 'json' },
  dropDraft: { method: 'DELETE', path: '/api/v1/drafts/{draft}', answer: 'nothing' },
  getDraftOriginal: { method: 'GET', path: '/api/v1/drafts/{draft}/original', answer: 'file' },
  unlockDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/password', answer: 'json' },
  useTemplate: { method: 'POST', path: '/api/v1/drafts/{draft}/template', answer: 'json' },
  claimDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/claim', answer: 'json' },
  settleProblem: { method: 'POST', path: '/api/v1/drafts/{draft}/problems/{problem}', answer: 'json' },
  getSimilar: { method: 'GET', path: '/api/v1/drafts/{draft}/similar', answer: 'json' },
  replaceDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/replace', answer: 'json' },
  restoreDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/restore', answer: 'json' },
  appendDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/parts', answer: 'json' },
  arrangeParts: { method: 'PATCH', path: '/api/v1/drafts/{draft}/parts', answer: 'json' },
  takeOutPart: { method: 'DELETE', path: '/api/v1/drafts/{draft}/parts/{part}', answer: 'json' },
  getDraftPageImage: { method: 'GET', path: '/api/v1/drafts/{draft}/pages/{page}/image', answer: 'file' },
  getDraftPageText: { method: 'GET', path: '/api/v1/drafts/{draft}/pages/{page}/text', answer: 'json' },
  sendDraft: { method: 'POST', path: '/api/v1/drafts/{draft}/send', answer: 'json' },
  streamEvents: { method: 'GET', path: '/api/v1/events', answer: 'stream' },
  findPeople: { method: 'GET', path: '/api/v1/people', answer: 'json' },
  listEnvelopes: { method: 'GET', path: '/api/v1/envelopes', answer: 'json' },
  getEnvelope: { method: 'GET', path: '/api/v1/envelopes/{envelope}', answer: 'json' },
  voidEnvelope: { method: 'POST', path: '/api/v1/envelopes/{envelope}/void', answer: 'json' },
  remindRecipients: { method: 'POST', path: '/api/v1/envelopes/{envelope}/remind', answer: 'nothing' },
  extendEnvelope: { method: 'POST', path: '/api/v1/envelopes/{envelope}/extend', answer: 'json' },
  getAudit: { method: 'GET', path: '/api/v1/envelopes/{envelope}/audit', answer: 'json' },
  getCertificate: { method: 'GET', path: '/api/v1/envelopes/{envelope}/certificate', answer: 'file' },
  getDocumentFile: { method: 'GET', path: '/api/v1/envelopes/{envelope}/documents/{document}/file', answer: 'file' },
  getDocumentPageImage: { method: 'GET', path: '/api/v1/envelopes/{envelope}/documents/{document}/pages/{page}/image', answer: 'file' },
  openCeremony: { method: 'POST', path: '/api/v1/ceremony/open', answer: 'json' },
  getCeremony: { method: 'GET', path: '/api/v1/ceremony', answer: 'json' },
  sendCode: { method: 'POST', path: '/api/v1/ceremony/code', answer: 'json' },
  checkAccess: { method: 'POST', path: '/api/v1/ceremony/access', answer: 'json' },
  giveConsent: { method: 'POST', path: '/api/v1/ceremony/consent', answer: 'json' },
  getCeremonyDocument: { method: 'GET', path: '/api/v1/ceremony/document', answer: 'json' },
  saveValues: { method: 'PATCH', path: '/api/v1/ceremony/values', answer: 'nothing' },
  getCeremonyPageImage: { method: 'GET', path: '/api/v1/ceremony/pages/{page}/image', answer: 'file' },
  getCeremonyPageText: { method: 'GET', path: '/api/v1/ceremony/pages/{page}/text', answer: 'json' },
  getCeremonyFile: { method: 'GET', path: '/api/v1/ceremony/file', answer: 'file' },
  getCeremonyCertificate: { method: 'GET', path: '/api/v1/ceremony/certificate', answer: 'file' },
  signDocument: { method: 'POST', path: '/api/v1/ceremony/sign', answer: 'json' },
  declineToSign: { method: 'POST', path: '/api/v1/ceremony/decline', answer: 'json' },
};
