import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Environment } from "./read-values.ts";

/**
 * Where recordings are kept: where somebody wants them, or where a user's data belong (XDG Base Directory Specification:
 * a relative XDG_DATA_HOME is to be ignored). Empty where this user has no home.
 */
export function recordingsDirectory(wanted: string, environment: Environment): string {
  if (wanted !== "") return resolve(wanted);
  const given = environment["XDG_DATA_HOME"] ?? "";
  const home = homeOf(environment);
  const data = isAbsolute(given) ? given : home === "" ? "" : join(home, ".local", "share");
  return data === "" ? "" : join(data, "wirestage", "recordings");
}

/** HOME, or what the system has for this user; some containers run users that it does not know. */
function homeOf(environment: Environment): string {
  const given = environment["HOME"] ?? "";
  if (given !== "") return given;
  try {
    return homedir();
  } catch {
    return "";
  }
}
