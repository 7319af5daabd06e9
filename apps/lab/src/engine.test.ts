import { expect, it } from "vitest";
import { Alarms } from "./alarms.ts";
import { Engine } from "./engine.ts";
import { LabClock } from "./trace-writer.ts";
import { Wire } from "./wire/wire.ts";

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
    engine: new Engine(alarms, { clock, wire, hosts: [], desks: [], look: () => {} }, failed),
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

it("waits out what is left before a frame is due, and hands it over not a moment too early", () => {
  const clock = new LabClock();
  const told: { readonly kind: string; readonly due?: number | null }[] = [];
  const delivered: number[] = [];
  const wire = new Wire(
    { hosts: ["client", "server"], limit: 1, seed: 1 },
    {
      number: () => ({ frame: 1, bytes: "", length: 0 }),
      append: (fact) => {
        told.push(fact);
        return clock.now();
      },
      now: () => clock.now(),
      deliver: () => delivered.push(clock.now()),
    },
  );
  const alarms = new Alarms(() => {});
  const parts = { clock, wire, hosts: [], desks: [], look: () => {} };
  const engine = new Engine(alarms, parts, (error) => expect.unreachable(String(error)));
  wire.setDelay("client", 100_000);
  wire.accept("client", new Uint8Array(14), { by: "kernel" });
  engine.turn();
  const { due } = told.at(-1) ?? {};
  expect(delivered).toHaveLength(1);
  expect(delivered[0]).toBeGreaterThanOrEqual(due ?? Number.POSITIVE_INFINITY);
});
