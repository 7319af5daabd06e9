import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkStatement } from "./check.ts";
import { callAtCursor, completionsAt } from "./complete.ts";
import { parseStatement } from "./parser.ts";
import { knownSocket, scopeWith, seenSocket } from "./testing.ts";

const scope = scopeWith(
  {
    s: knownSocket(seenSocket("CLOSE")),
    l: knownSocket(seenSocket("LISTEN", { local: "0.0.0.0:8888" })),
    conn: knownSocket(seenSocket("ESTABLISHED", { local: "192.0.2.1:8888", remote: "192.0.2.2:40000" })),
    u: knownSocket(seenSocket("CLOSE", { type: "SOCK_DGRAM" })),
    f: { kind: "file", mode: "rw", closed: false },
    data: { kind: "bytes", length: 5 },
    peer: { kind: "address", host: "192.0.2.2" },
  },
  [seenSocket("LISTEN", { host: "server", local: "0.0.0.0:9000" })],
);

/** The text with its cursor, written `‸`. */
function split(marked: string): [text: string, cursor: number] {
  return [marked.replace("‸", ""), marked.indexOf("‸")];
}

const offered = (marked: string) => completionsAt(...split(marked), scope).items.map(({ label }) => label);

/** The text after the completion that shows `label`, with its cursor. */
function completed(marked: string, label: string): string {
  const [text, cursor] = split(marked);
  const { from, to, items } = completionsAt(text, cursor, scope);
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`${label} is not offered: ${items.map((each) => each.label).join(" ")}`);
  const { insert } = item;
  return `${text.slice(0, from)}${insert.slice(0, item.cursor)}‸${insert.slice(item.cursor)}${text.slice(to)}`;
}

describe("completion offers", () => {
  it("at the beginning: what can be called, and new sockets under a name that is free", () => {
    expect(offered("‸")).toEqual([
      ...["s", "l", "conn", "u", "f"],
      "c = socket(AF_INET, SOCK_STREAM)",
      "c = socket(AF_INET, SOCK_DGRAM)",
      "socket(family?, type?)",
    ]);
    expect(offered("x = con‸")).toEqual(["conn"]);
  });

  it("after a dot: what is usually done next, then what suits the type, then the rest", () => {
    expect(offered("s.‸").slice(0, 2)).toEqual(["connect(address)", "bind(address)"]);
    expect(offered("l.‸")[0]).toBe("accept()");
    expect(offered("conn.‸").slice(0, 2)).toEqual(["sendall(bytes)", "recv(bufsize, flags?)"]);
    expect(offered("u.‸").slice(-2)).toEqual(["listen(backlog?)", "accept()"]);
    expect(offered("f.re‸")).toEqual(["readline()", "read(size?)"]);
    expect(offered("socket.‸")).toEqual(["socket(family?, type?)"]);
    expect(offered("data.‸")).toEqual([]);
  });

  it("data longer than a datagram can hold, for a socket of datagrams", () => {
    expect(offered("u.sendto(‸")).toContain('b"x" * 70000');
    expect(offered("conn.send(‸")).not.toContain('b"x" * 70000');
  });

  it.each([
    ["socket(‸", ["AF_INET", "AF_INET6", "AF_UNIX"]],
    ["socket(AF_INET, S‸", ["SOCK_STREAM", "SOCK_DGRAM"]],
    ["socket(type=‸", ["SOCK_STREAM", "SOCK_DGRAM"]],
    ["conn.shutdown(SHUT_R‸", ["SHUT_RD", "SHUT_RDWR"]],
    ["s.connect((‸", ['"192.0.2.2"', '"192.0.2.1"']],
    ["s.bind((‸", ['"192.0.2.1"', '"192.0.2.2"']],
    ['s.connect(("192.0.2.2‸', ['"192.0.2.2"']],
    ['s.connect(("192.0.2.2", ‸', ["9000", "8888"]],
    ["s.setsockopt(SOL_SOCKET, SO_L‸", ["SO_LINGER"]],
    ["s.setsockopt(SOL_SOCKET, SO_LINGER, ‸", ["(1, 0)", "(1, 5)", "(0, 0)"]],
    ["s.setsockopt(IPPROTO_TCP, TCP_N‸", ["TCP_NODELAY"]],
    ['conn.send("text‸', []],
    ["conn.recv(1024) # s.‸", []],
    ["conn.recv(1024)‸", []],
  ])("%s", (marked, labels) => {
    expect(offered(marked)).toEqual(labels);
  });

  it("for connect: where somebody listens, then addresses that were told, then the hosts", () => {
    expect(offered("s.connect(‸")).toEqual([
      '("192.0.2.2", 9000)',
      '("192.0.2.1", 8888)',
      "peer",
      '("192.0.2.2", 8888)',
    ]);
  });

  it("for bind: this host's addresses", () => {
    expect(offered("s.bind(‸")[0]).toBe('("192.0.2.1", 8888)');
  });
});

describe("what is put in", () => {
  it.each([
    ["con‸", "conn", "conn.‸"],
    ["conn.se‸", "send(bytes, flags?)", "conn.send(‸)"],
    ["l.acc‸", "accept()", "l.accept()‸"],
    ["socket(AF_IN‸)", "AF_INET6", "socket(AF_INET6‸)"],
    ['s.connect(("192.0.2.9‸"', '"192.0.2.2"', null],
    ['s.connect(("192‸.9"', '"192.0.2.2"', 's.connect(("192.0.2.2"‸'],
  ])("%s and %s", (marked, label, result) => {
    if (result === null) expect(offered(marked)).not.toContain(label);
    else expect(completed(marked, label)).toBe(result);
  });

  it("suggested arguments, one after the other, make a statement without errors", () => {
    for (const start of [
      "x = socket(",
      "s.bind(",
      "s.connect(",
      "conn.sendall(",
      "s.setsockopt(",
      "s.makefile(",
    ]) {
      let text = start;
      for (let [item] = completionsAt(text, text.length, scope).items; item; ) {
        text += `${item.insert}, `;
        [item] = completionsAt(text, text.length, scope).items;
      }
      const parsed = parseStatement(`${text.replace(/, $/, "")})`);
      expect(parsed.kind, text).toBe("statement");
      if (parsed.kind !== "statement") continue;
      const errors = checkStatement(parsed.tree, scope).filter(({ severity }) => severity === "error");
      expect(errors, text).toEqual([]);
    }
  });
});

describe("the call at the cursor", () => {
  const told = (marked: string) => {
    const call = callAtCursor(...split(marked), scope);
    return call && `${call.method.name} ${call.parameter?.name ?? "no more"}`;
  };

  it.each([
    ["s.bind(‸)", "bind address"],
    ['s.bind(("192.0.2.1", ‸))', "bind address"],
    ["conn.recv(1024, ‸)", "recv flags"],
    ["conn.recv(1024, 0, ‸)", "recv no more"],
    ["socket(type=‸)", "socket type"],
    ["x = socket.socket(‸", "socket family"],
    ["s.bind‸", null],
    ["nope(‸", null],
  ])("%s", (marked, call) => {
    expect(told(marked)).toBe(call);
  });
});

it("any text has completions that replace a part of it, or none", () => {
  const parts = fc.constantFrom(
    "s",
    ".",
    "bind",
    "(",
    ")",
    ",",
    "=",
    '"',
    "192",
    "socket",
    " ",
    "#",
    "中",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 15 }), fc.nat(), (words, at) => {
      const text = words.join("");
      const cursor = at % (text.length + 1);
      const { from, to, items } = completionsAt(text, cursor, scope);
      if (items.length > 0)
        expect(0 <= from && from <= cursor && cursor <= to && to <= text.length).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
