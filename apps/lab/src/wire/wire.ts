import type { PresetName } from "@wirestage/protocol";
import { PRESETS } from "@wirestage/protocol";
import type { Cause } from "@wirestage/trace";
import { isLinkNoise, quickView } from "@wirestage/wire";
import { Cable, type WirePort } from "./cable.ts";
import { Hands } from "./hands.ts";
import { RuleChain } from "./rule-chain.ts";
import { HALFWAY, HAND } from "./wire-frame.ts";

export interface WireSettings {
  readonly hosts: readonly string[];
  /** Frames on the wire at the same time; one more is lost. */
  readonly limit: number;
  /** Of everything that rules draw by chance. */
  readonly seed: number;
}

/** The wire between two hosts, in our hands: the cable, the rules for what kernels send, and what people do by hand. */
export class Wire {
  readonly hands: Hands;
  readonly rules: RuleChain;
  readonly #cable: Cable;

  constructor({ hosts, limit, seed }: WireSettings, port: WirePort) {
    this.#cable = new Cable(hosts, limit, port);
    this.rules = new RuleChain(this.#cable, seed);
    this.hands = new Hands(this.#cable);
  }

  /** @throws LabError `host_not_found` */
  setDelay(host: string, delayNs: number): void {
    const direction = this.#cable.direction(host);
    const from = direction.delayNs;
    if (from === delayNs) return;
    direction.delayNs = delayNs;
    this.#cable.append({ kind: "rule.changed", host, rule: "delay", from, to: delayNs });
  }

  /**
   * Stops what is flying where it is, and what comes later half-way; link noise passes. Off lets nothing go. The same
   * again does nothing, so that what was let go meanwhile is not stopped.
   */
  setHold(on: boolean): void {
    const hosts = this.#cable.hosts.filter((host) => this.#cable.direction(host).holds !== on);
    if (hosts.length === 0) return;
    for (const host of hosts) {
      this.#cable.direction(host).holds = on;
      const value = (holds: boolean) => (holds ? HALFWAY : null);
      this.#cable.append({ kind: "rule.changed", host, rule: "hold", from: value(!on), to: value(on) });
    }
    for (const entry of this.#cable.frames()) {
      const { place, noise } = entry;
      if (noise) continue;
      if (place.is === "held") {
        // What a rule would let go by itself stays as well.
        if (on && place.waits?.by === "rule") this.#cable.hold(entry, HAND);
      } else if (on) this.#cable.hold(entry, HAND);
      else this.#cable.planAfresh(entry);
    }
  }

  /** Takes all rules away and sets delay and rules of a kind of network. */
  setPreset(name: PresetName): void {
    const { delayNs, rules } = PRESETS[name];
    this.rules.clear();
    for (const host of this.#cable.hosts) this.setDelay(host, delayNs);
    for (const rule of rules) this.rules.set(rule);
  }

  /** Takes a frame that a kernel sent. */
  accept(host: string, bytes: Uint8Array, cause: Cause): void {
    const view = quickView(bytes);
    const noise = view?.kind === "other" && isLinkNoise(bytes);
    const of = this.#cable.heldOriginal({ host, view });
    const since = this.#cable.now();
    const place = { is: "flying", from: 0, since, due: since + this.#cable.direction(host).delayNs } as const;
    const frame = this.#cable.begin(
      { kind: "frame.sent", cause },
      { host, bytes, view, noise, place, extraNs: 0, stops: [], passes: false },
      of === null ? null : { by: "repeat", of },
    );
    if (frame) this.rules.carry(frame);
  }

  /** When `advance` has something to do, in trace time. */
  nextDeadline(): number | null {
    return this.#cable.nextDeadline();
  }

  /** Carries out what was due by `now`, earliest first. */
  advance(now: number): void {
    this.#cable.advance(now);
  }
}
