import { css, html, type TemplateResult } from "lit";
import { icon } from "./icons";

export const brandStyle = css`
  .brand { display: inline-flex; align-items: center; gap: var(--q-2); font: 600 1rem/1.5rem var(--q-font-display); letter-spacing: -.02em; color: var(--q-text); text-decoration: none; }
  .brand svg { color: var(--q-ink); }
`;

export function brand(): TemplateResult {
  return html`<span class="brand">${icon("nib", 24)}<span>Quillport</span></span>`;
}
