import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { describeKernel } from "@wirestage/linux/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TestBench } from "../testing.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

describeKernel("the socket of the tracers", () => {
  it("lies where nobody else can enter, and admits a token once", async () => {
    bench.open();
    const { tracerPath, tracerToken } = bench.attach("client", ["true"]);
    expect(statSync(dirname(tracerPath)).mode & 0o777).toBe(0o700);
    for (const token of ["wrong", `${tracerToken}x`, "x".repeat(10_000)]) {
      const stranger = connect(tracerPath).resume();
      stranger.on("error", () => {}).write(`${token}\n`);
      await once(stranger, "close");
    }
    const first = connect(tracerPath).resume();
    first.write(`${tracerToken}\nnot json\n`);
    await once(first, "close");
    expect(bench.events("note")).toMatchObject([{ topic: "program.tracer-broken" }]);
    const second = connect(tracerPath).resume();
    second.on("error", () => {}).write(`${tracerToken}\n`);
    await once(second, "close");
    await bench.close();
    expect(existsSync(tracerPath)).toBe(false);
    bench = new TestBench();
  });

  it("lets no number of silent connections keep a command out, and tells those that it ends why", async () => {
    bench.open();
    const { tracerPath, tracerToken } = bench.attach("client", ["true"]);
    const silent = connect(tracerPath).setEncoding("utf8");
    const heard: string[] = [];
    silent.on("data", (text: string) => heard.push(text));
    await once(silent, "connect");
    const others = Array.from({ length: 15 }, () => connect(tracerPath));
    await Promise.all(others.map((other) => once(other, "connect")));
    const tracer = connect(tracerPath).resume();
    tracer.write(`${tracerToken}\nnot json\n`);
    await once(tracer, "close");
    expect(bench.events("note")).toMatchObject([{ topic: "program.tracer-broken" }]);
    await vi.waitFor(() => {
      expect(heard.join("")).toBe("0 refused: more than 16 connections have not said their token\n");
    });
    const last = others.at(-1)?.setEncoding("utf8");
    const [why] = await once(last ?? silent, "data");
    expect(why).toBe("0 refused: no token was said within 5 s\n");
    for (const other of others) other.destroy();
  });

  it("takes no process that is not on the host of the command", async () => {
    bench.open();
    const { tracerPath, tracerToken } = bench.attach("client", ["true"]);
    const tracer = connect(tracerPath).resume();
    const [, self = ""] = /^(\d+)/.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
    tracer.write(`${tracerToken}\n{"number":1,"say":"hello","python":"3","process":${self}}\n`);
    await once(tracer, "close");
    expect(bench.events("note")).toMatchObject([
      { facts: { why: "its process is not on the host of its command" } },
    ]);
  });
});
