const NARROW_SPACE = "\u202f";
const RATE_UNITS = [
  ["Gbit/s", 1_000_000_000],
  ["Mbit/s", 1_000_000],
  ["kbit/s", 1_000],
] as const;
const BYTES_PER_KIB = 1_024;

/** `10 Mbit/s`: the unit in which the number is shortest, all of its digits. */
export function rateText(bitsPerSecond: number): string {
  const [unit, size] = RATE_UNITS.find(([, each]) => bitsPerSecond >= each) ?? (["bit/s", 1] as const);
  return `${bitsPerSecond / size}${NARROW_SPACE}${unit}`;
}

/** `64 KiB`, to a tenth. */
export function queueText(bytes: number): string {
  return `${Math.round((bytes / BYTES_PER_KIB) * 10) / 10}${NARROW_SPACE}KiB`;
}
