import { css } from "lit";

export const inboxStyle = css`
  header { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: var(--q-4); margin-bottom: var(--q-8); }
  header > div { display: grid; gap: 2px; } .all { justify-self: start; margin-left: calc(-1 * var(--q-2)); }
  .find { position: relative; display: block; width: 17.5rem; max-width: 100%; color: var(--q-text-3); }
  .find svg { position: absolute; left: .875rem; top: 50%; translate: 0 -50%; }
  .find .box { min-height: var(--q-touch); padding-left: 2.5rem; }
  qp-undo, qp-notices { margin-bottom: var(--q-3); }
  .list { overflow: hidden; }
  .list:empty { display: none; }
  .list li + li { border-top: 1px solid var(--q-line); }
  .under { margin: var(--q-8) 0 var(--q-3); }
  .none { padding-top: var(--q-4); }
  .news { width: 100%; margin-bottom: var(--q-3); background: var(--q-ink-soft); color: var(--q-ink); }
  .arriving { animation: arrive var(--q-slow) var(--q-ease); }
  @keyframes arrive { from { translate: 0 -1rem; opacity: 0; } }
  @media (max-width: 799px) { header { margin-bottom: var(--q-5); } .find { width: 100%; } }
`;
