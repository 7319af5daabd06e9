import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure } from "./failure.ts";

/**
 * Finds a program as execvp(3) does: in the directories of PATH, unless its name has a slash.
 * @throws Failure with the exit code that a shell would give
 */
export function requireCommand(name: string, path: string): void {
  const candidates = name.includes("/") ? [name] : path.split(":").map((directory) => join(directory, name));
  const files = candidates.filter(isFile);
  if (files.some(isExecutable)) return;
  if (files.length > 0) {
    throw new Failure(`${files[0]} may not be executed: chmod +x allows it.`, EXIT.notExecutable);
  }
  throw new Failure(
    `The command ${name} was not found. Check its name, or give its whole path.`,
    EXIT.notFound,
  );
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
