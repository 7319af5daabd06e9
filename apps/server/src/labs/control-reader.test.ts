import fc from "fast-check";
import { expect, test } from "vitest";
import { ControlError, type ControlListener, ControlReader } from "./control-reader.ts";

interface Heard {
  readonly lines: { lab: string; seq: number; line: string }[];
  readonly reports: string[];
  readonly listener: ControlListener;
}

function hear(): Heard {
  const lines: Heard["lines"] = [];
  const reports: string[] = [];
  const listener: ControlListener = {
    events: (lab, from, told) =>
      told.forEach((line, index) => void lines.push({ lab, seq: from + index, line })),
    report: (report) => void reports.push(report.type),
  };
  return { lines, reports, listener };
}

function eventsHeader(from: number, count: number): string {
  return JSON.stringify({ type: "events", lab: "a", from, count, now: 5 });
}

test("messages and events cut at any places: heard whole, in order, once", () => {
  const lines = Array.from({ length: 12 }, (_, seq) => `{"seq":${seq},"text":"读 ${"x".repeat(seq)}"}`);
  const text = [
    '{"type":"ready","kernelRelease":"6"}',
    eventsHeader(0, 5),
    ...lines.slice(0, 5),
    '{"type":"ack","lab":"a","id":3}',
    eventsHeader(5, 7),
    ...lines.slice(5),
    '{"type":"closed","lab":"a"}',
    "",
  ].join("\n");
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (places) => {
      const heard = hear();
      const reader = new ControlReader(heard.listener);
      const cuts = [0, ...places.sort((a, b) => a - b), text.length];
      for (const [index, cut] of cuts.entries()) reader.push(text.slice(cuts[index - 1] ?? 0, cut));
      expect(heard.lines).toEqual(lines.map((line, seq) => ({ lab: "a", seq, line })));
      expect(heard.reports).toEqual(["ready", "ack", "closed"]);
    }),
  );
});

test("an event that is there does not wait for the rest of its batch", () => {
  const heard = hear();
  new ControlReader(heard.listener).push(`${eventsHeader(0, 2)}\n{"seq":0}\n{"se`);
  expect(heard.lines).toEqual([{ lab: "a", seq: 0, line: '{"seq":0}' }]);
});

test.each([
  ["text that is not JSON", "hello\n"],
  ["a message of no known type", '{"type":"surprise"}\n'],
  ["an announcement of no events", `${eventsHeader(0, 0)}\n`],
  ["a line without an end", "x".repeat(9 * 1024 * 1024)],
])("%s is an error", (_what, text) => {
  expect(() => new ControlReader(hear().listener).push(text)).toThrow(ControlError);
});
