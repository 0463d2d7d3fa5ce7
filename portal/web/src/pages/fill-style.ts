import { css } from "lit";

export const fillStyle = css`
  :host { display: flex; flex-direction: column; height: 100%; min-height: 0; overflow-y: auto; }
  header { display: flex; align-items: center; gap: var(--q-4); min-height: 3.5rem; padding: var(--q-2) var(--q-2) var(--q-2) var(--q-4); background: var(--q-surface); border-bottom: 1px solid var(--q-line); flex: none; }
  .of { flex: 1; min-width: 0; } .of h1 { font: var(--q-t-action); letter-spacing: 0; font-variation-settings: normal; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .of p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  /* With large text the guide goes under the document, which keeps a third of what is seen; then the whole page scrolls. */
  .split { flex: 1 0 auto; display: grid; grid-template-rows: minmax(calc(var(--view, 100dvh) * .3), 1fr) auto; }
  .brand, .wide-only { display: none; }
  qp-thumbs { display: none; }
  .foot { display: none; }
  .wrongs { display: flex; align-items: center; gap: var(--q-3); flex-wrap: wrap; padding: var(--q-2) var(--q-4); background: var(--q-danger-soft); }
  @media (min-width: 800px) {
    header { min-height: 4rem; padding-inline: var(--q-6); }
    .brand { display: inline-flex; padding-right: var(--q-4); border-right: 1px solid var(--q-line); min-height: 1.75rem; } .wide-only { display: inline-flex; } qp-menu { display: none; }
    .split { flex: 1 1 0; min-height: 0; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) 24rem; }
    qp-document { grid-row: 1 / -1; }
    .side { overflow-y: auto; background: var(--q-surface); border-left: 1px solid var(--q-line); }
    .foot { display: flex; gap: var(--q-3); padding: var(--q-5) 1.75rem; background: var(--q-surface); border-left: 1px solid var(--q-line); border-top: 1px solid var(--q-line); color: var(--q-text-2); } .foot b { color: var(--q-text); font-weight: 600; }
  }
  @media (min-width: 1100px) { .split { grid-template-columns: 10.5rem minmax(0, 1fr) 24rem; } qp-thumbs { display: block; grid-row: 1 / -1; } }
  @media (max-width: 799px) and (max-height: 420px) { header { display: none; } }
`;
