import { describeKernel } from "@wirestage/linux/testing";
import { afterEach, expect, it } from "vitest";
import { terminalOf } from "../testing-conversation.ts";
import { PythonBench } from "./testing.ts";

const READY = "l = socket.socket()\nl.bind((ADDRESS, PORT))\nl.listen()\n";

let pair: PythonBench;

afterEach(() => pair.close());

/** A client that does this, beside a server that only listens. */
function client(text: string, input: string[] = []): void {
  pair = new PythonBench({ server: READY, client: text });
  pair.open({ input });
}

function asks(count = 1): Promise<void> {
  const own = () => pair.bench.events("program.asking").filter(({ program }) => program === 2);
  return pair.bench.until("the client to ask", () => own().length === count);
}

describeKernel("the terminal of a program in Python", () => {
  it("shows characters whole, however the kernel cuts their octets", async () => {
    client('print("x" + "你好" * 5000)\n');
    await pair.ended(2);
    expect(pair.shown("client")).toEqual([`x${"你好".repeat(5000)}`]);
  });

  it("shows what is typed, and gives the program whole lines with what Backspace has left", async () => {
    client('print("[" + input("? ") + "]")\n');
    await asks();
    pair.bench.command({ do: "program.type", program: 2, data: "ab你\x7f好" });
    pair.bench.command({ do: "program.type", program: 2, data: "\r" });
    await pair.ended(2);
    expect(pair.bench.events("program.input")).toMatchObject([{ program: 2, text: "ab好" }]);
    expect(pair.shown("client").at(-1)).toBe("[ab好]");
    expect(terminalOf(pair.bench, "client")).toContain("? ab你");
  });

  it("has the line of a print before what it prints, and the prompt before the asking", async () => {
    client('print("one")\nprint("two")\ninput("? ")\n');
    await asks();
    const course = pair.bench.log.events.flatMap((event): (string | number)[] => {
      if (!("program" in event) || event.program !== 2) return [];
      if (event.kind === "program.line") return [event.line];
      if (event.kind === "program.output") return [event.text];
      return event.kind === "program.asking" ? ["asking"] : [];
    });
    expect(course).toEqual([4, "one\r\n", 5, "two\r\n", 6, "? ", "asking"]);
  });

  it("types the lines of a run as the program asks for them, and says so only when there is none left", async () => {
    client('for _ in range(3): print(input("> ").upper())\n', ["one", "two"]);
    await asks();
    expect(terminalOf(pair.bench, "client")).toBe("> one\nONE\n> two\nTWO\n> ");
    expect(pair.bench.events("program.asking")).toHaveLength(1);
  });

  it("has the size that it was given, and the end of input at Ctrl-D", async () => {
    client(
      "import os\ninput()\nprint(os.get_terminal_size())\ntry: input()\nexcept EOFError: print('end')\n",
    );
    await asks();
    pair.bench.command({ do: "program.resize", program: 2, columns: 100, rows: 30 });
    pair.bench.command({ do: "program.input", program: 2, text: "" });
    await asks(2);
    pair.bench.command({ do: "program.type", program: 2, data: "\x04" });
    await pair.ended(2);
    expect(pair.shown("client").slice(-2)).toEqual(["os.terminal_size(columns=100, lines=30)", "end"]);
  });

  it("takes no more keys than it has room for, where the program reads none", async () => {
    client("import time\ntime.sleep(60)\n");
    await pair.bench.until("it to run", () => pair.bench.events("program.started").length === 2);
    const type = () => pair.bench.command({ do: "program.input", program: 2, text: "x".repeat(4000) });
    const answers = Array.from({ length: 100 }, type);
    expect(answers[0]?.type).toBe("ack");
    expect(answers.at(-1)).toMatchObject({ type: "refused", error: { code: "too_many_messages" } });
  });
});
