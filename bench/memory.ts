import { readdirSync, readFileSync } from "node:fs";

const KIBIBYTE = 1024;

/** Kernel memory that namespaces, sockets and processes take, by its name in /proc/meminfo (proc_meminfo(5)). */
const KERNEL_PARTS = ["Slab", "KernelStack", "PageTables", "Percpu"];

/** Bytes that a process and all that it started take of the machine; shared pages are counted once (proc_pid_smaps(5)). */
export function memoryOfTree(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + proportionalSetSize(each), 0);
}

/** Bytes of kernel memory on the whole machine: its growth says what was made in between, where nobody else does much. */
export function kernelMemory(): number {
  const text = readFileSync("/proc/meminfo", "utf8");
  const kibibytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, "m").exec(text)?.[1] ?? 0);
  return KERNEL_PARTS.reduce((sum, name) => sum + kibibytes(name) * KIBIBYTE, 0);
}

function proportionalSetSize(pid: number): number {
  const kibibytes = /^Pss: +(\d+) kB$/m.exec(readProc(pid, "smaps_rollup"))?.[1];
  return Number(kibibytes ?? 0) * KIBIBYTE;
}

function treeOf(pid: number): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((each) => [each, parentOf(each)]));
  const below = (ancestor: number): number[] =>
    pids.filter((each) => parents.get(each) === ancestor).flatMap((each) => [each, ...below(each)]);
  return [pid, ...below(pid)];
}

function parentOf(pid: number): number {
  return Number(/^PPid:\t(\d+)$/m.exec(readProc(pid, "status"))?.[1] ?? 0);
}

/** Empty where the process has ended meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
