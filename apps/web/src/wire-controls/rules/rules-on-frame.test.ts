import type { EventFacts, FrameEntry, TraceLog, WireRule } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { handshakeFacts, logOf } from "../../inspector/handshake.fixture.ts";
import { rulesOnFrame, ruleThatStopped } from "./rules-on-frame.ts";

function rule(id: string, action: WireRule["action"]): EventFacts {
  return { kind: "rule.set", rule: { id, host: null, filter: "", pick: { of: "all" }, action } };
}
const by = (id: string) => ({ by: "rule", rule: id }) as const;
const held = (actor: string): EventFacts => {
  return { kind: "frame.held", frame: 1, host: "client", by: by(actor), position: 0.5 };
};
const lost: EventFacts = { kind: "frame.lost", frame: 1, host: "client", by: by("r2"), position: 0.5 };
const RULES = [rule("r1", { do: "hold" }), rule("r2", { do: "lose" })];

function seen(...facts: EventFacts[]): { log: TraceLog; entry: FrameEntry } {
  const log = logOf([...handshakeFacts(), ...RULES, ...facts]);
  const [entry] = log.frames;
  if (!entry) throw new Error("no frame");
  return { log, entry };
}
const idsOf = ({ log, entry }: ReturnType<typeof seen>) => rulesOnFrame(entry, log).map(({ id }) => id);

describe("the rules behind what happened to a frame", () => {
  it("are each named once, in the order in which they acted", () => {
    expect(idsOf(seen(held("r1"), lost))).toEqual(["r1", "r2"]);
    expect(idsOf(seen(held("r1"), held("r1")))).toEqual(["r1"]);
  });

  it("do not count what a hand did, nor the hold of every host", () => {
    expect(idsOf(seen(held("hold")))).toEqual([]);
    expect(idsOf(seen({ ...lost, by: { by: "hand" } } as EventFacts))).toEqual([]);
  });

  it("tell which of them holds the frame or has lost it", () => {
    const stopped = seen(held("r1"));
    expect(ruleThatStopped(stopped.entry, stopped.log)?.id).toBe("r1");
    const gone = seen(held("r1"), lost);
    expect(ruleThatStopped(gone.entry, gone.log)?.id).toBe("r2");
    const free = seen(held("r1"), { kind: "frame.delivered", frame: 1, host: "client" });
    expect(ruleThatStopped(free.entry, free.log)).toBeNull();
  });
});
