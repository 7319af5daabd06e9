import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Directories of hosts that are open. */
const made = new Set<string>();

function removeAll(): void {
  for (const path of made) rmSync(path, { recursive: true, force: true });
  made.clear();
}

/** Labs are not closed one by one where the process ends with all of them. */
function makeDirectory(): string {
  if (made.size === 0) process.once("exit", removeAll);
  const path = mkdtempSync(join(tmpdir(), "wirestage-"));
  made.add(path);
  return path;
}

/**
 * Where the programs of one host may have the files of their AF_UNIX sockets, and nowhere else: hosts share no files, and
 * whoever commands a lab from afar must reach no other socket of this machine. Made when it is first needed.
 */
export class HostDirectory {
  #path: string | null = null;

  /** Where the name without any directory stands for a file of this directory. */
  file(name: string): string {
    this.#path ??= makeDirectory();
    return join(this.#path, name);
  }

  /** The path that a program means, or null where it may not go. Abstract names (unix(7)) are as private as a host. */
  resolve(path: string): string | null {
    if (path === "" || path.startsWith("\0")) return path;
    const name = basename(path);
    if (name === "" || name === "." || name === ".." || path.includes("\0")) return null;
    const file = this.file(name);
    return path === name || dirname(path) === dirname(file) ? file : null;
  }

  remove(): void {
    if (this.#path === null) return;
    rmSync(this.#path, { recursive: true, force: true });
    made.delete(this.#path);
    if (made.size === 0) process.off("exit", removeAll);
    this.#path = null;
  }
}
