import { css, html, type TemplateResult } from "lit";
import { icon } from "./icons";

export const brandStyle = css`
  .brand { display: inline-flex; align-items: center; gap: var(--q-2); font: 650 1.0625rem/1.5rem var(--q-font-display); font-variation-settings: "opsz" 32; letter-spacing: -.025em; color: var(--q-text); text-decoration: none; }
  .brand svg { color: var(--q-ink); }
`;

export function brand(): TemplateResult {
  return html`<span class="brand">${icon("nib", 24)}<span>Quillport</span></span>`;
}
