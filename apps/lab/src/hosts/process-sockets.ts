import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { NS_PER_MS, type TraceTime } from "@wirestage/trace";
import type { Owner } from "./socket-kind.ts";

/** How soon a socket may be looked for again that no process was found to hold: it may have been made just then. */
const SEARCH_INTERVAL_NS = 100 * NS_PER_MS;
const SOCKET_LINK = /^socket:\[(\d+)\]$/;

/** Which sockets the processes of untraced programs hold, from /proc (proc_pid_fd(5), proc_pid_task(5)). */
export class ProcessSockets {
  /** Program by the process that was started for it. */
  readonly #programs = new Map<number, number>();
  #owners: ReadonlyMap<number, Owner> = new Map();
  /** Inodes of the newest search, and when it was. */
  #sought: ReadonlySet<number> = new Set();
  #soughtAt = 0;

  get watching(): boolean {
    return this.#programs.size > 0;
  }

  /** @param pid of the process, as this process sees it; its descendants belong to it */
  watch(pid: number, program: number): void {
    this.#programs.set(pid, program);
    this.#forget();
  }

  unwatch(pid: number): void {
    this.#programs.delete(pid);
    this.#forget();
  }

  ownerOf(inode: number): Owner | null {
    return this.#owners.get(inode) ?? null;
  }

  /** Whether the process of a watched program is no more. */
  hasEnded(program: number): boolean {
    for (const [pid, its] of this.#programs) if (its === program) return isOver(pid);
    return false;
  }

  isWatched(program: number): boolean {
    return [...this.#programs.values()].includes(program);
  }

  /** Finds out who holds these sockets, but not again what is known: a process is dear to look through. */
  meet(inodes: readonly number[], now: TraceTime): void {
    const unknown = inodes.filter((inode) => inode !== 0 && !this.#owners.has(inode));
    const isDue = now - this.#soughtAt >= SEARCH_INTERVAL_NS;
    if (!this.watching || !unknown.some((inode) => isDue || !this.#sought.has(inode))) return;
    const owners = new Map<number, Owner>();
    for (const [pid, program] of this.#programs) collect(pid, program, owners);
    this.#owners = owners;
    this.#sought = new Set(inodes);
    this.#soughtAt = now;
  }

  #forget(): void {
    this.#owners = new Map();
    this.#sought = new Set();
  }
}

/** A descriptor that was inherited is its ancestor's: that one is looked through first. */
function collect(pid: number, program: number, into: Map<number, Owner>): void {
  for (const name of listOf(`/proc/${pid}/fd`)) {
    const inode = socketInode(`/proc/${pid}/fd/${name}`);
    if (inode !== null && !into.has(inode)) into.set(inode, { fd: Number(name), program });
  }
  for (const thread of listOf(`/proc/${pid}/task`)) {
    const children = textOf(`/proc/${pid}/task/${thread}/children`).split(" ");
    for (const child of children) if (child !== "") collect(Number(child), program, into);
  }
}

function isOver(pid: number): boolean {
  const state = /^.*\) (\S)/s.exec(textOf(`/proc/${pid}/stat`))?.[1];
  return state === undefined || state === "Z" || state === "X";
}

function socketInode(link: string): number | null {
  const inode = SOCKET_LINK.exec(orElse("", () => readlinkSync(link)))?.[1];
  return inode === undefined ? null : Number(inode);
}

function listOf(directory: string): readonly string[] {
  return orElse([], () => readdirSync(directory));
}

function textOf(file: string): string {
  return orElse("", () => readFileSync(file, "utf8"));
}

/** A process may end, or close what we look at, at any time; then it holds nothing. */
function orElse<T>(nothing: T, read: () => T): T {
  try {
    return read();
  } catch {
    return nothing;
  }
}
