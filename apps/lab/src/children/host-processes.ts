import { readdirSync, readlinkSync } from "node:fs";
import { close, pidfdOpen, pidfdSendSignal } from "@wirestage/linux";

const SIGKILL = 9;
/** A process that starts others while it is looked for is found again; one that does nothing else is not waited for. */
const ROUNDS = 8;

/** Whether a process runs in the network namespace that `path` opens; false for one that is gone or another user's. */
export function isOnHost(pid: number, path: string): boolean {
  const namespace = linkAt(path);
  return namespace !== null && linkAt(`/proc/${pid}/ns/net`) === namespace;
}

/**
 * Kills all that runs in a host, also what a command has left behind when it ended and nobody knows as a child of
 * anything any more (proc_pid_ns(5)). It takes some milliseconds.
 * @param path of the host's network namespace
 */
export function killAllOn(path: string): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    const found = pids.filter((pid) => isOnHost(pid, path));
    for (const pid of found) killOn(pid, path);
    if (found.length === 0) return;
  }
}

/**
 * Kills a process that was started on a host whose lab is over. A number that is of any other process, as of one that
 * shares no user namespace with this one or is on no host, is left alone.
 */
export function killStray(pid: number): void {
  const opened = pidfdOpen(pid);
  if (!opened.ok) return;
  const isOurs = linkAt(`/proc/${pid}/ns/user`) === linkAt("/proc/self/ns/user");
  if (isOurs && !isOnHost(pid, "/proc/self/ns/net")) pidfdSendSignal(opened.value, SIGKILL);
  close(opened.value);
}

/** The number could have been given to another process meanwhile; a pidfd is of one process for good. */
function killOn(pid: number, path: string): void {
  const opened = pidfdOpen(pid);
  if (!opened.ok) return;
  if (isOnHost(pid, path)) pidfdSendSignal(opened.value, SIGKILL);
  close(opened.value);
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
