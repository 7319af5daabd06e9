import { NS_PER_MS, NS_PER_S, NS_PER_US, type TraceTime } from "@wirestage/trace";
import i18next from "i18next";

/** U+202F: keeps number and unit, and groups of digits, on one line. */
const NARROW_SPACE = "\u202f";
const NS_PER_MIN = 60 * NS_PER_S;

function trimmed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function withUnit(number: string, unit: string): string {
  return `${number}${NARROW_SPACE}${unit}`;
}

/** About three significant digits, cut and not rounded, so that 999.99 ms does not read as 1000 ms. */
function threeDigits(value: number): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const scale = 10 ** digits;
  return trimmed(Math.floor(value * scale) / scale, digits);
}

/** Trace time in seconds to the microsecond: `1.234 567 s`. Cut, so that it is never later than the event. */
export function formatTime(t: TraceTime): string {
  const seconds = Math.floor(t / NS_PER_S);
  const micros = Math.floor((t % NS_PER_S) / NS_PER_US);
  const digits = micros.toString().padStart(6, "0");
  return withUnit(`${seconds}.${digits.slice(0, 3)}${NARROW_SPACE}${digits.slice(3)}`, "s");
}

/** Minutes and seconds by the page's language: unlike `s` and `ms`, `min` is no sign that Chinese readers use. */
function minuteUnits(): readonly [minutes: string, seconds: string] {
  return i18next.language === "zh" ? ["分", "秒"] : ["min", "s"];
}

/** A length of time in ns in the unit that suits it: `850 ns`, `12.3 µs`, `400 ms`, `4.2 s`, `2 min 05 s`. */
export function formatDuration(ns: number): string {
  if (ns < 0) return `−${formatDuration(-ns)}`;
  if (ns === 0) return withUnit("0", "s");
  if (ns < NS_PER_US) return withUnit(String(Math.floor(ns)), "ns");
  if (ns < NS_PER_MS) return withUnit(threeDigits(ns / NS_PER_US), "µs");
  if (ns < NS_PER_S) return withUnit(threeDigits(ns / NS_PER_MS), "ms");
  if (ns < NS_PER_MIN) return withUnit(threeDigits(ns / NS_PER_S), "s");
  const seconds = Math.floor((ns % NS_PER_MIN) / NS_PER_S);
  const [minuteUnit, secondUnit] = minuteUnits();
  const minutes = withUnit(String(Math.floor(ns / NS_PER_MIN)), minuteUnit);
  return `${minutes} ${withUnit(String(seconds).padStart(2, "0"), secondUnit)}`;
}

/** A length of time in ns that counts before one's eyes: tenths of a second, always as many digits. */
export function formatAge(ns: number): string {
  if (ns >= NS_PER_MIN) return formatDuration(ns);
  return withUnit((Math.floor(Math.max(0, ns) / (NS_PER_S / 10)) / 10).toFixed(1), "s");
}
