import { css } from "lit";

/** A sentence with what can be done about it, above what it is about. */
export const bannerStyle = css`
  :host { display: block; }
  .banner { display: flex; flex-wrap: wrap; align-items: center; gap: var(--q-2) var(--q-4); padding: var(--q-3) var(--q-4); border-radius: var(--q-r-control); background: var(--q-ink-soft); color: var(--q-text); }
  .banner + .banner { margin-top: var(--q-2); }
  .banner.warn { background: var(--q-warn-soft); }
  .banner.warn > svg { color: var(--q-warn); }
  .banner > svg { color: var(--q-ink); }
  .banner .say { flex: 1 1 16rem; min-width: 0; overflow-wrap: anywhere; }
  .banner .do { display: flex; flex-wrap: wrap; gap: var(--q-2); margin-left: auto; }
  .banner .btn { padding-inline: var(--q-4); }
  @media (max-width: 799px) { .banner .do { margin-left: 0; width: 100%; } .banner .do .btn { flex: 1 1 auto; } }
`;
