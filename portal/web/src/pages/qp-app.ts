import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { Refusal } from "../api/client";
import type { Session } from "../api/types.gen";
import { QpElement } from "../elements/qp-element";
import { openSession } from "../ticket";
import { base, buttons } from "../styles/shared";
import { t } from "../i18n";
import "../elements/qp-failure";
import "../elements/qp-trial";

interface Route {
  page: "inbox" | "setup" | "login" | "draft" | "envelope" | "sign" | "account" | "house" | "missing";
  id: string;
  folder?: string;
}

function routeOf(path: string): Route {
  const [, head = "", id = ""] = path.split("/");
  const decoded = decodeURIComponent(id);
  const asked = new URLSearchParams(location.search);
  if (head === "") return { page: "inbox", id: asked.get("show") ?? "", folder: asked.get("folder") ?? "" };
  if (head === "setup" || head === "login" || head === "account" || head === "house") return { page: head, id: "" };
  if (head === "drafts") return id ? { page: "draft", id: decoded } : { page: "inbox", id: "" };
  if (head === "envelopes" && id) return { page: "envelope", id: decoded };
  // Messages carry the token in the fragment, which no server, log or mail scanner is sent.
  if (head === "sign") return { page: "sign", id: location.hash.slice(1) };
  return { page: "missing", id: "" };
}

/** Which page is open, and who is logged in. The pages come in their own files, when they are needed. */
@customElement("qp-app")
export class QpApp extends QpElement {
  static override styles = [base, buttons, css`
    :host { min-height: 100dvh; display: flex; flex-direction: column; background: var(--q-paper); }
    :host([framed]) { height: var(--view, 100dvh); min-height: 0; overflow: hidden; }
    main { flex: 1; display: flex; flex-direction: column; min-height: 0; }
    :host([framed]) main { overflow-y: auto; }
    main > * { flex: 1; min-height: 0; }
    .missing { padding: var(--q-16) var(--q-5); max-width: 32rem; margin-inline: auto; display: grid; gap: var(--q-3); align-content: start; justify-items: start; }
  `];

  @state() private route: Route = routeOf(location.pathname);
  @state() private session?: Session;
  @state() private failure: unknown;
  @state() private ready = "";

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.moved);
    this.addEventListener("qp-go", (e) => this.open((e as CustomEvent<string>).detail));
    this.addEventListener("qp-session", (e) => { this.session = (e as CustomEvent<Session>).detail; this.open(this.wantedAfterLogin()); });
    this.addEventListener("qp-logged-out", () => { this.session = undefined; this.open("/login"); });
    this.addEventListener("qp-trial", () => { if (this.session === undefined) this.trial = true; });
    this.addEventListener("click", this.clicked);
    visualViewport?.addEventListener("resize", this.resized);
    void this.enter();
  }

  @state() private trial = false;

  /** Pages with a view of their own fill the window; where a keypad lies over it, what is left of it. A person's own zoom is not that. */
  private resized = (): void => {
    const seen = visualViewport;
    if (seen && Math.abs(seen.scale - 1) < 0.01) this.style.setProperty("--view", `${Math.round(seen.height)}px`);
  };

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("route")) this.toggleAttribute("framed", this.route.page === "sign" || this.route.page === "draft");
  }

  private moved = (): void => {
    this.route = routeOf(location.pathname);
    void this.enter();
  };

  private open(path: string): void {
    if (path !== location.pathname + location.search) history.pushState(null, "", path);
    scrollTo(0, 0);
    this.moved();
  }

  /** Links inside the application open without loading it again. */
  private clicked = (e: MouseEvent): void => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const link = e.composedPath().find((n): n is HTMLAnchorElement => n instanceof HTMLAnchorElement);
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
    e.preventDefault();
    this.open(link.pathname + link.search);
  };

  private wantedAfterLogin(): string {
    const wanted = sessionStorage.getItem("quillport.wanted") ?? "/";
    sessionStorage.removeItem("quillport.wanted");
    // Two slashes would name another host.
    return /^\/(?![/\\])/.test(wanted) ? wanted : "/";
  }

  private async enter(): Promise<void> {
    const { page } = this.route;
    this.failure = undefined;
    try {
      if (page !== "sign" && page !== "missing") {
        this.session ??= await openSession();
        if (!this.session.user && page !== "setup" && page !== "login") return this.toLogin();
      }
      await this.load(page);
      this.ready = page;
    } catch (error) {
      this.failure = error;
    }
  }

  private toLogin(): void {
    sessionStorage.setItem("quillport.wanted", location.pathname + location.search);
    history.replaceState(null, "", "/login");
    this.moved();
  }

  private async load(page: Route["page"]): Promise<void> {
    if (page === "sign") await import("./qp-sign");
    else if (page === "draft") await import("./qp-draft");
    else if (page === "envelope") await import("./qp-envelope");
    else if (page === "inbox") await import("./qp-inbox");
    else if (page === "account") await import("./qp-account");
    else if (page === "house") await import("./qp-house");
    else if (page === "setup") await import("./qp-setup");
    else if (page === "login") await import("./qp-login");
  }

  override render(): TemplateResult {
    const trial = this.trial || (this.session?.trial ?? false);
    return html`${trial ? html`<qp-trial></qp-trial>` : nothing}<main>${this.page()}</main>`;
  }

  private page(): TemplateResult | typeof nothing {
    if (this.failure !== undefined) return html`<qp-failure .error=${this.failure} .title=${t("failure.start")} @retry=${() => { if (!(this.failure instanceof Refusal)) location.reload(); else void this.enter(); }}></qp-failure>`;
    const { page, id, folder = "" } = this.route;
    if (page === "missing") return html`<div class="missing"><h1>${t("missing.title")}</h1><p class="second">${t("missing.text")}</p><a class="btn outlined" href="/">${t("missing.go")}</a></div>`;
    if (this.ready !== page) return nothing;
    if (page === "sign") return html`<qp-sign .token=${id}></qp-sign>`;
    if (!this.session) return nothing;
    if (page === "draft") return html`${keyed(id, html`<qp-draft .draftId=${id} .session=${this.session}></qp-draft>`)}`;
    if (page === "envelope") return html`<qp-envelope .envelopeId=${id} .session=${this.session}></qp-envelope>`;
    if (page === "house") return html`<qp-house .session=${this.session}></qp-house>`;
    if (page === "account") return html`<qp-account .session=${this.session}></qp-account>`;
    if (page === "setup") return html`<qp-setup .session=${this.session}></qp-setup>`;
    return page === "login" ? html`<qp-login .session=${this.session}></qp-login>` : html`<qp-inbox .show=${id} .folder=${folder} .session=${this.session}></qp-inbox>`;
  }
}
