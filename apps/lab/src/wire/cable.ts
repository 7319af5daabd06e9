import { type EventFacts, type TraceTime, traceTime, type WireActor } from "@wirestage/trace";
import { type BitFlip, sameSegment } from "@wirestage/wire";
import { LabError } from "../lab-error.ts";
import { type Direction, idleDirection } from "./direction.ts";
import { type NumberedFrame, type Origin, originFact } from "./origin.ts";
import { Plans } from "./plans.ts";
import {
  type Flight,
  HALFWAY,
  type MadeFrame,
  type Place,
  positionAt,
  type Stop,
  timeAt,
  type WireFrame,
} from "./wire-frame.ts";

export interface WirePort {
  /** Gives the next number to a frame that is about to come onto the wire, and keeps its whole bytes. */
  number(bytes: Uint8Array): NumberedFrame;
  append(facts: EventFacts): TraceTime;
  /** Gives the bytes to the other host's kernel. */
  deliver(frame: { frame: number; from: string; bytes: Uint8Array }): void;
  now(): TraceTime;
}

const FULL: WireActor = { by: "limit", limit: "frames_on_wire" };
const HOLD: Stop = { does: "hold", by: { by: "rule", rule: "hold" } };

/** The cable between two hosts: every frame on it flies or is held, until it arrives or is lost. */
export class Cable {
  readonly #port: WirePort;
  readonly #limit: number;
  readonly #directions: ReadonlyMap<string, Direction>;
  readonly #frames = new Map<number, WireFrame>();
  readonly #plans = new Plans((frame) => this.#frames.has(frame));
  #launches = 0;
  #firstFrameAt: number | null = null;

  /** @param limit frames on the wire at the same time; one more is lost */
  constructor(hosts: readonly string[], limit: number, port: WirePort) {
    this.#port = port;
    this.#limit = limit;
    this.#directions = new Map(hosts.map((host) => [host, idleDirection()]));
  }

  get hosts(): readonly string[] {
    return [...this.#directions.keys()];
  }

  get isFull(): boolean {
    return this.#frames.size >= this.#limit;
  }

  now(): TraceTime {
    return this.#port.now();
  }

  /** When the first of all frames came onto the wire, in trace time; null before it. */
  get firstFrameAt(): number | null {
    return this.#firstFrameAt;
  }

  append(facts: EventFacts): TraceTime {
    return this.#port.append(facts);
  }

  /** @throws LabError `host_not_found` */
  direction(host: string): Direction {
    const direction = this.#directions.get(host);
    if (direction) return direction;
    throw new LabError("host_not_found", `This lab has no host named ${host}.`, { host });
  }

  /** @throws LabError `frame_gone` */
  entry(frame: number): WireFrame {
    const entry = this.#frames.get(frame);
    if (entry) return entry;
    const message = `Frame ${frame} is no longer on the wire: it was delivered or lost, or was never sent.`;
    throw new LabError("frame_gone", message, { frame });
  }

  frames(): IterableIterator<WireFrame> {
    return this.#frames.values();
  }

  /** The frame of the same direction that came onto the wire after this one, if one is on it. */
  nextBehind({ frame, host }: WireFrame): WireFrame | null {
    for (const entry of this.#frames.values()) if (entry.host === host && entry.frame > frame) return entry;
    return null;
  }

  /**
   * Writes that a frame comes onto the wire, and puts it there, not yet on its way: `launch` or `hold` is next.
   * @param lostBy what keeps it off the wire; it is lost where it came to be
   * @returns null where it was lost, for that or because the wire is full
   */
  begin<P extends Place>(
    origin: Origin,
    made: MadeFrame<P>,
    lostBy: WireActor | null = null,
  ): WireFrame<P> | null {
    const { bytes, host, place } = made;
    this.#firstFrameAt ??= place.since;
    const numbered = this.#port.number(bytes);
    const { frame } = numbered;
    const by = lostBy ?? (this.isFull ? FULL : null);
    const due = by || place.is === "held" ? null : traceTime(place.due);
    this.#port.append(originFact(origin, numbered, host, due));
    if (by) {
      this.#tellLoss({ frame, host }, by, origin.kind === "frame.sent" ? 0 : origin.position);
      return null;
    }
    const { view, noise, extraNs, stops, passes } = made;
    // Written out for the same reason as `originFact`.
    const entry: WireFrame<P> = { frame, host, bytes, view, noise, place, extraNs, stops, passes, order: 0 };
    this.#frames.set(frame, entry);
    return entry;
  }

  /** Sends a flying frame on its way. */
  launch(entry: WireFrame, order = ++this.#launches): void {
    const { place } = entry;
    if (place.is !== "flying") return;
    entry.order = order;
    const stop = this.#stopOf(entry, place);
    if (stop) this.#plans.add(timeAt(place, HALFWAY), order, entry, () => this.#stop(entry, stop));
    else this.#plans.add(place.due, order, entry, this.#arrive);
    for (const waiting of this.direction(entry.host).waiting) this.#planPassing(entry, waiting);
  }

  /** As `launch`; what was planned before is void. */
  planAfresh(entry: WireFrame): void {
    entry.place = { ...entry.place };
    this.launch(entry, entry.order);
  }

  /** A rule lets a frame that is not yet on its way take so much longer. */
  postpone(entry: WireFrame<Flight>, ns: number, by: WireActor): void {
    if (ns === 0) return;
    const { frame, host, place } = entry;
    const due = place.due + ns;
    entry.place = { ...place, due };
    entry.extraNs += ns;
    const plan = traceTime(due);
    this.#port.append({ kind: "frame.rescheduled", frame, host, by, position: place.from, due: plan });
  }

  /** A flying frame goes on from where it is, to arrive at another time. */
  reschedule(entry: WireFrame, due: number, by: WireActor): void {
    const { frame, host } = entry;
    const position = this.position(entry);
    entry.place = { is: "flying", from: position, since: this.#port.now(), due };
    this.#port.append({ kind: "frame.rescheduled", frame, host, by, position, due: traceTime(due) });
    this.launch(entry);
  }

  /** Gives the frame other bytes, which `flip` made of those that it had. */
  alter(entry: WireFrame, bytes: Uint8Array, flip: BitFlip, by: WireActor, position: number): void {
    const { frame, host } = entry;
    entry.bytes = bytes;
    const base64 = Buffer.from(bytes).toString("base64");
    this.#port.append({ kind: "frame.altered", frame, host, by, position, bytes: base64, ...flip });
  }

  hold(entry: WireFrame, by: WireActor, position = this.position(entry)): void {
    this.#hold(entry, by, position, null);
  }

  /** Holds a frame until the next of its direction has passed it. */
  wait(entry: WireFrame, by: WireActor, position = this.position(entry)): void {
    this.#hold(entry, by, position, by);
    for (const other of this.#frames.values()) this.#planPassing(other, entry);
  }

  /**
   * Lets a held frame go.
   * @param due when it will arrive, if not after the rest of its way
   * @param order among those that arrive in the same ns, if not as the last
   */
  release(entry: WireFrame, by: WireActor, due = this.restOfWay(entry), order?: number): void {
    const { frame, host, place } = entry;
    if (place.is !== "held") return;
    this.#forget(entry);
    entry.place = { is: "flying", from: place.position, since: this.#port.now(), due };
    this.#port.append({ kind: "frame.released", frame, host, by, due: traceTime(due) });
    this.launch(entry, order);
  }

  /** When a held frame that is let go now arrives. */
  restOfWay(entry: WireFrame): number {
    const { delayNs } = this.direction(entry.host);
    return Math.round(this.#port.now() + (1 - this.position(entry)) * (delayNs + entry.extraNs));
  }

  lose(entry: WireFrame, by: WireActor, position = this.position(entry)): void {
    this.#frames.delete(entry.frame);
    this.#forget(entry);
    this.#tellLoss(entry, by, position);
  }

  /** Where the frame is now. */
  position(entry: WireFrame): number {
    const { place } = entry;
    if (place.is === "held") return place.position;
    // A stop that is due is done before the frame is known to be beyond it.
    const end = entry.stops.length > 0 && place.from <= HALFWAY ? HALFWAY : 1;
    return positionAt(place, this.#port.now(), end);
  }

  /** The held frame that a kernel sends again now. One that goes on by itself is none: what is sent again passes it. */
  heldOriginal({ host, view }: Pick<WireFrame, "host" | "view">): number | null {
    if (!view) return null;
    const { held, waiting } = this.direction(host);
    for (const entry of held) {
      if (entry.view && !waiting.has(entry) && sameSegment(entry.view, view)) return entry.frame;
    }
    return null;
  }

  /** When `advance` has something to do, in trace time. */
  nextDeadline(): number | null {
    return this.#plans.next();
  }

  /** Carries out what was due by `now`, earliest first. */
  advance(now: number): void {
    this.#plans.carryOut(now);
  }

  #hold(entry: WireFrame, by: WireActor, position: number, waits: WireActor | null): void {
    const { frame, host } = entry;
    const since = this.#port.append({ kind: "frame.held", frame, host, by, position });
    entry.place = { is: "held", position, since, waits };
    const { held, waiting } = this.direction(host);
    held.add(entry);
    if (waits) waiting.add(entry);
    else waiting.delete(entry);
  }

  #forget(entry: WireFrame): void {
    if (entry.place.is !== "held") return;
    const { held, waiting } = this.direction(entry.host);
    held.delete(entry);
    waiting.delete(entry);
  }

  #tellLoss({ frame, host }: Pick<WireFrame, "frame" | "host">, by: WireActor, position: number): void {
    this.#port.append({ kind: "frame.lost", frame, host, by, position });
  }

  readonly #arrive = (entry: WireFrame): void => {
    const { frame, host, bytes } = entry;
    const direction = this.direction(host);
    this.#frames.delete(frame);
    direction.arrived = Math.max(direction.arrived, frame);
    this.#port.deliver({ frame, from: host, bytes });
  };

  /** What awaits the frame half-way. */
  #stopOf(entry: WireFrame, { from }: Flight): Stop | null {
    const stopped = this.direction(entry.host).holds && !entry.passes && !entry.noise;
    if (stopped && from < HALFWAY) return HOLD;
    return from <= HALFWAY ? (entry.stops[0] ?? null) : null;
  }

  #stop(entry: WireFrame, stop: Stop): void {
    if (stop !== HOLD) entry.stops = entry.stops.slice(1);
    switch (stop.does) {
      case "hold":
        this.hold(entry, stop.by, HALFWAY);
        break;
      case "lose":
        this.lose(entry, stop.by, HALFWAY);
        break;
      case "wait":
        this.#letPass(entry, stop.by, stop.ns);
        break;
      default:
        stop satisfies never;
    }
  }

  /** Lets others pass, unless the frame itself is what another waits for, or was overtaken before. */
  #letPass(entry: WireFrame, by: WireActor, ns: number): void {
    const { waiting, arrived } = this.direction(entry.host);
    const isNext = [...waiting].some(({ frame }) => frame < entry.frame);
    if (isNext || arrived > entry.frame) {
      this.planAfresh(entry);
      return;
    }
    this.wait(entry, by, HALFWAY);
    this.#plans.add(entry.place.since + ns, ++this.#launches, entry, () => this.release(entry, by));
  }

  /** Where `entry` will pass the waiting frame, that goes on right behind it. */
  #planPassing(entry: WireFrame, waiting: WireFrame): void {
    const { place, order } = entry;
    if (entry.host !== waiting.host || entry.frame <= waiting.frame) return;
    if (place.is !== "flying" || waiting.place.is !== "held") return;
    const { position } = waiting.place;
    if (this.#stopOf(entry, place) && position >= HALFWAY) return;
    const at = Math.max(timeAt(place, position), this.#port.now());
    const behind = (order + Math.floor(order) + 1) / 2;
    const pass = () => this.#passed(waiting, place.due, behind);
    // Before it arrives, where it does both in the same ns.
    this.#plans.add(Math.min(at, place.due), order - 1, entry, pass);
  }

  #passed(entry: WireFrame, due: number, order: number): void {
    const { frame, place } = entry;
    // The plan is one of the frame that passes: this one may have been lost since.
    if (!this.#frames.has(frame)) return;
    if (place.is === "held" && place.waits) this.release(entry, place.waits, due, order);
  }
}
