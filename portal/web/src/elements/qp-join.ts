import { customElement, property } from "lit/decorators.js";
import { ask } from "../api/client";
import type { DraftList, DraftSummary } from "../api/types.gen";
import { dayAndTime } from "../logic/dates";
import { t } from "../i18n";
import { ChoiceSheet, type ChoiceWords } from "./choice-sheet";

/** Asks to which of the other open drafts this one is to be added. */
@customElement("qp-join")
export class QpJoin extends ChoiceSheet<DraftSummary> {
  @property() draftId = "";

  protected override readonly words: ChoiceWords = { title: "join.title", text: "join.text", none: "join.none", chosen: "qp-join", test: "join" };

  protected override async fetch(): Promise<DraftSummary[]> {
    return (await ask<DraftList>("GET", "/drafts?limit=100")).drafts.filter((d) => d.mine && d.id !== this.draftId);
  }

  protected override line(one: DraftSummary): { label: string; caption: string; id: string } {
    return { label: one.title, caption: `${dayAndTime(one.received)} · ${t("count.pages", { n: one.pages })}`, id: one.id };
  }
}
