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
