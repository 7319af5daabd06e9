import { describeKernel } from "@wirestage/linux/testing";
import { bytesOfBase64, NS_PER_MS } from "@wirestage/trace";
import { quickView, tcpKind } from "@wirestage/wire";
import { afterEach, expect, it } from "vitest";
import { ACCEPT, CONNECT } from "../../testing-pair.ts";
import { ProgramBench } from "../../testing-programs.ts";

let pair: ProgramBench;

afterEach(() => pair.close());

/** What a host has sent beside bare ACKs. */
function said(host: string): string[] {
  return pair.bench.log.frames.flatMap(({ sent }) => {
    const view = quickView(bytesOfBase64(sent.bytes));
    const kind = view ? tcpKind(view) : "other";
    return sent.host === host && kind !== "ACK" ? [kind] : [];
  });
}

const TELL = `const tell = (promise) => promise.then((value) => host.print(String(value)), (error) => host.print(error.code));
const text = (data) => host.decode(data);`;

describeKernel("shutdown", () => {
  it("of writing sends FIN and leaves the way back open", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} ${TELL}
        host.print(text(await c.recv(10)));
        host.print(String((await c.recv(10)).length));
        await c.sendall(host.encode("still here"));`,
      client: `${CONNECT} ${TELL}
        await s.sendall(host.encode("done"));
        await s.shutdown("SHUT_WR");
        await tell(s.send(host.encode("more")));
        host.print(text(await s.recv(20)));`,
    });
    await pair.run({ latencyMs: 2 });
    expect(pair.printed("server")).toEqual(["done", "0"]);
    expect(pair.printed("client")).toEqual(["EPIPE", "still here"]);
    expect(said("client")).toEqual(["SYN", "data", "FIN"]);
  });

  it("of reading sends nothing, and on Linux data still comes in", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1); await c.sendall(host.encode("after all")); await c.recv(1);`,
      client: `${CONNECT} ${TELL}
        await s.shutdown("SHUT_RD");
        host.print(String((await s.recv(20)).length));
        await s.sendall(host.encode("x"));
        while (true) {
          const data = await s.recv(20);
          if (data.length === 0) { await s.getsockname(); continue; }
          host.print(text(data));
          break;
        }`,
    });
    await pair.run({ latencyMs: 1 });
    expect(pair.printed("client")).toEqual(["0", "after all"]);
  });

  it("of both ends both, and of an unconnected socket answers ENOTCONN", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} ${TELL} host.print(String((await c.recv(10)).length));`,
      client: `${CONNECT} ${TELL}
        await s.shutdown("SHUT_RDWR");
        host.print(String((await s.recv(10)).length));
        await tell(s.send(host.encode("x")));
        const other = await host.socket("AF_INET");
        await tell(other.shutdown("SHUT_RDWR"));`,
    });
    await pair.run();
    expect(pair.printed("server")).toEqual(["0"]);
    expect(pair.printed("client")).toEqual(["0", "EPIPE", "ENOTCONN"]);
  });
});

describeKernel("close", () => {
  it("of a socket with a timeout leaves a recv that waits no descriptor, when data comes and when none does", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1); await c.sendall(host.encode("data"));`,
      client: `${CONNECT} ${TELL}
        await s.settimeout(10);
        const data = tell(s.recv(10));
        await s.sendall(host.encode("x"));
        await s.close();
        await data;
        const other = await host.socket("AF_INET", "SOCK_DGRAM");
        await other.settimeout(0.05);
        const nothing = tell(other.recv(10));
        await other.close();
        await nothing;`,
    });
    await pair.run({ latencyMs: 2 });
    expect(pair.printed("client")).toEqual(["EBADF", "EBADF"]);
  });

  it("of a socket without one leaves a recv that waits its data", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1); await c.sendall(host.encode("data"));`,
      client: `${CONNECT} ${TELL}
        const data = tell(s.recv(10).then(text));
        await s.sendall(host.encode("x"));
        await s.close();
        await data;`,
    });
    await pair.run({ latencyMs: 2 });
    expect(pair.printed("client")).toEqual(["data"]);
  });

  it("of a socket sends FIN only when the last file made of it is closed", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT}
        const [one, two] = [c.makefile("r"), c.makefile("w")];
        await c.close();
        await one.close();
        await two.write(host.encode("after close"));
        await two.flush();
        await host.input("");
        await two.close();
        await c.getsockname().catch((error) => host.print(error.code));`,
      client: `${CONNECT} ${TELL}
        host.print(text(await s.recv(20)));
        host.print(String((await s.recv(20)).length));`,
    });
    pair.open();
    await pair.bench.until("the server to ask", () => pair.bench.events("program.asking").length === 1);
    await pair.bench.until("the data", () => pair.printed("client").length === 1);
    expect(said("server")).toEqual(["SYN-ACK", "data"]);
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.bench.until("both programs to end", () => pair.bench.events("program.ended").length === 2);
    expect(said("server")).toEqual(["SYN-ACK", "data", "FIN"]);
    expect(pair.printed("client")).toEqual(["after close", "0"]);
    expect(pair.printed("server")).toEqual(["EBADF"]);
    expect(pair.calls("close").map(({ entered }) => entered.line)).toEqual([9, 14]);
  });
});

describeKernel("SO_LINGER", () => {
  it("of 0 s makes close send RST, and the peer is told so", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} ${TELL} await tell(c.recv(10)); await c.recv(10).then((data) => host.print(String(data.length)));`,
      client: `${CONNECT} await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 0]); await s.close();`,
    });
    await pair.run();
    expect(said("client")).toEqual(["SYN", "RST"]);
    expect(pair.printed("server")).toEqual(["ECONNRESET", "0"]);
    expect(pair.calls("close")[0]?.blocked).toBeNull();
  });

  it("keeps close waiting until the FIN is acknowledged, and nothing else of this process", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(10);`,
      client: `${CONNECT}
        await host.input("");
        await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 30]);
        await s.sendall(host.encode("left"));
        await s.close();
        host.print("closed");`,
    });
    pair.open();
    await pair.bench.until("the client to ask", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "wire.hold", on: true });
    pair.bench.command({ do: "program.input", program: 2, text: "" });
    await pair.bench.until("the close to wait", () => pair.calls("close").some(({ blocked }) => blocked));
    const state = () =>
      [...pair.bench.log.latest.sockets.values()].find(({ host }) => host === "client")?.state;
    expect(state()).toBe("FIN_WAIT1");
    expect(pair.answers("close")).toEqual(["waiting"]);
    pair.bench.command({ do: "wire.hold", on: false });
    pair.bench.command({ do: "wire.release-all" });
    await pair.bench.until("both programs to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.printed("client")).toEqual(["closed"]);
    expect(pair.answers("close")).toEqual(["None"]);
  });

  it("lets close return when its time is over, and the kernel goes on sending", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} host.print(host.decode(await c.recv(10)));`,
      client: `${CONNECT}
        await host.input("");
        await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 1]);
        await s.sendall(host.encode("left"));
        await s.close();
        host.print("closed");`,
    });
    pair.open();
    await pair.bench.until("the client to ask", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "wire.hold", on: true });
    pair.bench.command({ do: "program.input", program: 2, text: "" });
    await pair.bench.until("the client to end", () => pair.printed("client").length === 1);
    const [close] = pair.calls("close");
    const ms = ((close?.returned?.t ?? 0) - (close?.entered.t ?? 0)) / NS_PER_MS;
    expect(ms).toBeGreaterThanOrEqual(999);
    pair.bench.command({ do: "wire.hold", on: false });
    pair.bench.command({ do: "wire.release-all" });
    await pair.bench.until("the server to read", () => pair.printed("server").length === 1);
    expect(pair.printed("server")).toEqual(["left"]);
  });

  it("makes close with unread data send RST at once, without waiting", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.sendall(host.encode("unread")); await c.recv(1).catch((error) => host.print(error.code));`,
      client: `${CONNECT}
        await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 30]);
        await s.recv(1, "MSG_PEEK");
        await s.close();`,
    });
    await pair.run();
    expect(said("client")).toEqual(["SYN", "RST"]);
    expect(pair.printed("server")).toEqual(["ECONNRESET"]);
    expect(pair.calls("close")[0]?.blocked).toBeNull();
  });

  it("delays no kill: the kernel of an ended program waits for nothing", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(10);`,
      client: `${CONNECT} await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 30]); await host.input("");`,
    });
    pair.open();
    await pair.bench.until("the client to ask", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "wire.hold", on: true });
    pair.bench.command({ do: "program.kill", program: 2 });
    expect(pair.bench.events("program.ended")).toMatchObject([{ program: 2, signal: "SIGKILL" }]);
    expect(said("client")).toEqual(["SYN", "FIN"]);
  });

  it("lets a program be killed that waits in close", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(10);`,
      client: `${CONNECT} await s.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 30]); await s.close();`,
    });
    pair.open({ latencyMs: 50 });
    await pair.bench.until("the close to wait", () => pair.calls("close").some(({ blocked }) => blocked));
    pair.bench.command({ do: "program.kill", program: 2 });
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.answers("close")).toEqual(["waiting"]);
  });
});

describeKernel("options of a socket", () => {
  it("come back as the kernel has them", async () => {
    pair = new ProgramBench({
      server: `
        const l = await host.socket("AF_INET");
        const ask = async (level, option) => host.print(option + " " + (await l.getsockopt(level, option)));
        await l.setsockopt("SOL_SOCKET", "SO_REUSEADDR", true);
        await l.setsockopt("SOL_SOCKET", "SO_RCVBUF", 8192);
        await l.setsockopt("SOL_SOCKET", "SO_LINGER", [true, 7]);
        await l.setsockopt("IPPROTO_TCP", "TCP_NODELAY", 1);
        await l.setsockopt("IPPROTO_IP", "IP_TTL", 3);
        for (const option of ["SO_REUSEADDR", "SO_RCVBUF", "SO_LINGER", "SO_TYPE", "SO_ACCEPTCONN", "SO_ERROR"]) await ask("SOL_SOCKET", option);
        await ask("IPPROTO_TCP", "TCP_NODELAY");
        await ask("IPPROTO_IP", "IP_TTL");
        await l.setsockopt("SOL_SOCKET", "SO_LINGER", [false, 0]);`,
      client: "",
    });
    pair.open();
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("server")).toEqual([
      "SO_REUSEADDR 1",
      "SO_RCVBUF 16384",
      "SO_LINGER true,7",
      "SO_TYPE 1",
      "SO_ACCEPTCONN 0",
      "SO_ERROR 0",
      "TCP_NODELAY 1",
      "IP_TTL 3",
    ]);
    expect(pair.answers("getsockopt")[2]).toBe("(1, 7)");
  });
});
