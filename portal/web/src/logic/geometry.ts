import type { Box, PageSize } from "../api/types.gen";

/** Places on a page in percent of its width and height, origin top-left: what CSS wants. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A box of the API: points on the displayed page, origin bottom-left. */
export function numbers(box: Box): [number, number, number, number] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

export function placeOf(box: Box, page: PageSize): Place {
  const [x0, y0, x1, y1] = numbers(box);
  return {
    left: (x0 / page.width) * 100,
    top: ((page.height - y1) / page.height) * 100,
    width: ((x1 - x0) / page.width) * 100,
    height: ((y1 - y0) / page.height) * 100,
  };
}

/** Whether text in the box runs up or down the displayed page, so that its length is the box's height. */
export function isUpright(rotation: number): boolean {
  const quarter = ((Math.round(rotation / 90) % 4) + 4) % 4;
  return quarter === 0 || quarter === 2;
}

/** Points as a share of the page's width, in the unit cqw of a page that is a size container. */
export function cqw(points: number, page: PageSize): string {
  return `${((points / page.width) * 100).toFixed(4)}cqw`;
}

/** The order of reading: page, then lines from the top (boxes whose middles lie within half a line are one line), then from the left. */
export function byReading(a: { page: number; box: Box }, b: { page: number; box: Box }): number {
  if (a.page !== b.page) return a.page - b.page;
  const [ax0, ay0, , ay1] = numbers(a.box);
  const [bx0, by0, , by1] = numbers(b.box);
  const middle = (by0 + by1) / 2 - (ay0 + ay1) / 2;
  const half = Math.max(4, Math.min(ay1 - ay0, by1 - by0) / 2);
  return Math.abs(middle) > half ? middle : ax0 - bx0;
}
