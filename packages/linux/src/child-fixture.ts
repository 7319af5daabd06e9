/** For kernel tests only: a child process on a terminal, spoken to through both of its descriptors. */
import { afterEach } from "vitest";
import {
  close,
  openPseudoTerminal,
  type ProcessEnd,
  type PseudoTerminal,
  pidfdOpen,
  pidfdSendSignal,
  read,
  socketPair,
  spawn,
  waitChild,
  waitReadable,
} from "./index.ts";
import { succeeded } from "./kernel-fixture.ts";

const SIGKILL = 9;
const PATIENCE_MS = 10_000;

export interface Child {
  readonly pid: number;
  readonly pidfd: number;
  readonly terminal: PseudoTerminal;
  readonly channel: number;
}

const children: Child[] = [];

afterEach(() => {
  for (const { pid, pidfd, terminal, channel } of children.splice(0)) {
    pidfdSendSignal(pidfd, SIGKILL);
    waitReadable(pidfd, PATIENCE_MS);
    waitChild(pid);
    for (const fd of [pidfd, terminal.master, channel]) close(fd);
  }
});

/** `sh -c script`, ended after the test. */
export function shell(script: string, environment: readonly string[] = []): Child {
  const { PATH = "/usr/bin:/bin" } = process.env;
  const terminal = openPseudoTerminal();
  const { own, theirs } = succeeded(socketPair());
  const request = {
    file: "sh",
    arguments: ["-c", script],
    environment: [`PATH=${PATH}`, ...environment],
    terminal: terminal.path,
    channel: theirs,
  };
  const pid = succeeded(spawn(request));
  close(theirs);
  const child = { pid, pidfd: succeeded(pidfdOpen(pid)), terminal, channel: own };
  children.push(child);
  return child;
}

/** What can be read until it ends so, or until nobody can write any more. */
export function readUntil(fd: number, end?: string): string {
  const buffer = new Uint8Array(new ArrayBuffer(4096));
  let text = "";
  while ((end === undefined || !text.endsWith(end)) && waitReadable(fd, PATIENCE_MS)) {
    const taken = read(fd, buffer);
    if (!taken.ok || taken.value === 0) return text;
    text += new TextDecoder().decode(buffer.subarray(0, taken.value));
  }
  return text;
}

export function endOf(child: Child): ProcessEnd | null {
  waitReadable(child.pidfd, PATIENCE_MS);
  return succeeded(waitChild(child.pid));
}
