import { expect, it } from "vitest";
import { endOf, readUntil, shell } from "./child-fixture.ts";
import {
  isExiting,
  limitResource,
  pidfdSendSignal,
  readProcessEnd,
  resizeTerminal,
  spawn,
  waitChild,
  waitReadable,
  write,
} from "./index.ts";
import { describeKernel } from "./testing.ts";

const encode = (text: string) => Buffer.from(text);

describeKernel("a child on a pseudo-terminal", () => {
  it("sees a terminal, its environment alone, and leads a session", () => {
    const child = shell('tty; env | grep -c ^; echo "$$ $(ps -o sid= -p $$)"', ["TERM=dumb"]);
    const [terminal, variables = "", session = ""] = readUntil(child.terminal.master).split("\r\n");
    expect(terminal).toBe(child.terminal.path);
    // PATH, TERM, and PWD, which the shell adds.
    expect(Number(variables)).toBe(3);
    expect(session.split(/\s+/)).toEqual([`${child.pid}`, `${child.pid}`]);
  });

  it("tells how it ended, once", () => {
    const child = shell("exit 3");
    expect(endOf(child)).toMatchObject({ exitCode: 3, signal: null });
    expect(waitChild(child.pid)).toMatchObject({ ok: false, code: "ECHILD" });
  });

  it("runs on while it is waited for without waiting, and tells the signal that ended it", () => {
    const child = shell("read line");
    expect(waitChild(child.pid)).toEqual({ ok: true, value: null });
    expect([readProcessEnd(child.pid), isExiting(child.pid)]).toEqual([null, false]);
    pidfdSendSignal(child.pidfd, 15);
    waitReadable(child.pidfd, 10_000);
    expect(isExiting(child.pid)).toBe(true);
    expect(endOf(child)).toMatchObject({ exitCode: null, signal: "SIGTERM" });
    expect(isExiting(child.pid)).toBe(true);
  });

  it("gets SIGINT by the key that its terminal has for it", () => {
    const child = shell("echo ready; read line");
    readUntil(child.terminal.master, "ready\r\n");
    write(child.terminal.master, encode("\x03"));
    expect(endOf(child)).toMatchObject({ signal: "SIGINT" });
  });

  it("has whole characters erased by Backspace, and knows the size of its terminal", () => {
    const child = shell("read line; echo [$line]; stty size");
    resizeTerminal(child.terminal.master, 100, 30);
    write(child.terminal.master, encode("a你\x7fb\r"));
    expect(readUntil(child.terminal.master, "30 100\r\n")).toContain("[ab]");
  });

  it("has the channel as its descriptor 3, and no other of this process", () => {
    const child = shell("ls /proc/self/fd | tr '\\n' ' ' >&3");
    // 4 is the directory that `ls` reads.
    expect(readUntil(child.channel)).toBe("0 1 2 3 4 ");
  });

  it("is ended by the kernel at the limit that was set from outside", () => {
    const child = shell("read line; while :; do :; done");
    expect(limitResource(child.pid, "RLIMIT_CPU", 1, 2)).toMatchObject({ ok: true });
    write(child.terminal.master, encode("\r"));
    waitReadable(child.pidfd, 10_000);
    const end = readProcessEnd(child.pid);
    expect(end?.cpuSeconds).toBeGreaterThan(0.9);
    expect(end?.signal).toBe("SIGXCPU");
    expect(endOf(child)).toMatchObject({ signal: "SIGXCPU" });
    expect(readProcessEnd(child.pid)).toBeNull();
  });

  it("is not made of a file that is not there", () => {
    const request = {
      file: "no-such-file",
      arguments: [],
      environment: [],
      terminal: "/dev/null",
      channel: 0,
    };
    expect(spawn(request)).toMatchObject({ ok: false, code: "ENOENT" });
  });
});
