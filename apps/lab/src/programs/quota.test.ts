import { LIMITS } from "@wirestage/protocol";
import { type EventFacts, traceTime } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { Quota } from "./quota.ts";

let exceeded: string[];
let told: EventFacts[];
let quota: Quota;

beforeEach(() => {
  exceeded = [];
  told = [];
  quota = new Quota((limit) => exceeded.push(limit));
});

const LINE = { kind: "program.line", program: 1, line: 1 } as const;

function metered() {
  const append = (facts: EventFacts) => {
    told.push(facts);
    return traceTime(7);
  };
  return quota.metered({ append });
}

describe("Quota", () => {
  it("lets as many calls be made as a program may, and says so of one more", () => {
    for (let count = 0; count < LIMITS.calls; count++) quota.call();
    expect(exceeded).toEqual([]);
    quota.call();
    expect(exceeded).toEqual(["calls"]);
  });

  it("lets as many events be appended as a program may, and says so of one more, which is told as well", () => {
    const port = metered();
    for (let count = 0; count < LIMITS.programEvents; count++) expect(port.append(LINE)).toBe(7);
    expect(exceeded).toEqual([]);
    port.append(LINE);
    expect(exceeded).toEqual(["events"]);
    expect(told).toHaveLength(LIMITS.programEvents + 1);
  });

  it("counts lines and calls together", () => {
    const port = metered();
    for (let left = LIMITS.programEvents; left > 3; left--) port.append(LINE);
    quota.call();
    expect(exceeded).toEqual([]);
    quota.call();
    expect(exceeded).toEqual(["events"]);
  });
});
