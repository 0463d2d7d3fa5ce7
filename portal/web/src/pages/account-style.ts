import { css } from "lit";

export const accountStyle = css`
  header { display: grid; gap: 2px; margin-bottom: var(--q-6); }
  section { display: grid; gap: var(--q-4); padding: var(--q-6); max-width: 44rem; }
  section.wide { max-width: none; }
  section + section { margin-top: var(--q-5); }
  form { display: grid; gap: var(--q-4); } form .btn { justify-self: start; }
  ul { border: 1px solid var(--q-line); border-radius: var(--q-r-control); }
  li { display: flex; flex-wrap: wrap; align-items: center; gap: var(--q-2) var(--q-4); padding: var(--q-3) var(--q-4); } li + li { border-top: 1px solid var(--q-line); }
  .what { flex: 1 1 10rem; min-width: 0; display: grid; overflow-wrap: anywhere; }
  .made { display: grid; gap: var(--q-2); padding: var(--q-4); border-radius: var(--q-r-control); background: var(--q-ink-soft); }
  code { font: 500 .9375rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
  @media (max-width: 799px) { section { padding: var(--q-4); } form .btn { width: 100%; } }
`;
