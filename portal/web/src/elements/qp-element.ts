import { LitElement } from "lit";

/** What every page of ours shares: moving focus after drawing, and navigation without loading. */
export class QpElement extends LitElement {
  /** Sends an event that passes through the shadow trees. */
  protected emit<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }

  protected find<T extends Element>(selector: string): T | null {
    return this.renderRoot.querySelector<T>(selector);
  }

  /** Focuses what the selector names as soon as it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.find<HTMLElement>(selector)?.focus();
  }

  protected go(path: string): void {
    this.emit("qp-go", path);
  }
}
