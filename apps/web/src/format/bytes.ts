/** U+202F: keeps number and unit on one line. */
const NARROW_SPACE = "\u202f";
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** An amount of bytes in the unit that suits it: `850 B`, `12.3 KiB`, `512 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // From 1023.5 on it would be rounded to 1024 of the unit below.
  for (; value >= 1023.5 && unit < UNITS.length - 1; unit += 1) value /= 1024;
  const digits = unit === 0 || value >= 100 || Number.isInteger(value) ? 0 : 1;
  return `${value.toFixed(digits)}${NARROW_SPACE}${UNITS[unit] ?? ""}`;
}
