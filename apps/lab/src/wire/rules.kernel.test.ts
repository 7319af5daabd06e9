import { describeKernel } from "@wirestage/linux/testing";
import { type OpenLabRequest, PresetName } from "@wirestage/protocol";
import { bytesOfBase64, type RuleAction, type WireRule } from "@wirestage/trace";
import { afterEach, expect, it } from "vitest";
import { TestBench } from "../testing.ts";
import { ConsoleBench } from "../testing-console.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

function newLab(request: Partial<OpenLabRequest> = {}): ConsoleBench {
  const lab = new ConsoleBench(request);
  open.push(lab);
  return lab;
}

function rule(facts: Partial<WireRule> & Pick<WireRule, "action">): WireRule {
  return { id: "rule", host: null, filter: "", pick: { of: "all" }, ...facts };
}

function base64(text: string): { readonly bytes: string } {
  return { bytes: Buffer.from(text).toString("base64") };
}

const corrupt = (at: { offset: number; bit: number } | null): RuleAction => ({
  do: "corrupt",
  at,
  checksums: "left",
});

describeKernel("a rule that corrupts one frame and leaves its checksum", () => {
  it.each([
    { protocol: "Tcp", filter: "tcp.len > 0", offset: 66 },
    { protocol: "Udp", filter: "udp", offset: 42 },
  ] as const)(
    "$protocol: the kernel's own counter of wrong checksums rises by exactly one",
    async ({ protocol, filter, offset }) => {
      const lab = newLab();
      if (protocol === "Tcp") await lab.connect();
      else await lab.bindDatagrams();
      const counted = () => lab.counter("server", protocol, "InCsumErrors");
      const before = counted();
      const pick = { of: "next", count: 1 } as const;
      lab.command({ do: "rule.set", rule: rule({ filter, pick, action: corrupt({ offset, bit: 0 }) }) });
      if (protocol === "Tcp") await lab.say("client", "s.sendall", [base64("hello")]);
      else await lab.say("client", "s.sendto", [base64("hello"), { tuple: ["192.0.2.2", 8888] }]);
      expect(lab.bench.events("frame.altered")).toMatchObject([{ offset, by: { by: "rule", rule: "rule" } }]);
      // UDP's checksum is looked at when somebody reads.
      expect(await lab.read()).toBe("EAGAIN");
      expect(counted()).toBe(before + 1);
    },
  );

  it("wherever the bit is that was drawn: of 20 datagrams none is read, and each is counted as an error once", async () => {
    const lab = newLab();
    await lab.bindDatagrams();
    const errors = () =>
      lab.counter("server", "Ip", "InHdrErrors") + lab.counter("server", "Udp", "InErrors");
    const before = errors();
    lab.command({ do: "rule.set", rule: rule({ host: "client", action: corrupt(null) }) });
    for (let n = 0; n < 20; n++) {
      await lab.say("client", "s.sendto", [base64("hello"), { tuple: ["192.0.2.2", 8888] }]);
      expect(await lab.read()).toBe("EAGAIN");
    }
    expect(lab.bench.events("frame.altered")).toHaveLength(20);
    expect(errors()).toBe(before + 20);
  });
});

describeKernel("a rule for the next SYN-ACK", () => {
  it("that loses it: the kernel sends it again, and the connection comes about", async () => {
    const lab = newLab();
    const filter = "tcp.flags.syn == 1 && tcp.flags.ack == 1";
    const pick = { of: "next", count: 1 } as const;
    lab.command({ do: "rule.set", rule: rule({ filter, pick, action: { do: "lose" } }) });
    await lab.connect();
    const lost = lab.bench.events("frame.lost").filter(({ by }) => by.by === "rule");
    expect(lost).toMatchObject([{ host: "server", position: 0.5 }]);
    expect(lab.bench.events("rule.removed")).toMatchObject([{ id: "rule", why: "spent" }]);
  });
});

/** What the programs of a run received and sent, as bytes in hex, by host and call. */
function bytesOf(bench: TestBench, host: string, name: "sendall" | "recv"): string {
  return bench.log.calls
    .filter(({ entered }) => entered.host === host && entered.name === name)
    .map(({ entered, returned }) => {
      const answer = returned?.outcome.ok ? returned.outcome.value : null;
      const value = name === "recv" ? answer : entered.arguments[0];
      const isBytes =
        typeof value === "object" && value !== null && "type" in value && value.type === "bytes";
      return isBytes ? Buffer.from(bytesOfBase64(value.base64)).toString("hex") : "";
    })
    .join("");
}

describeKernel("a TCP echo over the wire of each preset", () => {
  it.each(PresetName.options)(
    "%s: each program has read the bytes that the other wrote",
    async (preset) => {
      const bench = new TestBench();
      open.push(bench);
      bench.open({ preset, run: "tcp-echo", input: ["hello", "你好", "x".repeat(50), "exit"], paceMs: 0 });
      await bench.until("the client's end", () => bench.events("program.ended").length > 0);
      expect(bench.events("program.ended")).toMatchObject([{ exitCode: 0 }]);
      const sent = bytesOf(bench, "client", "sendall");
      expect(sent).toHaveLength(2 * (5 + 6 + 50));
      expect(bytesOf(bench, "server", "recv")).toBe(sent);
      expect(bytesOf(bench, "client", "recv")).toBe(bytesOf(bench, "server", "sendall"));
      expect(bench.log.latest.rules.size).toBe(bench.events("rule.set").length);
    },
    60_000,
  );
});

describeKernel("a lab opened with rules", () => {
  it("has those of its preset first, then its own", async () => {
    const bench = new TestBench();
    open.push(bench);
    bench.open({ preset: "wifi", rules: [rule({ action: { do: "lose" } })], run: "udp-echo-once" });
    await bench.until("its rules", () => bench.log.latest.rules.size === 4);
    expect([...bench.log.latest.rules.keys()]).toEqual(["wifi-rate", "wifi-jitter", "wifi-loss", "rule"]);
    expect(bench.log.latest.hosts.get("client")).toMatchObject({ delay: 2_000_000 });
    expect(bench.events("lab.opened")).toMatchObject([{ seed: 1 }]);
  });

  it("is not opened where a filter is none", () => {
    const bench = new TestBench();
    open.push(bench);
    bench.open({ rules: [rule({ filter: "tcp.flags.syn ==", action: { do: "lose" } })] });
    expect(bench.answers).toMatchObject([{ type: "open-failed", error: { code: "bad_filter" } }]);
  });
});

describeKernel("the seed of a lab", () => {
  const rules: WireRule[] = [
    rule({ id: "lose", pick: { of: "share", percent: 30 }, action: { do: "lose" } }),
    rule({ id: "copy", pick: { of: "share", percent: 30 }, action: { do: "duplicate" } }),
    rule({ id: "break", pick: { of: "share", percent: 30 }, action: corrupt(null) }),
    rule({ id: "late", action: { do: "delay", delayNs: 0, jitterNs: 1_000_000, keepsOrder: true } }),
  ];

  /** What rules did to 40 datagrams, without the times of the kernel. */
  async function fates(seed: number): Promise<unknown[]> {
    const lab = newLab({ rules, seed, latencyMs: 1 });
    await lab.bindDatagrams();
    for (let n = 0; n < 40; n++) {
      await lab.say("client", "s.sendto", [base64("hello"), { tuple: ["192.0.2.2", 8888] }]);
    }
    await lab.bench.until("the last frame's end", () => lab.bench.log.latest.onWire.size === 0);
    return lab.bench.log.frames
      .filter(({ sent }) => sent.host === "client")
      .map(({ sent, fates }) => {
        let due = sent.due ?? sent.t;
        return [
          sent.kind,
          ...fates.map((fate) => {
            if (fate.kind === "frame.altered") return `${fate.offset}.${fate.bit}`;
            if (fate.kind !== "frame.rescheduled") return fate.kind;
            const later = fate.due - due;
            due = fate.due;
            return `later ${later}`;
          }),
        ];
      });
  }

  it("and the same commands give the same fates on two kernels; another seed gives others", async () => {
    const [first, again, other] = await Promise.all([fates(7), fates(7), fates(8)]);
    expect(first?.length).toBeGreaterThan(40);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
