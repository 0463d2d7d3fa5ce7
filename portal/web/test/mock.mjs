// A portal to look at and to test against: the API of contract/openapi.yaml on data in memory, with the real content security policy.
// Run by itself (npm run mock) it listens on port 4173; the code of every ceremony is 482915.
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as sample from "./sample.mjs";
import { image, text } from "./pages.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const user = { id: "u1", name: "Petra Novak", email: "petra@lipa.example", organisation: "Lipa Instrumenti", administrator: true };
export const kCode = "482915";
export const kPassword = "open sesame";

class Refused extends Error {
  constructor(status, code, key, more = {}) {
    super(key);
    Object.assign(this, { status, body: { code, key, ...more } });
  }
}

export function fresh() {
  return { setup: false, loggedIn: true, administrator: true, trial: false, drafts: sample.drafts(), draft: sample.draft(), envelopes: sample.envelopes(), envelope: sample.envelope(), ceremony: sample.ceremony(), document: sample.ceremonyDocument(), values: {}, tries: 5, passwords: 10, confirmed: false, calls: [], listeners: new Set(), down: false, notices: [], similar: { drafts: [], sent: [] }, me: { user, mails: true, aliases: ["petra.novak"] }, tokens: sample.tokens(), queues: sample.queues(), templates: sample.templates(), teams: sample.teams() };
}

const session = (s) => ({ setup_needed: s.setup, trial: s.trial, version: "1.0.0", ...(s.loggedIn ? { user: { ...user, administrator: s.administrator } } : {}) });

function changeDraft(s, body) {
  if (body.version !== s.draft.version) throw new Refused(409, "Conflict", "changed_meanwhile");
  for (const key of ["title", "message", "language", "expires", "folder", "roles"]) if (body[key] !== undefined) s.draft[key] = typeof body[key] === "string" ? body[key].trim() : body[key];
  s.draft.version += 1;
  return s.draft;
}

function settle(s, number, body) {
  if (body.version !== s.draft.version) throw new Refused(409, "Conflict", "changed_meanwhile");
  const problem = s.draft.problems.find((p) => p.number === Number(number));
  if (!problem) throw new Refused(404, "NotFound", "no_such_problem");
  s.draft.problems = s.draft.problems.filter((p) => p !== problem);
  if (body.action !== "not_a_tag")
    s.draft.fields.push({ name: `field_${number}`, type: body.type ?? "signature", role: body.role ?? "2", page: problem.page, box: problem.box, rotation: 0, font_size: 11, required: true, readonly: false, label: "", tag_text: problem.text, tag_box: problem.box, attributes: {} });
  s.draft.version += 1;
  return s.draft;
}

function useTemplate(s, body) {
  const { name, roles, ...said } = s.templates.find((t) => t.name === body.template);
  Object.assign(s.draft, said, { roles: s.draft.roles.map((r) => ({ ...r, ...roles.find((from) => from.key === r.key) })), problems: s.draft.problems.filter((p) => p.code !== "unknown_template") });
  s.draft.version += 1;
  return s.draft;
}

function unlock(s, password) {
  if (password !== kPassword) throw new Refused(400, "InvalidInput", "document_password", { field: "password", tries_left: --s.passwords });
  return Object.assign(s.draft, { ...sample.draft(), lock: "opened", original: { format: "pdf", extension: "pdf", size: 48_211 }, version: s.draft.version + 1 });
}

function checkCode(s, code) {
  if (code === kCode) return;
  s.tries -= 1;
  s.ceremony.tries_left = s.tries;
  if (s.tries <= 0) throw new Refused(403, "Forbidden", "code_used_up");
  throw new Refused(403, "Forbidden", "code_wrong", { tries_left: s.tries });
}

function sign(s, body) {
  if (body.digest !== s.document.digest) throw new Refused(409, "Conflict", "document_changed");
  const { signature } = body;
  if (signature.kind === "drawn" ? !signature.strokes?.length : !signature.typed) throw new Refused(400, "InvalidInput", "signature_missing");
  if (s.ceremony.confirm_needed) checkCode(s, body.confirm_code);
  s.signed = body;
  return Object.assign(s.ceremony, { state: "signed", signed_at: new Date().toISOString() });
}

/** The sample's two pages as two documents, or as one again. */
function several(s, act) {
  s.draft.version += 1;
  act(s.draft);
  s.draft.document = String(s.draft.version).padStart(64, "0");
  return s.draft;
}

const find = (query) => {
  const fold = (t) => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return { people: sample.people.filter((p) => fold(`${p.name} ${p.company} ${p.email}`).includes(fold(query))) };
};

/** A page of a list, as limit, before and folder ask for it; like the portal, a full page names a next one, which may be empty. */
function listed(kind, all, query) {
  const filed = all.filter((one) => !query.get("folder") || one.folder === query.get("folder"));
  const from = filed.findIndex((one) => one.id === query.get("before")) + 1;
  const limit = Number(query.get("limit") ?? 50);
  const rows = filed.slice(from, from + limit);
  return { [kind]: rows, ...(rows.length === limit ? { next: rows.at(-1).id } : {}) };
}

const routes = [
  ["GET", /^\/session$/, (s) => session(s)],
  ["POST", /^\/session$/, (s, _, body) => { if (body.password !== "correct horse battery") throw new Refused(401, "Unauthenticated", "login_wrong"); s.loggedIn = true; return session(s); }],
  ["DELETE", /^\/session$/, (s) => { s.loggedIn = false; }],
  ["POST", /^\/setup$/, (s, _, body) => { if (body.token !== "first") throw new Refused(403, "Forbidden", "setup_link_wrong"); s.setup = false; s.loggedIn = true; return session(s); }],
  ["POST", /^\/session\/ticket$/, (s, _, body) => { if (body.ticket !== "good") throw new Refused(410, "Gone", "ticket_over"); s.loggedIn = true; return session(s); }],
  ["GET", /^\/me$/, (s) => s.me],
  ["PATCH", /^\/me$/, (s, _, body) => Object.assign(s.me, body)],
  ["GET", /^\/tokens$/, (s) => ({ tokens: s.tokens })],
  ["POST", /^\/tokens$/, (s, _, body) => { s.tokens = [...s.tokens, { id: "t9", name: body.name, created: new Date().toISOString() }]; return { id: "t9", secret: "qpu_t9_Zb0kC4yQm2r7" }; }],
  ["DELETE", /^\/tokens\/(\w+)$/, (s, [id]) => { s.tokens = s.tokens.filter((k) => k.id !== id); }],
  ["GET", /^\/queues$/, (s) => ({ queues: s.queues, seals: ["B-B", "B-T"] })],
  ["PATCH", /^\/queues\/(.+)$/, (s, [name], body) => { const queue = s.queues.find((q) => q.name === decodeURIComponent(name)); if (body.owner_policy === "fixed_user" && !(body.owner ?? queue.owner)) throw new Refused(400, "InvalidInput", "owner_needed", { field: "owner" }); if (body.seal === "B-T" && s.stamps === false) throw new Refused(400, "InvalidInput", "seal_too_high", { field: "seal" }); return Object.assign(queue, body); }],
  ["GET", /^\/templates$/, (s) => ({ templates: s.templates })],
  ["PUT", /^\/templates\/(.+)$/, (s, [name], body) => { const kept = { name: decodeURIComponent(name), roles: [], ...body }; s.templates = [...s.templates.filter((t) => t.name !== kept.name), kept].sort((a, b) => a.name.localeCompare(b.name)); return kept; }],
  ["DELETE", /^\/templates\/(.+)$/, (s, [name]) => { if (s.queues.some((q) => q.template === decodeURIComponent(name))) throw new Refused(409, "Conflict", "template_in_use"); s.templates = s.templates.filter((t) => t.name !== decodeURIComponent(name)); }],
  ["POST", /^\/drafts\/(\w+)\/template$/, (s, _, body) => useTemplate(s, body)],
  ["GET", /^\/teams$/, (s) => ({ teams: s.teams })],
  ["POST", /^\/teams$/, (s, _, body) => { const team = { id: "m9", name: body.name, members: body.members.map((email) => ({ id: email, name: email, email })) }; s.teams = [...s.teams, team]; return team; }],
  ["DELETE", /^\/teams\/(\w+)$/, () => { throw new Refused(409, "Conflict", "team_in_use"); }],
  ["GET", /^\/users$/, () => ({ users: sample.users() })],
  ["PATCH", /^\/users\/(\w+)$/, (_, [id], body) => ({ ...sample.users().find((u) => u.id === id), ...body })],
  ["GET", /^\/notices$/, (s) => ({ notices: s.notices })],
  ["POST", /^\/told$/, (s, _, body) => { s.notices = s.notices.filter((n) => !body.notices?.includes(n.id)); s.told = [...(s.told ?? []), ...(body.drafts ?? [])]; }],
  ["GET", /^\/drafts\/(\w+)\/similar$/, (s) => s.similar],
  ["POST", /^\/drafts\/(\w+)\/replace$/, (s, _, body) => { s.replaced = body.draft; s.similar = { ...s.similar, drafts: [] }; return several(s, (d) => { d.roles[0] = { ...d.roles[0], name: "Kept Person", email: "kept@example.com" }; }); }],
  ["POST", /^\/drafts\/(\w+)\/restore$/, (s, [id]) => { s.restored = id; return s.draft; }],
  ["POST", /^\/drafts\/(\w+)\/parts$/, (s) => several(s, (d) => { d.parts = sample.parts(); })],
  ["PATCH", /^\/drafts\/(\w+)\/parts$/, (s, _, body) => several(s, (d) => { d.parts = body.order.map((n) => d.parts[n - 1]); })],
  ["DELETE", /^\/drafts\/(\w+)\/parts\/(\d+)$/, (s, [, n]) => several(s, (d) => { d.parts = d.parts.filter((_, i) => i !== Number(n) - 1); if (d.parts.length === 1) delete d.parts; })],
  ["GET", /^\/drafts$/, (s, _, __, query) => listed("drafts", s.drafts, query)],
  ["GET", /^\/envelopes$/, (s, _, __, query) => listed("envelopes", s.envelopes, query)],
  ["GET", /^\/drafts\/(\w+)$/, (s) => s.draft],
  ["PATCH", /^\/drafts\/(\w+)$/, (s, _, body) => changeDraft(s, body)],
  ["DELETE", /^\/drafts\/(\w+)$/, (s, [id]) => { s.drafts = s.drafts.filter((d) => d.id !== id); }],
  ["POST", /^\/drafts\/(\w+)\/claim$/, (s) => s.draft],
  ["POST", /^\/drafts\/(\w+)\/problems\/(\d+)$/, (s, [, n], body) => settle(s, n, body)],
  ["POST", /^\/drafts\/(\w+)\/password$/, (s, _, body) => unlock(s, body.password)],
  ["GET", /^\/drafts\/(\w+)\/original$/, (s) => ({ original: s.draft.original })],
  ["POST", /^\/drafts\/(\w+)\/send$/, (s) => s.envelope],
  ["GET", /^\/people$/, (_, __, ___, query) => find(query.get("q") ?? "")],
  ["GET", /^\/envelopes\/(\w+)$/, (s) => s.envelope],
  ["POST", /^\/envelopes\/(\w+)\/void$/, (s) => Object.assign(s.envelope, { state: "voided" })],
  ["POST", /^\/envelopes\/(\w+)\/remind$/, (s) => { if (s.reminded) throw new Refused(429, "RateLimited", "reminded_just_now"); s.reminded = true; }],
  ["POST", /^\/envelopes\/(\w+)\/extend$/, (s) => s.envelope],
  ["POST", /^\/ceremony\/open$/, (s, _, body) => { if (body.token !== "good") throw new Refused(404, "NotFound", "link_unknown"); return s.ceremony; }],
  ["GET", /^\/ceremony$/, (s) => s.ceremony],
  ["POST", /^\/ceremony\/code$/, (s, _, body) => Object.assign(s.ceremony, { code_sent: true, asked: body.purpose })],
  ["POST", /^\/ceremony\/access$/, (s, _, body) => { checkCode(s, body.code); return Object.assign(s.ceremony, { state: "consent" }); }],
  ["POST", /^\/ceremony\/consent$/, (s) => Object.assign(s.ceremony, { state: "open" })],
  ["GET", /^\/ceremony\/document$/, (s) => ({ ...s.document, fields: s.document.fields.map((f) => (f.name in s.values ? { ...f, value: s.values[f.name] } : f)) })],
  ["PATCH", /^\/ceremony\/values$/, (s, _, body) => { Object.assign(s.values, body.values); }],
  ["POST", /^\/ceremony\/sign$/, (s, _, body) => sign(s, body)],
  ["POST", /^\/ceremony\/decline$/, (s, _, body) => Object.assign(s.ceremony, { state: "declined", reason: body.reason })],
  ["GET", /^\/(?:drafts\/\w+|ceremony)\/pages\/(\d+)\/text$/, (_, [n], __, ___, path) => text(path.startsWith("/drafts") ? "contract-tags" : "contract-prepared", n)],
];

function api(s, request, response, path, query, body) {
  const { method } = request;
  s.calls.push(`${method} ${path}`);
  if (s.down) throw new Refused(503, "Unavailable", "unavailable", { support: "7K4-2QD" });
  if (method !== "GET" && request.headers["x-quillport"] !== "1") throw new Refused(403, "Forbidden", "csrf");
  const page = /^\/(drafts|envelopes|ceremony)\/.*?pages\/(\d+)\/image$|^\/(ceremony)\/pages\/(\d+)\/image$/.exec(path);
  if (page) {
    response.writeHead(200, { "Content-Type": "image/png", "Cache-Control": "private, max-age=60" });
    return response.end(image((page[1] ?? page[3]) === "drafts" ? "contract-tags" : "contract-prepared", page[2] ?? page[4], query.get("dpi") ?? 144));
  }
  if (/\/(file|certificate)$/.test(path) && method === "GET") {
    response.writeHead(200, { "Content-Type": "application/pdf" });
    return response.end(readFileSync(new URL("./data/contract-prepared.pdf", import.meta.url)));
  }
  if (path === "/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 1000\n\n");
    s.listeners.add(response);
    return response.on("close", () => s.listeners.delete(response));
  }
  for (const [verb, pattern, act] of routes) {
    const match = verb === method ? pattern.exec(path) : null;
    if (!match) continue;
    const answer = act(s, match.slice(1), body, query, path);
    response.writeHead(answer === undefined ? 204 : 200, { "Content-Type": "application/json" });
    return response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }
  throw new Refused(404, "NotFound", "");
}

function files(response, path) {
  const file = normalize(join(dist, path));
  const found = file.startsWith(dist) && existsSync(file) && statSync(file).isFile() ? file : join(dist, "index.html");
  response.writeHead(200, { "Content-Type": types[extname(found)] ?? "application/octet-stream", "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer" });
  response.end(readFileSync(found));
}

/** Starts a portal on a free port (or the one given). `portal.state` may be read and changed at will. */
export async function start(port = 0) {
  const portal = { state: fresh(), origin: "", close: () => {}, tell: (kind, id) => { for (const l of portal.state.listeners) l.write(`event: ${kind}\ndata: ${JSON.stringify({ kind, id })}\n\n`); } };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith("/api/v1")) return files(response, url.pathname);
    const parts = [];
    request.on("data", (c) => parts.push(c)).on("end", () => {
      try {
        api(portal.state, request, response, url.pathname.slice(7), url.searchParams, parts.length ? JSON.parse(Buffer.concat(parts).toString()) : {});
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        response.writeHead(error.status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(error.body));
      }
    });
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  portal.origin = `http://127.0.0.1:${server.address().port}`;
  portal.close = () => { server.closeAllConnections(); server.close(); };
  return portal;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`${(await start(4173)).origin}/  signer: /sign#good  set-up: /setup#first`);
