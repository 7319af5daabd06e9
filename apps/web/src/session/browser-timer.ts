/** Calls `action` after `ms`; returns how to take it back. */
export function browserTimer(ms: number, action: () => void): () => void {
  const handle = setTimeout(action, ms);
  return () => clearTimeout(handle);
}
