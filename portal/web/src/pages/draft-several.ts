import { ask, part } from "../api/client";
import type { Draft, DraftList, DraftSummary, Similar, SimilarDraft } from "../api/types.gen";
import type { QpParts } from "../elements/qp-parts";
import { sentence } from "../errors";
import { watch } from "../live";
import { shown } from "../shown";
import { restore } from "../undo";
import { t } from "../i18n";
import type { QpDraft } from "./qp-draft";

/** What was done with several prints, and how it is taken back. */
export interface Done {
  text: string;
  undo: () => Promise<unknown>;
}

/**
 * Several prints on the page of one draft: what is like it, what came out of the printer meanwhile, and what its author makes of both.
 * Everything can be taken back.
 */
export class Several {
  similar?: Similar;
  arrived: DraftSummary[] = [];
  done?: Done;
  joining = false;
  private known?: Set<string>;
  private passed = new Set<string>();
  private stop?: () => void;

  constructor(private readonly host: QpDraft) {}

  start(): void {
    this.stop = watch(() => this.look());
    void this.loadSimilar();
    void shown([this.host.draftId]);
  }

  end(): void {
    this.stop?.();
  }

  private async loadSimilar(): Promise<void> {
    try {
      this.similar = await ask<Similar>("GET", `/drafts/${part(this.host.draftId)}/similar`);
    } catch {
      // Nothing depends on it: the page of the draft is whole without.
      this.similar = undefined;
    }
    this.host.requestUpdate();
  }

  /** Drafts of the user that came out of a printer since the page was opened. */
  private async look(): Promise<boolean> {
    try {
      const mine = (await ask<DraftList>("GET", "/drafts?limit=50")).drafts.filter((d) => d.mine && d.queue !== "" && d.id !== this.host.draftId);
      this.known ??= new Set(mine.map((d) => d.id));
      this.arrived = mine.filter((d) => !this.known?.has(d.id) && !this.passed.has(d.id));
      void shown(this.arrived.map((d) => d.id));
      this.host.requestUpdate();
      return true;
    } catch {
      return false;
    }
  }

  pass(id: string): void {
    this.passed.add(id);
    this.arrived = this.arrived.filter((d) => d.id !== id);
    this.host.requestUpdate();
  }

  keepBoth(): void {
    if (this.similar) this.similar = { ...this.similar, drafts: [] };
    this.host.requestUpdate();
  }

  /** Does something with the portal, then shows the draft as it is now and how to take it back. */
  async act(work: () => Promise<Done | undefined>): Promise<void> {
    if (this.host.busy) return;
    this.host.busy = true;
    this.host.told = "";
    try {
      this.done = await work();
      await this.loadSimilar();
    } catch (error) {
      this.host.told = sentence(error);
      await this.host.editor.load();
    }
    this.host.busy = false;
  }

  replace(other: SimilarDraft): Promise<void> {
    return this.act(async () => {
      await this.host.editor.act("POST", "/replace", { draft: other.id });
      return { text: t("similar.replaced", { title: other.title }), undo: () => restore(other.id) };
    });
  }

  add(other: DraftSummary): Promise<void> {
    return this.act(async () => {
      const draft = await this.host.editor.act("POST", "/parts", { draft: other.id });
      this.pass(other.id);
      return { text: t("parts.added", { title: other.title }), undo: () => this.out(draft.parts?.length ?? 0) };
    });
  }

  /** Adds this draft to another one, whose page opens then. */
  join(other: DraftSummary): Promise<void> {
    return this.act(async () => {
      await this.host.editor.flush();
      const target = await ask<Draft>("GET", `/drafts/${part(other.id)}`);
      await ask<Draft>("POST", `/drafts/${part(other.id)}/parts`, { version: target.version, draft: this.host.draftId });
      this.joining = false;
      this.host.dispatchEvent(new CustomEvent("qp-go", { detail: `/drafts/${part(other.id)}`, bubbles: true, composed: true }));
      return undefined;
    });
  }

  arrange(order: number[], place: number, up: boolean): Promise<void> {
    return this.act(async () => {
      await this.host.editor.act("PATCH", "/parts", { order });
      this.host.news = t("assign.moved", { n: place, of: order.length });
      void this.follow(place, up);
      return undefined;
    });
  }

  /** The arrow of the document that was moved keeps the focus. */
  private async follow(place: number, up: boolean): Promise<void> {
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<QpParts>("qp-parts")?.focusAt(place, up);
  }

  private out(number: number): Promise<Draft> {
    return this.host.editor.act("DELETE", `/parts/${number}`, {});
  }

  takeOut(number: number): Promise<void> {
    return this.act(async () => {
      const title = this.host.draft?.parts?.[number - 1]?.title ?? "";
      await this.out(number);
      this.host.news = t("parts.takenOut", { title });
      return undefined;
    });
  }

  undo(): Promise<void> {
    const { done } = this;
    return this.act(async () => {
      await done?.undo();
      await this.host.editor.load();
      return undefined;
    });
  }
}
