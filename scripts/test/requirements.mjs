import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { findChromium, findProgram } from "./chromium.mjs";

/**
 * @typedef {object} Requirement
 * @property {string} what
 * @property {string} debianPackage
 * @property {() => boolean} isThere
 */

/** @type {readonly Requirement[]} */
const requirements = [
  { what: "Chromium", debianPackage: "chromium", isThere: () => findChromium() !== undefined },
  {
    what: "tshark, capinfos and editcap",
    debianPackage: "tshark",
    isThere: () => ["tshark", "capinfos", "editcap"].every((name) => findProgram([name]) !== undefined),
  },
  { what: "a Chinese font", debianPackage: "fonts-noto-cjk", isThere: hasChineseFont },
  { what: "Python 3.8 or newer", debianPackage: "python3", isThere: hasPython },
];

/**
 * Installs the programs that tests need and that are missing, where that can be done without asking;
 * elsewhere says what to install. Tests without their program skip themselves, with the reason.
 */
export async function provideRequirements() {
  const missing = requirements.filter((requirement) => !requirement.isThere());
  if (missing.length === 0) return;
  const packages = missing.map((requirement) => requirement.debianPackage);
  const what = missing.map((requirement) => requirement.what).join("; ");
  if (process.getuid?.() !== 0 || !isDebian()) {
    console.log(`Missing for some of the tests: ${what}.`);
    console.log(`On Debian or Ubuntu: apt-get install --no-install-recommends ${packages.join(" ")}`);
    return;
  }
  console.log(`Installing for the tests: ${packages.join(" ")}`);
  const ended =
    (await aptGet(["update"])) && (await aptGet(["install", "-y", "--no-install-recommends", ...packages]));
  if (!ended) console.log(`Not everything could be installed. Missing for some of the tests: ${what}.`);
}

/** @param {readonly string[]} args */
async function aptGet(args) {
  const result = await runCommand("apt-get", ["-q", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (result.code !== 0) console.log(result.output);
  return result.code === 0;
}

function isDebian() {
  if (!existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** What WIRESTAGE_PYTHON names is what the labs of the tests run. */
function hasPython() {
  const python = process.env["WIRESTAGE_PYTHON"] ?? "python3";
  return spawnSync(python, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).status === 0;
}

function hasChineseFont() {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", join(homedir(), ".fonts")];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String))
    .some((name) => /(CJK|SourceHan|wqy-).*\.(ttc|ttf|otf)$/i.test(name));
}
