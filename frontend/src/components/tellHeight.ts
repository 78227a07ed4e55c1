/**
 * A ref for a bar that stays in view: it keeps `property` of the element around the bar at the
 * bar's height in pixels, so that what scrolls there can stop clear of it (`clear-of-bars`).
 */
export function tellHeight(property: `--${string}`) {
  return (bar: HTMLElement | null) => {
    const around = bar?.parentElement;
    if (!bar || !around) return;
    const observer = new ResizeObserver(() => {
      around.style.setProperty(property, `${bar.offsetHeight}px`);
    });
    observer.observe(bar);
    return () => {
      observer.disconnect();
      around.style.removeProperty(property);
    };
  };
}
