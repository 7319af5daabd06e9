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

/** A large count as people say it: `2.4 million`, `240万`. */
export function countText(count: number, language: string): string {
  const format = { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", format).format(count);
}
