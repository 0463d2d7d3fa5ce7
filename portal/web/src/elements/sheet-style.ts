import { css } from "lit";

/** A sheet from below on a phone, a dialog in the middle of a large screen. */
export const sheetStyle = css`
  dialog { width: 100%; max-width: none; max-height: none; height: 100%; margin: 0; padding: 0; border: 0; background: none; color: inherit; overflow: hidden; }
  dialog::backdrop { background: var(--q-scrim); animation: fade var(--q-slow) var(--q-ease); }
  dialog[open] { display: flex; align-items: flex-end; justify-content: center; }
  .sheet { width: 100%; max-height: 100%; overflow-y: auto; display: grid; gap: var(--q-4); padding: var(--q-2) var(--q-4) max(var(--q-5), env(safe-area-inset-bottom)); background: var(--q-surface); border-radius: var(--q-r-bottom) var(--q-r-bottom) 0 0; box-shadow: var(--q-shadow-float); animation: rise var(--q-slow) var(--q-ease); }
  @keyframes rise { from { translate: 0 100%; } }
  @keyframes fade { from { opacity: 0; } }
  .handle { justify-self: center; width: 2.25rem; height: 4px; border-radius: 2px; background: var(--q-line-strong); opacity: .6; }
  header { display: flex; align-items: center; justify-content: space-between; gap: var(--q-3); margin: 0 -.5rem 0 0; }
  .tabs { display: grid; grid-template-columns: 1fr 1fr; padding: 3px; border-radius: var(--q-r-control); background: var(--q-paper); border: 1px solid var(--q-line); }
  .tabs button { display: flex; align-items: center; justify-content: center; gap: var(--q-2); min-height: var(--q-touch); border: 1px solid transparent; border-radius: 8px; background: none; font: var(--q-t-label); color: var(--q-text-2); cursor: pointer; }
  .tabs [aria-selected="true"] { background: var(--q-surface); border-color: var(--q-line-strong); color: var(--q-text); font-weight: 600; }
  [role="tabpanel"], .typed, .confirm { display: grid; gap: var(--q-3); }
  .written { position: relative; height: 8rem; display: grid; place-items: center; overflow: hidden; border: 1px solid var(--q-line-strong); border-radius: var(--q-r-card); background: var(--q-sheet); color: var(--q-sheet-value); filter: brightness(var(--q-sheet-dim)); }
  .written span { font: 600 2.75rem/1.2 Caveat, cursive; white-space: pre; max-width: 94%; overflow: hidden; text-overflow: clip; }
  .written::after { content: ""; position: absolute; inset: auto 1.25rem 28%; border-bottom: 1px solid var(--q-sheet-other); opacity: .5; }
  .level { display: flex; gap: var(--q-3); padding-top: var(--q-4); border-top: 1px solid var(--q-line); color: var(--q-text-2); } .level b { color: var(--q-text); font-weight: 600; }
  .centre { text-align: center; }
  .refused { padding: var(--q-3) var(--q-4); border-radius: var(--q-r-control); background: var(--q-danger-soft); } .refused .wrong { font: var(--q-t-body); }
  textarea.box { min-height: 7rem; }
  .two { display: flex; gap: var(--q-3); flex-wrap: wrap; justify-content: flex-end; }
  @media (min-width: 800px) { dialog[open] { align-items: center; } .sheet { width: 30rem; border-radius: var(--q-r-bottom); padding: var(--q-6); } .handle { display: none; } }
`;
