import { css } from "lit";

/** The look of a list in a sheet from which one is chosen by a press. */
export const choiceList = css`
  ul { display: grid; max-height: 50dvh; overflow-y: auto; border: 1px solid var(--q-line); border-radius: var(--q-r-card); }
  li + li { border-top: 1px solid var(--q-line); }
  .choice { width: 100%; min-height: var(--q-touch); padding: var(--q-3) var(--q-4); display: grid; justify-items: start; gap: 2px; border: 0; background: none; text-align: left; cursor: pointer; overflow-wrap: anywhere; }
  .choice:hover { background: var(--q-sunken); } .choice:focus-visible { box-shadow: inset 0 0 0 2px var(--q-ink); }
`;
