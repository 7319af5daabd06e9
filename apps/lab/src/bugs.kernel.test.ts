import { describeKernel } from "@wirestage/linux/testing";
import type { Language, RunName, RunRole } from "@wirestage/protocol";
import type { ProgramState } from "@wirestage/trace";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestBench } from "./testing.ts";
import { callsOf, programOf, saidOnWire, terminalOf, waitsIn } from "./testing-conversation.ts";

const LANGUAGES = ["ts", "python"] as const satisfies readonly Language[];
const CURE = "tcp-echo";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

function open(run: RunName, language: Language, input: string[]): void {
  bench.open({ run, language, clientLanguage: language, input, paceMs: 0 });
}

/** One side alone, beside whatever runs. */
function startOne(run: RunName, role: RunRole, language: Language): void {
  bench.command({ do: "program.start", role, run, language, input: [], paceMs: 0, parameters: {} });
}

function numberOf(role: RunRole): number {
  return programOf(bench, role)?.started.program ?? 0;
}

function until(role: RunRole, what: string, condition: (program: ProgramState) => boolean): Promise<void> {
  return bench.until(`the ${role} ${what}`, () => {
    const program = programOf(bench, role);
    return program !== undefined && condition(program);
  });
}

const untilEnded = (role: RunRole) => until(role, "to end", ({ ended }) => ended !== null);
const untilAsking = (role: RunRole) => until(role, "to ask", ({ asking }) => asking);
const untilWaiting = (role: RunRole, call: string) =>
  bench.until(`the ${role} to wait in ${call}`, () => waitsIn(bench, role, call));

function kill(role: RunRole): void {
  bench.command({ do: "program.kill", program: numberOf(role) });
}

function dataOnWire(): string[] {
  return saidOnWire(bench).flatMap(({ kind, text }) => (kind === "data" ? [text] : []));
}

function emptyRecvs(): number {
  return callsOf(bench, "server").filter(({ entered, returned }) => {
    const outcome = returned?.outcome;
    return entered.name === "recv" && outcome?.ok && JSON.stringify(outcome.value).includes('"length":0');
  }).length;
}

function callsNamed(role: RunRole, name: string): number {
  return callsOf(bench, role).filter(({ entered }) => entered.name === name).length;
}

function errorOf(role: RunRole, name: string): string | undefined {
  const call = callsOf(bench, role).findLast(({ entered }) => entered.name === name);
  const outcome = call?.returned?.outcome;
  return outcome?.ok === false ? outcome.code : undefined;
}

describeKernel("the bugs of the tutorial", () => {
  describe.each(LANGUAGES)("in %s", (language) => {
    it("an empty line puts nothing on the wire, and both ends wait in recv", async () => {
      open("tcp-echo-loop-empty", language, [""]);
      await bench.until("both to wait in recv", () =>
        (["server", "client"] as const).every((role) => waitsIn(bench, role, "recv")),
      );
      expect(callsNamed("client", "sendall")).toBe(1);
      expect(dataOnWire()).toEqual([]);
    });

    it("cured: an empty line is not sent, and the next one is answered", async () => {
      open(CURE, language, ["", "hello", "exit"]);
      await untilEnded("client");
      expect(callsNamed("client", "sendall")).toBe(1);
      expect(dataOnWire()).toEqual(["hello", "HELLO"]);
    });

    it("a killed client sends FIN, and recv gives the server empty bytes again and again", async () => {
      open("tcp-echo-loop-killed", language, ["hello"]);
      await untilAskingAgain();
      kill("client");
      await bench.until("many an empty recv", () => emptyRecvs() >= 300);
      expect(saidOnWire(bench).at(-1)).toMatchObject({ host: "client", kind: "FIN" });
      expect(dataOnWire()).toEqual(["hello", "HELLO"]);
      expect(callsNamed("server", "accept")).toBe(1);
    });

    it("cured: the server takes empty bytes for the end, and accepts the next client", async () => {
      open(CURE, language, ["hello"]);
      await untilAskingAgain();
      kill("client");
      await untilWaiting("server", "accept");
      expect(emptyRecvs()).toBe(1);
      await expectNextClientServed(language);
    });

    it("a client killed with a reply unread sends RST, and the error ends the server", async () => {
      await killWithReplyUnread("tcp-echo-loop-reset", language);
      await untilEnded("server");
      expect(programOf(bench, "server")?.ended).toMatchObject({ exitCode: 1 });
      expect(errorOf("server", "recv")).toBe("ECONNRESET");
      expect(terminalOf(bench, "server")).toMatch(/ECONNRESET|ConnectionResetError/);
    });

    it("cured: the server says that the connection is lost, and accepts the next client", async () => {
      await killWithReplyUnread(CURE, language);
      await untilWaiting("server", "accept");
      expect(errorOf("server", "recv")).toBe("ECONNRESET");
      expect(terminalOf(bench, "server")).toContain("connection lost: ");
      await expectNextClientServed(language);
    });

    it("a server that closed first cannot bind its address again while TIME_WAIT lasts", async () => {
      await leaveTimeWait("tcp-echo-loop-in-use", language);
      startOne("tcp-echo-loop-in-use", "server", language);
      await untilEnded("server");
      expect(errorOf("server", "bind")).toBe("EADDRINUSE");
    });

    it("cured: a server that had SO_REUSEADDR before binds its address again at once", async () => {
      await leaveTimeWait(CURE, language);
      startOne(CURE, "server", language);
      await untilWaiting("server", "accept");
      await expectNextClientServed(language);
    });

    it("the cure comes too late for what an earlier server left without SO_REUSEADDR", async () => {
      await leaveTimeWait("tcp-echo-loop-in-use", language);
      startOne(CURE, "server", language);
      await untilEnded("server");
      expect(errorOf("server", "bind")).toBe("EADDRINUSE");
    });

    it("a client that closes first takes TIME_WAIT with it, and the server starts again without any cure", async () => {
      open("tcp-echo-loop-in-use", language, ["hello", "exit"]);
      await untilEnded("client");
      await untilWaiting("server", "accept");
      kill("server");
      startOne("tcp-echo-loop-in-use", "server", language);
      await untilWaiting("server", "accept");
    });

    it("none of it hurts UDP: an empty line is an empty datagram, and comes back", async () => {
      open("udp-echo", language, ["", "exit"]);
      await untilEnded("client");
      expect(saidOnWire(bench)).toEqual([
        { host: "client", kind: "udp", text: "" },
        { host: "server", kind: "udp", text: "" },
      ]);
    });

    it("none of it hurts UDP: the server does not notice that a client was killed, and serves the next", async () => {
      open("udp-echo", language, []);
      await untilAsking("client");
      kill("client");
      await expectNextClientServed(language, "udp-echo");
      expect(callsNamed("server", "recvfrom")).toBe(2);
    });
  });
});

/** The line given with the run has been answered. */
function untilAskingAgain(): Promise<void> {
  return until("client", "to ask again", () => terminalOf(bench, "client").endsWith("reply: HELLO\n> "));
}

/** The reply lies in the client's kernel, and the client rests before it asks for it. */
async function killWithReplyUnread(run: RunName, language: Language): Promise<void> {
  open(run, language, []);
  await untilAsking("client");
  const program = numberOf("client");
  bench.command({ do: "program.pause", program });
  const asking = programOf(bench, "client")?.line;
  bench.command({ do: "program.input", program, text: "hello" });
  await until("client", "to rest before sendall", ({ line }) => line !== asking);
  bench.command({ do: "program.step", program });
  await bench.until("the reply to arrive", () => dataOnWire().includes("HELLO"));
  kill("client");
  await bench.until("the reset", () => saidOnWire(bench).some(({ kind }) => kind === "RST"));
}

/** The server closes first, by being killed; the client's own end completes it. */
async function leaveTimeWait(run: RunName, language: Language): Promise<void> {
  open(run, language, ["hello"]);
  await untilAskingAgain();
  kill("server");
  bench.command({ do: "program.input", program: numberOf("client"), text: "exit" });
  await untilEnded("client");
  await bench.until("TIME_WAIT on the server", () =>
    [...bench.log.latest.sockets.values()].some(
      ({ host, state }) => host === "server" && state === "TIME_WAIT",
    ),
  );
}

async function expectNextClientServed(language: Language, run: RunName = CURE): Promise<void> {
  startOne(run, "client", language);
  await untilAsking("client");
  bench.command({ do: "program.input", program: numberOf("client"), text: "next" });
  await bench.until("the reply", () => /reply.*: NEXT\n/.test(terminalOf(bench, "client")));
}
