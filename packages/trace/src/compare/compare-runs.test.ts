import { describe, expect, it } from "vitest";
import { TraceLog } from "../log.ts";
import { type TcpEchoRunOptions, type TraceBuilder, tcpEchoRun, udpEchoRun } from "../testing.ts";
import { compareRuns, lagOfRight, type RunDifference } from "./compare-runs.ts";

const WHOLE_MS = 5_000;

function echo(options: TcpEchoRunOptions = {}): TraceLog {
  return tcpEchoRun(options).run(WHOLE_MS).log;
}

/** As a line each: what a test expects of differences. */
function lines(differences: readonly RunDifference[]): string[] {
  return differences.map((difference) => {
    if ("left" in difference) {
      const { kind, left, right } = difference;
      return `${kind} ${left.what} ${left.outcome} ${right.what} ${right.outcome}`;
    }
    const { kind, side, point, count } = difference;
    return `${kind} ${side} ${point.what} ${count}`;
  });
}

/** Runs until a frame is under way that `is` wanted, and has it lost there. */
function losing(builder: TraceBuilder, frame: number): TraceLog {
  for (let ms = 0; builder.log.frames.length < frame && ms < WHOLE_MS; ms += 1) builder.run(ms);
  builder.lose(frame);
  return builder.run(WHOLE_MS).log;
}

describe("two runs", () => {
  it.each([
    ["one of TCP", echo()],
    ["one of UDP", udpEchoRun().run(WHOLE_MS).log],
    ["one in which nothing happened", new TraceLog()],
  ])("that are the same one differ in nothing: %s", (_, log) => {
    expect(compareRuns(log, log).differences).toEqual([]);
  });

  it("that only took other times tell the same", () => {
    expect(compareRuns(echo(), echo({ latencyMs: 7, paceMs: 30 })).differences).toEqual([]);
  });

  it("of which one lost a frame differ there first, and then in what did not come of it", () => {
    const { differences } = compareRuns(losing(tcpEchoRun(), 4), echo());
    const [first, ...followers] = lines(differences);
    expect(first).toMatch(/^outcome frame\.sent ACK 5 bytes seq 1 ack 1 lost .* delivered$/);
    expect(followers.length).toBeGreaterThan(0);
    expect(followers.filter((line) => !line.startsWith("further right"))).toEqual([]);
  });

  it("differ first in what was lost, and then in what was sent again for it", () => {
    const right = tcpEchoRun();
    for (let ms = 0; right.log.frames.length < 4; ms += 1) right.run(ms);
    right.lose(4);
    const cause = { by: "kernel" } as const;
    right.segment("client", { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "hello", cause }, () => {});
    const { differences } = compareRuns(echo(), right.run(WHOLE_MS).log);
    const [first, second] = lines(differences.filter(({ kind }) => kind !== "further"));
    expect(first).toMatch(/^outcome .* delivered .* lost$/);
    expect(second).toMatch(/again/);
  });

  it("of which one sent another line differ from that line on", () => {
    const { differences } = compareRuns(echo({ input: ["hello", "x"] }), echo({ input: ["hello", "xyz"] }));
    expect(lines(differences)[0]).toMatch(/^instead frame\.sent ACK 1 bytes .* ACK 3 bytes/);
  });

  it("of which one has come less far differ in nothing but that", () => {
    const { differences } = compareRuns(tcpEchoRun().run(700).log, echo());
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(["further"]));
  });

  it("are put beside each other where they part", () => {
    const late = echo({ paceMs: 200 });
    const comparison = compareRuns(echo(), late);
    const [match] = comparison.matches.slice(-1);
    expect(lagOfRight(comparison)).toBe(Number(match?.right.t) - Number(match?.left.t));
  });
});
