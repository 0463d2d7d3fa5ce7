import { css } from "lit";

export const guideStyle = css`
  .dock { display: grid; gap: var(--q-3); padding: min(var(--q-3), 4vw) min(var(--q-4), 5vw) max(min(var(--q-3), 4vw), env(safe-area-inset-bottom)); background: var(--q-surface); border-top: 1px solid var(--q-line); }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: var(--q-1); } .foot .label { flex: 1 1 7rem; }
  .foot .main { width: auto; min-height: var(--q-touch); padding-inline: var(--q-6); }
  .foot [disabled] { visibility: hidden; }
  .panel { padding: 1.75rem; display: grid; gap: var(--q-4); align-content: start; }
  .top { display: flex; align-items: baseline; justify-content: space-between; gap: var(--q-3); }
  ol { display: grid; margin-top: var(--q-3); }
  li { position: relative; display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: var(--q-4); padding-bottom: var(--q-5); }
  li > div { min-width: 0; } li .caption { overflow-wrap: anywhere; }
  li:not(:last-child)::before { content: ""; position: absolute; left: .71rem; top: 1.5rem; bottom: 0; width: 2px; background: var(--q-line); }
  .dot { position: relative; display: grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 1px solid var(--q-line-strong); background: var(--q-surface); font: 500 .8125rem/1 var(--q-font); color: var(--q-text-2); }
  .done .dot { background: var(--q-ok); border-color: var(--q-ok); color: var(--q-surface); }
  .here .dot { border: 2px solid var(--q-ink); } .here .dot::after { content: ""; width: .625rem; height: .625rem; border-radius: 50%; background: var(--q-ink); }
  .name { padding: 0; border: 0; background: none; font: var(--q-t-body); color: var(--q-text); text-align: left; cursor: pointer; border-radius: var(--q-r-mark); min-height: 1.5rem; }
  .name:hover { text-decoration: underline; text-underline-offset: .2em; } .here .name { font-weight: 600; }
  .go { display: grid; gap: var(--q-3); padding-left: 2.5rem; text-align: center; }
  .go .main { min-height: var(--q-control); }
`;
