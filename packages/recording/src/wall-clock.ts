const ISO_8601 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Leaves room above for any trace time within pcapng's 64 bits. */
const LATEST = 1n << 63n;

/** An ISO 8601 date and time as nanoseconds since 1970 UTC; null where it is none or pcapng has no number for it. */
export function nanosecondsOfWallClock(text: string): bigint | null {
  const [, seconds = "", fraction = "", zone = ""] = ISO_8601.exec(text) ?? [];
  const milliseconds = Date.parse(seconds + zone);
  if (Number.isNaN(milliseconds)) return null;
  const ns = BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
  return ns >= 0n && ns < LATEST ? ns : null;
}
