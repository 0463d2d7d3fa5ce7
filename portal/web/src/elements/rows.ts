import { css } from "lit";

/** The look that rows of drafts and of envelopes share. */
export const rows = css`
  :host { display: block; }
  .row { position: relative; display: grid; grid-template-columns: 2.75rem minmax(0, 1fr) minmax(9rem, 14rem) 6.5rem 10rem; align-items: center; gap: var(--q-2) var(--q-5); padding: var(--q-4) var(--q-5); transition: background-color var(--q-slow) var(--q-ease); }
  .row:hover { background: var(--q-sunken); }
  .row.fresh { background: var(--q-ink-soft); }
  .sheet { width: 2.75rem; height: 3.75rem; border-radius: var(--q-r-sheet); background: var(--q-sheet); border: 1px solid var(--q-line); overflow: hidden; display: grid; place-items: center; color: var(--q-sheet-other); }
  .sheet img { width: 100%; height: 100%; object-fit: cover; object-position: top; display: block; filter: brightness(var(--q-sheet-dim)); }
  .what { min-width: 0; display: grid; gap: 2px; }
  .what > a { color: var(--q-text); text-decoration: none; overflow-wrap: anywhere; font: var(--q-t-action); font-size: 1rem; justify-self: start; }
  .what > a:hover { text-decoration: underline; text-underline-offset: .2em; }
  .filed { display: flex; flex-wrap: wrap; align-items: center; gap: 4px var(--q-3); }
  .source { display: flex; align-items: center; gap: 6px; min-width: 0; color: var(--q-text-2); }
  .state { display: grid; gap: 4px; justify-items: start; min-width: 0; }
  .at { text-align: right; } .fresh .at { color: var(--q-ink); font-weight: 600; }
  .act { display: grid; min-width: 0; }
  .act .btn { padding-inline: var(--q-3); }
  @media (max-width: 1100px) { .row { grid-template-columns: 2.75rem minmax(0, 1fr) minmax(8rem, 11rem) 9.5rem; } .at { display: none; } }
  @media (max-width: 799px) {
    .row { grid-template-columns: 2.75rem minmax(0, 1fr) auto; padding: var(--q-4); gap: var(--q-3); }
    .at { display: block; align-self: start; padding-top: 2px; grid-area: 1 / 3; } .sheet { align-self: start; }
    .state { grid-column: 2 / -1; grid-row: 2; display: flex; flex-wrap: wrap; align-items: center; gap: var(--q-2); }
    .act { grid-column: 2 / -1; grid-row: 3; justify-self: start; }
  }
  @media (max-width: 360px) { .row { grid-template-columns: minmax(0, 1fr) auto; } .sheet { display: none; } .at { grid-area: 1 / 2; } .state, .act { grid-column: 1 / -1; } }
`;
