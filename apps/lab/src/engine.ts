import { NS_PER_MS, NS_PER_US } from "@wirestage/trace";
import type { Alarm, Alarms } from "./alarms.ts";
import type { Host } from "./hosts/host.ts";
import type { CallDesk } from "./programs/call-desk.ts";
import type { SpinBudget } from "./spin-budget.ts";
import type { LabClock } from "./trace-writer.ts";
import type { Wire } from "./wire/wire.ts";

/** Kernel timers are coarse: how long after one should have fired we look for what it did. */
const TIMER_GRACE_NS = 20 * NS_PER_MS;
/**
 * So long it takes from a deadline until this process runs. For a frame's arrival it is woken so much earlier and waits
 * out the rest, so that the wire's delays are what they are said to be. Where frames are due so often that other labs
 * would be kept waiting for it, they arrive so much later.
 */
const WAKING_NS = 120 * NS_PER_US;
/** Rounds of deliveries and answers before other labs and the control channel get their turn. */
const ROUNDS_PER_TURN = 64;

/** What the engine moves. */
export interface EngineParts {
  readonly clock: LabClock;
  readonly hosts: readonly Host[];
  readonly desks: readonly CallDesk[];
  readonly wire: Wire;
  /** The same for all labs of the process. */
  readonly spins: SpinBudget;
  /** Told after every round. */
  look(): void;
}

/** Lets everything happen in a lab when its time has come: what kernels did by themselves, frames, calls that can go on. */
export class Engine {
  readonly #alarms: Alarms;
  readonly #parts: EngineParts;
  readonly #failed: (error: unknown) => void;
  readonly #waiting = new Set<Alarm>();
  #next: Alarm | null = null;
  #turning = false;
  #stopped = false;

  /** @param failed told of a fault that no command answers for */
  constructor(alarms: Alarms, parts: EngineParts, failed: (error: unknown) => void) {
    this.#alarms = alarms;
    this.#parts = parts;
    this.#failed = failed;
  }

  /** To be called after everything that was done to the lab. A turn within a turn is part of it. */
  turn(): void {
    if (this.#turning || this.#stopped) return;
    this.#turning = true;
    this.attempt(() => {
      this.#lookAtTimers();
      this.#waitOut();
      for (let round = 0; round < ROUNDS_PER_TURN && this.#advance(); round++);
      this.#arm();
    });
    this.#turning = false;
  }

  /** Does what nobody waits for: a fault in it is one of this lab, and no other feels it. */
  attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Rings once, after so many ms, unless the lab has stopped by then. */
  after(ms: number, ring: () => void): Alarm {
    const { clock } = this.#parts;
    const at = clock.monotonic(Math.ceil(clock.now() + ms * NS_PER_MS));
    const alarm = this.#alarms.at(at, () => {
      this.#waiting.delete(alarm);
      this.attempt(ring);
    });
    if (this.#stopped) alarm.cancel();
    else this.#waiting.add(alarm);
    return {
      cancel: () => {
        this.#waiting.delete(alarm);
        alarm.cancel();
      },
    };
  }

  stop(): void {
    this.#stopped = true;
    this.#next?.cancel();
    for (const alarm of this.#waiting) alarm.cancel();
    this.#waiting.clear();
  }

  /** One round; false when nothing was left to do. */
  #advance(): boolean {
    const { clock, hosts, desks, wire } = this.#parts;
    for (const host of hosts) host.settle();
    const now = clock.now();
    const due = wire.nextDeadline();
    const delivers = due !== null && due <= now;
    if (delivers) wire.advance(now);
    let answered = false;
    for (const desk of desks) answered = desk.retry() || answered;
    this.#parts.look();
    return (delivers || answered) && !this.#stopped;
  }

  #waitOut(): void {
    const { clock, wire, spins } = this.#parts;
    const due = wire.nextDeadline();
    if (due === null) return;
    const from = clock.now();
    if (due <= from || due - from > WAKING_NS || !spins.affords(due - from)) return;
    while (clock.now() < due);
    spins.spend(clock.now() - from);
  }

  #lookAtTimers(): void {
    const { clock, hosts } = this.#parts;
    for (const host of hosts) {
      const expiry = host.sockets.nextExpiry();
      if (expiry !== null && expiry + TIMER_GRACE_NS <= clock.now()) host.look();
    }
  }

  #arm(): void {
    this.#next?.cancel();
    this.#next = null;
    if (this.#stopped) return;
    const { clock, hosts, wire, spins } = this.#parts;
    const times = hosts.flatMap((host) => {
      const expiry = host.sockets.nextExpiry();
      return expiry === null ? [] : [expiry + TIMER_GRACE_NS];
    });
    const due = wire.nextDeadline();
    if (due !== null) times.push(spins.affords(WAKING_NS) ? due - WAKING_NS : due);
    if (times.length === 0) return;
    this.#next = this.#alarms.at(clock.monotonic(Math.ceil(Math.min(...times))), () => this.turn());
  }
}
