import process from "node:process";
import { compileFilter } from "@wirestage/display-filter";
import { hasFlag, quickView, TcpFlag } from "@wirestage/wire";
import { SAMPLE_FRAMES } from "@wirestage/wire/testing";
import { report } from "./report.ts";

const FILTER = "tcp.flags.syn == 1 && tcp.flags.ack == 0";
const ROUNDS = 9;
const FRAMES = 100_000;

const compiled = compileFilter(FILTER);
if (!compiled.ok) throw new Error(`"${FILTER}" is no filter: ${compiled.problem.code}.`);
const { filter } = compiled;
const bytes = SAMPLE_FRAMES["SYN"] ?? new Uint8Array(0);

/** A frame is another object each time, as in a lab: none is known already. */
function judgedByFilter(number: number): boolean {
  return filter.matches({ number, host: "client", t: number, bytes, length: bytes.length });
}

/** The same question in a line of code. */
function judgedByHand(): boolean {
  const flags = quickView(bytes)?.flags ?? 0;
  return hasFlag(flags, TcpFlag.syn) && !hasFlag(flags, TcpFlag.ack);
}

/** Processor time of one frame in µs, in the round that was disturbed least. */
function microseconds(judge: (number: number) => boolean): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    let passed = 0;
    for (let number = 1; number <= FRAMES; number++) passed += Number(judge(number));
    if (passed !== FRAMES) throw new Error(`${passed} of ${FRAMES} SYNs passed "${FILTER}".`);
    return process.cpuUsage(before).user / FRAMES;
  });
  return Math.min(...rounds);
}

report({
  name: "one frame judged by a display filter, least of 9 rounds",
  value: microseconds(judgedByFilter),
  unit: "µs",
  baseline: { name: "the same in a line of code", value: microseconds(judgedByHand) },
  aim: { atMost: 2 },
});
