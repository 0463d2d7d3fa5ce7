import type { InkPoint } from "../api/types.gen";
import type { Stroke } from "../logic/strokes";

const kThin = 1.2;
const kThick = 3.2;

/** How thick the line is at a point: by the pen's pressure, else by speed (a fast line is thin). */
function thickness(a: InkPoint, b: InkPoint, before: number): number {
  const wanted = b.pressure !== undefined ? kThin + (kThick - kThin) * b.pressure * 1.4 : Math.max(kThin, kThick - Math.hypot(b.x - a.x, b.y - a.y) * 0.09);
  return before * 0.7 + Math.min(kThick * 1.3, wanted) * 0.3;
}

/** Draws strokes as ink: smooth through the middles between points, thinner where the hand was fast. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], colour: string): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) {
    const first = stroke[0];
    if (!first) continue;
    if (stroke.length === 1) {
      context.beginPath();
      context.arc(first.x, first.y, kThick * 0.6, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    let width = kThick * 0.8;
    let from = first;
    for (let i = 1; i < stroke.length; ++i) {
      const a = stroke[i - 1];
      const b = stroke[i];
      if (!a || !b) continue;
      width = thickness(a, b, width);
      const to = i === stroke.length - 1 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.quadraticCurveTo(a.x, a.y, to.x, to.y);
      context.stroke();
      from = to;
    }
  }
}
