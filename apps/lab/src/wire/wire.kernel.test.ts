import { monotonicNow } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { type EventFacts, traceTime } from "@wirestage/trace";
import { expect, it } from "vitest";
import { Host } from "../hosts/host.ts";
import { Wire } from "./wire.ts";

describeKernel("a wire that holds", () => {
  it("lets through what a kernel reports of its multicast groups once IPv6 is on", async () => {
    const trace: EventFacts[] = [];
    const start = monotonicNow();
    const now = () => traceTime(Number(monotonicNow() - start));
    const append = (fact: EventFacts) => {
      trace.push(fact);
      return now();
    };
    const delivered: number[] = [];
    let frame = 0;
    const wire = new Wire(
      { hosts: ["client", "server"], limit: 100, seed: 1 },
      {
        number: (bytes) => ({
          frame: ++frame,
          bytes: Buffer.from(bytes).toString("base64"),
          length: bytes.length,
        }),
        append,
        now,
        deliver: ({ frame }) => delivered.push(frame),
      },
    );
    const facts = {
      name: "client",
      address: "192.0.2.1",
      address6: "2001:db8::1",
      mac: "02:00:00:00:00:01",
      interface: "eth0",
    };
    const host = new Host(facts, [], {
      append,
      now,
      nextSocketNumber: () => 1,
      sent: (name, bytes, cause) => wire.accept(name, bytes, cause),
    });
    wire.setHold(true);
    host.enableIpv6();
    const arrivals = () => {
      host.settle();
      wire.advance(now());
      return delivered;
    };
    await expect.poll(arrivals, { interval: 10, timeout: 10_000 }).toContain(1);
    expect(trace.filter(({ kind }) => kind === "frame.held")).toEqual([]);
    expect(() => wire.hands.step()).toThrow("No frame is held");
    await host.close();
  });
});
