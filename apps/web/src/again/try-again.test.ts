import { TraceLog } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { ORIGINAL } from "./originals.ts";
import { canBeToldAgain } from "./try-again.ts";

/** A short echo whose lab began with `request`. */
function begunWith(request: Record<string, unknown> | null): TraceLog {
  const log = new TraceLog();
  const { events } = tcpEchoRun().run().log;
  log.append(events.map((event) => (event.kind === "lab.opened" ? { ...event, request } : event)));
  return log;
}

it("a lab that says with what it began can be told again, beside another run only under its own name", () => {
  const log = begunWith({ run: "tcp-echo" });
  expect(canBeToldAgain({ lab: "before", log })).toBe(true);
  expect(canBeToldAgain({ lab: ORIGINAL, log })).toBe(false);
  expect(canBeToldAgain({ lab: "before", log: begunWith(null) })).toBe(false);
});
