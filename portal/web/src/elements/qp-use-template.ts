import { customElement } from "lit/decorators.js";
import { ask } from "../api/client";
import type { Template, TemplateList } from "../api/types.gen";
import { wordsOf } from "../logic/template";
import { ChoiceSheet, type ChoiceWords } from "./choice-sheet";

/** Asks which template a draft is to be filled in by. */
@customElement("qp-use-template")
export class QpUseTemplate extends ChoiceSheet<Template> {
  protected override readonly words: ChoiceWords = { title: "template.which", text: "template.useText", none: "template.none", chosen: "qp-use", test: "template" };

  protected override async fetch(): Promise<Template[]> {
    return (await ask<TemplateList>("GET", "/templates")).templates;
  }

  protected override line(one: Template): { label: string; caption: string } {
    return { label: one.name, caption: wordsOf(one) };
  }
}
