import type { Interval } from "./statistics.ts";

/** Nanoseconds with as many digits as mean something here: `0.04`, `3.7`, `118`. */
export function nsText(ns: number): string {
  const size = Math.abs(ns);
  const text = size.toFixed(size < 1 ? 2 : size < 20 ? 1 : 0);
  return ns < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The ends and the middle of an interval as texts. */
export function intervalTexts({ estimate, low, high }: Interval) {
  return { difference: nsText(estimate), low: nsText(low), high: nsText(high) };
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** From here on nobody says a count in words. */
const BEYOND_WORDS = 1e12;

/** `2.6×10¹⁷` */
function powerText(count: number): string {
  const [digits = "", exponent = ""] = count.toExponential(1).split("e+");
  return `${digits}×10${Array.from(exponent, (digit) => SUPERSCRIPTS[Number(digit)]).join("")}`;
}

/** A large count as people say it: `2.4 million`, `240万`; a huge one as a power of ten. */
export function countText(count: number, language: string): string {
  if (count >= BEYOND_WORDS) return powerText(count);
  const format = { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", format).format(count);
}
