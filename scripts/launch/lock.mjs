import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Does something while no other process does it in the same checkout. The lock is a file that names its
 * holder; one whose holder is gone is taken over.
 * @template T
 * @param {string} file absolute name of the lock
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (pid: number) => void, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait = () => {}, pollMs = 200 } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = holderText(process.pid);
  let told = false;
  while (!take(file, mine)) {
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      removeStale(file, holder);
      continue;
    }
    if (!told) onWait(Number.parseInt(holder, 10));
    told = true;
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    if (readHolder(file) === mine) rmSync(file, { force: true });
  }
}

/**
 * What identifies a process: its number, and the tick of its start, since numbers are used again
 * (proc_pid_stat(5), field 22).
 * @param {number} pid
 */
export function holderText(pid) {
  return `${pid} ${startTick(pid) ?? "?"}`;
}

/** @param {string} holder */
function isAlive(holder) {
  const [pid = "", tick = "?"] = holder.split(" ");
  const now = startTick(Number.parseInt(pid, 10));
  return now !== undefined && now === tick;
}

/** @param {number} pid */
function startTick(pid) {
  try {
    // The command's name may hold spaces and brackets: fields are counted after its last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/**
 * The lock appears with its content or not at all: it is written aside and then linked.
 * @param {string} file
 * @param {string} mine
 */
function take(file, mine) {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, mine);
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Only one of several waiters can rename a lock away. Where a new holder came in between, its lock is
 * what was renamed, and goes back.
 * @param {string} file
 * @param {string} stale
 */
function removeStale(file, stale) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) !== stale) linkSync(aside, file);
  } catch {
    // Another waiter was first.
  } finally {
    rmSync(aside, { force: true });
  }
}
