import { readdirSync, readlinkSync } from "node:fs";
import { NetworkNamespace, SyscallError } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { traceTime } from "@wirestage/trace";
import { afterEach, expect, it, vi } from "vitest";
import { TestBench } from "../testing.ts";
import { Host } from "./host.ts";

/** Descriptors of this process by which a network namespace or a TAP lives. */
function held(): number {
  const targets = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return targets.filter((target) => target.startsWith("net:[") || target === "/dev/net/tun").length;
}

const port = {
  append: () => traceTime(0),
  now: () => traceTime(0),
  nextSocketNumber: () => 1,
  sent: () => {},
};

afterEach(() => {
  vi.restoreAllMocks();
});

describeKernel("a host that cannot be made", () => {
  it("leaves no TAP and no namespace behind where the kernel refuses its address", async () => {
    const multicast = {
      name: "client",
      address: "192.0.2.1",
      address6: null,
      mac: "01:00:5e:00:00:01",
      interface: "eth0",
    };
    NetworkNamespace.create().close();
    const before = held();
    expect(() => new Host(multicast, [], port)).toThrow(SyscallError);
    await vi.waitFor(() => expect(held()).toBe(before));
  });

  it("takes the hosts that were already made with it, and the lab is refused", async () => {
    const bench = new TestBench();
    NetworkNamespace.create().close();
    const before = held();
    const create = NetworkNamespace.create;
    vi.spyOn(NetworkNamespace, "create")
      .mockImplementationOnce(() => create())
      .mockImplementationOnce(() => {
        throw new SyscallError("unshare", 28, "making a network namespace");
      });
    bench.open();
    expect(bench.answers).toMatchObject([{ type: "open-failed", error: { code: "kernel_unavailable" } }]);
    await vi.waitFor(() => expect(held()).toBe(before));
    await bench.close();
  });
});
