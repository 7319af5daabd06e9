import { type Cause, type EventFacts, type TraceTime, traceTime, type WireActor } from "@wirestage/trace";
import { type BitFlip, isLinkNoise, type QuickView, quickView, sameSegment } from "@wirestage/wire";
import TinyQueue from "tinyqueue";
import { LabError } from "./lab-error.ts";
import { flippedFrame } from "./made-frame.ts";

/** Where the hold rule stops a frame: half-way, so that it is seen between the hosts. */
const GATE = 0.5;

type Place =
  | { readonly is: "flying"; readonly from: number; readonly since: number; readonly due: number }
  | { readonly is: "held"; readonly position: number; readonly since: number };

interface WireFrame {
  readonly frame: number;
  readonly host: string;
  /** Shared with copies, and never written to: whoever alters them makes others. */
  bytes: Uint8Array;
  /** As a kernel sent it, to know when it sends it again; null of frames that no kernel sent. */
  readonly view: QuickView | null;
  /** What kernels send for the link's sake passes the rule that holds, and is not stepped through. */
  readonly noise: boolean;
  place: Place;
  /** A released frame is not stopped again by the rule that held it. */
  passes: boolean;
}

interface Rules {
  delayNs: number;
  hold: boolean;
}

/** A moment at which something happens to a frame, valid while the frame is still in the place it was planned from. */
interface Plan {
  readonly at: number;
  readonly entry: WireFrame;
  readonly place: Place;
  readonly action: "deliver" | "hold";
}

/** What the origin of a frame says of it. */
export interface NumberedFrame {
  readonly frame: number;
  /** Base64, to the snap length. */
  readonly bytes: string;
  readonly length: number;
}

export interface WirePort {
  /** Gives the next number to a frame that is about to come onto the wire, and keeps its whole bytes. */
  number(bytes: Uint8Array): NumberedFrame;
  append(facts: EventFacts): TraceTime;
  /** Gives the bytes to the other host's kernel. */
  deliver(frame: { frame: number; from: string; bytes: Uint8Array }): void;
  now(): TraceTime;
}

/** The cable between two hosts, in our hands: every frame is an entry that flies, is held, arrives or is lost. */
export class Wire {
  readonly #port: WirePort;
  readonly #limit: number;
  readonly #rules: ReadonlyMap<string, Rules>;
  readonly #frames = new Map<number, WireFrame>();
  readonly #plans = new TinyQueue<Plan>([], (a, b) => a.at - b.at || a.entry.frame - b.entry.frame);

  /** @param limit frames on the wire at the same time; one more is lost */
  constructor(hosts: readonly string[], limit: number, port: WirePort) {
    this.#port = port;
    this.#limit = limit;
    this.#rules = new Map(hosts.map((host) => [host, { delayNs: 0, hold: false }]));
  }

  setDelay(host: string, delayNs: number): void {
    const rules = this.#rulesOf(host);
    const from = rules.delayNs;
    if (from === delayNs) return;
    rules.delayNs = delayNs;
    this.#port.append({ kind: "rule.changed", host, rule: "delay", from, to: delayNs });
  }

  /**
   * Stops what is flying where it is, and what comes later half-way; link noise passes. Off lets nothing go. The same
   * again does nothing, so that what was let go meanwhile is not stopped.
   */
  setHold(on: boolean): void {
    const changing = [...this.#rules].filter(([, rules]) => rules.hold !== on);
    if (changing.length === 0) return;
    for (const [host, rules] of changing) {
      rules.hold = on;
      const value = (held: boolean) => (held ? GATE : null);
      this.#port.append({ kind: "rule.changed", host, rule: "hold", from: value(!on), to: value(on) });
    }
    for (const entry of this.#frames.values()) {
      if (entry.place.is !== "flying" || entry.noise) continue;
      if (on) this.#hold(entry, hand);
      else this.#planAfresh(entry);
    }
  }

  /** Takes a frame that a kernel sent. */
  accept(host: string, bytes: Uint8Array, cause: Cause): void {
    const view = quickView(bytes);
    const refused = this.#refusal(host, view);
    const since = this.#port.now();
    const due = since + this.#rulesOf(host).delayNs;
    const numbered = this.#port.number(bytes);
    const { frame } = numbered;
    const plan = refused ? null : traceTime(due);
    this.#port.append({ kind: "frame.sent", ...numbered, host, due: plan, cause });
    if (refused) {
      this.#lose(frame, host, refused, 0);
      return;
    }
    const place: Place = { is: "flying", from: 0, since, due };
    const noise = view?.kind === "other" && isLinkNoise(bytes);
    const entry: WireFrame = { frame, host, bytes, view, noise, place, passes: false };
    this.#frames.set(frame, entry);
    this.#plan(entry);
  }

  /** Makes a second frame like this one where it is: held as well, or arriving right after it. */
  copy(frame: number): void {
    const original = this.#entry(frame);
    const { host, bytes, place } = original;
    const position = this.#position(original);
    const numbered = this.#port.number(bytes);
    const isFull = this.#isFull();
    const due = isFull || place.is === "held" ? null : traceTime(place.due);
    this.#port.append({ kind: "frame.copied", ...numbered, host, due, of: frame, by: hand, position });
    if (isFull) {
      this.#lose(numbered.frame, host, FULL, position);
      return;
    }
    // The very times of the original, so that rounding puts neither before the other.
    const entry: WireFrame = { ...original, frame: numbered.frame, view: null, place: { ...place } };
    this.#frames.set(entry.frame, entry);
    if (place.is === "held") this.#hold(entry, hand, position);
    else this.#plan(entry);
  }

  /** Flips one bit of what will be delivered. @throws LabError where that cannot be done as asked */
  alter(frame: number, flip: BitFlip): void {
    const entry = this.#entry(frame);
    const { host } = entry;
    entry.bytes = flippedFrame(frame, entry.bytes, flip);
    const position = this.#position(entry);
    const bytes = Buffer.from(entry.bytes).toString("base64");
    this.#port.append({ kind: "frame.altered", frame, host, by: hand, position, bytes, ...flip });
  }

  /** Puts a frame that no kernel sent where the rule that holds would stop those of `host`; it is not stopped there. */
  inject(host: string, bytes: Uint8Array): void {
    const { delayNs } = this.#rulesOf(host);
    const since = this.#port.now();
    const due = Math.round(since + (1 - GATE) * delayNs);
    const numbered = this.#port.number(bytes);
    const { frame } = numbered;
    const isFull = this.#isFull();
    const plan = isFull ? null : traceTime(due);
    this.#port.append({ kind: "frame.injected", ...numbered, host, due: plan, by: hand, position: GATE });
    if (isFull) {
      this.#lose(frame, host, FULL, GATE);
      return;
    }
    const place: Place = { is: "flying", from: GATE, since, due };
    const entry: WireFrame = { frame, host, bytes, view: null, noise: false, place, passes: false };
    this.#frames.set(frame, entry);
    this.#plan(entry);
  }

  hold(frame: number): void {
    const entry = this.#entry(frame);
    if (entry.place.is === "flying") this.#hold(entry, hand);
  }

  release(frame: number): void {
    const entry = this.#entry(frame);
    if (entry.place.is !== "held") {
      throw new LabError("frame_not_held", `Frame ${frame} is not held; it is already on its way.`, {
        frame,
      });
    }
    this.#release(entry);
  }

  /** Lets the frame go that has been held longest. */
  step(): void {
    const [first] = this.#held();
    if (!first) throw new LabError("nothing_held", "No frame is held, so there is none to let go.");
    this.#release(first);
  }

  releaseAll(): void {
    for (const entry of this.#held()) this.#release(entry);
  }

  drop(frame: number): void {
    const entry = this.#entry(frame);
    this.#frames.delete(frame);
    this.#lose(frame, entry.host, hand, this.#position(entry));
  }

  /** When `advance` has something to do, in trace time. */
  nextDeadline(): number | null {
    for (let plan = this.#plans.peek(); plan; plan = this.#plans.peek()) {
      if (plan.entry.place === plan.place && this.#frames.has(plan.entry.frame)) return plan.at;
      this.#plans.pop();
    }
    return null;
  }

  /** Carries out what was due by `now`, earliest first. */
  advance(now: number): void {
    for (let at = this.nextDeadline(); at !== null && at <= now; at = this.nextDeadline()) {
      const plan = this.#plans.pop();
      if (!plan) return;
      if (plan.action === "hold") this.#hold(plan.entry, { by: "rule", rule: "hold" }, GATE);
      else this.#deliver(plan.entry);
    }
  }

  #plan(entry: WireFrame): void {
    const { place } = entry;
    if (place.is !== "flying") return;
    const stops = this.#rulesOf(entry.host).hold && !entry.passes && !entry.noise && place.from < GATE;
    if (!stops) {
      this.#plans.push({ at: place.due, entry, place, action: "deliver" });
      return;
    }
    const way = (GATE - place.from) / (1 - place.from);
    const at = Math.ceil(place.since + (place.due - place.since) * way);
    this.#plans.push({ at, entry, place, action: "hold" });
  }

  /** A new place object makes the old plan void. */
  #planAfresh(entry: WireFrame): void {
    entry.place = { ...entry.place };
    this.#plan(entry);
  }

  #hold(entry: WireFrame, by: WireActor, position = this.#position(entry)): void {
    const { frame, host } = entry;
    const since = this.#port.append({ kind: "frame.held", frame, host, by, position });
    entry.place = { is: "held", position, since };
  }

  #release(entry: WireFrame): void {
    if (entry.place.is !== "held") return;
    const { frame, host, place } = entry;
    const since = this.#port.now();
    const due = Math.round(since + (1 - place.position) * this.#rulesOf(host).delayNs);
    entry.place = { is: "flying", from: place.position, since, due };
    entry.passes = true;
    this.#port.append({ kind: "frame.released", frame, host, by: hand, due: traceTime(due) });
    this.#plan(entry);
  }

  #deliver(entry: WireFrame): void {
    this.#frames.delete(entry.frame);
    this.#port.deliver({ frame: entry.frame, from: entry.host, bytes: entry.bytes });
  }

  #lose(frame: number, host: string, by: WireActor, position: number): void {
    this.#port.append({ kind: "frame.lost", frame, host, by, position });
  }

  #position(entry: WireFrame): number {
    const { place } = entry;
    if (place.is === "held") return place.position;
    const way = place.due - place.since;
    const done = way <= 0 ? 1 : Math.min(1, Math.max(0, (this.#port.now() - place.since) / way));
    return place.from + (1 - place.from) * done;
  }

  /** What a person steps through. */
  #held(): WireFrame[] {
    const held = [...this.#frames.values()].filter((entry) => entry.place.is === "held" && !entry.noise);
    return held.sort((a, b) => a.place.since - b.place.since || a.frame - b.frame);
  }

  /** Why the wire takes no further frame like this, if it does not. */
  #refusal(host: string, view: QuickView | null): WireActor | null {
    const of = this.#heldOriginal(host, view);
    if (of !== null) return { by: "repeat", of };
    return this.#isFull() ? FULL : null;
  }

  #isFull(): boolean {
    return this.#frames.size >= this.#limit;
  }

  /** The held frame of which `view` is a retransmission, if there is one. */
  #heldOriginal(host: string, view: QuickView | null): number | null {
    if (!view) return null;
    for (const entry of this.#frames.values()) {
      if (entry.host !== host || entry.place.is !== "held" || !entry.view) continue;
      if (sameSegment(entry.view, view)) return entry.frame;
    }
    return null;
  }

  #entry(frame: number): WireFrame {
    const entry = this.#frames.get(frame);
    if (entry) return entry;
    const message = `Frame ${frame} is no longer on the wire: it was delivered or lost, or was never sent.`;
    throw new LabError("frame_gone", message, { frame });
  }

  #rulesOf(host: string): Rules {
    const rules = this.#rules.get(host);
    if (rules) return rules;
    throw new LabError("host_not_found", `This lab has no host named ${host}.`, { host });
  }
}

const hand: WireActor = { by: "hand" };
const FULL: WireActor = { by: "limit", limit: "frames_on_wire" };
