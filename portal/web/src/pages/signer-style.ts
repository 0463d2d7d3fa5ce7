import { css } from "lit";

/** The pages of the signer around the document: one narrow column on the ground. */
export const signerStyle = css`
  .column { width: 100%; max-width: 30rem; margin: 0 auto; padding: var(--q-5) var(--q-5) var(--q-10); display: flex; flex-direction: column; gap: var(--q-5); min-height: 100%; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; min-height: var(--q-touch); }
  .what { display: grid; gap: var(--q-1); padding-bottom: var(--q-6); border-bottom: 1px solid var(--q-line); }
  .language { position: relative; color: var(--q-text-2); }
  .language select { appearance: none; field-sizing: content; max-width: 100%; text-align: right; min-height: var(--q-touch); padding: 0 1.75rem 0 var(--q-2); border: 0; background: none; font: var(--q-t-action); color: inherit; cursor: pointer; border-radius: var(--q-r-control); }
  .language option { color: var(--q-text); background: var(--q-surface); }
  .language svg { position: absolute; right: 4px; top: 50%; translate: 0 -50%; pointer-events: none; }
  .links { display: flex; justify-content: space-between; align-items: center; gap: var(--q-3); flex-wrap: wrap; min-height: var(--q-touch); }
  .links .btn { padding-inline: 0; }
  .calm { display: flex; justify-content: center; gap: var(--q-2); text-align: center; }
  .foot { margin-top: auto; text-align: center; padding-top: var(--q-8); }
  @media (min-width: 800px) { .column { padding-top: var(--q-10); } }
`;
