import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestBench } from "./testing.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(async () => {
  await bench.close();
});

describe("a tcp-echo run", () => {
  it("tells a whole connection", async () => {
    bench.open({ run: "tcp-echo", input: ["hello", "exit"], latencyMs: 5 });
    await bench.until("the client to end", () => bench.events("program.ended").length === 1);
    console.log(bench.story());
    expect(bench.events("frame.sent").length).toBeGreaterThan(8);
  });
});
