import { css } from "lit";

/** What every element with text and controls wears. Names only, no raw colours (design tokens). */
export const base = css`
  :host { display: block; color: var(--q-text); font: var(--q-t-body); }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
  h1, .display { font: var(--q-t-display); font-variation-settings: "opsz" 32; letter-spacing: -.02em; text-wrap: balance; overflow-wrap: anywhere; }
  .title { font: var(--q-t-title); font-variation-settings: "opsz" 32; letter-spacing: -.02em; }
  .heading { font: var(--q-t-heading); letter-spacing: -.005em; }
  .label { font: var(--q-t-label); }
  .caption { font: var(--q-t-caption); color: var(--q-text-3); }
  .second { color: var(--q-text-2); }
  .num { font-variant-numeric: tabular-nums; }
  svg { display: block; flex: none; }
  a { color: var(--q-ink); text-decoration-color: var(--q-ink-line); text-underline-offset: .2em; border-radius: var(--q-r-mark); }
  :focus-visible { outline: 2px solid transparent; box-shadow: var(--q-focus); }
  h1[tabindex="-1"], h2[tabindex="-1"] { outline: none; box-shadow: none; }
  .hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (max-width: 799px) { h1, .display { font-size: 1.625rem; line-height: 2rem; } }
`;

export const buttons = css`
  button, .btn { font: var(--q-t-action); color: inherit; -webkit-tap-highlight-color: transparent; }
  .btn { display: inline-flex; align-items: center; justify-content: center; gap: var(--q-2); min-height: var(--q-touch); padding: var(--q-2) var(--q-5);
    border: 1px solid transparent; border-radius: var(--q-r-control); background: none; cursor: pointer; text-decoration: none; text-align: center; max-width: 100%; overflow-wrap: anywhere;
    transition: background-color var(--q-fast) var(--q-ease), border-color var(--q-fast) var(--q-ease), color var(--q-fast) var(--q-ease); }
  .filled { background: var(--q-ink); color: var(--q-on-ink); }
  .filled:hover { background: var(--q-ink-hover); }
  .filled[aria-disabled="true"] { background: var(--q-ink-soft); color: var(--q-ink); cursor: default; }
  .outlined { border-color: var(--q-line-strong); background: var(--q-surface); color: var(--q-text); }
  .outlined:hover { background: var(--q-sunken); }
  .quiet { color: var(--q-ink); padding-inline: var(--q-2); }
  .quiet:hover { color: var(--q-ink-hover); text-decoration: underline; text-underline-offset: .25em; }
  .neutral { color: var(--q-text-2); padding-inline: var(--q-3); }
  .neutral:hover { color: var(--q-text); background: var(--q-sunken); }
  .dangerous { border-color: var(--q-danger); color: var(--q-danger); background: var(--q-surface); }
  .dangerous:hover { background: var(--q-danger-soft); }
  .icon { padding: 0; width: var(--q-touch); flex: none; }
  .main { min-height: 3.25rem; width: 100%; font-size: 1rem; }
  .btn[aria-busy="true"]::before { content: ""; width: 1rem; height: 1rem; flex: none; border: 2px solid currentColor; border-right-color: transparent; border-radius: 50%; animation: turn .8s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  @media (prefers-reduced-motion: reduce) { .btn[aria-busy="true"]::before { animation-duration: 3s; } }
  .card { background: var(--q-surface); border: 1px solid var(--q-line); border-radius: var(--q-r-card); }
`;

export const inputs = css`
  .field { display: grid; grid-template-columns: 1fr auto; gap: var(--q-1) var(--q-2); }
  .field > label { font: var(--q-t-label); }
  .field > .need { font: var(--q-t-caption); color: var(--q-text-3); }
  .field > .box, .field > .hint, .field > .wrong { grid-column: 1 / -1; }
  .box { width: 100%; min-height: var(--q-control); margin: 0; padding: var(--q-2) var(--q-4); font: var(--q-t-input); color: var(--q-text); background: var(--q-surface);
    border: 1px solid var(--q-line-strong); border-radius: var(--q-r-control); appearance: none; }
  textarea.box { padding-block: var(--q-3); resize: vertical; min-height: 6rem; }
  .box::placeholder { color: var(--q-text-3); opacity: 1; }
  .box:focus-visible, .box.lit { outline: none; border-color: var(--q-ink); box-shadow: inset 0 0 0 1px var(--q-ink), 0 0 0 4px var(--q-ink-soft); }
  .box[aria-invalid="true"] { border-color: var(--q-danger); box-shadow: inset 0 0 0 1px var(--q-danger); }
  .box[aria-invalid="true"]:focus-visible { box-shadow: inset 0 0 0 1px var(--q-danger), 0 0 0 4px var(--q-danger-soft); }
  .hint { font: var(--q-t-caption); color: var(--q-text-3); }
  .wrong { display: flex; gap: var(--q-2); font: var(--q-t-caption); color: var(--q-danger); }
  .wrong svg { margin-top: 1px; }
  .tick { display: flex; align-items: flex-start; gap: var(--q-3); min-height: var(--q-touch); padding-block: .625rem; cursor: pointer; }
  .tick input { appearance: none; flex: none; width: 1.5rem; height: 1.5rem; margin: 0; border: 1px solid var(--q-line-strong); border-radius: 6px; background: var(--q-surface); display: grid; place-items: center; cursor: pointer; }
  .tick input:checked { background: var(--q-ink); border-color: var(--q-ink); }
  .tick input:checked::after { content: ""; width: .4rem; height: .75rem; margin-top: -.15rem; border: solid var(--q-on-ink); border-width: 0 2px 2px 0; rotate: 45deg; }
  select.box { padding-right: 2.5rem; background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-size: 6px 6px; background-position: right 1.35rem center, right 1rem center; background-repeat: no-repeat; }
`;

export const chips = css`
  .chip { display: inline-flex; align-items: center; gap: 6px; min-height: 1.625rem; padding: 2px 10px; border-radius: 13px; font: 500 .8125rem/1.125rem var(--q-font); overflow-wrap: anywhere; width: max-content; max-width: 100%; }
  .chip.ok { background: var(--q-ok-soft); color: var(--q-ok); }
  .chip.warn { background: var(--q-warn-soft); color: var(--q-warn); }
  .chip.danger { background: var(--q-danger-soft); color: var(--q-danger); }
  .chip.ink { background: var(--q-ink-soft); color: var(--q-ink); }
  a.chip { text-decoration: none; } a.chip:hover { color: var(--q-text); text-decoration: underline; text-underline-offset: .2em; } a.chip span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .chip.plain { background: var(--q-sunken); color: var(--q-text-2); box-shadow: inset 0 0 0 1px var(--q-line); }
  .who { display: grid; place-items: center; flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; border: 1px solid var(--q-line); background: var(--q-sunken); color: var(--q-text-2); font: 600 .8125rem/1 var(--q-font); }
  .role { display: grid; place-items: center; flex: none; min-width: 1.5rem; height: 1.5rem; padding-inline: 4px; border-radius: 6px; color: var(--q-surface); font: 700 .875rem/1 var(--q-font); font-variant-numeric: tabular-nums; }
  .role[data-colour="1"] { background: var(--q-role-1); } .role[data-colour="2"] { background: var(--q-role-2); } .role[data-colour="3"] { background: var(--q-role-3); }
  .role[data-colour="4"] { background: var(--q-role-4); } .role[data-colour="5"] { background: var(--q-role-5); } .role[data-colour="6"] { background: var(--q-role-6); }
`;
