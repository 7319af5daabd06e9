import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, it } from "vitest";
import { monotonicNow, NetworkNamespace, openTap, SyscallError } from "./index.ts";
import { take, twoHosts } from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

describeKernel("TAP", () => {
  it("a name that is taken in the namespace is refused with its errno", async () => {
    const namespace = NetworkNamespace.create();
    const tap = namespace.run(() => openTap("eth0"));
    const before = descriptors();
    expect(() => namespace.run(() => openTap("eth0"))).toThrow(
      expect.objectContaining({ call: "ioctl(TUNSETIFF)", code: "EBUSY" }),
    );
    expect(descriptors()).toBe(before);
    await tap.close();
    namespace.close();
  });

  it("frames that are too short, and frames after close, are refused with their errno", async () => {
    const { client } = twoHosts();
    expect(() => client.tap.write(new Uint8Array(13))).toThrow(expect.objectContaining({ code: "EINVAL" }));
    await client.tap.close();
    expect(() => client.tap.write(new Uint8Array(64))).toThrow(SyscallError);
    expect(() => client.tap.read(new Uint8Array(64))).toThrow(expect.objectContaining({ code: "EBADF" }));
  });

  it("an idle link is silent: no ARP, no IPv6", () => {
    const { client, server } = twoHosts();
    expect([take(client), take(server)]).toEqual([null, null]);
  });

  it("closing eight does not block the event loop, and leaves no descriptor behind", async () => {
    const before = descriptors();
    const namespace = NetworkNamespace.create();
    const taps = Array.from({ length: 8 }, (_, index) => namespace.run(() => openTap(`eth${index}`)));
    namespace.close();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = monotonicNow();
    const closing = Promise.all(taps.map((tap) => tap.close()));
    const returnedMs = Number(monotonicNow() - started) / 1e6;
    await closing;
    delay.disable();
    expect(returnedMs).toBeLessThan(10);
    expect(delay.max / 1e6).toBeLessThan(25);
    expect(descriptors()).toBe(before);
  });
});
