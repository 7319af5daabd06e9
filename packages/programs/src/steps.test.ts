// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are sources
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stepsOf } from "./steps.ts";

const ids = (text: string, language: "ts" | "python") => stepsOf(text, language).map(({ id }) => id);

describe("stepsOf", () => {
  it("numbers the same call from its second place on, and tells its line", () => {
    expect(stepsOf("a.recv(1)\n\nb.recv(2)\nb.close()", "python")).toEqual([
      { id: "recv", call: "recv", line: 1 },
      { id: "recv-2", call: "recv", line: 3 },
      { id: "close", call: "close", line: 4 },
    ]);
  });

  it("tells connect from connect_ex and recv from recvfrom", () => {
    expect(ids("s.connect_ex(a)\ns.connect(a)\ns.recvfrom(1)\ns.recv(1)", "python")).toEqual([
      "connect_ex",
      "connect",
      "recvfrom",
      "recv",
    ]);
  });

  it("takes the making of a socket, and not its class or module, for a call in both languages", () => {
    expect(ids("s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)", "python")).toEqual(["socket"]);
    expect(ids('const s = await host.socket("AF_INET", "SOCK_STREAM");', "ts")).toEqual(["socket"]);
  });

  it("finds a call in an expression within a string", () => {
    expect(ids('print(f"{s.recv(9)}")', "python")).toEqual(["print", "recv"]);
    expect(ids("host.print(`${await s.recv(9)}`)", "ts")).toEqual(["print", "recv"]);
  });

  it("gives the calls that are not of a socket the names of Python's modules in both languages", () => {
    const python = "n = os.urandom(32)\nm = hmac.digest(k, n, d)\nhmac.compare_digest(m, a)";
    const ts =
      "n = await host.urandom(32);\nm = await host.hmac_digest(k, n, d);\nreturn host.compare_digest(m, a);";
    expect(ids(python, "python")).toEqual(["os.urandom", "hmac.digest", "hmac.compare_digest"]);
    expect(ids(ts, "ts")).toEqual(ids(python, "python"));
    expect(ids("sha256.digest()\nnot_os.urandom_s(1)", "python")).toEqual([]);
  });

  it("does not take a function of the same name, or a longer name, for the call", () => {
    expect(ids("def recv(n):\n    return n\nmy_recv(1)\nreceive(1)\ns.unsend(1)", "python")).toEqual([]);
    expect(ids("function close() {}\nasync function recv(n) {}", "ts")).toEqual([]);
  });

  it("does not see calls in docstrings over several lines", () => {
    expect(ids('"""First recv(1),\nthen close()."""\ns.send(b"")', "python")).toEqual(["send"]);
  });

  const calls = fc.array(fc.constantFrom("recv", "send", "close", "print", "accept"), { maxLength: 12 });
  const noise = {
    ts: ["", "// s.recv(1)", "/* s.recv(1)", 'x = "s.recv(1)";', "y = `s.recv(1)`;", "const z = 1;"],
    python: ["", "# s.recv(1)", 'x = "s.recv(1)"', "y = 's.recv(1) # '", '"""s.recv(1)"""', "z = {}"],
  };
  /** Begins a comment that this line ends. */
  const closed = (line: string) => (line.startsWith("/*") ? `${line}\n s.close() */` : line);

  it("finds the same ids in the same calls of both languages, whatever comments and strings are between", () => {
    const between = fc.infiniteStream(fc.nat({ max: 5 }));
    fc.assert(
      fc.property(calls, between, (names, picks) => {
        const text = (language: "ts" | "python") =>
          names
            .flatMap((name) => {
              const [pick = 0] = picks.take(1);
              return [
                closed(noise[language][pick] ?? ""),
                `s.${name}(${language === "ts" ? '"#"' : '"//"'})`,
              ];
            })
            .join("\n");
        expect(ids(text("ts"), "ts")).toEqual(ids(text("python"), "python"));
        expect(stepsOf(text("ts"), "ts").map(({ call }) => call)).toEqual(names);
      }),
    );
  });
});
