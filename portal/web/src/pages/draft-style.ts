import { css } from "lit";

export const draftStyle = css`
  :host { display: flex; flex-direction: column; height: 100%; min-height: 0; max-height: 100dvh; }
  header { display: flex; align-items: center; gap: var(--q-3); min-height: 4rem; padding: var(--q-2) var(--q-4) var(--q-2) var(--q-2); background: var(--q-surface); border-bottom: 1px solid var(--q-line); flex: none; }
  .of { flex: 1; min-width: 0; display: grid; } .of p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .of input { width: 100%; min-height: 1.75rem; padding: 0 var(--q-1); margin-left: calc(-1 * var(--q-1)); border: 1px solid transparent; border-radius: var(--q-r-mark); background: none; color: var(--q-text); font: var(--q-t-action); text-overflow: ellipsis; }
  .of input:hover { border-color: var(--q-line); } .of input:focus-visible { border-color: var(--q-ink); box-shadow: 0 0 0 3px var(--q-ink-soft); }
  header .chip { flex: none; max-width: 12rem; }
  .tabs { display: none; }
  .split { flex: 1; min-height: 0; display: grid; grid-template: minmax(0, 1fr) auto / 8.5rem minmax(0, 1fr) 29.5rem; }
  qp-thumbs, qp-document { grid-row: 1 / -1; }
  .panel { overflow-y: auto; padding: var(--q-6); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--q-4); align-content: start; background: var(--q-surface); border-left: 1px solid var(--q-line); }
  .panel > .heading, .who-head { margin-top: var(--q-4); } .panel > :first-child { margin-top: 0; }
  .who-head { display: flex; align-items: center; justify-content: space-between; gap: var(--q-3); flex-wrap: wrap; }
  .who-head label { position: relative; color: var(--q-ink); } .who-head select { appearance: none; max-width: 100%; field-sizing: content; min-height: var(--q-touch); padding: 0 1.75rem 0 var(--q-2); border: 0; border-radius: var(--q-r-control); background: none; color: inherit; font: var(--q-t-action); cursor: pointer; } .who-head option { color: var(--q-text); background: var(--q-surface); }
  .who-head svg { position: absolute; right: 2px; top: 50%; translate: 0 -50%; pointer-events: none; }
  .roles { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--q-3); } .who-head > * { max-width: 100%; } .more { display: grid; gap: var(--q-4); padding-top: var(--q-4); border-top: 1px solid var(--q-line); }
  .foot { display: flex; align-items: center; justify-content: space-between; gap: var(--q-4); padding: var(--q-4) var(--q-6); background: var(--q-surface); border-left: 1px solid var(--q-line); border-top: 1px solid var(--q-line); grid-column: 3; }
  .foot .btn { min-width: 9.5rem; min-height: var(--q-control); } .foot > div { min-width: 0; }
  .refused { padding: var(--q-3) var(--q-4); border-radius: var(--q-r-control); background: var(--q-danger-soft); } .refused .wrong { font: var(--q-t-body); }
  .note { display: flex; gap: var(--q-2); padding: var(--q-3) var(--q-4); border-radius: var(--q-r-control); background: var(--q-warn-soft); color: var(--q-warn); } .note span { color: var(--q-text); }
  .origin { display: flex; align-items: center; justify-content: space-between; gap: var(--q-2); flex-wrap: wrap; } .origin p { flex: 1 1 12rem; } .origin .btn { margin-inline: calc(-1 * var(--q-2)); } .locked { flex: 1; overflow-y: auto; }
  .over { max-width: 32rem; margin: var(--q-16) auto; padding: 0 var(--q-5); display: grid; gap: var(--q-3); justify-items: start; }
  @media (max-width: 1279px) { .split { grid-template-columns: minmax(0, 1fr) 26rem; } qp-thumbs { display: none; } .foot { grid-column: 2; } }
  @media (max-width: 799px) {
    .tabs { display: grid; grid-template-columns: 1fr 1fr; background: var(--q-surface); border-bottom: 1px solid var(--q-line); flex: none; }
    .tabs button { min-height: var(--q-touch); border: 0; background: none; font: var(--q-t-label); color: var(--q-text-2); cursor: pointer; } .tabs [aria-pressed="true"] { color: var(--q-text); font-weight: 600; box-shadow: inset 0 -2px var(--q-ink); } .tabs button:focus-visible { box-shadow: inset 0 0 0 2px var(--q-ink); }
    .split { flex: 1 0 auto; grid-template: minmax(calc(var(--view, 100dvh) * .3), 1fr) auto / minmax(0, 1fr); } .panel { height: 0; min-height: 100%; } :host { overflow-y: auto; } .foot { grid-column: 1; border-left: 0; padding: min(var(--q-3), 4vw) min(var(--q-4), 5vw); flex-wrap: wrap; gap: var(--q-2); } .foot > div { flex: 1 1 8rem; } .foot .btn { min-width: 7.5rem; flex: 0 1 auto; } header { gap: 0; padding-inline: 0; }
    .panel { border: 0; padding: min(var(--q-4), 5vw); background: var(--q-paper); } .panel, qp-document { grid-row: 1; grid-column: 1; }
    .of p { white-space: normal; } header .chip { display: none; }
    .split.people qp-document { visibility: hidden; } .split.document .panel { display: none; }
  }
`;
