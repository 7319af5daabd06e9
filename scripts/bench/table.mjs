/**
 * @typedef {object} Measurement as `bench/report.ts` writes it
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {{ name: string, value: number }} [baseline]
 * @property {{ atMost?: number, atLeast?: number, ratioAtMost?: number, ratioAtLeast?: number }} [aim]
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} value
 * @property {string} baseline
 * @property {string} ratio
 * @property {string} aim
 * @property {"ok" | "miss" | "failed" | ""} verdict
 */

/**
 * The measurements among the lines that a benchmark printed.
 * @param {string} text
 * @returns {Measurement[]}
 */
export function readMeasurements(text) {
  return text
    .split("\n")
    .filter((line) => line.startsWith('{"bench":'))
    .map((line) => JSON.parse(line).bench);
}

/**
 * @param {Measurement} measurement
 * @returns {Row}
 */
export function row({ name, value, unit, baseline, aim }) {
  const ratio = baseline === undefined ? undefined : value / baseline.value;
  return {
    name,
    value: `${inFigures(value)} ${unit}`,
    baseline: baseline === undefined ? "" : `${inFigures(baseline.value)} ${unit} (${baseline.name})`,
    ratio: ratio === undefined ? "" : inFigures(ratio),
    ...judged(aim ?? {}, value, ratio, unit),
  };
}

/**
 * @param {NonNullable<Measurement["aim"]>} aim
 * @param {number} value
 * @param {number | undefined} ratio
 * @param {string} unit
 * @returns {{ aim: string, verdict: "ok" | "miss" | "" }}
 */
function judged(aim, value, ratio, unit) {
  const { atMost, atLeast, ratioAtMost, ratioAtLeast } = aim;
  const of = (/** @type {string} */ text, /** @type {boolean} */ good) =>
    /** @type {const} */ ({ aim: text, verdict: good ? "ok" : "miss" });
  if (atMost !== undefined) return of(`≤ ${atMost} ${unit}`, value <= atMost);
  if (atLeast !== undefined) return of(`≥ ${atLeast} ${unit}`, value >= atLeast);
  if (ratioAtMost !== undefined) return of(`ratio ≤ ${ratioAtMost}`, (ratio ?? Number.NaN) <= ratioAtMost);
  if (ratioAtLeast !== undefined) return of(`ratio ≥ ${ratioAtLeast}`, (ratio ?? Number.NaN) >= ratioAtLeast);
  return { aim: "", verdict: "" };
}

/**
 * Three significant figures, and never an exponent.
 * @param {number} value
 */
function inFigures(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: false });
}

/**
 * @param {readonly Row[]} rows
 * @returns {string} the rows under a head, in columns
 */
export function table(rows) {
  const head = {
    name: "name",
    value: "value",
    baseline: "baseline",
    ratio: "ratio",
    aim: "aim",
    verdict: "",
  };
  const lines = [head, ...rows].map(({ name, value, baseline, ratio, aim, verdict }) => [
    name,
    value,
    baseline,
    ratio,
    aim,
    verdict,
  ]);
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
