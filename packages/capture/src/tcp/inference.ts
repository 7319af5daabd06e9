import type { Endpoint } from "@wirestage/trace";
import type { QuickView } from "@wirestage/wire";
import type { StateChange } from "./change.ts";
import { Connection } from "./connection.ts";
import { newEnd } from "./end.ts";
import { type Segment, segmentOf } from "./segment.ts";

/** Name and address of the two between whom a conversation is. */
export interface Side {
  readonly host: string;
  readonly address: string;
}

/** The states of all TCP connections between two hosts, told from their segments alone. */
export class TcpInference {
  readonly #sides: readonly [Side, Side];
  /** By both port numbers. */
  readonly #connections = new Map<number, Connection>();
  #sockets = 0;

  constructor(sides: readonly [Side, Side]) {
    this.#sides = sides;
  }

  /** What a segment tells of both ends. @param from the place of the sender among the sides */
  take(frame: number, from: 0 | 1, view: QuickView): readonly StateChange[] {
    const ports =
      from === 0 ? ([view.srcPort, view.dstPort] as const) : ([view.dstPort, view.srcPort] as const);
    const connection = this.#connectionOf(ports);
    const segment: Segment = segmentOf(frame, view);
    return [...connection.sent(from, segment), ...connection.arrived(from, segment)];
  }

  #connectionOf(ports: readonly [number, number]): Connection {
    const key = ports[0] * 65_536 + ports[1];
    const known = this.#connections.get(key);
    if (known) return known;
    const [first, second] = this.#sides;
    const ends: readonly [Endpoint, Endpoint] = [
      { address: first.address, port: ports[0] },
      { address: second.address, port: ports[1] },
    ];
    const made = new Connection(
      [newEnd(first.host, ends[0], ends[1]), newEnd(second.host, ends[1], ends[0])],
      () => ++this.#sockets,
    );
    this.#connections.set(key, made);
    return made;
  }
}
