import { TraceLog } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { EVERY_FRAME, FLAG_CHIPS, type FrameFilter, lastingTest, toggled } from "./frame-filter.ts";
import { FrameSieve } from "./frame-sieve.ts";

const { log } = tcpEchoRun().run();

/** Numbers of the frames of a short echo that pass. */
function passing(filter: Partial<FrameFilter>): readonly number[] | null {
  const test = lastingTest({ ...EVERY_FRAME, ...filter });
  return test === null ? null : new FrameSieve(log, true, test).frames();
}

function without(numbers: readonly number[], left: readonly number[]): readonly number[] {
  return numbers.filter((number) => !left.includes(number));
}

const all = log.frames.map(({ frame }) => frame);

describe("frames of the list", () => {
  it("no text and no chip: there is no filter", () => {
    expect(passing({})).toBeNull();
    expect(passing({ text: "  " })).toBeNull();
  });

  it("half a word, or a text that is wrong: hides nothing, and leaves to the chips what is theirs", () => {
    expect(passing({ text: "tcp.fl" })).toBeNull();
    expect(passing({ text: "tcp.fl", flags: ["SYN"] })).toEqual(passing({ flags: ["SYN"] }));
  });

  it("a text lets frames through by what is in them, with the numbers that they have", () => {
    expect(passing({ text: "tcp.flags.syn == 1" })).toEqual([1, 2]);
    expect(passing({ text: "frame.number in {2..3}" })).toEqual([2, 3]);
    expect(passing({ text: "tcp.len > 0 && udp" })).toEqual([]);
  });

  it("time is that since the first frame, not since the lab was opened", () => {
    expect(log.frames[0]?.sent.t).toBeGreaterThan(0);
    expect(passing({ text: "frame.time_relative == 0" })).toEqual([1]);
  });

  it("every flag chip is a filter, and each frame of a connection is of one of them", () => {
    const found = FLAG_CHIPS.flatMap((flag) => passing({ flags: [flag] }) ?? []);
    expect(without(all, found)).toEqual([]);
  });

  it("of two flags either will do; host and text narrow it further", () => {
    const fromClient = passing({ hosts: ["client"] }) ?? [];
    expect(passing({ flags: ["SYN", "data"], hosts: ["client"] })).toEqual(
      (passing({ flags: ["SYN", "data"] }) ?? []).filter((frame) => fromClient.includes(frame)),
    );
    expect(passing({ flags: ["SYN"], hosts: ["client"], text: "tcp.flags.ack == 0" })).toEqual([1]);
    expect(passing({ hosts: ["client", "server"] })).toEqual(all);
  });

  it("a frame that comes later is judged when it comes, and none is judged twice", () => {
    const growing = new TraceLog();
    const judged: number[] = [];
    const sieve = new FrameSieve(growing, true, ({ number }) => {
      judged.push(number);
      return true;
    });
    const half = log.frames[3]?.sent.seq ?? 0;
    growing.append(log.events.slice(0, half));
    expect(sieve.frames()).toEqual([1, 2, 3]);
    expect(judged).toEqual([1, 2, 3]);
    growing.append(log.events.slice(half));
    expect(sieve.frames()).toEqual(all);
    expect(judged).toEqual(all);
  });

  it("a chip is pressed and let go", () => {
    expect(toggled(["SYN"], "FIN")).toEqual(["SYN", "FIN"]);
    expect(toggled(["SYN", "FIN"], "SYN")).toEqual(["FIN"]);
  });
});
