import { html, nothing, type TemplateResult } from "lit";
import type { Template } from "../api/types.gen";
import type { QpDraft } from "./qp-draft";
import "../elements/qp-save-template";
import "../elements/qp-use-template";

export function templateDialog(host: QpDraft): TemplateResult | typeof nothing {
  const { templates } = host;
  if (templates.open === "use") return html`<qp-use-template .told=${host.told} ?busy=${host.busy} @qp-use=${(e: CustomEvent<Template>) => templates.use(e.detail)} @qp-close=${() => templates.close()}></qp-use-template>`;
  if (templates.open === "save") return html`<qp-save-template .told=${host.told} ?busy=${host.busy} @qp-save=${(e: CustomEvent<string>) => templates.save(e.detail)} @qp-close=${() => templates.close()}></qp-save-template>`;
  return nothing;
}
