import type { ErrorBody } from "@wirestage/protocol";
import { TraceError, type TraceLog } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import type { ApiAnswer } from "../session/api.ts";
import { type RunSources, readPair } from "./read-pair.ts";

const { log } = tcpEchoRun().run();
const NOT_FOUND: ErrorBody = { code: "lab_not_found", message: "", facts: {} };
const BUSY: ErrorBody = { code: "too_many_requests", message: "", facts: {} };

function sources(answers: Record<string, ApiAnswer<TraceLog>>, title?: string): RunSources {
  return {
    fetchLog: async (lab) => answers[lab] ?? { ok: false, error: NOT_FOUND },
    originalOf: () => (title === undefined ? null : { title, isRecording: true, log }),
  };
}

const here = { ok: true, value: log } as const;

describe("two runs that are to be compared", () => {
  it("both there: read", async () => {
    const read = await readPair("a", "b", sources({ a: here, b: here }));
    expect(read).toEqual({ is: "read", left: { lab: "a", log }, right: { lab: "b", log } });
  });

  it("a lab that ended: gone, unless the page still holds its run", async () => {
    expect(await readPair("a", "b", sources({ b: here }))).toEqual({ is: "gone" });
    expect(await readPair("a", "b", sources({ b: here }, "a"))).toMatchObject({ is: "read" });
    expect(await readPair("original", "b", sources({ b: here }))).toEqual({ is: "gone" });
    expect(await readPair("original", "b", sources({ b: here }, "file"))).toMatchObject({ is: "read" });
  });

  it("a server that refuses, or nobody: says which", async () => {
    const refused = { ok: false, error: BUSY } as const;
    expect(await readPair("a", "b", sources({ a: here, b: refused }))).toEqual({ is: "failed", error: BUSY });
    const nobody = { ok: false, error: null } as const;
    expect(await readPair("a", "b", sources({ a: nobody, b: here }))).toEqual({ is: "failed", error: null });
  });

  it("a trace with a gap: says that the trace is broken", async () => {
    const broken: RunSources = {
      fetchLog: () => Promise.reject(new TraceError("trace_gap", { expected: 1, found: 3 })),
      originalOf: () => null,
    };
    expect(await readPair("a", "b", broken)).toMatchObject({
      is: "failed",
      error: { code: "internal", facts: { where: "trace" } },
    });
  });
});
