import { lstatSync, mkdirSync } from "node:fs";
import { errorName } from "../labs/kernel-probe.ts";

/** What others may do with a file (inode(7)): anything of this is too much. */
const OTHERS = 0o077;

/** Where a server may keep what is its user's alone. */
export interface PrivateDirectories {
  /** Best first. */
  readonly directories: readonly string[];
  /** Whose server this is. */
  readonly uid: number;
}

/** @throws Error where none of the directories can be used */
export function privateDirectory({ directories, uid }: PrivateDirectories): string {
  const reasons = directories.map((directory) => ({ directory, why: whyNotPrivate(directory, uid) }));
  const usable = reasons.find(({ why }) => why === null);
  if (usable !== undefined) return usable.directory;
  throw new Error(`${reasons.map(({ directory, why }) => `${directory} ${why}`).join("; ")}.`);
}

/**
 * Makes sure that `path` is a directory of this user, closed to all others, and creates it where there is none. In a
 * directory where anybody may write, a stranger could have put one there before.
 * @returns why it is not, as the rest of a sentence that begins with the path; null where it is
 */
function whyNotPrivate(path: string, uid: number): string | null {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (errorName(error) !== "EEXIST") return `cannot be created (${errorName(error)})`;
  }
  const facts = lstatSync(path);
  if (!facts.isDirectory()) return "is no directory";
  if (facts.uid !== uid) return `belongs to user ${facts.uid}`;
  if ((facts.mode & OTHERS) !== 0) return "is open to other users";
  return null;
}
