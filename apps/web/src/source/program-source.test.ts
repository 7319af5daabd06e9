import type { ProgramPair } from "@wirestage/protocol";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { lineRunning, lineShown, shownSource } from "./program-source.ts";

const TS = "const PORT = 8888;\nconst BUFFER_SIZE = 1024;\n\nawait client.recv(BUFFER_SIZE);\n";
const PYTHON = "PORT = 8888\nBUFFER_SIZE = 1024\ndata = client.recv(BUFFER_SIZE)\n";
const PAIR: ProgramPair = {
  name: "tcp-echo",
  title: { en: "", zh: "" },
  interactive: true,
  flow: "tcp",
  family: "AF_INET",
  parameters: [],
  bug: null,
  languages: ["ts", "python"],
  sources: [
    { role: "client", language: "ts", file: "tcp-echo/client.ts", text: TS },
    { role: "client", language: "python", file: "tcp-echo/client.py", text: PYTHON },
  ],
};

/** A client whose recv runs, as a program in TypeScript. */
function runningClient() {
  const b = new TraceBuilder();
  const program = b.program("client", "tcp-echo", { parameters: { PORT: 9000, paceMs: 200 } });
  b.event({ kind: "program.line", program, line: 4 });
  const found = b.log.latest.programs.get(program);
  if (!found) throw new Error("the program has just been started");
  return found;
}

describe("the source shown of a program of a pair", () => {
  it("is that which runs, with the parameters of the run", () => {
    expect(shownSource(runningClient(), PAIR, null)).toMatchObject({
      file: "tcp-echo/client.ts",
      text: TS.replace("8888", "9000"),
      line: 4,
      running: { language: "ts" },
    });
  });

  it("is in the wanted language, with the line of the same step", () => {
    expect(shownSource(runningClient(), PAIR, "python")).toMatchObject({
      file: "tcp-echo/client.py",
      text: PYTHON.replace("8888", "9000"),
      line: 3,
      running: { language: "ts" },
    });
  });

  it("is as it runs where the pair is not written in the wanted language", () => {
    const pair = { ...PAIR, sources: PAIR.sources.slice(0, 1), languages: ["ts" as const] };
    expect(shownSource(runningClient(), pair, "python")).toMatchObject({ language: "ts", line: 4 });
  });

  it("is none where the server has no such pair", () => {
    expect(shownSource(runningClient(), null, null)).toBeNull();
  });
});

it("a line goes to the line of the same step and back, and one without a step nowhere", () => {
  const shown = shownSource(runningClient(), PAIR, "python");
  if (!shown) throw new Error("the pair is written in Python");
  expect(lineShown(4, shown)).toBe(3);
  expect(lineRunning(3, shown)).toBe(4);
  expect(lineRunning(1, shown)).toBeNull();
});

describe("the source shown of a command", () => {
  const commandIn = (b: TraceBuilder) => {
    const program = b.program("client", "python3 mine.py", { role: null, language: "command" });
    return () => b.log.latest.programs.get(program);
  };

  it("is what its tracer told, whatever language is wanted", () => {
    const b = new TraceBuilder();
    const command = commandIn(b);
    const text = "import socket\n";
    b.event({ kind: "program.source", program: 1, language: "python", file: "mine.py", text });
    const found = command();
    expect(found && shownSource(found, null, "ts")).toMatchObject({
      file: "mine.py",
      text,
      language: "python",
    });
  });

  it("is none without a tracer", () => {
    const found = commandIn(new TraceBuilder())();
    expect(found && shownSource(found, null, null)).toBeNull();
  });
});
