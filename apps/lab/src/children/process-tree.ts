import { readdirSync, readFileSync } from "node:fs";

/** Direct children of all threads of a process (proc_pid_task(5)). */
export function childrenOf(pid: number): number[] {
  return tasksOf(pid).flatMap((task) => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
      return children.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
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
