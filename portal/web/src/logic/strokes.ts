import type { InkPoint } from "../api/types.gen";

export type Stroke = InkPoint[];
export type Poor = "empty" | "dot" | "line" | undefined;

function length(stroke: Stroke): number {
  let sum = 0;
  for (let i = 1; i < stroke.length; ++i) {
    const a = stroke[i - 1];
    const b = stroke[i];
    if (a && b) sum += Math.hypot(b.x - a.x, b.y - a.y);
  }
  return sum;
}

/** How far the stroke leaves the straight line between its ends, as a share of its length; 1 when it comes back on itself. */
function bend(stroke: Stroke): number {
  const a = stroke[0];
  const b = stroke[stroke.length - 1];
  if (!a || !b) return 0;
  const across = Math.hypot(b.x - a.x, b.y - a.y);
  const long = length(stroke);
  if (across < long / 2) return 1;
  return Math.max(...stroke.map((p) => Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / across)) / long;
}

/** Why a drawing is not taken as a signature: nothing, a dot, or one straight stroke. `width` is the pad's. */
export function poor(strokes: readonly Stroke[], width: number): Poor {
  if (strokes.length === 0) return "empty";
  const drawn = strokes.reduce((sum, s) => sum + length(s), 0);
  if (drawn < width * 0.08) return "dot";
  const lines = strokes.filter((s) => length(s) >= width * 0.02);
  const only = lines.length === 1 ? lines[0] : undefined;
  return only && bend(only) < 0.04 ? "line" : undefined;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}

/** Points with a tenth of a pixel: enough for the finished file, a third of the bytes. */
export function rounded(strokes: readonly Stroke[]): Stroke[] {
  return strokes.map((s) => s.map((p) => (p.pressure === undefined ? { x: round(p.x, 10), y: round(p.y, 10) } : { x: round(p.x, 10), y: round(p.y, 10), pressure: round(p.pressure, 100) })));
}
