/** Two fingers, or Ctrl and the wheel: tells by which factor to zoom about which point of the window. The person's own zoom always wins. */
export function watchPinch(element: HTMLElement, zoom: (factor: number, x: number, y: number) => void): void {
  let distance = 0;

  const measure = (e: TouchEvent): { distance: number; x: number; y: number } | undefined => {
    const [a, b] = [e.touches[0], e.touches[1]];
    if (!a || !b) return undefined;
    return { distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
  };
  element.addEventListener("touchstart", (e) => { distance = measure(e)?.distance ?? 0; }, { passive: true });
  element.addEventListener("touchmove", (e) => {
    const now = measure(e);
    if (!now || distance === 0) return;
    e.preventDefault();
    zoom(now.distance / distance, now.x, now.y);
    distance = now.distance;
  }, { passive: false });
  element.addEventListener("touchend", () => { distance = 0; }, { passive: true });
  element.addEventListener("wheel", (e) => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    zoom(Math.exp(-e.deltaY / 300), e.clientX, e.clientY);
  }, { passive: false });
}
