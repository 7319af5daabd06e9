import { NS_PER_MS, type TraceEvent } from "@wirestage/trace";
import { bytesValue, segmentBytes, tcpEchoRun } from "@wirestage/trace/testing";

type Run = ReturnType<typeof tcpEchoRun>;

/** A whole run in which hands and rules did to frames whatever they can, and a program computed with its secret. */
export function goldenRun(): readonly TraceEvent[] {
  const run = tcpEchoRun({ latencyMs: 400, paceMs: 1_000, input: ["hello", "exit"] }).run(5_220);
  holdTheSyn(run);
  setRules(run);
  treatFrames(run);
  verify(run);
  return run.run().events;
}

function holdTheSyn(run: Run): void {
  run.event({ kind: "command.given", command: { do: "frame.hold", frame: 1 } });
  run.hold(1);
  run.run(6_220);
  run.repeat(1, { by: "timer", timer: "retransmit", socket: 2 });
  run.run(7_000);
  run.event({ kind: "command.given", command: { do: "frame.release", frame: 1 } });
  run.release(1, 200);
}

function setRules(run: Run): void {
  const rule = {
    id: "second-data",
    host: "client",
    filter: "tcp.len > 0",
    pick: { of: "every", nth: 2 },
    action: { do: "corrupt", at: { offset: 60, bit: 3 }, checksums: "left" },
  } as const;
  run.event({ kind: "command.given", command: { do: "rule.set", rule } });
  run.event({ kind: "rule.set", rule });
  run.event({
    kind: "rule.set",
    rule: { id: "next", host: null, filter: "", pick: { of: "next", count: 1 }, action: { do: "lose" } },
  });
  run.event({ kind: "rule.removed", id: "next", why: "spent" });
}

function treatFrames(run: Run): void {
  run.run(7_100);
  run.reschedule(1, 600);
  run.alter(1, { offset: 15, bit: 2, checksums: "mended" });
  const copy = run.copy(1);
  run.lose(copy, 0.9, { by: "rule", rule: "second-data" });
  run.inject("client", segmentBytes("client", { flags: ["RST"], seq: 7 }));
}

function verify(run: Run): void {
  const program = run.program("client", "tcp-hmac", {
    parameters: { SECRET: "open sesame", DIGEST: "sha256" },
  });
  const values = [bytesValue("open sesame"), bytesValue("nonce"), "sha256"];
  const call = run.enter(program, "client", "hmac.digest", values, 31);
  run.return(call, { ok: true, value: bytesValue("digest") });
  const facts = { exitCode: null, signal: "SIGKILL", limit: "events" } as const;
  run.run(7_150).event({ kind: "program.ended", program, ...facts });
  run.event({ kind: "rule.changed", host: "server", rule: "delay", from: 400 * NS_PER_MS, to: 0 });
}
