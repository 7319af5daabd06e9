const PAGE = 10;

/** Where a key leads from row `active` (−1: none) of `count`, or null if the key does not move within a list. */
export function rowAfterKey(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case "ArrowDown":
      return within(active + 1);
    case "ArrowUp":
      return active < 0 ? count - 1 : within(active - 1);
    case "PageDown":
      return within(active + PAGE);
    case "PageUp":
      return within(active - PAGE);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
