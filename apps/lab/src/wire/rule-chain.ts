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

interface ActiveRule {
  readonly id: string;
  readonly directions: ReadonlyMap<string, DirectedRule>;
  /** Applied to no further frame; it stands for as long as it has to keep frames in order. */
  isSpent: boolean;
}

/** The rules of a wire in the order in which they are applied, each wrapped around those behind it. */
export class RuleChain {
  readonly #cable: Cable;
  readonly #seed: number;
  readonly #filters = new Filters();
  readonly #first: ReadonlyMap<string, { link: Link }>;
  #rules: ActiveRule[] = [];

  constructor(cable: Cable, seed: number) {
    this.#cable = cable;
    this.#seed = seed;
    this.#first = new Map(cable.hosts.map((host) => [host, { link: this.#end }]));
  }

  /** Takes a frame that has come onto the wire; what becomes of it is decided when this returns. */
  carry(frame: ComingFrame): void {
    this.#first.get(frame.host)?.link.carry(frame);
  }

  /** Adds a rule, or puts it in the place of the one with its id. @throws LabError; nothing has changed then */
  set(rule: WireRule): void {
    if (rule.host !== null) this.#cable.direction(rule.host);
    const at = this.#rules.findIndex(({ id, isSpent }) => id === rule.id && !isSpent);
    if (at < 0) this.#requireRoom();
    const active = this.#activate(rule);
    this.#cable.append({ kind: "rule.set", rule });
    if (at < 0) this.#rules.push(active);
    else this.#rules[at] = active;
    this.#compose();
  }

  /** @throws LabError `rule_not_found` */
  remove(id: string): void {
    if (!this.#standing().some((rule) => rule.id === id)) {
      const message = `The wire has no rule ${id}: it was removed, was spent, or never was.`;
      throw new LabError("rule_not_found", message, { rule: id });
    }
    this.#remove(id);
    this.#compose();
  }

  clear(): void {
    for (const { id } of this.#standing()) this.#remove(id);
    this.#compose();
  }

  readonly #end: Link = { carry: (frame) => this.#cable.launch(frame) };

  #standing(): readonly ActiveRule[] {
    return this.#rules.filter(({ isSpent }) => !isSpent);
  }

  #remove(id: string): void {
    this.#rules = this.#rules.filter((rule) => rule.id !== id || rule.isSpent);
    this.#cable.append({ kind: "rule.removed", id, why: "hand" });
  }

  #spend(rule: ActiveRule): void {
    rule.isSpent = true;
    this.#cable.append({ kind: "rule.removed", id: rule.id, why: "spent" });
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
      spent: () => this.#spend(active),
    };
    const by: WireActor = { by: "rule", rule: id };
    const wrapper = wrapperOf(action);
    const direct = (sender: string) => {
      const random = (what: string) => randomStream(this.#seed, id, sender, what);
      const setting = { cable: this.#cable, by, random: random("action") };
      return new DirectedRule(shared, random("pick"), this.#end, (inner) => wrapper(inner, setting));
    };
    const senders = host === null ? this.#cable.hosts : [host];
    const directions = new Map(senders.map((sender) => [sender, direct(sender)]));
    const active: ActiveRule = { id, directions, isSpent: false };
    return active;
  }

  #compose(): void {
    const now = this.#cable.now();
    this.#rules = this.#rules.filter(
      ({ isSpent, directions }) =>
        !isSpent || [...directions.values()].some((rule) => rule.concernsUntil() > now),
    );
    for (const [host, first] of this.#first) {
      first.link = this.#rules.reduceRight((inner: Link, { directions }) => {
        const rule = directions.get(host);
        if (!rule) return inner;
        rule.inner = inner;
        return rule;
      }, this.#end);
    }
  }
}
