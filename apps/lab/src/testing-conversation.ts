import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { folderOf, PAIRS, stepsOf } from "@wirestage/programs";
import type { RunRole } from "@wirestage/protocol";
import { bytesOfBase64, type CallEntry, type ProgramState } from "@wirestage/trace";
import { decodeFrame, type Frame, isLinkNoise, tcpKind } from "@wirestage/wire";
import type { TestBench } from "./testing.ts";

const PROGRAMS = fileURLToPath(new URL("../../../packages/programs", import.meta.url));

/** The program of this side that was started last. */
export function programOf(bench: TestBench, role: RunRole): ProgramState | undefined {
  return [...bench.log.latest.programs.values()].findLast(({ started }) => started.role === role);
}

export function callsOf(bench: TestBench, role: RunRole): CallEntry[] {
  const program = programOf(bench, role)?.started.program;
  return bench.log.calls.filter(({ entered }) => entered.program === program);
}

/** Whether the program waits inside a call of this name. */
export function waitsIn(bench: TestBench, role: RunRole, name: string): boolean {
  const call = programOf(bench, role)?.call;
  return call?.entered.name === name && call.blocked !== null && call.returned === null;
}

/** Ids of the steps in the source of the program, by their lines. */
export function stepsByLine(bench: TestBench, role: RunRole): ReadonlyMap<number, string> {
  const started = programOf(bench, role)?.started;
  const pair = PAIRS.find(({ name }) => name === started?.name);
  if (!pair || (started?.language !== "ts" && started?.language !== "python")) return new Map();
  const { language } = started;
  const file = `${folderOf(pair, role)}/${role}.${language === "ts" ? "ts" : "py"}`;
  const steps = stepsOf(readFileSync(`${PROGRAMS}/${file}`, "utf8"), language);
  return new Map(steps.map(({ line, id }) => [line, id]));
}

/** What stands in the terminal of the program. */
export function terminalOf(bench: TestBench, role: RunRole): string {
  const program = programOf(bench, role)?.started.program;
  const texts = bench.events("program.output").filter((event) => event.program === program);
  return texts
    .map(({ text }) => text)
    .join("")
    .replaceAll("\r\n", "\n");
}

/** A frame that carries something of the programs' conversation: its sender, what it is, and what it brings. */
export interface Said {
  readonly host: string;
  readonly kind: string;
  readonly text: string;
}

function kindOf({ layers }: Frame): string {
  const { transport, payload } = layers;
  if (transport?.kind === "tcp") {
    return tcpKind({ flags: transport.header.flags, payloadLength: payload.length });
  }
  return transport?.kind ?? "other";
}

/**
 * The frames of the conversation itself, in the order in which they were sent. The kernel's own are left out:
 * acknowledgments without data, and what it sends for the link's sake.
 */
export function saidOnWire(bench: TestBench): Said[] {
  return bench.log.frames.flatMap(({ frame, sent }) => {
    const bytes = bench.wholeFrames.get(frame) ?? bytesOfBase64(sent.bytes);
    const decoded = decodeFrame(bytes, sent.length);
    const kind = kindOf(decoded);
    if (kind === "ACK" || isLinkNoise(bytes)) return [];
    return [{ host: sent.host, kind, text: Buffer.from(decoded.layers.payload.bytes).toString("utf8") }];
  });
}
