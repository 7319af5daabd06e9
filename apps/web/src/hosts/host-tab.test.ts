import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { usualTab } from "./host-tab.ts";

it("a host opens on its console where it has that and no program", () => {
  const b = new TraceBuilder();
  expect(usualTab(b.log.latest, "client")).toBe("program");
  b.program("client", "console", { role: null, language: "console" });
  expect(usualTab(b.log.latest, "client")).toBe("console");
  expect(usualTab(b.log.latest, "server")).toBe("program");
  b.program("client");
  expect(usualTab(b.log.latest, "client")).toBe("program");
});
