/** Asks for one call at the next animation frame; `ms` is a monotonic time. Returns how to take it back. */
export type RequestFrame = (callback: (ms: number) => void) => () => void;

/** The browser gives no frames while the page is hidden, so nothing is computed or drawn there. */
export const requestBrowserFrame: RequestFrame = (callback) => {
  const handle = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(handle);
};
