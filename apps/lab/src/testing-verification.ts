import type { Language, RunName, RunParameters, RunRole } from "@wirestage/protocol";
import { bytesOfBase64, type CallEntry, type CallValue } from "@wirestage/trace";
import { decodeFrame } from "@wirestage/wire";
import type { TestBench } from "./testing.ts";
import { callsOf, programOf, stepsByLine, terminalOf, waitsIn } from "./testing-conversation.ts";

/** One side of a pair, as a test asks for it. */
export interface Side {
  readonly run: RunName;
  readonly language: Language;
  readonly parameters?: RunParameters;
  readonly input?: string[];
  readonly paceMs?: number;
}

/** Starts one side alone, beside whatever runs, and answers its number. */
export function startSide(bench: TestBench, role: RunRole, side: Side): number {
  const answer = bench.command({
    ...{ do: "program.start", role, input: [], paceMs: 0, parameters: {} },
    ...side,
  });
  if (answer.type !== "ack") throw new Error(`the lab refused: ${JSON.stringify(answer)}`);
  return programOf(bench, role)?.started.program ?? 0;
}

/** Starts a server, and waits until it accepts. */
export async function startServer(bench: TestBench, side: Side): Promise<number> {
  const program = startSide(bench, "server", side);
  await untilWaiting(bench, "server", "accept");
  return program;
}

export function untilWaiting(bench: TestBench, role: RunRole, call: string): Promise<void> {
  return bench.until(`the ${role} to wait in ${call}`, () => waitsIn(bench, role, call));
}

export function untilPrinted(bench: TestBench, role: RunRole, text: string): Promise<void> {
  return bench.until(`the ${role} to print ${text}`, () => terminalOf(bench, role).includes(text));
}

/** Until the client that was started last has ended. */
export function untilClientEnded(bench: TestBench): Promise<void> {
  return bench.until("the client to end", () => Boolean(programOf(bench, "client")?.ended));
}

/** Bytes as the trace shows them whole. */
export function bytesIn(value: CallValue | undefined): Buffer {
  if (typeof value !== "object" || value?.type !== "bytes") throw new Error("these are no bytes");
  const bytes = bytesOfBase64(value.base64);
  if (bytes.length !== value.length) throw new Error("the trace shows only a part of these bytes");
  return Buffer.from(bytes);
}

/** What a side's calls of this name returned, in order. */
export function returnedBy(bench: TestBench, role: RunRole, name: string): CallValue[] {
  return callsNamed(bench, role, name).flatMap(({ returned }) =>
    returned?.outcome.ok ? [returned.outcome.value] : [],
  );
}

export function callsNamed(bench: TestBench, role: RunRole, name: string): CallEntry[] {
  return callsOf(bench, role).filter(({ entered }) => entered.name === name);
}

/** What the host's segments carried, one after the other. */
export function payloadsOf(bench: TestBench, host: string): Buffer[] {
  return bench.log.frames.flatMap(({ frame, sent }) => {
    const bytes = bench.wholeFrames.get(frame) ?? bytesOfBase64(sent.bytes);
    const payload = Buffer.from(decodeFrame(bytes, sent.length).layers.payload.bytes);
    return sent.host === host && payload.length > 0 ? [payload] : [];
  });
}

/** Descriptors of sockets that the program holds. */
export function heldSockets(bench: TestBench, program: number): number {
  const sockets = [...bench.log.latest.sockets.values()];
  return sockets.filter((socket) => socket.program === program && socket.fd !== null).length;
}

/** Lets a paused program make these calls, one by one; it then rests before the next one. */
export async function step(bench: TestBench, role: RunRole, calls: readonly string[]): Promise<void> {
  const program = programOf(bench, role)?.started.program ?? 0;
  for (const call of calls) {
    await untilResting(bench, role, call);
    bench.command({ do: "program.step", program });
  }
}

/** Until a paused program has come to the line of this step. */
export function untilResting(bench: TestBench, role: RunRole, id: string): Promise<void> {
  const steps = stepsByLine(bench, role);
  return bench.until(`the ${role} to rest before ${id}`, () => {
    const line = programOf(bench, role)?.line ?? 0;
    return steps.get(line) === id && callsOf(bench, role).at(-1)?.returned != null;
  });
}
