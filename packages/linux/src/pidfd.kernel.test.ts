import { expect, it } from "vitest";
import { endOf, readUntil, shell } from "./child-fixture.ts";
import { close, pidfdGetfd, pidfdOpen, pidfdSendSignal, waitReadable, write } from "./index.ts";
import { succeeded } from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

describeKernel("a pidfd", () => {
  it("gives a descriptor for what a descriptor of the process stands for", () => {
    const child = shell("echo ready; read line");
    readUntil(child.terminal.master, "ready\r\n");
    const copy = succeeded(pidfdGetfd(child.pidfd, 3));
    succeeded(write(copy, Buffer.from("hello")));
    close(copy);
    expect(readUntil(child.channel, "hello")).toBe("hello");
    expect(pidfdGetfd(child.pidfd, 77)).toMatchObject({ ok: false, code: "EBADF" });
  });

  it("is readable once its process has ended, and sends no signal after it was waited for", () => {
    const child = shell("echo ready; read line");
    readUntil(child.terminal.master, "ready\r\n");
    expect(waitReadable(child.pidfd, 0)).toBe(false);
    pidfdSendSignal(child.pidfd, 9);
    expect(waitReadable(child.pidfd, 5_000)).toBe(true);
    expect(endOf(child)).toMatchObject({ signal: "SIGKILL" });
    expect(pidfdSendSignal(child.pidfd, 9)).toMatchObject({ ok: false, code: "ESRCH" });
    expect(pidfdOpen(child.pid)).toMatchObject({ ok: false, code: "ESRCH" });
  });
});
