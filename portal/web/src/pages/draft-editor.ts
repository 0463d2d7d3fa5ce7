import { ask, part, Refusal } from "../api/client";
import type { Draft, DraftChange, ProblemSettlement } from "../api/types.gen";

export type Saved = "saved" | "saving" | "failed";
type Wanted = Omit<DraftChange, "version">;

/**
 * The draft as the author sees it: what the portal has, with his own changes over it. Changes are sent soon after they are made, one
 * request at a time; when somebody else changed the draft meanwhile, his newer version is fetched and the own changes go on top.
 */
export class DraftEditor {
  private base?: Draft;
  private wanted: Wanted = {};
  private timer?: ReturnType<typeof setTimeout>;
  private running?: Promise<void>;
  saved: Saved = "saved";
  error: unknown;

  constructor(
    readonly id: string,
    private readonly changed: () => void,
  ) {}

  get draft(): Draft | undefined {
    return this.base ? { ...this.base, ...this.wanted } : undefined;
  }

  private get path(): string {
    return `/drafts/${part(this.id)}`;
  }

  async load(): Promise<void> {
    this.base = await ask<Draft>("GET", this.path);
    this.changed();
  }

  change(wanted: Wanted, soon = 500): void {
    this.wanted = { ...this.wanted, ...wanted };
    this.saved = "saving";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), soon);
    this.changed();
  }

  /** Everything is with the portal when it returns; `saved` says whether that went well. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (Object.keys(this.wanted).length === 0) return;
    this.running = this.save();
    await this.running;
    this.running = undefined;
    if (this.saved === "saving") await this.flush();
  }

  private async save(again = true): Promise<void> {
    const sent = this.wanted;
    const version = this.base?.version ?? 0;
    try {
      this.take(await ask<Draft>("PATCH", this.path, { version, ...sent }), sent);
      this.error = undefined;
    } catch (error) {
      if (again && error instanceof Refusal && error.body.key === "changed_meanwhile") {
        this.base = await ask<Draft>("GET", this.path);
        return this.save(false);
      }
      this.saved = "failed";
      this.error = error;
      if (error instanceof Refusal && error.offline) this.timer = setTimeout(() => { this.saved = "saving"; void this.flush(); }, 5000);
    }
    this.changed();
  }

  /** What was sent is in the answer now; what changed since stays on top. */
  private take(draft: Draft, sent: Wanted): void {
    this.base = draft;
    if (this.wanted.title === sent.title) delete this.wanted.title;
    if (this.wanted.message === sent.message) delete this.wanted.message;
    if (this.wanted.folder === sent.folder) delete this.wanted.folder;
    if (this.wanted.roles === sent.roles) delete this.wanted.roles;
    this.saved = Object.keys(this.wanted).length === 0 ? "saved" : "saving";
  }

  async settle(problem: number, how: Omit<ProblemSettlement, "version">): Promise<void> {
    await this.act("POST", `/problems/${problem}`, how);
  }

  /** Does something else with the draft, on top of all own changes; its answer is the draft as it is now. */
  async act(method: "POST" | "PATCH" | "DELETE", sub: string, how: object): Promise<Draft> {
    await this.flush();
    const version = this.base?.version ?? 0;
    this.base = await (method === "DELETE" ? ask<Draft>(method, `${this.path}${sub}?version=${version}`) : ask<Draft>(method, this.path + sub, { version, ...how }));
    this.changed();
    return this.base;
  }
}
