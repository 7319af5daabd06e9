import { monotonicNow } from "@wirestage/linux";
import { expect, it } from "vitest";
import { Alarms } from "./alarms.ts";
import { Engine } from "./engine.ts";
import { SpinBudget } from "./spin-budget.ts";
import { LabClock } from "./trace-writer.ts";
import { Wire } from "./wire/wire.ts";

const SETTING = { spins: new SpinBudget(monotonicNow), hosts: [], desks: [], look: () => {} };

function engineThat(failed: (error: unknown) => void): { readonly engine: Engine; readonly alarms: Alarms } {
  const clock = new LabClock();
  const wire = new Wire(
    { hosts: [], limit: 1, seed: 1 },
    {
      number: () => ({ frame: 1, bytes: "", length: 0 }),
      append: () => clock.now(),
      now: () => clock.now(),
      deliver: () => {},
    },
  );
  const alarms = new Alarms(() => {});
  return {
    engine: new Engine(alarms, { ...SETTING, clock, wire }, failed),
    alarms,
  };
}

it("takes a fault in what nobody waits for as one of its lab, and lets it out to no other", () => {
  const faults: unknown[] = [];
  const { engine, alarms } = engineThat((error) => faults.push(error));
  const fault = (name: string) => () => {
    throw new Error(name);
  };
  engine.attempt(fault("attempted"));
  engine.after(0, fault("rung"));
  while (alarms.size > 0) alarms.ring();
  expect(faults).toEqual([new Error("attempted"), new Error("rung")]);
});

it("rings nothing once it has stopped", () => {
  const { engine, alarms } = engineThat(() => {});
  let rung = 0;
  engine.after(0, () => rung++);
  engine.stop();
  engine.after(0, () => rung++);
  while (alarms.size > 0) alarms.ring();
  expect(rung).toBe(0);
});

/** A lab on whose wire one frame is due in 100 µs, after its first turn. */
function turnWithFrame(spins: SpinBudget) {
  const clock = new LabClock();
  const due: number[] = [];
  const delivered: number[] = [];
  const deadlines: (bigint | null)[] = [];
  const wire = new Wire(
    { hosts: ["client", "server"], limit: 1, seed: 1 },
    {
      number: () => ({ frame: 1, bytes: "", length: 0 }),
      append: (fact) => {
        if (fact.kind === "frame.sent") due.push(fact.due ?? Number.POSITIVE_INFINITY);
        return clock.now();
      },
      now: () => clock.now(),
      deliver: () => delivered.push(clock.now()),
    },
  );
  const alarms = new Alarms((at) => deadlines.push(at));
  const engine = new Engine(alarms, { ...SETTING, spins, clock, wire }, (error) =>
    expect.unreachable(String(error)),
  );
  wire.setDelay("client", 100_000);
  wire.accept("client", new Uint8Array(14), { by: "kernel" });
  engine.turn();
  return { clock, due: due[0] ?? Number.POSITIVE_INFINITY, delivered, deadline: deadlines.at(-1) };
}

it("waits out what is left before a frame is due, and hands it over not a moment too early", () => {
  const { due, delivered } = turnWithFrame(new SpinBudget(monotonicNow));
  expect(delivered).toHaveLength(1);
  expect(delivered[0]).toBeGreaterThanOrEqual(due);
});

it("waits for no frame where the process has waited busily for long enough, and is woken when it is due", () => {
  const spent = new SpinBudget(() => 0n);
  spent.spend(1_000_000_000);
  const { clock, due, delivered, deadline } = turnWithFrame(spent);
  expect(delivered).toEqual([]);
  expect(deadline).toBe(clock.monotonic(due));
});
