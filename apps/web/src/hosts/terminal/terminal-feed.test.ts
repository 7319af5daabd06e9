import { type EventFacts, TraceEvent } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { type Said, TerminalFeed } from "./terminal-feed.ts";

function saidOf(...facts: readonly EventFacts[]): Said[] {
  return facts.flatMap((each, seq) => {
    const event = TraceEvent.parse({ ...each, seq, t: seq });
    return event.kind === "program.output" || event.kind === "program.input" ? [event] : [];
  });
}

const printed = (text: string, stream: "stdout" | "stderr" | "terminal" = "stdout"): EventFacts => ({
  kind: "program.output",
  program: 1,
  stream,
  text,
});
const read = (text: string): EventFacts => ({ kind: "program.input", program: 1, text });

describe("what is written to a screen", () => {
  const said = saidOf(printed("listening\n"), printed("> "), printed("bye\n"));

  it("is what is new while time goes on", () => {
    const feed = new TerminalFeed();
    expect(feed.next(1, said, 1, 80)).toEqual({ reset: true, text: "listening\r\n" });
    expect(feed.next(1, said, 2, 80)).toEqual({ reset: false, text: "> " });
    expect(feed.next(1, said, 2, 80)).toEqual({ reset: false, text: "" });
    expect(feed.next(1, said, 3, 80)).toEqual({ reset: false, text: "bye\r\n" });
  });

  it("is everything up to then on an empty screen where time went back", () => {
    const feed = new TerminalFeed();
    feed.next(1, said, 3, 80);
    expect(feed.next(1, said, 2, 80)).toEqual({ reset: true, text: "listening\r\n> " });
  });

  it("is everything on an empty screen where another program is shown", () => {
    const feed = new TerminalFeed();
    feed.next(1, said, 3, 80);
    expect(feed.next(2, saidOf(printed("other\n")), 1, 80)).toEqual({ reset: true, text: "other\r\n" });
  });

  it("is everything again on an empty screen where the width has changed", () => {
    const feed = new TerminalFeed();
    feed.next(1, said, 2, 80);
    expect(feed.next(1, said, 2, 40)).toEqual({ reset: true, text: "listening\r\n> " });
    expect(feed.next(1, said, 3, 40)).toEqual({ reset: false, text: "bye\r\n" });
  });

  it("is only the end of a very long start, from the beginning of a line", () => {
    const long = saidOf(...Array.from({ length: 2_000 }, (_, at) => printed(`${at}${"x".repeat(60)}\n`)));
    const { text } = new TerminalFeed().next(1, long, long.length, 80);
    expect(text.length).toBeLessThan(70_000);
    expect(text).toMatch(/^\d+x/);
    expect(text).toMatch(/1999x+\r\n$/);
  });
});

describe("a line that was typed", () => {
  it("is not written again where the terminal echoed it", () => {
    const said = saidOf(printed("> "), printed("hi\r\n", "terminal"), read("hi"));
    expect(new TerminalFeed().next(1, said, 3, 80).text).toBe("> hi\r\n");
  });

  it("is written where the program had no terminal that could echo", () => {
    const said = saidOf(printed("> "), read("hi"), printed("reply\n"));
    expect(new TerminalFeed().next(1, said, 3, 80).text).toBe("> \x1b[1mhi\x1b[0m\r\nreply\r\n");
  });
});

it("errors are red", () => {
  expect(new TerminalFeed().next(1, saidOf(printed("Traceback\n", "stderr")), 1, 80).text).toBe(
    "\x1b[31mTraceback\r\n\x1b[0m",
  );
});
