import { emptyScope, type KnownSocket, parseStatement, type Scope, statementOf } from "@wirestage/console";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, draftText, nextDraft, socketDraft } from "./draft.ts";
import { addressParts, addressSource, bytesSource, plainText } from "./field-text.ts";

const HOSTS = [
  { name: "client", address: "192.0.2.1", address6: null },
  { name: "server", address: "192.0.2.2", address6: null },
];
const STREAM: KnownSocket = {
  kind: "socket",
  family: "AF_INET",
  type: "SOCK_STREAM",
  socket: 1,
  fd: 3,
  closed: false,
  seen: null,
};
const empty = emptyScope("server", HOSTS);
const scope: Scope = { ...empty, names: new Map([["s", STREAM]]) };
const text = (draft: ReturnType<typeof draftOf>) => (draft ? draftText(draft) : null);

describe("the form's statement", () => {
  it.each([
    "s = socket(AF_INET, SOCK_STREAM)",
    's.bind(("192.0.2.2", 8888))',
    "conn, peer = s.accept()",
    "data = s.recv(1024)",
    "s.recv(1024, MSG_PEEK)",
    "s.setsockopt(SOL_SOCKET, SO_LINGER, (1, 0))",
  ])("%s is the same when it was read from the line", (line) => {
    expect(text(draftOf(line, scope))).toBe(line);
  });

  it("writes keywords and odd spaces in the plain way", () => {
    expect(text(draftOf("s=socket( type = SOCK_DGRAM )", scope))).toBe("s = socket(AF_INET, SOCK_DGRAM)");
  });

  it.each(["", "s.bi", "s.nope()", "# nothing"])("is none for %j", (line) => {
    expect(draftOf(line, scope)).toBeNull();
  });

  it("begins with what is usually done next, arguments included", () => {
    expect(text(nextDraft(scope, "s"))).toBe('s.bind(("192.0.2.2", 8888))');
    expect(text(nextDraft({ ...scope, host: "client" }, "s"))).toBe('s.connect(("192.0.2.2", 8888))');
    expect(nextDraft(scope, "nope")).toBeNull();
    expect(text(socketDraft(empty, "AF_INET", "SOCK_DGRAM"))).toBe("s = socket(AF_INET, SOCK_DGRAM)");
    expect(text(socketDraft(scope, "AF_INET", "SOCK_STREAM"))).toBe("s2 = socket(AF_INET, SOCK_STREAM)");
  });
});

describe("a field", () => {
  it("takes an address apart and puts it together", () => {
    expect(addressParts('("192.0.2.2", 8888)')).toEqual({ host: "192.0.2.2", port: "8888" });
    expect(addressSource({ host: "::1", port: " 80 " })).toBe('("::1", 80)');
    for (const other of ["peer", "", '("a",)', '("a", 1, 2)', '"path"'])
      expect(addressParts(other)).toBeNull();
  });

  it.each([
    ['b"hi\\n"', "hi\\n"],
    ['"你好".encode()', "你好"],
    ["b'say \"hi\"'", 'say "hi"'],
    ["data", null],
    ["1024", null],
  ])("shows %s as %j", (source, shown) => {
    expect(plainText(source)).toBe(shown);
  });

  it.each([
    ["hello", 'b"hello"'],
    ["a\\n", 'b"a\\n"'],
    ['say "hi"', 'b"say \\"hi\\""'],
    ["你好\\n", '"你好\\n".encode()'],
    ["ends in \\", 'b"ends in \\\\"'],
  ])("writes %j as %s", (shown, source) => {
    expect(bytesSource(shown)).toBe(source);
  });

  it("shows any text that one can type in a way that writes the same bytes", () => {
    const sent = (source: string) => {
      const parsed = parseStatement(`s.send(${source})`);
      return parsed.kind === "statement" ? statementOf(parsed.tree).arguments : parsed;
    };
    const typed = fc.string({ unit: fc.constantFrom("a", '"', "'", " ", "你", "\\n", "\\\\", "\\x00") });
    fc.assert(
      fc.property(typed, (shown) => {
        const written = bytesSource(shown);
        expect(sent(bytesSource(plainText(written) ?? ""))).toEqual(sent(written));
      }),
    );
  });
});
