import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHostLines, parseScript, printScript, SCRIPT_LIMITS } from "./script.ts";
import { knownSocket, mended, scopeWith, told } from "./testing.ts";

const HOSTS = [
  { name: "client", address: "192.0.2.1", address6: null },
  { name: "server", address: "192.0.2.2", address6: null },
];
const script = (...lines: string[]) => parseScript(lines.join("\n"), HOSTS);
const problemsOf = (...lines: string[]) =>
  script(...lines).problems.map((problem) => `${problem.line}: ${told(problem, lines.join("\n"))}`);

describe("a script", () => {
  it("is one statement a line, each with its host; the rest says nothing", () => {
    const { lines, problems } = script(
      "# TCP by hand",
      "",
      "server: s = socket(AF_INET, SOCK_STREAM)",
      "  server :  s.listen(5)  # five may wait",
      "client: import socket",
      "client: c = socket()",
      "server: conn, peer = s.accept()",
      "server: conn.sendall(b'hi: there')",
    );
    expect(problems).toEqual([]);
    expect(lines.map(({ line, host, statement }) => [line, host, statement.text])).toEqual([
      [3, "server", "s = socket(AF_INET, SOCK_STREAM)"],
      [4, "server", "s.listen(5)  # five may wait"],
      [6, "client", "c = socket()"],
      [7, "server", "conn, peer = s.accept()"],
      [8, "server", "conn.sendall(b'hi: there')"],
    ]);
    expect(lines.map(({ needs }) => needs)).toEqual([[], ["s"], [], ["s"], ["conn"]]);
  });

  it.each([
    ["s = socket()", '1: host_missing at "s = socket()"'],
    ["sever: s = socket()", '1: unknown_host at "sever"'],
    ["server: s.listen()", '1: unknown_name at "s"'],
    ["server: s = socket(\n", '1: not_closed at ""'],
    ["server: s = socket()\nclient: s.close()", '2: unknown_name at "s"'],
    ["server: s = socket()\r\n\r\nserver: s.nope()", '3: unknown_method at "nope"'],
    ["server: s = socket()\nserver:  s.send('x')", "2: text_not_bytes at \"'x'\""],
  ])("%j is marked at line and place", (text, problem) => {
    expect(problemsOf(...text.split("\n"))).toEqual([problem]);
  });

  it("tells every line that is wrong, and cures stand at their place in the whole", () => {
    const text = "server: s = socket()\nserver: s.bind('192.0.2.2', 1)\nclent: c = socket()";
    const { problems } = parseScript(text, HOSTS);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, "address_parentheses"],
      [3, "unknown_host"],
    ]);
    const cured = problems.toReversed().reduce((each, problem) => mended(each, problem), text);
    expect(cured).toBe("server: s = socket()\nserver: s.bind(('192.0.2.2', 1))\nclient: c = socket()");
  });

  it("does not tell one fault again in the lines that need what it was to give", () => {
    expect(
      problemsOf("server: conn, peer = s.accept（）", "server: conn.close()", "server: other.close()"),
    ).toEqual(['1: fullwidth_character at "（"', '3: unknown_name at "other"']);
  });

  it("may go on from what a console knows already", () => {
    const known = scopeWith({ c: knownSocket() });
    expect(parseScript("client: c.close()", HOSTS, [known]).problems).toEqual([]);
  });

  it("of lines without a host is that of the host where they are typed", () => {
    const { lines, problems } = parseHostLines("x = socket()\n\n# then\nx.clos()", scopeWith({}));
    expect(lines.map(({ line, host }) => [line, host])).toEqual([
      [1, "client"],
      [4, "client"],
    ]);
    expect(problems).toMatchObject([{ line: 4, code: "unknown_method", from: 23 }]);
  });

  it("that is too long is refused as a whole", () => {
    expect(script(...Array.from({ length: SCRIPT_LIMITS.lines + 1 }, () => "")).problems[0]?.code).toBe(
      "script_too_long",
    );
    expect(script("#".repeat(SCRIPT_LIMITS.length + 1)).problems[0]?.code).toBe("script_too_long");
  });

  it("is printed so that it reads the same", () => {
    const text = printScript(
      [
        { host: "server", text: ">>> s = socket()" },
        { host: "server", text: 's.bind((\n  "192.0.2.2",\n  8888))' },
      ],
      ["by hand"],
    );
    expect(text).toBe('# by hand\nserver: s = socket()\nserver: s.bind(("192.0.2.2", 8888))\n');
    expect(parseScript(text, HOSTS).problems).toEqual([]);
  });

  it("marks the calls that failed, whatever stands behind them, and each only once", () => {
    const failed = [
      "c = socket()",
      'c.connect(("192.0.2.2", 81))  # nobody there',
      'c.send(b"# fails")',
      "c.recv(1)  # fails: not connected",
      "c.bind((\n'', 80))",
    ];
    const text = printScript(failed.map((each, at) => ({ host: "client", text: each, fails: at > 0 })));
    expect(text.split("\n")).toEqual([
      "client: c = socket()",
      'client: c.connect(("192.0.2.2", 81))  # fails: nobody there',
      'client: c.send(b"# fails")  # fails',
      "client: c.recv(1)  # fails: not connected",
      'client: c.bind(("", 80))  # fails',
      "",
    ]);
    const { lines, problems } = parseScript(text, HOSTS);
    expect(problems).toEqual([]);
    expect(lines.map(({ mayFail }) => mayFail)).toEqual([false, true, true, true, true]);
  });

  it("of any text has lines and problems within it", () => {
    const parts = fc.constantFrom(
      "client:",
      "server: ",
      "s = socket()",
      "\n",
      "s.bind((",
      '"',
      "：",
      "#",
      "\r",
      "x",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
        const text = words.join("");
        for (const { from, to, line } of parseScript(text, HOSTS).problems) {
          expect(0 <= from && from <= to && to <= text.length).toBe(true);
          expect(text.slice(0, from).split("\n")).toHaveLength(line);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
