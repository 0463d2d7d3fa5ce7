import { svg, html, type TemplateResult, type SVGTemplateResult } from "lit";

/** Line icons on a grid of 24, stroke 1.75. Decoration only: the word stands beside each. */
const paths = {
  nib: svg`<path d="M12 2.2 6.8 11l2.6 7h5.2l2.6-7L12 2.2Z"/><path d="M12 3v7"/><circle cx="12" cy="11.3" r="1.2"/><path d="M2.5 21.7h19" stroke-width="2"/>`,
  tick: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  done: svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.7"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  warn: svg`<path d="M12 4 2.8 20h18.4L12 4Z"/><path d="M12 10v4.5M12 17.2v.3"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.3"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  printer: svg`<path d="M7 9V4h10v5M7 17H4.5v-6.2A1.8 1.8 0 0 1 6.3 9h11.4a1.8 1.8 0 0 1 1.8 1.8V17H17"/><path d="M7 14h10v6H7z"/>`,
  inbox: svg`<path d="M3.5 13 6 5.5h12l2.5 7.5v5.5h-17V13Z"/><path d="M3.5 13.5H9a3 3 0 0 0 6 0h5.5"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>`,
  back: svg`<path d="m14.5 5-7 7 7 7"/>`,
  next: svg`<path d="m9.5 5 7 7-7 7"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.8"/>`,
  send: svg`<path d="M20.5 3.5 3.5 10l7 3.5 3.5 7 6.5-17Z"/><path d="m10.5 13.5 4-4"/>`,
  pencil: svg`<path d="m4.5 19.5 1-4.5L16 4.5l3.5 3.5L9 18.5l-4.5 1Z"/><path d="m13.5 7 3.5 3.5"/>`,
  type: svg`<path d="M5 8V5h14v3M12 5v14M9 19h6"/>`,
  undo: svg`<path d="M8 5 4 9l4 4"/><path d="M4 9h10a5 5 0 0 1 0 10h-3"/>`,
  bin: svg`<path d="M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5 7.3 20h9.4l.8-13.5"/><path d="M10 10.5v6M14 10.5v6"/>`,
  shield: svg`<path d="M12 3 4.5 5.5v6c0 4.5 3.2 7.8 7.5 9.5 4.3-1.7 7.5-5 7.5-9.5v-6L12 3Z"/><path d="m9 11.8 2.2 2.2L15 10"/>`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9.5" rx="1.8"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  frame: svg`<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15"/>`,
  download: svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15"/>`,
  bell: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5Z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>`,
  mail: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="1.8"/><path d="m4 7 8 6 8-6"/>`,
  offline: svg`<path d="m4 4 16 16M8.5 15.5a5 5 0 0 1 7 0M5.5 12.2a9.5 9.5 0 0 1 4-2.3M18.5 12.2a9.5 9.5 0 0 0-3.5-2.2M2.5 8.8a14 14 0 0 1 4.2-2.6M21.5 8.8A14 14 0 0 0 10 5.3"/><path d="M12 19v.2" stroke-width="2.5"/>`,
  grip: svg`<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" stroke-width="2.8"/>`,
  leave: svg`<path d="M14 4.5H5.5v15H14M10 12h10.5M17 8l4 4-4 4"/>`,
  ask: svg`<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 16.5v.3"/>`,
  document: svg`<path d="M6 3.5h8.5L19 8v12.5H6z"/><path d="M14 3.5V8.5h5M9 13h7M9 16.5h5"/>`,
  folder: svg`<path d="M3.5 18.5V6.3c0-.7.5-1.3 1.2-1.3h4.6l2.2 2.5h7.8c.7 0 1.2.6 1.2 1.3v9.7z"/>`,
  up: svg`<path d="m6 14.5 6-6 6 6"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

export function icon(name: IconName, size = 20): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths[name]}</svg>`;
}
