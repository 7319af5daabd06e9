import { printCall, printValue } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { shownArguments, shownResult } from "./told-values.ts";
import type { ToldValue } from "./tracer-message.ts";

const numberOf = (cookie: string) => (cookie === "77" ? 3 : null);
const SOCKET = { fd: 5, cookie: "77", family: 2, type: 1 };

function shown(name: string, ...told: ToldValue[]): string {
  return printCall({ name, arguments: shownArguments(name, told, numberOf) });
}

function result(name: string, value: ToldValue, ...told: ToldValue[]): string {
  return printValue(shownResult({ name, arguments: told }, value, numberOf));
}

const bytes = (text: string) => ({ bytes: Buffer.from(text).toString("hex"), length: text.length });

describe("the arguments of a call that a tracer tells", () => {
  it.each([
    ["socket(AF_INET, SOCK_STREAM)", shown("socket", 2, 1)],
    ["socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP)", shown("socket", 10, 2, 17)],
    ["socket(77, SOCK_RAW)", shown("socket", 77, 3)],
    ["bind(('192.0.2.2', 8888))", shown("bind", { tuple: ["192.0.2.2", 8888] })],
    ["connect(('2001:db8::2', 8888))", shown("connect", { tuple: ["2001:db8::2", 8888, 0, 0] })],
    ["connect('/run/echo')", shown("connect", "/run/echo")],
    ["shutdown(SHUT_WR)", shown("shutdown", 1)],
    ["setsockopt(SOL_SOCKET, SO_REUSEADDR, True)", shown("setsockopt", 1, 2, true)],
    ["setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)", shown("setsockopt", 6, 1, 1)],
    [
      "setsockopt(SOL_SOCKET, SO_LINGER, (1, 5))",
      shown("setsockopt", 1, 13, { bytes: "0100000005000000", length: 8 }),
    ],
    ["setsockopt(99, 98, 97)", shown("setsockopt", 99, 98, 97)],
    ["recv(1024)", shown("recv", 1024)],
    ["recv(1024, MSG_PEEK, MSG_DONTWAIT)", shown("recv", 1024, 0x42)],
    ["recv(1, MSG_PEEK, 1048576)", shown("recv", 1, 0x100002)],
    ["recv_into(4, 2, MSG_WAITALL)", shown("recv_into", bytes("\0\0\0\0"), 2, 0x100)],
    ["send(b'hi')", shown("send", bytes("hi"))],
    ["sendto(b'hi', ('192.0.2.2', 9))", shown("sendto", bytes("hi"), { tuple: ["192.0.2.2", 9] })],
    ["sendto(b'hi', MSG_DONTWAIT, '/x')", shown("sendto", bytes("hi"), 0x40, "/x")],
    ["settimeout(None)", shown("settimeout", null)],
  ])("are shown as %s", (expected, told) => {
    expect(told).toBe(expected);
  });
});

describe("what a call has answered", () => {
  it.each([
    ["<socket fd=5>", result("socket", { socket: SOCKET })],
    [
      "(<socket fd=5>, ('192.0.2.1', 4000))",
      result("accept", { tuple: [{ socket: SOCKET }, { tuple: ["192.0.2.1", 4000] }] }),
    ],
    ["(<socket fd=5>, '')", result("accept", { tuple: [{ socket: SOCKET }, ""] })],
    [
      "(b'hi', ('192.0.2.1', 4000))",
      result("recvfrom", { tuple: [bytes("hi"), { tuple: ["192.0.2.1", 4000] }] }),
    ],
    ["(b'hi', None)", result("recvfrom", { tuple: [bytes("hi"), null] })],
    ["b'aaaa…'", result("recv", { bytes: "61616161", length: 99 })],
    ["(1, 5)", result("getsockopt", { bytes: "0100000005000000", length: 8 }, 1, 13, 8)],
    ["<file mode='rw'>", result("makefile", "<_io.TextIOWrapper>", "rw")],
    ["<file mode='r'>", result("makefile", "<_io.TextIOWrapper>")],
    ["(1, 'x')", result("getsockname", { tuple: [1, "x"] })],
  ])("is shown as %s", (expected, told) => {
    expect(told).toBe(expected);
  });

  it("names a socket by its number in the trace, 0 where that is not known yet", () => {
    expect(shownResult({ name: "socket", arguments: [] }, { socket: SOCKET }, numberOf)).toMatchObject({
      socket: 3,
    });
    const unknown = { ...SOCKET, cookie: "78" };
    expect(shownResult({ name: "socket", arguments: [] }, { socket: unknown }, numberOf)).toMatchObject({
      socket: 0,
    });
  });
});
