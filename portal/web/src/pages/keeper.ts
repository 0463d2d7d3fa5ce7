import { tell, Refusal } from "../api/client";
import type { Values } from "../logic/guide";

export type Saving = "saved" | "saving" | "kept";

/**
 * Keeps what a signer typed: in the portal soon after the last key, and until it is there in the tab's own storage, which ends with
 * the tab. Only what changed since the last answer travels.
 */
export class Keeper {
  private waiting: Values = {};
  private timer?: ReturnType<typeof setTimeout>;
  private running = false;

  constructor(
    private readonly key: string,
    private readonly told: (saving: Saving, error?: unknown) => void,
  ) {
    this.waiting = this.read();
    if (Object.keys(this.waiting).length > 0) this.soon();
    window.addEventListener("online", this.now);
    window.addEventListener("pagehide", this.last);
  }

  /** Values that did not reach the portal before. */
  get kept(): Values {
    return { ...this.waiting };
  }

  private read(): Values {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
      return typeof found === "object" && found !== null ? Object.fromEntries(Object.entries(found).filter((e): e is [string, string] => typeof e[1] === "string")) : {};
    } catch (error) {
      if (error instanceof SyntaxError) return {};
      throw error;
    }
  }

  private write(): void {
    if (Object.keys(this.waiting).length === 0) sessionStorage.removeItem(this.key);
    else sessionStorage.setItem(this.key, JSON.stringify(this.waiting));
  }

  set(name: string, value: string): void {
    this.waiting[name] = value;
    this.write();
    this.told("saving");
    this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.now, 600);
  }

  private now = async (): Promise<void> => {
    if (this.running || Object.keys(this.waiting).length === 0) return;
    this.running = true;
    const sent = { ...this.waiting };
    try {
      await tell("PATCH", "/ceremony/values", { values: sent });
      for (const [name, value] of Object.entries(sent)) if (this.waiting[name] === value) delete this.waiting[name];
      this.write();
      this.told(Object.keys(this.waiting).length === 0 ? "saved" : "saving");
      if (Object.keys(this.waiting).length > 0) this.soon();
    } catch (error) {
      // Kept on the device; without an answer it is tried again, a refusal is for the page to say.
      this.told("kept", error);
      if (error instanceof Refusal && (error.offline || error.status >= 500)) this.timer = setTimeout(this.now, 5000);
    }
    this.running = false;
  };

  /** The page goes: what is not saved yet is sent with it. */
  private last = (): void => {
    if (Object.keys(this.waiting).length > 0) void tell("PATCH", "/ceremony/values", { values: this.waiting }, true).catch(() => undefined);
  };

  /** `done`: nothing is left to keep. */
  stop(done: boolean): void {
    clearTimeout(this.timer);
    window.removeEventListener("online", this.now);
    window.removeEventListener("pagehide", this.last);
    if (done) sessionStorage.removeItem(this.key);
  }
}
