import { LIMITS } from "@wirestage/protocol";
import type { WireActor, WireRule } from "@wirestage/trace";
import { LabError } from "../lab-error.ts";
import type { Cable } from "./cable.ts";
import { randomStream } from "./random-stream.ts";
import { DirectedRule, type SharedRule } from "./rules/directed-rule.ts";
import { Filters } from "./rules/filter.ts";
import type { ComingFrame, Link } from "./rules/link.ts";
import { Picker } from "./rules/picker.ts";
import { wrapperOf } from "./rules/wrapper-of.ts";

/** Rules that are over and still keep order: a slider that is drawn sets a rule again with every step. */
const MAX_OVER = LIMITS.rules;

interface ActiveRule {
  readonly id: string;
  readonly directions: ReadonlyMap<string, DirectedRule>;
  /** Applied to no further frame; it stands for as long as it has to keep frames in order. */
  isOver: boolean;
}

/** The rules of a wire in the order in which they are applied, each wrapped around those behind it. */
export class RuleChain {
  readonly #cable: Cable;
  readonly #seed: number;
  readonly #filters: Filters;
  readonly #first: ReadonlyMap<string, { link: Link }>;
  #rules: ActiveRule[] = [];

  constructor(cable: Cable, seed: number) {
    this.#cable = cable;
    this.#filters = new Filters(() => cable.firstFrameAt);
    this.#seed = seed;
    this.#first = new Map(cable.hosts.map((host) => [host, { link: this.#cableLink }]));
  }

  /** Takes a frame that has come onto the wire; what becomes of it is decided when this returns. */
  carry(frame: ComingFrame): void {
    this.#first.get(frame.host)?.link.carry(frame);
  }

  /** Adds a rule, or puts it in the place of the one with its id. @throws LabError; nothing has changed then */
  set(rule: WireRule): void {
    if (rule.host !== null) this.#cable.direction(rule.host);
    const at = this.#rules.findIndex(({ id, isOver }) => id === rule.id && !isOver);
    if (at < 0) this.#requireRoom();
    const active = this.#activate(rule);
    this.#cable.append({ kind: "rule.set", rule });
    const replaced = this.#rules[at];
    if (replaced) {
      replaced.isOver = true;
      // Behind it, so that order is kept after its delay too.
      this.#rules.splice(at, 1, active, replaced);
    } else this.#rules.push(active);
    this.#compose();
  }

  /** @throws LabError `rule_not_found` */
  remove(id: string): void {
    const rule = this.#standing().find((standing) => standing.id === id);
    if (!rule) {
      const message = `The wire has no rule ${id}: it was removed, was spent, or never was.`;
      throw new LabError("rule_not_found", message, { rule: id });
    }
    this.#end(rule, "hand");
    this.#compose();
  }

  clear(): void {
    for (const rule of this.#standing()) this.#end(rule, "hand");
    this.#compose();
  }

  readonly #cableLink: Link = { carry: (frame) => this.#cable.launch(frame) };

  #standing(): readonly ActiveRule[] {
    return this.#rules.filter(({ isOver }) => !isOver);
  }

  #end(rule: ActiveRule, why: "hand" | "spent"): void {
    rule.isOver = true;
    this.#cable.append({ kind: "rule.removed", id: rule.id, why });
  }

  #spend(rule: ActiveRule): void {
    this.#end(rule, "spent");
    this.#compose();
  }

  #requireRoom(): void {
    const { rules: limit } = LIMITS;
    if (this.#standing().length < limit) return;
    const message = `A wire has room for ${limit} rules. Take one away first.`;
    throw new LabError("too_many_rules", message, { limit });
  }

  #activate({ id, host, filter, pick, action }: WireRule): ActiveRule {
    const picker = new Picker(pick);
    const shared: SharedRule = {
      filter: this.#filters.compile(filter),
      picker,
      isOver: () => active.isOver,
      spent: () => this.#spend(active),
    };
    const by: WireActor = { by: "rule", rule: id };
    const wrapper = wrapperOf(action);
    const direct = (sender: string) => {
      const random = (what: string) => randomStream(this.#seed, id, sender, what);
      const setting = { cable: this.#cable, by, random: random("action") };
      return new DirectedRule(shared, random("pick"), this.#cableLink, (inner) => wrapper(inner, setting));
    };
    const senders = host === null ? this.#cable.hosts : [host];
    const directions = new Map(senders.map((sender) => [sender, direct(sender)]));
    const active: ActiveRule = { id, directions, isOver: false };
    return active;
  }

  #compose(): void {
    const kept = new Set(this.#rules.filter((rule) => rule.isOver && this.#concerns(rule)).slice(-MAX_OVER));
    this.#rules = this.#rules.filter((rule) => !rule.isOver || kept.has(rule));
    for (const [host, first] of this.#first) {
      first.link = this.#rules.reduceRight((inner: Link, { directions }) => {
        const rule = directions.get(host);
        if (!rule) return inner;
        rule.inner = inner;
        return rule;
      }, this.#cableLink);
    }
  }

  #concerns({ directions }: ActiveRule): boolean {
    const now = this.#cable.now();
    return [...directions.values()].some((rule) => rule.concernsUntil() > now);
  }
}
