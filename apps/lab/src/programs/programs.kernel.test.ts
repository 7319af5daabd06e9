import { describeKernel } from "@wirestage/linux/testing";
import { Command } from "@wirestage/protocol";
import { afterEach, expect, it } from "vitest";
import { ACCEPT, CONNECT } from "../testing-pair.ts";
import { ProgramBench } from "../testing-programs.ts";

let pair: ProgramBench;

afterEach(() => pair.close());

const command = (input: object) => pair.bench.command(Command.parse(input));
const ended = () => pair.bench.events("program.ended");
const started = () => pair.bench.events("program.started");
const stateOf = (program: number) => pair.bench.log.latest.programs.get(program);

/** A program that waits for nothing has come to its next call. */
const resting = () => new Promise((resolve) => setImmediate(resolve));

/** Makes so many calls, one after the other. */
const COUNTING = `const s = await host.socket("AF_INET");
  for (let count = 1; count <= 3; count++) { await s.getsockname(); host.print(String(count)); }`;

describeKernel("a paused program", () => {
  it("rests before its next call until it is stepped, call by call, or resumed", async () => {
    pair = new ProgramBench({ server: `await host.input(""); ${COUNTING}`, client: "" });
    pair.open();
    await pair.bench.until("the server to ask", () => pair.bench.events("program.asking").length === 1);
    command({ do: "program.pause", program: 1 });
    expect(stateOf(1)?.paused).toBe(true);
    command({ do: "program.input", program: 1, text: "" });
    await resting();
    expect(pair.calls("socket")).toEqual([]);
    for (const expected of [[], ["1"], ["1", "2"]]) {
      const calls = pair.bench.log.calls.length;
      command({ do: "program.step", program: 1 });
      await resting();
      expect(pair.bench.log.calls.length).toBe(calls + 1);
      expect(pair.printed("server")).toEqual(expected);
    }
    command({ do: "program.resume", program: 1 });
    await pair.bench.until("the end", () => ended().length === 1);
    expect(pair.printed("server")).toEqual(["1", "2", "3"]);
    expect(command({ do: "program.resume", program: 1 })).toMatchObject({ error: { code: "program_ended" } });
  });

  it("has its data come in all the same, and reads it when it goes on", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} host.print("accepted"); host.print(host.decode(await c.recv(10)));`,
      client: `${CONNECT} await host.input(""); await s.sendall(host.encode("waiting")); await s.close();`,
    });
    pair.open({ paceMs: 20 });
    await pair.bench.until("the accept", () => pair.printed("server").length === 1);
    command({ do: "program.pause", program: 1 });
    command({ do: "program.input", program: 2, text: "" });
    const queued = () =>
      [...pair.bench.log.latest.sockets.values()].some(({ queues }) => queues.receive === 8);
    await pair.bench.until("the client to end", () => ended().length === 1);
    await pair.bench.until("data and FIN in the queue", queued);
    expect(pair.calls("recv")).toEqual([]);
    command({ do: "program.resume", program: 1 });
    await pair.bench.until("the server to end", () => ended().length === 2);
    expect(pair.printed("server")).toEqual(["accepted", "waiting"]);
  });

  it("is only refused a resume that it does not need", async () => {
    pair = new ProgramBench({ server: `await host.input("");`, client: "" });
    pair.open();
    expect(command({ do: "program.resume", program: 1 })).toMatchObject({
      type: "refused",
      error: { code: "program_not_paused" },
    });
  });

  it("can be killed", async () => {
    pair = new ProgramBench({ server: COUNTING, client: "" });
    pair.open({ paceMs: 50 });
    command({ do: "program.pause", program: 1 });
    command({ do: "program.kill", program: 1 });
    expect(stateOf(1)).toMatchObject({ paused: false, ended: { signal: "SIGKILL", limit: null } });
    expect(command({ do: "program.step", program: 1 })).toMatchObject({ error: { code: "program_ended" } });
  });
});

describeKernel("one side of a pair", () => {
  const PAIR = {
    server: `${ACCEPT} host.print("accepted"); await host.input("");`,
    client: `const s = await host.socket("AF_INET"); host.print(String(await s.connect_ex([ADDRESS, PORT]))); await host.input("");`,
  };

  it("is started alone: a client without a server is refused, a second client waits in the accept queue", async () => {
    pair = new ProgramBench(PAIR);
    pair.bench.open();
    const client = { do: "program.start", run: "tcp-echo", role: "client", paceMs: 0 };
    expect(command(client).type).toBe("ack");
    await pair.bench.until("the refusal", () => pair.printed("client").length === 1);
    command({ ...client, role: "server" });
    await pair.bench.until("the server to listen", () => pair.answers("listen").length === 1);
    command(client);
    command(client);
    await pair.bench.until("both clients connected", () => pair.printed("client").length === 3);
    expect(pair.printed("client")).toEqual(["111", "0", "0"]);
    expect(started().map(({ role }) => role)).toEqual(["client", "server", "client", "client"]);
    const listener = () =>
      [...pair.bench.log.latest.sockets.values()].find(({ state }) => state === "LISTEN");
    expect(listener()?.queues.receive).toBe(1);
  });

  it("runs with the parameters asked for, and the trace tells those that its text has", async () => {
    pair = new ProgramBench({ server: `${ACCEPT} await c.recv(1);`, client: CONNECT });
    await pair.run({ parameters: { PORT: 9999, BACKLOG: 1 } });
    for (const { parameters } of started()) {
      expect(parameters).toEqual({ ADDRESS: "192.0.2.2", PORT: 9999, paceMs: 0 });
    }
    expect(pair.bench.log.latest.sockets.size).toBeGreaterThan(0);
  });

  it("refuses a parameter that no source can hold", async () => {
    pair = new ProgramBench(PAIR);
    pair.bench.open();
    const start = { do: "program.start", run: "tcp-echo", role: "server", parameters: { ADDRESS: '"+x+"' } };
    expect(command(start)).toMatchObject({ type: "refused", error: { code: "bad_command" } });
    expect(started()).toEqual([]);
  });

  it("looks up no names: an address is a number of the pair's family, or a name that stands for one", async () => {
    pair = new ProgramBench({ server: "", client: "" });
    pair.bench.open();
    const start = (run: string, ADDRESS: string) =>
      command({ do: "program.start", run, role: "server", parameters: { ADDRESS } });
    for (const [run, address] of [
      ["tcp-echo", "www.example.com"],
      ["tcp-echo", "2001:db8::2"],
      ["tcp6-echo", "192.0.2.2"],
    ] as const) {
      expect(start(run, address)).toMatchObject({ type: "refused", error: { facts: { address } } });
    }
    expect(pair.bench.events("sysctl.changed")).toEqual([]);
    expect(start("tcp-echo", "localhost")).toMatchObject({ type: "ack" });
    expect(started().map(({ parameters }) => parameters)).toMatchObject([{ ADDRESS: "localhost" }]);
  });

  it("is killed and started again with all that it was started with", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1);`,
      client: `${CONNECT} host.print(await host.input("")); await host.input("");`,
    });
    pair.open({ input: ["scripted"], parameters: { PORT: 7777 } });
    await pair.bench.until("the line", () => pair.printed("client").length === 1);
    expect(command({ do: "program.restart", program: 2 }).type).toBe("ack");
    expect(ended()).toMatchObject([{ program: 2, signal: "SIGKILL" }]);
    await pair.bench.until("the connection of the next", () => pair.answers("connect").length === 2);
    const [, first, second] = started();
    expect(second).toMatchObject({ ...first, program: 3, seq: expect.anything(), t: expect.anything() });
    expect(second?.parameters).toMatchObject({ PORT: 7777 });
  });

  it("is started again after it has ended by itself", async () => {
    pair = new ProgramBench({ server: `host.print("run");`, client: "" });
    pair.open();
    await pair.bench.until("the end", () => ended().length === 1);
    command({ do: "program.restart", program: 1 });
    await pair.bench.until("the second end", () => ended().length === 2);
    expect(pair.printed("server")).toEqual(["run", "run"]);
    expect(command({ do: "program.restart", program: 9 })).toMatchObject({
      error: { code: "program_not_found" },
    });
  });
});

describeKernel("a run", () => {
  it("goes on with its server where the client cannot be started", async () => {
    pair = new ProgramBench({ server: `${ACCEPT}`, client: "} // no program" });
    pair.open();
    await pair.bench.until("the note", () => pair.bench.events("note").length === 1);
    expect(pair.bench.events("note")).toMatchObject([{ topic: "run.client-not-started" }]);
    expect(stateOf(1)?.ended).toBeNull();
    expect(pair.answers("listen")).toEqual(["None"]);
  });

  it("starts one client, however often its server listens", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await l.listen(3); await l.listen(5); await c.recv(1);`,
      client: `${CONNECT}`,
    });
    await pair.run();
    expect(started()).toHaveLength(2);
  });

  it("answers that a language is not there, for either side", async () => {
    pair = new ProgramBench({ server: "", client: "" });
    pair.bench.open();
    const run = { do: "run.start", run: "tcp-echo" };
    for (const languages of [{ language: "python" }, { clientLanguage: "python" }]) {
      expect(command({ ...run, ...languages })).toMatchObject({ error: { code: "language_unavailable" } });
    }
    expect(started()).toEqual([]);
  });

  it("that is refused has not turned IPv6 on", () => {
    pair = new ProgramBench({ server: "", client: "" }, "tcp6-echo");
    pair.bench.open();
    const run = { do: "run.start", run: "tcp6-echo" };
    expect(command({ ...run, clientLanguage: "python" })).toMatchObject({ type: "refused" });
    expect(pair.bench.events("sysctl.changed")).toEqual([]);
    expect(command(run)).toMatchObject({ type: "ack" });
    expect(pair.bench.events("sysctl.changed")).not.toEqual([]);
  });
});
