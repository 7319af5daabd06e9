import { expect, it } from "vitest";
import type { CallValue } from "../facts.ts";
import { bytesValue } from "../testing/bytes-value.ts";
import { tcpEchoRun } from "../testing/tcp-echo-run.ts";
import { TraceBuilder } from "../testing/trace-builder.ts";
import { packetdrillText } from "./packetdrill-text.ts";

const SERVER: CallValue = { type: "address", address: "10.0.0.2", port: 8888 };
const AF_INET: CallValue = { type: "constant", name: "AF_INET", value: 2 };
const SOCK_DGRAM: CallValue = { type: "constant", name: "SOCK_DGRAM", value: 2 };

const HEAD = (host: string, address: string) => `\
// What ${host} (${address}) saw: Linux 6.18.0, recorded by Wirestage.
// In the manner of packetdrill; times are s since the line before.
`;

/** A client with one socket, file descriptor 3, at 1 ms. */
function clientWithSocket(type: "stream" | "datagram" = "stream") {
  const run = new TraceBuilder();
  run.run(1);
  const program = run.program("client", "mine");
  const made = run.enter(
    program,
    "client",
    "socket",
    type === "stream" ? [AF_INET] : [AF_INET, SOCK_DGRAM],
    1,
  );
  run.return(made, { ok: true, value: { type: "socket", socket: 1, fd: 3 } });
  const call = (name: string, values: CallValue[]) => run.enter(program, "client", name, values, 2, 1);
  return { run, call };
}

it("writes a handshake as the client saw it, with a call that waited for its answer", () => {
  const { run, call } = clientWithSocket();
  const connect = call("connect", [SERVER]);
  run.segment("client", { flags: ["SYN"], seq: 0 });
  run.block(connect);
  run.run(11).segment("server", { flags: ["SYN", "ACK"], seq: 0, ack: 1 });
  run.run(21.5).segment("client", { flags: ["ACK"], seq: 1, ack: 1 });
  run.return(connect);
  expect(packetdrillText(run.run().log, "client")).toBe(`${HEAD("client", "10.0.0.1")}\
// mine starts
+0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0...0.0205 connect(3, ..., ...) = 0
// between 10.0.0.1:40022 and 10.0.0.2:8888
+0 > S 0:0(0) win 64240  // frame 1
+0.01004 < S. 0:0(0) ack 1 win 64240  // frame 2
+0.01046 > . 1:1(0) ack 1 win 64240  // frame 3
`);
});

it("writes the same frames as the server saw them, at the time at which each arrived", () => {
  const text = packetdrillText(tcpEchoRun({ latencyMs: 20 }).run().log, "server");
  expect(text.split("\n").filter((line) => /[<>]/.test(line))).toEqual([
    "+0.22 < S 0:0(0) win 64240  // frame 1",
    "+0 > S. 0:0(0) ack 1 win 64240  // frame 2",
    "+0.04 < . 1:1(0) ack 1 win 64240  // frame 3",
    "+0 < P. 1:6(5) ack 1 win 64240  // frame 4",
    "+0 > . 1:1(0) ack 6 win 64240  // frame 5",
    "+0 > P. 1:6(5) ack 6 win 64240  // frame 6",
    "+0.04 < . 6:6(0) ack 6 win 64240  // frame 7",
    "+0.14 < F. 6:6(0) ack 6 win 64240  // frame 8",
    "+0 > . 6:6(0) ack 7 win 64240  // frame 9",
    "+0 > F. 6:6(0) ack 7 win 64240  // frame 10",
    "+0.04 < . 7:7(0) ack 7 win 64240  // frame 11",
  ]);
});

it("writes a datagram, and the ICMP error that came back for it with the call that failed of it", () => {
  const { run, call } = clientWithSocket("datagram");
  run.return(call("sendto", [bytesValue("hello"), SERVER]), { ok: true, value: 5 });
  const sent = run.datagram("client", { payload: "hello" });
  run.run(2);
  const receive = call("recvfrom", [1024]);
  run.block(receive);
  run.unreachable(sent, 4, () => run.return(receive, { ok: false, errno: 111, code: "ECONNREFUSED" }));
  expect(packetdrillText(run.run().log, "client")).toContain(`\
+0 socket(..., SOCK_DGRAM, IPPROTO_UDP) = 3
+0 sendto(3, ..., 5, 0, ..., ...) = 5
// between 10.0.0.1:40022 and 10.0.0.2:8888
+0 > udp (5)  // frame 1
+0.001...0.00104 recvfrom(3, ..., 1024, 0, ..., ...) = -1 ECONNREFUSED
+0.00004 < icmp unreachable port_unreachable [udp (5)]  // frame 2
`);
});

it("writes a reset, and comments on what the wire did and on calls that packetdrill does not know", () => {
  const { run, call } = clientWithSocket();
  run.return(call("settimeout", [5]));
  const syn = run.segment("client", { flags: ["SYN"], seq: 0 });
  run.lose(syn);
  run.run(1001).segment("client", { flags: ["SYN"], seq: 0 });
  run.run(1002);
  const refusal = run.segment("server", { flags: ["RST", "ACK"], seq: 0, ack: 1 });
  run.hold(refusal);
  run.run(3002).release(refusal, 0);
  expect(packetdrillText(run.run().log, "client")).toContain(`\
// settimeout(5) = None
// between 10.0.0.1:40022 and 10.0.0.2:8888
+0 > S 0:0(0) win 64240  // frame 1
// frame 1 lost by hand
+1 > S 0:0(0) win 64240  // frame 2
// frame 3 held by hand
// frame 3 released by hand
+2.001 < R. 1:1(0) ack 1 win 64240  // frame 3
`);
});

it("says what rules are set and what they did, and by which signal a program ended", () => {
  const { run } = clientWithSocket();
  const lose = { id: "rule-1", host: "server", filter: "tcp.flags.syn == 1" } as const;
  const rule = { ...lose, pick: { of: "next", count: 1 }, action: { do: "lose" } } as const;
  run.event({ kind: "rule.set", rule });
  run.event({ kind: "rule.removed", id: "rule-1", why: "spent" });
  const program = run.program("client", "tcp-echo");
  run.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null });
  expect(packetdrillText(run.log, "client")).toMatch(
    /\/\/ rule rule-1: lose, the next 1 frames of server, matching tcp\.flags\.syn == 1\n\/\/ rule rule-1 is spent\n.*\n\/\/ tcp-echo is ended by SIGKILL\n/,
  );
});

it("keeps the secret of a verification to itself, and a name with line breaks on one line", () => {
  const run = new TraceBuilder();
  const program = run.program("server", "two\nlines");
  const values = [bytesValue("very secret"), bytesValue("nonce"), "sha256"];
  run.return(run.enter(program, "server", "hmac.digest", values, 1), { ok: true, value: bytesValue("mac") });
  const text = packetdrillText(run.log, "server");
  expect(text).not.toContain("very secret");
  expect(text).toContain("// two lines starts\n// hmac.digest(…, b'nonce', 'sha256') = b'mac'\n");
});

it("says of a call that never came back that it did not", () => {
  const { run, call } = clientWithSocket();
  run.block(call("recv", [1024]));
  expect(packetdrillText(run.log, "client")).toMatch(/\/\/ recv\(1024\) did not return\n$/);
});
