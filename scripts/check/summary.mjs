/** How a failing check is mended, where a command does it. */
const remedies = {
  "lint and format": "node_modules/.bin/biome check --write .",
  "dead code and dependencies": "node_modules/.bin/knip",
};

/** @param {import("./checks.mjs").CheckResult} result */
export function checkLine(result) {
  const note = result.note === undefined ? "" : ` (${result.note})`;
  return `${result.ok ? "ok  " : "FAIL"}  ${result.seconds.toFixed(1).padStart(5)} s  ${result.name}${note}`;
}

/** @param {import("./checks.mjs").CheckResult} result */
export function checkTrouble(result) {
  const remedy = Object.entries(remedies).find(([name]) => name === result.name)?.[1];
  const hint = remedy === undefined ? "" : `\nTo mend or look closer: ${remedy}`;
  return `\n── ${result.name} ──\n${result.output}${hint}`;
}
