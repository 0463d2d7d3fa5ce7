import { css } from "lit";

export const envelopeStyle = css`
  header { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: var(--q-4) var(--q-6); margin-bottom: var(--q-8); }
  .head { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--q-1); min-width: 0; flex: 1 1 min(20rem, 100%); } .chips { display: flex; align-items: center; gap: var(--q-3); flex-wrap: wrap; margin-bottom: var(--q-1); } .chips .chip { white-space: normal; }
  .acts { display: flex; flex-wrap: wrap; gap: var(--q-3); }
  .grid { display: grid; grid-template-columns: minmax(0, 1fr) 21.5rem; gap: var(--q-6) var(--q-8); align-items: start; }
  .grid > * { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; gap: var(--q-6); align-content: start; }
  .people { padding: 0 var(--q-6); } .people li { display: grid; grid-template-columns: 1.5rem 2.5rem minmax(0, 1fr) auto; gap: var(--q-2) var(--q-4); align-items: center; padding: var(--q-5) 0; } .people li + li { border-top: 1px solid var(--q-line); }
  .people .at { display: grid; gap: 4px; justify-items: end; } .people p { overflow-wrap: anywhere; }
  .story { padding: var(--q-5) var(--q-6) 0; } .story .top { display: flex; align-items: center; justify-content: space-between; gap: var(--q-3); margin-bottom: var(--q-3); flex-wrap: wrap; }
  .line li { position: relative; display: grid; grid-template-columns: 1.5rem minmax(0, 1fr) auto; gap: var(--q-4); padding-bottom: var(--q-5); overflow-wrap: anywhere; }
  .line li:not(:last-child)::before { content: ""; position: absolute; left: .71rem; top: 1.5rem; bottom: 0; width: 2px; background: var(--q-line); }
  .dot { position: relative; display: grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 1px solid var(--q-line-strong); background: var(--q-surface); color: var(--q-text-2); }
  .dot.ok { background: var(--q-ok); border-color: var(--q-ok); color: var(--q-surface); } .dot.danger { background: var(--q-danger-soft); border-color: var(--q-danger); color: var(--q-danger); } .dot.ink { border: 2px solid var(--q-ink); color: var(--q-ink); }
  .side .card { padding: min(var(--q-5), 6vw); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--q-5); }
  .well { display: grid; place-items: center; padding: var(--q-5); border-radius: var(--q-r-control); background: var(--q-paper); }
  .well qp-page { width: min(9.25rem, 100%); }
  dl { display: grid; gap: var(--q-3); } dl div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--q-4); align-items: baseline; } dt { font: var(--q-t-caption); color: var(--q-text-3); } dd { text-align: right; overflow-wrap: anywhere; }
  .files { display: grid; gap: var(--q-2); }
  blockquote { margin: 0; padding: var(--q-3) var(--q-4); border-left: 2px solid var(--q-line-strong); white-space: pre-wrap; overflow-wrap: anywhere; }
  @media (max-width: 1100px) { .grid { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 799px) {
    header { margin-bottom: var(--q-5); } .acts { width: 100%; } .acts .btn { flex: 1 1 auto; padding-inline: var(--q-3); }
    .people, .story { padding-inline: var(--q-4); } .people li { grid-template-columns: 1.5rem minmax(0, 1fr); } .people .who { display: none; } .people .at { grid-column: 2; display: flex; align-items: center; gap: var(--q-3); }
  }
`;
