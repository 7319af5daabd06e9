import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { hidesProgram, shownTab } from "./host-tab.ts";

function consoleOn(b: TraceBuilder, host: "client" | "server"): void {
  b.program(host, "console", { role: null, language: "console" });
}

it("where nobody chose, a host opens on its console if it has that and no program", () => {
  const b = new TraceBuilder();
  const tabOf = (host: string) => shownTab(undefined, b.log.latest, host);
  expect(tabOf("client")).toBe("program");
  consoleOn(b, "client");
  expect(tabOf("client")).toBe("console");
  expect(tabOf("server")).toBe("program");
  b.program("client");
  expect(tabOf("client")).toBe("program");
});

it("a console that was only offered gives way to the first command that starts on its host", () => {
  const b = new TraceBuilder();
  const tabOf = (host: string) => shownTab({ tab: "console", by: "offer" }, b.log.latest, host);
  consoleOn(b, "client");
  expect(tabOf("client")).toBe("console");
  b.program("client", "python3 my_client.py", { role: null, language: "command" });
  expect(tabOf("client")).toBe("program");
  expect(tabOf("server")).toBe("console");
});

it("a console that a person chose stays, and its host is marked while a program runs there", () => {
  const b = new TraceBuilder();
  const program = b.program("client", "nc", { role: null, language: "command" });
  expect(shownTab({ tab: "console", by: "person" }, b.log.latest, "client")).toBe("console");
  expect(hidesProgram("console", b.log.latest, "client")).toBe(true);
  expect(hidesProgram("program", b.log.latest, "client")).toBe(false);
  expect(hidesProgram("console", b.log.latest, "server")).toBe(false);
  b.event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });
  expect(hidesProgram("console", b.log.latest, "client")).toBe(false);
});
