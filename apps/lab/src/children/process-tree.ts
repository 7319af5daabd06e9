import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A kernel that was built without CONFIG_PROC_CHILDREN has no such file of any thread. */
const TELLS_CHILDREN = existsSync("/proc/thread-self/children");

/**
 * Direct children of all threads of a process, as the kernel lists them (proc_pid_task(5)); where it does not, all
 * processes are asked for their parent, which takes some milliseconds.
 */
export function childrenOf(pid: number, tellsChildren = TELLS_CHILDREN): number[] {
  return tellsChildren ? tasksOf(pid).flatMap((task) => listedChildren(pid, task)) : askedChildren(pid);
}

function listedChildren(pid: number, task: string): number[] {
  const children = readOrNothing(`/proc/${pid}/task/${task}/children`);
  return children.split(" ").filter(Boolean).map(Number);
}

function askedChildren(parent: number): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => parentOf(pid) === parent);
}

/** The name of a process, in parentheses, may hold anything (proc_pid_stat(5)); NaN of one that is gone. */
function parentOf(pid: number): number {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return Number.parseInt(stat.slice(stat.lastIndexOf(")") + 4), 10);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Processes and threads of a process and its descendants; counts no further than `enough`. */
export function countTasks(pid: number, enough: number): number {
  let count = 0;
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined && count < enough; next = waiting.pop()) {
    count += tasksOf(next).length;
    waiting.push(...childrenOf(next));
  }
  return count;
}

/** Children before their own children. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}
