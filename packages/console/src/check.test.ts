import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkStatement, isUnfinished } from "./check.ts";
import { METHODS } from "./methods.ts";
import { parseStatement } from "./parser.ts";
import type { KnownValue, Scope } from "./scope.ts";
import { knownSocket, mended, scopeWith, seenSocket, told, treeOf } from "./testing.ts";

const fresh = knownSocket(seenSocket("CLOSE"));
const listener = knownSocket(seenSocket("LISTEN", { local: "192.0.2.1:8888" }));
const connection = knownSocket(
  seenSocket("ESTABLISHED", { local: "192.0.2.1:40000", remote: "192.0.2.2:8888" }),
);
const datagrams = knownSocket(seenSocket("CLOSE", { type: "SOCK_DGRAM" }));
const NAMES: Readonly<Record<string, KnownValue>> = {
  s: fresh,
  l: listener,
  conn: connection,
  u: datagrams,
  six: knownSocket(seenSocket("CLOSE", { family: "AF_INET6" })),
  path: knownSocket(seenSocket("CLOSE", { family: "AF_UNIX" })),
  boundPath: knownSocket(seenSocket("CLOSE", { family: "AF_UNIX", local: "echo.sock:0" })),
  reset: knownSocket({ ...seenSocket("CLOSE"), kind: "socket.changed", before: "ESTABLISHED" }),
  gone: knownSocket(null, { closed: true }),
  f: { kind: "file", mode: "rw", closed: false },
  readonly: { kind: "file", mode: "r", closed: false },
  shut: { kind: "file", mode: "rw", closed: true },
  data: { kind: "bytes", length: 5 },
  much: { kind: "bytes", length: 70_000 },
  peer: { kind: "address", host: "192.0.2.2" },
  n: { kind: "number" },
  later: { kind: "pending", method: "accept" },
};
const SERVED = [seenSocket("LISTEN", { host: "server", local: "192.0.2.2:8888" })];
const scope = scopeWith(NAMES, SERVED);

const problems = (text: string, where: Scope = scope) => checkStatement(treeOf(text), where);
const problemsTold = (text: string) => problems(text).map((problem) => told(problem, text));

describe("a statement that the lab can carry out and that will do what it says", () => {
  it.each([
    "a = socket()",
    's.bind(("192.0.2.1", 9999))',
    's.bind(("", 0))',
    's.connect(("192.0.2.2", 8888))',
    "s.connect(peer)",
    "a, b = l.accept()",
    "l.listen(0)",
    "x = conn.recv(1024, MSG_PEEK | MSG_DONTWAIT)",
    "conn.sendall(data)",
    'conn.send(b"hi", 0)',
    "s.setsockopt(SOL_SOCKET, SO_LINGER, (1, 0))",
    "s.setsockopt(SOL_SOCKET, SO_REUSEADDR, True)",
    "s.settimeout(None)",
    "s.setblocking(False)",
    'six.bind(("::1", 8888, 0, 0))',
    'path.bind("echo.sock")',
    'path.bind("\\x00abstract/name")',
    'boundPath.bind("")',
    "reset.recv(1)",
    'f.write(b"x")',
    "a = f.readline()",
    "gone.close()",
    "n = s.fileno()",
    'u.sendto(b"x" * 65507, peer)',
    'conn.sendall(b"x" * 1048576)',
  ])("%s", (text) => {
    expect(problemsTold(text)).toEqual([]);
  });
});

it("in place of a method that there is not, those are offered that fit the kind of socket, the usual next ones first", () => {
  const expected = (text: string) => problems(text).flatMap((problem) => problem.expected);
  expect(expected("s.foo()").slice(0, 2)).toEqual(["connect", "bind"]);
  expect(expected("s.foo()")).toContain("listen");
  expect(expected("u.foo()").slice(0, 2)).toEqual(["sendto", "bind"]);
  expect(expected("u.foo()")).not.toContain("listen");
  expect(expected("u.foo()")).not.toContain("accept");
  expect(expected("f.foo()")).toContain("readline");
});

describe("what the lab cannot carry out", () => {
  it.each([
    ["t.close()", 'unknown_name at "t"'],
    ["later.recv(1)", 'name_pending at "later"'],
    ["data.recv(1)", 'not_a_socket at "data"'],
    ["bind((1, 2))", 'method_needs_socket at "bind"'],
    ["sockt()", 'unknown_method at "sockt"'],
    ["print(data)", 'print_not_needed at "print"'],
    ["s.conect(peer)", 'unknown_method at "conect"'],
    ["f.recv(1)", 'unknown_method at "recv"'],
    ["a, b = conn.recv(1)", 'not_a_pair at "a, b"'],
    ["conn.recv()", 'too_few_arguments at ")"'],
    ["conn.close(1)", 'too_many_arguments at "1"'],
    ["conn.recv(size=1)", 'unknown_keyword at "size"'],
    ["conn.recv(1, bufsize=1)", 'keyword_twice at "bufsize"'],
    ['conn.recv("a")', 'wrong_argument at "\\"a\\""'],
    ["conn.recv(-1)", 'number_range at "-1"'],
    ["conn.recv(1.5)", 'wrong_argument at "1.5"'],
    ["conn.recv(1, SHUT_WR)", 'wrong_argument at "SHUT_WR"'],
    ["conn.recv(1, MSG_PEEK | MSG_PIIK)", 'unknown_constant at "MSG_PIIK"'],
    ['conn.send("hi")', 'text_not_bytes at "\\"hi\\""'],
    ["conn.send(n)", 'wrong_argument at "n"'],
    ["conn.send(nope)", 'unknown_name at "nope"'],
    ['s.bind("192.0.2.1", 8888)', 'address_parentheses at "\\"192.0.2.1\\", 8888"'],
    ['u.sendto(b"x", "192.0.2.2", 53)', 'address_parentheses at "\\"192.0.2.2\\", 53"'],
    ["s.bind(8888)", 'address_shape at "8888"'],
    ['s.bind(("192.0.2.1",))', 'address_shape at "(\\"192.0.2.1\\",)"'],
    ['s.bind(("192.0.2.1", 8888, 0, 0))', 'address_shape at "(\\"192.0.2.1\\", 8888, 0, 0)"'],
    ["s.connect(data)", 'address_shape at "data"'],
    ['s.connect(("server", 8888))', 'address_not_a_number at "\\"server\\""'],
    ['s.connect(("192.0.2.256", 8888))', 'address_not_a_number at "\\"192.0.2.256\\""'],
    ['s.connect(("::1", 8888))', 'address_family at "\\"::1\\""'],
    ['six.connect(("192.0.2.2", 8888))', 'address_family at "\\"192.0.2.2\\""'],
    ['path.bind(("192.0.2.1", 8888))', 'path_expected at "(\\"192.0.2.1\\", 8888)"'],
    ['path.bind("/tmp/a.sock")', 'path_not_relative at "\\"/tmp/a.sock\\""'],
    ['path.connect("../a.sock")', 'path_not_relative at "\\"../a.sock\\""'],
    ['s.bind(("", 70000))', 'number_range at "70000"'],
    ["socket(SOCK_STREAM)", 'wrong_argument at "SOCK_STREAM"'],
    ["a = socket(AF_INTE)", 'unknown_constant at "AF_INTE"'],
    ["s.setsockopt(SOL_SOCKET, SO_LINGER, 1)", 'wrong_argument at "1"'],
    ["s.setsockopt(SOL_SOCKET, SO_REUSEADDR, (1, 0))", 'wrong_argument at "(1, 0)"'],
    ["s.setsockopt(IPPROTO_TCP, SO_REUSEADDR, 1)", 'option_of_other_level at "IPPROTO_TCP"'],
    ['readonly.write(b"x")', 'file_mode at "write"'],
    ["shut.readline()", 'file_closed at "shut"'],
    ['s.makefile("x")', 'wrong_argument at "\\"x\\""'],
    ["s.settimeout(-1)", 'number_range at "-1"'],
  ])("%s", (text, problem) => {
    expect(problemsTold(text)).toEqual([problem]);
    expect(problems(text)[0]?.severity).toBe("error");
  });

  it("one name more than a console can know", () => {
    const full = scopeWith(
      Object.fromEntries(Array.from({ length: 64 }, (_, at) => [`n${at}`, { kind: "number" }])),
    );
    expect(problems("n64 = socket()", full).map(({ code }) => code)).toEqual(["too_many_statement_names"]);
    expect(problems("n63 = socket()", full)).toEqual([]);
  });
});

describe("an error with a cure", () => {
  it.each([
    ['conn.send("hi")', 'conn.send(b"hi")'],
    ['conn.send("你好")', 'conn.send("你好".encode())'],
    ['conn.send("hi" "!" * 9)', 'conn.send(b"hi" b"!" * 9)'],
    ['conn.send(3 * "你好")', 'conn.send(3 * "你好".encode())'],
    ['s.bind("192.0.2.1", 8888)', 's.bind(("192.0.2.1", 8888))'],
    ['s.connect(("server", 8888))', 's.connect(("192.0.2.2", 8888))'],
    ['six.connect(("sever", 8888))', 'six.connect(("2001:db8::2", 8888))'],
    ["conm.close()", "conn.close()"],
    ['path.bind("/tmp/echo.sock")', 'path.bind("echo.sock")'],
    ['path.bind("/tmp/")', 'path.bind("a.sock")'],
    ["s.listne()", "s.listen()"],
    ["a = socket(AF_INTE)", "a = socket(AF_INET)"],
    ["pair = l.accept()", "conn, peer = l.accept()"],
    ["l.accept()", "conn2, peer = l.accept()"],
    ["s = socket()", "s2 = socket()"],
    ["s.setsockopt(IPPROTO_TCP, SO_KEEPALIVE, 1)", "s.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1)"],
  ])("%s becomes %s", (text, cured) => {
    const [first] = problems(text);
    expect(first && mended(text, first)).toBe(cured);
  });
});

describe("what the kernel will refuse, or what may not be meant, is only warned of", () => {
  it.each([
    ["socket()", "result_unnamed", undefined],
    ["l.accept()", "result_unnamed", undefined],
    ["s = socket()", "name_taken", undefined],
    ["gone.recv(1)", "closed", "EBADF"],
    ["u.listen()", "refused_for_type", "EOPNOTSUPP"],
    ["a, b = u.accept()", "refused_for_type", "EOPNOTSUPP"],
    ["conn.sendto(data, peer)", "not_for_type", undefined],
    ["a, b = s.accept()", "not_listening", "EINVAL"],
    ['l.bind(("192.0.2.1", 1))', "already_bound", "EINVAL"],
    ['l.bind(("192.0.2.2", 1))', "foreign_address", "EADDRNOTAVAIL"],
    ['s.bind(("192.0.2.1", 8888))', "port_in_use", "EADDRINUSE"],
    ['s.bind(("", 8888))', "port_in_use", "EADDRINUSE"],
    ['s.bind(("192.0.2.2", 8888))', "foreign_address", "EADDRNOTAVAIL"],
    ["conn.listen()", "already_connected", "EINVAL"],
    ["conn.connect(peer)", "already_connected", "EISCONN"],
    ['s.connect(("192.0.2.2", 81))', "nobody_listens", "ECONNREFUSED"],
    ['s.connect(("203.0.113.5", 81))', "no_route", "ENETUNREACH"],
    ['s.connect(("127.0.0.1", 8889))', "own_loopback", undefined],
    ['u.sendto(b"x", ("192.0.2.2", 53))', "nobody_there", undefined],
    ['s.send(b"x")', "not_connected", "EPIPE"],
    ["s.recv(1)", "not_connected", "ENOTCONN"],
    ["s.shutdown(SHUT_WR)", "not_connected", "ENOTCONN"],
    ['u.send(b"x")', "no_destination", "EDESTADDRREQ"],
    ["u.recv(1)", "nobody_can_reach", undefined],
    ['conn.send(b"")', "nothing_sent", undefined],
    ['u.sendto(b"x" * 65508, peer)', "datagram_too_long", "EMSGSIZE"],
    ["u.sendto(much, peer)", "datagram_too_long", "EMSGSIZE"],
    ["u.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)", "option_not_for_socket", undefined],
    ["l.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)", "option_after_bind", undefined],
    ["s.setsockopt(SOL_SOCKET, SO_ERROR, 1)", "option_read_only", "ENOPROTOOPT"],
  ])("%s: %s", (text, code, errno) => {
    const [first, ...others] = problems(text);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ severity: "warning", code });
    expect(first?.facts["errno"]).toBe(errno);
  });

  it("of a socket of which nothing was seen, nothing is expected", () => {
    const unseen = scopeWith({ s: knownSocket() });
    expect(problems('s.send(b"x")', unseen)).toEqual([]);
    expect(problems('s.connect(("192.0.2.2", 81))', unseen)).toEqual([]);
  });
});

describe("while a person types", () => {
  const tell = (text: string, cursor = text.length) => {
    const parsed = parseStatement(text);
    const found =
      parsed.kind === "problem"
        ? [parsed.problem]
        : parsed.kind === "statement"
          ? checkStatement(parsed.tree, scope)
          : [];
    return found.filter((problem) => !isUnfinished(problem, text, cursor)).map(({ code }) => code);
  };

  it.each(["s", "s.", "s.co", 's.connect(("192.0.2.', 's.connect(("192.0.2.2", 8888', "a = ", "t = soc"])(
    "what may still become right is not told: %s",
    (text) => {
      expect(tell(text)).toEqual([]);
    },
  );

  it.each([
    ["s.bind(（", "fullwidth_character"],
    ["while ", "no_statement_word"],
    ['t.connect(("192.0.2.2", 8888))', "unknown_name"],
  ])("what cannot become right is: %s", (text, code) => {
    expect(tell(text)).toEqual([code]);
  });
});

it("nothing that can be read makes the check throw", () => {
  const names = fc.constantFrom(...Object.keys(NAMES), "nope");
  const values = fc.constantFrom(
    ...['b"x"', '"x"', "1", "-1", "None", "(1, 2)", '("192.0.2.2", 8888)', "()", "data", "nope", "AF_INET"],
    ...["MSG_PEEK | MSG_OOB", "SO_LINGER", "SOL_SOCKET", "True", "flags=1", "0.5", "later", "SO_X"],
  );
  const methods = fc.constantFrom(...METHODS.map(({ name }) => name), "nope");
  const assigned = fc.constantFrom("", "a = ", "a, b = ", "s = ");
  fc.assert(
    fc.property(
      assigned,
      names,
      methods,
      fc.array(values, { maxLength: 4 }),
      (assign, name, method, list) => {
        const text = `${assign}${name}.${method}(${list.join(", ")})`;
        for (const { from, to } of problems(text)) {
          expect(0 <= from && from <= to && to <= text.length).toBe(true);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
