import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { placeAmongAlike } from "./program-place.ts";

describe("which of its kind a program is", () => {
  it("counts servers, clients, each host's consoles and equal commands by themselves", () => {
    const b = new TraceBuilder();
    b.program("server");
    b.program("client", "tcp-echo", { language: "python" });
    b.program("client");
    b.program("client", "console", { role: null, language: "console" });
    b.program("server", "console", { role: null, language: "console" });
    b.program("client", "nc 10.0.0.2 8888", { role: null, language: "command" });
    b.program("client", "ping 10.0.0.2", { role: null, language: "command" });
    b.program("client", "ping 10.0.0.2", { role: null, language: "command" });
    const places = [...b.log.latest.programs.values()].map(({ started }) => placeAmongAlike(started, b.log));
    expect(places).toEqual([1, 1, 2, 1, 1, 1, 1, 2]);
  });
});
