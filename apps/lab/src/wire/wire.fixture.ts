import { type EventFacts, traceTime, type WireRule } from "@wirestage/trace";
import { composeFrame, ipv4Address, macAddress, SeqNumber } from "@wirestage/wire";
import { LabError } from "../lab-error.ts";
import { Wire } from "./wire.ts";

/** A wire between client and server whose time passes when a test says so, and what it told and delivered. */
export class WireBench {
  readonly wire: Wire;
  readonly facts: EventFacts[] = [];
  /** Numbers of the delivered frames, in their order, and their bytes. */
  readonly delivered: number[] = [];
  readonly deliveredBytes: Uint8Array[] = [];
  /** How many frames were numbered. */
  frames = 0;
  now = 0;
  #segments = 0;

  constructor(limit = 100, seed = 1) {
    this.wire = new Wire(
      { hosts: ["client", "server"], limit, seed },
      {
        number: (bytes) => {
          this.frames += 1;
          return { frame: this.frames, bytes: Buffer.from(bytes).toString("base64"), length: bytes.length };
        },
        append: (fact) => {
          this.facts.push(fact);
          return traceTime(this.now);
        },
        now: () => traceTime(this.now),
        deliver: ({ frame, bytes }) => {
          this.delivered.push(frame);
          this.deliveredBytes.push(bytes);
        },
      },
    );
  }

  /** A kernel sends; the number that its frame got. */
  send(host = "client", bytes: Uint8Array = new Uint8Array([1])): number {
    this.wire.accept(host, bytes, { by: "kernel" });
    return this.frames;
  }

  /** Sets a rule named `rule` for all frames of both hosts, unless it says otherwise. */
  set(rule: Partial<WireRule> & Pick<WireRule, "action">): void {
    this.wire.rules.set({ id: "rule", host: null, filter: "", pick: { of: "all" }, ...rule });
  }

  /** What was told, of one kind. */
  told<K extends EventFacts["kind"]>(kind: K): Extract<EventFacts, { kind: K }>[] {
    return this.facts.filter((fact): fact is Extract<EventFacts, { kind: K }> => fact.kind === kind);
  }

  /** A kernel sends a segment that no other is a repeat of. */
  sendSegment(host = "client", length = 10, flags?: number): void {
    this.#segments += 1;
    this.send(host, segment(this.#segments * 2_000, length, flags));
  }

  sendSegments(count: number, host = "client"): void {
    for (let n = 0; n < count; n++) this.sendSegment(host);
  }

  passUntil(t: number): void {
    const { wire } = this;
    for (let next = wire.nextDeadline(); next !== null && next <= t; next = wire.nextDeadline()) {
      this.now = Math.max(this.now, next);
      wire.advance(this.now);
    }
    this.now = t;
  }
}

/** A segment with a payload of so many bytes. */
export function segment(seq: number, length: number, flags = 0x18): Uint8Array {
  return composeFrame({
    ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("02:00:00:00:00:02") },
    ip: { version: 4, src: ipv4Address("192.0.2.1"), dst: ipv4Address("192.0.2.2") },
    transport: { kind: "tcp", srcPort: 5000, dstPort: 8888, seq: SeqNumber.of(seq), flags },
    payload: new Uint8Array(length).fill(0x61),
  });
}

/** The code with which `act` was refused. */
export function codeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof LabError) return error.body.code;
    throw error;
  }
  return "no error";
}
