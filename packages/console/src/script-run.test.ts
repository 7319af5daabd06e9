import type { ErrorBody } from "@wirestage/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { spokenLines } from "./console-trace.ts";
import { parseScript, printScript } from "./script.ts";
import { advanced, newRun, type RunInput, type ScriptRun } from "./script-run.ts";
import { ConsoleTrace } from "./testing-console.ts";

const HOSTS = [
  { name: "client", address: "10.0.0.1", address6: null },
  { name: "server", address: "10.0.0.2", address6: null },
];
const REFUSAL: ErrorBody = { code: "bad_statement", message: "no", facts: {} };

let trace: ConsoleTrace;
let run: ScriptRun;
let sent: string[];

/** Gives the run an input; what it sends is in `sent`. */
function input(what: RunInput): void {
  const step = advanced(run, what, trace.log);
  run = step.run;
  if (step.send) sent.push(`${step.send.host}: ${step.send.statement.text}`);
}
const look = () => input({ do: "look" });

function begin(text: string, mode: ScriptRun["mode"] = "going"): void {
  run = newRun(parseScript(text, HOSTS).lines, mode);
  look();
}

beforeEach(() => {
  trace = new ConsoleTrace();
  sent = [];
});

const SOCKET = { type: "socket", socket: 1, fd: 5 } as const;

describe("a script that goes by itself", () => {
  it("goes through again where it was taken from a run in which a call failed", () => {
    const REFUSED = { ok: false, errno: 111, code: "ECONNREFUSED" } as const;
    const first = new ConsoleTrace();
    first.done("client", "c = socket()", SOCKET);
    first.return(first.blocked("client", 'c.connect(("10.0.0.2", 81))'), REFUSED);
    first.done("client", "c.close()");
    begin(printScript(spokenLines(first.log, first.log.latest)));
    for (const [text, outcome] of [
      ["c = socket()", { ok: true, value: SOCKET }],
      ['c.connect(("10.0.0.2", 81))  # fails', REFUSED],
      ["c.close()", { ok: true, value: null }],
    ] as const) {
      expect(sent.at(-1)).toBe(`client: ${text}`);
      input({ do: "taken" });
      trace.return(trace.say("client", text), outcome);
      look();
    }
    expect(run.phase).toEqual({ at: "done", tally: { failed: 1, waiting: 0 } });
  });

  it("sends a line when the call before has returned", () => {
    begin("client: c = socket()\nclient: c.close()");
    expect(sent).toEqual(["client: c = socket()"]);
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "answer" } });
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "call" } });
    const call = trace.say("client", "c = socket()");
    look();
    expect(sent).toHaveLength(1);
    trace.return(call, { ok: true, value: SOCKET });
    look();
    expect(sent).toEqual(["client: c = socket()", "client: c.close()"]);
    input({ do: "taken" });
    trace.done("client", "c.close()");
    look();
    expect(run.phase).toMatchObject({ at: "done" });
  });

  it("also where the trace tells of the return before the lab's answer has come", () => {
    begin("client: c = socket()");
    trace.done("client", "c = socket()", SOCKET);
    look();
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "answer" } });
    input({ do: "taken" });
    expect(run.phase).toMatchObject({ at: "done" });
  });

  it("goes on after a call that is blocked only when no frame is on its way", () => {
    begin("client: c = socket()\nclient: c.connect(('10.0.0.2', 1))\nclient: c.close()");
    trace.done("client", "c = socket()", SOCKET);
    input({ do: "taken" });
    trace.blocked("client", "c.connect(('10.0.0.2', 1))");
    const syn = trace.b.segment("client", { flags: ["SYN"], seq: 0 });
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "wire" } });
    trace.b.hold(syn);
    look();
    expect(sent).toHaveLength(3);
  });

  it("does not take an older call of the same text for its own", () => {
    trace.done("client", "c = socket()", SOCKET);
    begin("client: c = socket()\nclient: c.close()");
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "call" } });
    trace.done("server", "c = socket()", SOCKET);
    look();
    expect(sent).toHaveLength(1);
  });

  it("waits for a name that a blocked call will give, however quiet the wire is", () => {
    trace.listener("server", "s");
    const known = "server: conn, peer = s.accept()\nserver: conn.close()";
    begin(known);
    const accept = trace.blocked("server", "conn, peer = s.accept()");
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "name", name: "conn", method: "accept" } });
    trace.return(accept, {
      ok: true,
      value: { type: "accepted", socket: 3, fd: 9, address: "10.0.0.1", port: 4 },
    });
    look();
    expect(sent.at(-1)).toBe("server: conn.close()");
  });

  const REFUSED = { ok: false, errno: 111, code: "ECONNREFUSED" } as const;
  const CONNECT = "c.connect(('10.0.0.2', 1))";

  it("rests where a call fails, tells the line and why, and goes on when the person says so", () => {
    begin(`client: ${CONNECT}\nclient: c.close()`);
    trace.return(trace.say("client", CONNECT), REFUSED);
    input({ do: "taken" });
    expect(sent).toHaveLength(1);
    expect(run.phase).toMatchObject({ at: "failed", line: { line: 1 }, errno: "ECONNREFUSED" });
    look();
    expect(sent).toHaveLength(1);
    input({ do: "go" });
    expect(sent).toHaveLength(2);
    trace.done("client", "c.close()");
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "done", tally: { failed: 1, waiting: 0 } });
  });

  it("goes on by itself where the line says that it fails", () => {
    begin(`client: ${CONNECT}  # fails\nclient: c.close()`);
    trace.return(trace.say("client", `${CONNECT}  # fails`), REFUSED);
    input({ do: "taken" });
    expect(sent).toHaveLength(2);
  });

  it("counts the call that still waits when all lines were sent", () => {
    trace.listener("server", "s");
    begin("server: conn, peer = s.accept()");
    trace.blocked("server", "conn, peer = s.accept()");
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "done", tally: { failed: 0, waiting: 1 } });
  });

  it("does not use the old value of a name that a waiting call is to give anew", () => {
    trace.listener("server", "s");
    const accept = "conn, peer = s.accept()";
    trace.done("server", accept, { type: "accepted", socket: 3, fd: 9, address: "10.0.0.1", port: 4 });
    begin(`server: ${accept}\nserver: conn.recv(1)`);
    trace.blocked("server", accept);
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "waiting", wait: { for: "name", name: "conn", method: "accept" } });
    expect(sent).toHaveLength(1);
  });

  it("stops at the line that the lab refuses", () => {
    begin("# one\nclient: c = socket()\nclient: c.close()");
    input({ do: "refused", error: REFUSAL });
    expect(run.phase).toEqual({ at: "stopped", line: 2, why: { by: "refusal", error: REFUSAL } });
    look();
    input({ do: "go" });
    expect(sent).toHaveLength(1);
  });

  it("stops where its console is killed", () => {
    begin("client: c = socket()\nclient: c.recv(1)");
    trace.done("client", "c = socket()", SOCKET);
    trace.kill("client");
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "stopped", line: 1, why: { by: "end" } });
    expect(sent).toHaveLength(1);
  });

  it("stops when the person says so, at the line that would have come next", () => {
    begin("client: c = socket()\nclient: c.close()");
    input({ do: "stop" });
    expect(run.phase).toEqual({ at: "stopped", line: 2, why: { by: "person" } });
  });

  it("without a line is done at once", () => {
    begin("# nothing");
    expect(run.phase).toMatchObject({ at: "done" });
  });
});

describe("a script that goes line by line", () => {
  it("rests before each line until the person lets it go, whatever the call before does", () => {
    begin("server: s = socket()\nserver: s.accept()\nserver: s.close()", "stepping");
    expect(sent).toEqual([]);
    expect(run.phase).toEqual({ at: "resting" });
    input({ do: "step" });
    trace.done("server", "s = socket()", SOCKET);
    input({ do: "taken" });
    expect(run.phase).toEqual({ at: "resting" });
    input({ do: "step" });
    input({ do: "taken" });
    trace.say("server", "s.accept()");
    look();
    expect(sent).toHaveLength(2);
    input({ do: "step" });
    expect(sent).toHaveLength(3);
  });

  it("can be let run on", () => {
    begin("client: c = socket()\nclient: c.close()", "stepping");
    input({ do: "go" });
    trace.done("client", "c = socket()", SOCKET);
    input({ do: "taken" });
    expect(sent).toHaveLength(2);
  });
});
