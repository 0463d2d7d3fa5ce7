import { ask, part, tell } from "../api/client";
import type { Template, TemplateContent, TemplateList } from "../api/types.gen";
import { contentOf } from "../logic/template";
import { t } from "../i18n";
import type { QpDraft } from "./qp-draft";

/** Templates on the page of one draft: one is used, or made of what the draft says. */
export class Templates {
  open?: "use" | "save";

  constructor(private readonly host: QpDraft) {}

  close(): void {
    this.open = undefined;
    this.host.told = "";
    this.host.requestUpdate();
  }

  /** What the template says takes the place of what was there, until it is taken back. */
  use(template: Template): Promise<void> {
    return this.host.several.act(async () => {
      const { editor } = this.host;
      await editor.flush();
      const { message = "", language = "", expires = "", folder = "", roles = [] } = editor.draft ?? {};
      await editor.act("POST", "/template", { template: template.name });
      this.open = undefined;
      return { text: t("template.used", { name: template.name }), undo: () => editor.act("PATCH", "", { message, language, expires, folder, roles }) };
    });
  }

  /** Keeps what the draft says under this name, until it is taken back. */
  save(name: string): Promise<void> {
    return this.host.several.act(async () => {
      const { editor } = this.host;
      await editor.flush();
      const before = (await ask<TemplateList>("GET", "/templates")).templates.find((each) => each.name === name);
      const { message, language, expires, folder, roles } = editor.draft ?? {};
      await this.put(name, { message, language, expires, folder, roles });
      this.open = undefined;
      return { text: t("template.saved", { name }), undo: () => (before ? this.put(name, contentOf(before)) : tell("DELETE", `/templates/${part(name)}`)) };
    });
  }

  private put(name: string, content: TemplateContent): Promise<Template> {
    return ask<Template>("PUT", `/templates/${part(name)}`, content);
  }
}
