import { createStore } from "zustand";

interface ShownTrace {
  /** Of the trace that was shown last: a lab's id, or an opened trace's key. Null before the first. */
  readonly key: string | null;
}

const shownTrace = createStore<ShownTrace>(() => ({ key: null }));

/** Says that the trace called `key` is shown from now on. */
export function showTrace(key: string): void {
  shownTrace.setState({ key });
}

/** Calls `forget` whenever another trace is shown than before, for what was set for that one only. */
export function onOtherTrace(forget: () => void): () => void {
  return shownTrace.subscribe(({ key }, before) => {
    if (key !== before.key) forget();
  });
}
