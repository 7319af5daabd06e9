import { traceTime } from "@wirestage/trace";
import type { BitFlip } from "@wirestage/wire";
import { LabError } from "../lab-error.ts";
import type { Cable } from "./cable.ts";
import { flippedFrame } from "./made-frame.ts";
import { HALFWAY, HAND, type Place, type WireFrame } from "./wire-frame.ts";

/** What a person does to frames on the wire, each while it is there. All throw LabError where it does not fit. */
export class Hands {
  readonly #cable: Cable;

  constructor(cable: Cable) {
    this.#cable = cable;
  }

  /** Stops a frame where it is; one that a rule would let go by itself stays too. */
  hold(frame: number): void {
    const entry = this.#cable.entry(frame);
    const { place } = entry;
    if (place.is === "flying" || place.waits) this.#cable.hold(entry, HAND);
  }

  release(frame: number): void {
    const entry = this.#cable.entry(frame);
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
    this.#cable.lose(this.#cable.entry(frame), HAND);
  }

  /** The frame arrives so much later than it would have; a held one is let go for it. */
  delay(frame: number, delayNs: number): void {
    const entry = this.#cable.entry(frame);
    const { place } = entry;
    if (place.is === "held") this.#release(entry, this.#cable.restOfWay(entry) + delayNs);
    else this.#cable.reschedule(entry, place.due + delayNs, HAND);
  }

  /** Lets the next frame of the same direction arrive before this one, which waits for it where there is none yet. */
  swap(frame: number): void {
    const entry = this.#cable.entry(frame);
    const next = this.#cable.nextBehind(entry);
    const { place } = entry;
    if (place.is === "flying" && next?.place.is === "flying") {
      this.#exchange(entry, place.due, next, next.place.due);
    } else if (place.is === "held" && next?.place.is === "held") {
      this.#release(next);
      this.#release(entry, Math.max(this.#cable.restOfWay(entry), this.#dueOf(next.place)));
    } else {
      this.#cable.wait(entry, HAND);
    }
  }

  /** Makes a second frame like this one where it is: held as well, or arriving right after it. No rule is applied to it. */
  copy(frame: number): void {
    const original = this.#cable.entry(frame);
    const position = this.#cable.position(original);
    // The very times of the original, so that rounding puts neither before the other.
    const made = { ...original, view: null, stops: [], place: { ...original.place } };
    const copy = this.#cable.begin({ kind: "frame.copied", of: frame, by: HAND, position }, made);
    if (!copy) return;
    if (copy.place.is === "held") this.#cable.hold(copy, HAND, position);
    else this.#cable.launch(copy);
  }

  /** Flips one bit of what will be delivered. */
  alter(frame: number, flip: BitFlip): void {
    const entry = this.#cable.entry(frame);
    const bytes = flippedFrame(frame, entry.bytes, flip);
    this.#cable.alter(entry, bytes, flip, HAND, this.#cable.position(entry));
  }

  /** Puts a frame that no kernel sent half-way, in the name of `host`; no rule is applied to it. */
  inject(host: string, bytes: Uint8Array): void {
    const { delayNs } = this.#cable.direction(host);
    const since = this.#cable.now();
    const due = traceTime(Math.round(since + (1 - HALFWAY) * delayNs));
    const made = { host, bytes, view: null, noise: false, extraNs: 0, stops: [], passes: false };
    const place = { is: "flying", from: HALFWAY, since, due } as const;
    const entry = this.#cable.begin(
      { kind: "frame.injected", by: HAND, position: HALFWAY },
      { ...made, place },
    );
    if (entry) this.#cable.launch(entry);
  }

  /** What was to be lost half-way still is; nothing else stops a frame that a hand lets go. */
  #release(entry: WireFrame, due = this.#cable.restOfWay(entry)): void {
    entry.passes = true;
    entry.stops = entry.stops.filter(({ does }) => does === "lose");
    this.#cable.release(entry, HAND, due);
  }

  #exchange(entry: WireFrame, due: number, next: WireFrame, nextDue: number): void {
    if (nextDue < due) return;
    this.#cable.reschedule(next, due, HAND);
    this.#cable.reschedule(entry, nextDue, HAND);
  }

  #dueOf(place: Place): number {
    return place.is === "flying" ? place.due : place.since;
  }

  /** What a person steps through. */
  #held(): WireFrame[] {
    const held = [...this.#cable.frames()].filter(({ place, noise }) => place.is === "held" && !noise);
    return held.sort((a, b) => a.place.since - b.place.since || a.frame - b.frame);
  }
}
