/** Reads what this browser remembers under `key`, or null, also where storage is forbidden. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`wirestage.${key}`);
  } catch {
    return null;
  }
}

/** Remembers `value` where the browser allows it. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`wirestage.${key}`, value);
  } catch {
    // Not remembered: the choice holds until the page is left.
  }
}
