import { readdirSync, readlinkSync, rmSync } from "node:fs";
import { close } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { Command, LIMITS, OpenLabRequest } from "@wirestage/protocol";
import { afterEach, expect, it } from "vitest";
import { fruitlessSearch, TestBench } from "./testing.ts";
import { ACCEPT, CONNECT, directoryOfPair } from "./testing-pair.ts";
import { Workshop } from "./workshop.ts";

let bench: TestBench;
let directory: string;

function benchWith(pair: { server: string; client: string }): TestBench {
  directory = directoryOfPair(pair);
  bench = new TestBench(directory);
  return bench;
}

afterEach(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

/** With little room in its trace, and programs that rest before each call. */
function openIn(workshop: Workshop, lab: string): void {
  const request = OpenLabRequest.parse({ run: "tcp-echo", paceMs: 5 });
  workshop.handle({ type: "open", lab, request, seed: 1, maxEvents: 100 });
}

const printed = () => bench.events("program.output").map(({ text }) => text);

/** The answers to all calls of that name, `ok` or an errno. */
function answers(name: string): string[] {
  return bench.log.calls
    .filter(({ entered }) => entered.name === name)
    .map(({ returned }) =>
      returned?.outcome.ok === false ? returned.outcome.code : returned ? "ok" : "none",
    );
}

describeKernel("a lab whose programs misbehave", () => {
  it("answers EBADF for a closed socket although its descriptor's number is in use again", async () => {
    benchWith({
      server: `const a = await host.socket("AF_INET", "SOCK_STREAM");
        await a.close();
        const b = await host.socket("AF_INET", "SOCK_STREAM");
        host.print(a.fd === b.fd ? "same number" : "other number");
        for (const act of [() => a.bind([ADDRESS, PORT]), () => a.recv(1), () => a.getsockname(), () => a.close()]) {
          await act().catch((error) => host.print(error.code));
        }
        host.print(String(await b.getsockname()));`,
      client: "",
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the server to end", () => bench.events("program.ended").length === 1);
    expect(printed()).toEqual(["same number\n", ...Array(4).fill("EBADF\n"), "0.0.0.0,0\n"]);
    expect(answers("recv")).toEqual(["EBADF"]);
  });

  it.each([
    [
      "connect",
      `await s.connect(["nowhere", PORT]).catch((error) => host.print(error.name));`,
      "InvalidAddressError\n",
    ],
    ["bind", `await s.bind([ADDRESS, 70000]).catch((error) => host.print(error.name));`, "RangeError\n"],
  ])("lets no %s be entered with an address that no kernel could be asked for", async (name, act, error) => {
    benchWith({ server: `const s = await host.socket("AF_INET", "SOCK_STREAM"); ${act}`, client: "" });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the server to end", () => bench.events("program.ended").length === 1);
    expect(answers(name)).toEqual([]);
    expect(printed()).toEqual([error]);
    expect(bench.log.latest.calls.size).toBe(0);
  });

  it("names the sendall as cause of every segment that it hands over piece by piece", async () => {
    benchWith({
      server: `${ACCEPT}
        while ((await c.recv(65536)).length > 0);
        host.print("all of it");`,
      client: `${CONNECT} await s.sendall(new Uint8Array(3_000_000)); await s.close();`,
    });
    bench.open({ run: "tcp-echo", latencyMs: 1, paceMs: 0 });
    await bench.until("the whole to arrive", () => printed().includes("all of it\n"));
    const causes = bench
      .events("frame.sent")
      .filter(({ host, length }) => host === "client" && length > 100)
      .map(({ cause }) => cause.by);
    expect(causes).toContain("call");
    expect(causes).not.toContain("kernel");
  });

  it("lets no program of a full and closed lab go on, so that the next lab runs", async () => {
    benchWith({ server: `${ACCEPT} while (true) await c.getsockname();`, client: CONNECT });
    const full: string[] = [];
    await new Promise<void>((resolve) => {
      const workshop = new Workshop(
        {
          send: (message) => {
            if (message.type === "full") workshop.handle({ type: "close", lab: message.lab });
            if (message.type !== "closed") return;
            full.push(message.lab);
            if (message.lab === "first") openIn(workshop, "second");
            else resolve(workshop.close());
          },
          sendEvents: () => {},
          sendFrame: () => {},
        },
        directory,
        fruitlessSearch(),
      );
      openIn(workshop, "first");
    });
    expect(full).toEqual(["first", "second"]);
  });

  it("refuses a lab whose programs cannot be loaded, and does not end with it", async () => {
    benchWith({ server: "} // not a function body", client: "" });
    bench.open({ run: "tcp-echo" });
    expect(bench.answers).toMatchObject([{ type: "open-failed", error: { code: "internal" } }]);
  });

  it("lets commands through to a program that never waits", async () => {
    benchWith({
      server: `const a = await host.socket("AF_INET", "SOCK_STREAM");
        for (let count = 0; count < 1000; count++) await a.getsockname();`,
      client: "",
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(bench.command({ do: "program.kill", program: 1 }).type).toBe("ack");
    expect(bench.events("program.ended")).toMatchObject([{ signal: "SIGKILL" }]);
  });

  it("kills a program that prints more than it may", async () => {
    benchWith({
      server: `const s = await host.socket("AF_INET", "SOCK_STREAM");
        while (true) {
          host.print("x".repeat(100_000));
          await s.getsockname();
        }`,
      client: "",
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the end", () => bench.events("program.ended").length === 1);
    expect(bench.events("program.ended")).toMatchObject([{ signal: "SIGKILL", limit: "output" }]);
    expect(printed().join("").length).toBeLessThan(LIMITS.outputLength + 100_002);
  });

  it("kills a program that prints for ever and makes no call", async () => {
    benchWith({ server: `while (true) host.print("x".repeat(10_000));`, client: "" });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the end", () => bench.events("program.ended").length === 1);
    expect(bench.events("program.ended")).toMatchObject([{ exitCode: null, limit: "output" }]);
    expect(bench.log.events.at(-1)?.kind).toBe("program.ended");
  });

  it("ends a program that prints empty lines for ever, and goes on", async () => {
    benchWith({ server: `while (true) host.print("");`, client: "" });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the end", () => bench.events("program.ended").length === 1);
    expect(bench.events("program.ended")).toMatchObject([{ signal: "SIGKILL", limit: "events" }]);
    expect(bench.log.events.length).toBeLessThan(LIMITS.programEvents + 100);
    expect(bench.command({ do: "wire.hold", on: true }).type).toBe("ack");
  });

  it("ends a program that makes calls for ever, and lets commands through until then", async () => {
    benchWith({
      server: `const a = await host.socket("AF_INET"); while (true) await a.getsockname();`,
      client: "",
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(bench.command({ do: "wire.hold", on: true }).type).toBe("ack");
    await bench.until("the end", () => bench.events("program.ended").length === 1);
    expect(bench.events("program.ended")).toMatchObject([{ signal: "SIGKILL", limit: "calls" }]);
    expect(bench.log.calls).toHaveLength(LIMITS.calls);
    expect(bench.log.latest.sockets.size).toBe(0);
  });

  it("runs no more programs at the same time than it may, and starts no more in all", async () => {
    benchWith({ server: `await host.input("");`, client: "" });
    bench.open();
    const start = Command.parse({ do: "program.start", run: "tcp-echo", role: "server", paceMs: 0 });
    for (let count = 0; count < LIMITS.programs; count++) expect(bench.command(start).type).toBe("ack");
    const tooMany = { type: "refused", error: { code: "too_many_programs" } };
    expect(bench.command(start)).toMatchObject(tooMany);
    for (let program = 1; program <= LIMITS.programs - 1; program++) {
      bench.command({ do: "program.kill", program });
    }
    expect(bench.command(Command.parse({ do: "program.restart", program: 1 })).type).toBe("ack");
    for (let program = LIMITS.programs + 1; program < LIMITS.programsEver; program++) {
      expect(bench.command({ do: "program.restart", program }).type).toBe("ack");
    }
    expect(bench.command(start)).toMatchObject(tooMany);
    const last = { do: "program.restart", program: LIMITS.programsEver } as const;
    expect(bench.command(last)).toMatchObject(tooMany);
    expect(bench.log.latest.programs.get(LIMITS.programsEver)?.ended).toBeNull();
  });

  it("sends RST for a program that is killed with data unread, and FIN for one that has read all", async () => {
    benchWith({
      server: `${ACCEPT}
        host.print("accepted");
        await host.input("");
        await c.recv(10).catch((error) => host.print(error.code));
        await c.recv(10);`,
      client: `${CONNECT} await s.sendall(host.encode("unread")); await s.recv(10).catch((error) => host.print(error.code));`,
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    const unread = () => [...bench.log.latest.sockets.values()].some(({ queues }) => queues.receive === 6);
    await bench.until("the data to come in", () => printed().includes("accepted\n") && unread());
    bench.command({ do: "program.kill", program: 1 });
    await bench.until("the client to end", () => bench.events("program.ended").length === 2);
    expect(printed()).toContain("ECONNRESET\n");
    const last = bench.events("frame.sent").findLast(({ host }) => host === "server");
    expect(last?.cause).toEqual({ by: "exit", program: 1 });
  });

  it("ends every program that runs when it is closed, and says why", async () => {
    benchWith({ server: `${ACCEPT} await c.recv(1);`, client: `${CONNECT} await host.input("");` });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the client to ask", () => bench.events("program.asking").length === 1);
    await bench.close();
    expect(bench.events("program.ended")).toMatchObject([
      { program: 1, signal: "SIGKILL", limit: "lab" },
      { program: 2, signal: "SIGKILL", limit: "lab" },
    ]);
  });

  it("closes at once with sockets that would linger", async () => {
    benchWith({
      server: `${ACCEPT} await c.recv(1);`,
      client: `${CONNECT} await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 1000]); await host.input("");`,
    });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("the client to ask", () => bench.events("program.asking").length === 1);
    bench.command({ do: "wire.hold", on: true });
    const before = Date.now();
    await bench.close();
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it("takes no more lines than it may from a person whom the program does not listen to", async () => {
    benchWith({ server: "await new Promise(() => {});", client: "" });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    const type = () => bench.command({ do: "program.input", program: 1, text: "hello" });
    for (let count = 0; count < LIMITS.inputLines; count++) expect(type().type).toBe("ack");
    expect(type()).toMatchObject({ type: "refused", error: { code: "too_many_messages" } });
  });

  it("closes with more sockets open than the kernel can be asked to close at the same time", async () => {
    const hoard = `try { while (true) await host.socket("AF_INET", "SOCK_STREAM"); }
      catch (error) { host.print(error.code); await new Promise(() => {}); }`;
    benchWith({ server: hoard, client: "" });
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("it to have all that it may have", () => printed().length === 1);
    expect(printed()).toEqual(["EMFILE\n"]);
    await bench.close();
    expect(bench.answers.map(({ type }) => type)).toEqual(["closed"]);
  });

  it("stops alone, with an error, when its network card is taken from it", async () => {
    const before = new Set(tapDescriptors());
    benchWith({ server: "", client: "" });
    bench.open();
    const [card] = tapDescriptors().filter((fd) => !before.has(fd));
    close(card ?? -1);
    bench.command({ do: "wire.hold", on: true });
    expect(bench.answers.map(({ type }) => type)).toContain("full");
    expect(bench.command({ do: "wire.hold", on: false })).toMatchObject({ type: "refused" });
  });
});

function tapDescriptors(): number[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    const target = readlinkIfOpen(`/proc/self/fd/${fd}`);
    return target === "/dev/net/tun" ? [Number(fd)] : [];
  });
}

/** The descriptor that lists the others is gone when its turn comes. */
function readlinkIfOpen(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
