/** The parts of the test run, in the order in which they run. */
const partNames = ["check", "unit", "kernel", "browser"];

/**
 * @typedef {object} Wishes
 * @property {string[]} parts which parts run
 * @property {string[]} filters handed on to the test runners; an empty list means everything
 * @property {boolean} skipsFail
 */

/**
 * Reads `npm test -- [part …] [--no-skips] [filter …]`.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Wishes}
 */
export function readWishes(args, env) {
  const unknown = args.find((arg) => arg.startsWith("-") && arg !== "--no-skips");
  if (unknown !== undefined) {
    throw new Error(
      `There is no option ${unknown}. Use: npm test -- [${partNames.join("|")} …] [--no-skips] [filter …]`,
    );
  }
  const words = args.filter((arg) => arg !== "--no-skips");
  const filters = words.filter((word) => !partNames.includes(word));
  const named = partNames.filter((part) => words.includes(part));
  return {
    parts: named.length > 0 ? named : partNames.filter((part) => filters.length === 0 || part !== "check"),
    filters,
    skipsFail: args.includes("--no-skips") || /^(true|1)$/i.test(env["CI"] ?? ""),
  };
}
