import { css } from "lit";

/** The look of the pages before one is inside: set-up and log-in. */
export const gate = css`
  .gate { width: 100%; max-width: 26rem; margin: 0 auto; padding: var(--q-8) var(--q-5) var(--q-10); display: grid; gap: var(--q-8); align-content: start; }
  .intro { display: grid; gap: var(--q-2); }
  form { display: grid; gap: var(--q-5); }
  .told { display: flex; gap: var(--q-2); align-items: flex-start; padding: var(--q-3) var(--q-4); border-radius: var(--q-r-control); background: var(--q-danger-soft); color: var(--q-danger); font: var(--q-t-body); }
  .told svg { margin-top: 2px; }
  @media (min-width: 800px) { .gate { padding-block: 10vh var(--q-16); } }
`;
