import { svg, html, type TemplateResult, type SVGTemplateResult } from "lit";

/** Line icons on a grid of 24, stroke 1.75. Decoration only: the word stands beside each. */
const paths = {
  nib: svg`<path d="M12 2.5 7 10.2l2 6.3h6l2-6.3L12 2.5Z"/><path d="M12 3v6.5"/><circle cx="12" cy="11" r="1.4"/><path d="M9 16.5v2.2h6v-2.2"/><path d="M3.5 21.5h17" stroke-width="2.2"/>`,
  tick: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  warn: svg`<path d="M12 4 2.8 20h18.4L12 4Z"/><path d="M12 10v4.5M12 17.2v.3"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.3"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  printer: svg`<path d="M7 9V4h10v5M7 17H4.5v-6.2A1.8 1.8 0 0 1 6.3 9h11.4a1.8 1.8 0 0 1 1.8 1.8V17H17"/><path d="M7 14h10v6H7z"/>`,
  inbox: svg`<path d="M3.5 13 6 5.5h12l2.5 7.5v5.5h-17V13Z"/><path d="M3.5 13.5H9a3 3 0 0 0 6 0h5.500"/>`,
  search: svg`<circle cx="10.5" cy="10.500" r="6"/><path d="m15 15 5 5"/>`,
  eye: svg`<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12Z"/><circle cx="12" cy="12" r="2.800"/>`,
  back: svg`<path d="m14.500 5-7 7 7 7"/>`,
  next: svg`<path d="m9.500 5 7 7-7 7"/>`,
  down: svg`<path d="m6 9.500 6 6 6-6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  more: svg`<path d="M5.500 12h.01M12 12h.01M18.500 12h.01" stroke-width="2.800"/>`,
  send: svg`<path d="M20.500 3.500 3.500 10l7 3.500 3.500 7 6.500-17Z"/><path d="m10.500 13.500 4-4"/>`,
  pencil: svg`<path d="m4.500 19.500 1-4.500L16 4.500l3.500 3.500L9 18.500l-4.500 1Z"/><path d="m13.500 7 3.500 3.500"/>`,
  type: svg`<path d="M5 8V5h14v3M12 5v14M9 19h6"/>`,
  undo: svg`<path d="M8 5 4 9l4 4"/><path d="M4 9h10a5 5 0 0 1 0 10h-3"/>`,
  bin: svg`<path d="M4.500 6.500h15M9.500 6.500V4h5v2.500M6.500 6.500 7.300 20h9.400l.8-13.500"/><path d="M10 10.500v6M14 10.500v6"/>`,
  shield: svg`<path d="M12 3 4.500 5.500v6c0 4.500 3.200 7.800 7.500 9.500 4.300-1.700 7.500-5 7.500-9.500v-6L12 3Z"/><path d="m9 11.800 2.200 2.200L15 10"/>`,
  lock: svg`<rect x="5.500" y="10.500" width="13" height="9.500" rx="1.800"/><path d="M8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500"/>`,
  frame: svg`<path d="M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15"/>`,
  download: svg`<path d="M12 4v11M7.500 11l4.500 4.500 4.500-4.500M4.500 20h15"/>`,
  bell: svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15L6 16.500Z"/><path d="M10 20.500a2.200 2.200 0 0 0 4 0"/>`,
  mail: svg`<rect x="3.500" y="5.500" width="17" height="13" rx="1.800"/><path d="m4 7 8 6 8-6"/>`,
  offline: svg`<path d="m4 4 16 16M8.500 15.500a5 5 0 0 1 7 0M5.500 12.200a9.500 9.500 0 0 1 4-2.300M18.500 12.200a9.500 9.500 0 0 0-3.500-2.200M2.500 8.800a14 14 0 0 1 4.200-2.600M21.500 8.800A14 14 0 0 0 10 5.300"/><path d="M12 19v.2" stroke-width="2.500"/>`,
  grip: svg`<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" stroke-width="2.800"/>`,
  leave: svg`<path d="M14 4.500H5.500v15H14M10 12h10.500M17 8l4 4-4 4"/>`,
  ask: svg`<circle cx="12" cy="12" r="9"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.5-1.200 1-1.200 2M12 16.500v.3"/>`,
  document: svg`<path d="M6 3.500h8.500L19 8v12.500H6z"/><path d="M14 3.500V8.500h5M9 13h7M9 16.500h5"/>`,
  up: svg`<path d="m6 14.500 6-6 6 6"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

export function icon(name: IconName, size = 20): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths[name]}</svg>`;
}
