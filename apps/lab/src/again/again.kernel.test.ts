import { describeKernel } from "@wirestage/linux/testing";
import { type AgainScript, Command, type OpenLabRequest, scriptOf } from "@wirestage/protocol";
import { compareRuns, type EventOf, type WireRule } from "@wirestage/trace";
import { afterEach, expect, it } from "vitest";
import { TestBench } from "../testing.ts";

const benches: TestBench[] = [];

const LOSSY: WireRule = {
  ...{ id: "lossy", host: null, filter: "tcp.len > 0" },
  pick: { of: "share", percent: 25 },
  action: { do: "lose" },
};

function openBench(request: Partial<OpenLabRequest>): TestBench {
  const bench = new TestBench();
  benches.push(bench);
  bench.open(request);
  return bench;
}

afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

function isHeld(bench: TestBench, frame: number): boolean {
  const last = bench.log.frames[frame - 1]?.fates.at(-1);
  return last?.kind === "frame.held";
}

/** Frame 1 is dropped, its repeat let go alone, then everything; the echo runs to its end. */
async function droppedSyn(): Promise<TestBench> {
  const bench = openBench({
    run: "tcp-echo",
    input: ["hello", "exit"],
    latencyMs: 2,
    hold: true,
    paceMs: 20,
  });
  await bench.until("the SYN to be held", () => isHeld(bench, 1));
  bench.command({ do: "frame.drop", frame: 1 });
  await bench.until("the SYN to be sent and held again", () => isHeld(bench, 2));
  bench.command({ do: "wire.step" });
  await bench.until("the SYN-ACK to be held", () => isHeld(bench, 3));
  bench.command({ do: "wire.hold", on: false });
  bench.command({ do: "wire.release-all" });
  await bench.until("the client's end", () => bench.events("program.ended").length > 0);
  await bench.until("TIME_WAIT", () =>
    bench.events("socket.changed").some(({ state }) => state === "TIME_WAIT"),
  );
  return bench;
}

function requestOf(bench: TestBench, seq: number): OpenLabRequest {
  const answer = scriptOf(bench.log, seq, "before");
  if (answer.ok) return answer.request;
  throw new Error(answer.why);
}

function noteOn(bench: TestBench, topic: string): EventOf<"note"> | undefined {
  return bench.events("note").find((note) => note.topic === topic);
}

/** Runs `before` again up to `seq`, to where everything stands still. */
async function runAgain(before: TestBench, seq: number): Promise<TestBench> {
  const bench = openBench(requestOf(before, seq));
  await bench.until("the run to stand still", () => {
    return ["again.reached", "again.parted"].some((topic) => noteOn(bench, topic));
  });
  return bench;
}

/** What the two tell differently, but for where one has stopped. */
function differences(before: TestBench, again: TestBench): unknown[] {
  return compareRuns(before.log, again.log).differences.filter(({ kind }) => kind !== "further");
}

function seqOf(bench: TestBench, isIt: (event: TestBench["log"]["events"][number]) => boolean): number {
  const found = bench.log.events.find(isIt);
  if (found) return found.seq;
  throw new Error(`no such event\n${bench.story()}`);
}

describeKernel("what was done in a lab", () => {
  it("is done again up to any event, tells the same story there, and then everything stands still", async () => {
    const before = await droppedSyn();
    const goals = [
      seqOf(before, ({ kind }) => kind === "frame.lost"),
      seqOf(before, (event) => event.kind === "frame.held" && event.frame === 3),
      seqOf(before, (event) => event.kind === "program.input"),
      before.log.events.length - 1,
    ];
    for (const goal of goals) {
      const again = await runAgain(before, goal);
      expect(noteOn(again, "again.reached")?.facts, again.story()).toEqual({ of: "before", event: goal });
      expect(differences(before, again)).toEqual([]);
      const { hosts, programs } = again.log.latest;
      expect([...hosts.values()].map(({ holding }) => holding)).toEqual([true, true]);
      expect([...programs.values()].every(({ paused, ended }) => paused || ended)).toBe(true);
    }
  });

  it("is done again with the number that the frame has in the new run", async () => {
    const before = await droppedSyn();
    const request = requestOf(before, before.log.events.length - 1);
    const script = renumbered(request.script);
    const again = openBench({ ...request, script });
    await again.until("the run to stand still", () => noteOn(again, "again.reached") !== undefined);
    expect(differences(before, again)).toEqual([]);
  });

  it("that does not come as far again parts from it, and a note tells what did not come", async () => {
    const before = await droppedSyn();
    const request = requestOf(before, before.log.events.length - 1);
    const again = openBench({ ...request, input: ["other"] });
    await again.until("the runs to part", () => noteOn(again, "again.parted") !== undefined);
    expect(noteOn(again, "again.parted")?.facts).toMatchObject({ of: "before", given: 4, steps: 4 });
    expect([...again.log.latest.hosts.values()].every(({ holding }) => holding)).toBe(true);
  });

  it("can be stopped on the way, and meanwhile no other command is taken", async () => {
    const before = await droppedSyn();
    const again = openBench(requestOf(before, before.log.events.length - 1));
    const hold = Command.parse({ do: "wire.hold", on: false });
    expect(again.command(hold)).toMatchObject({ type: "refused", error: { code: "running_again" } });
    expect(again.command({ do: "again.stop" })).toMatchObject({ type: "ack" });
    expect(noteOn(again, "again.stopped")?.facts).toMatchObject({ of: "before", given: 0 });
    expect(again.command(hold)).toMatchObject({ type: "ack" });
  });

  it("by rules of chance happens again with the same seed", async () => {
    const input = ["one", "two"];
    const before = openBench({ run: "tcp-echo", input, latencyMs: 2, paceMs: 20, rules: [LOSSY] });
    await before.until("a line to be lost", () => before.events("frame.lost").length > 0);
    before.command({ do: "wire.delay", host: "server", delayNs: 5_000_000 });
    await before.until("a question after the last line", () => before.events("program.asking").length > 0);
    expect(firstLost(before)).toBeDefined();
    const again = await runAgain(before, before.log.events.length - 1);
    expect(noteOn(again, "again.reached"), again.story()).toBeDefined();
    expect(firstLost(again)).toEqual(firstLost(before));
  });

  it("again can be done once more", async () => {
    const before = await droppedSyn();
    const again = await runAgain(
      before,
      seqOf(before, (event) => event.kind === "program.input"),
    );
    const third = await runAgain(again, again.log.events.length - 1);
    expect(noteOn(third, "again.reached"), third.story()).toBeDefined();
    expect(differences(again, third)).toEqual([]);
  });
});

/** Which frame of which host was the first that a rule lost. */
function firstLost({ log }: TestBench): string | undefined {
  const lost = log.frames.find(({ fates }) =>
    fates.some((fate) => fate.kind === "frame.lost" && fate.by.by === "rule"),
  );
  return lost && `${lost.sent.host} ${lost.sent.length} bytes, frame ${lost.frame}`;
}

/** The same script, told by a run in which every frame had a number higher by ten. */
function renumbered(script: AgainScript | undefined): AgainScript {
  if (!script) throw new Error("no script");
  const steps = script.steps.map((step) => {
    const { command } = step;
    return "frame" in command ? { ...step, command: { ...command, frame: command.frame + 10 } } : step;
  });
  return { ...script, steps };
}
