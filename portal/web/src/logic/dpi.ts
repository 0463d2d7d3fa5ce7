/** The resolutions that the server renders. */
export const kSteps = [72, 144, 216, 288] as const;
export type Dpi = (typeof kSteps)[number];

/**
 * The smallest step that is sharp enough for a page shown `cssWidth` pixels wide. A tenth less than needed still looks sharp and
 * costs half the bytes, so it is taken.
 */
export function dpiFor(cssWidth: number, pixelRatio: number, pageWidth: number): Dpi {
  const needed = ((cssWidth * pixelRatio) / pageWidth) * 72 * 0.9;
  return kSteps.find((step) => step >= needed) ?? 288;
}

/** The zoom (1 = the page as wide as the view) at which a field is at least `least` pixels wide, within limits. */
export function zoomForField(fieldWidth: number, pageWidth: number, viewWidth: number, least = 150): number {
  const shown = (fieldWidth / pageWidth) * viewWidth;
  // A field is never zoomed wider than nine tenths of the view: its ends must be readable.
  const most = (viewWidth * 0.9) / shown;
  return Math.max(1, Math.min(4, most, Math.max(least / shown, 1)));
}
