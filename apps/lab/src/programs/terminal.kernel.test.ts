import { describeKernel } from "@wirestage/linux/testing";
import { LIMITS } from "@wirestage/protocol";
import { afterEach, expect, it } from "vitest";
import { ProgramBench } from "../testing-programs.ts";

let pair: ProgramBench;

afterEach(() => pair.close());

const READING = `for (let line = await host.input("> "); line !== null; line = await host.input("> ")) host.print("read " + line);
  host.print("end of input");`;

/** A server that reads its terminal, and waits there. */
async function reader(input: readonly string[] = []): Promise<void> {
  pair = new ProgramBench({ server: READING, client: "" });
  pair.bench.open();
  pair.bench.command({
    ...{ do: "program.start", run: "tcp-echo", role: "server", language: "ts", paceMs: 0, parameters: {} },
    input: [...input],
  });
  await pair.bench.until("it to ask", () => pair.bench.events("program.asking").length === 1);
}

const type = (data: string) => pair.bench.command({ do: "program.type", program: 1, data });
/** Everything in the order in which a terminal shows it. */
const screen = () =>
  pair.bench
    .events("program.output")
    .map(({ text }) => text)
    .join("");
const asking = () => pair.bench.log.latest.programs.get(1)?.asking;

describeKernel("the terminal of a program in TypeScript", () => {
  it("shows keys as they are typed, and gives the program its line at Enter", async () => {
    await reader();
    type("h");
    type("j\x7fi");
    expect(screen()).toBe("> hj\b \bi");
    expect(pair.bench.events("program.input")).toEqual([]);
    type("\r");
    await pair.bench.until("the answer", () => pair.printed("server").includes("read hi"));
    expect(pair.bench.events("program.input").map(({ text }) => text)).toEqual(["hi"]);
    expect(screen()).toBe("> hj\b \bi\r\nread hi\n> ");
    await pair.bench.until("it to ask again", () => asking() === true);
  });

  it("keeps a paste of several lines until the program reads them, one after the other", async () => {
    await reader();
    type("一\n二\n三");
    await pair.bench.until("two lines", () => pair.bench.events("program.input").length === 2);
    await pair.bench.until("it to ask", () => asking() === true);
    expect(pair.bench.events("program.input").map(({ text }) => text)).toEqual(["一", "二"]);
    type("\r");
    await pair.bench.until("the third", () => pair.bench.events("program.input").length === 3);
  });

  it("shows the lines of a run's script as if they were typed, and asks only for those that are missing", async () => {
    await reader(["first", "second"]);
    expect(screen()).toBe("> first\r\nread first\n> second\r\nread second\n> ");
    expect(pair.bench.events("program.asking")).toHaveLength(1);
  });

  it("ends a program by Ctrl-C with SIGINT, wherever it waits", async () => {
    await reader();
    type("abc\x03def\r");
    expect(screen()).toBe("> abc^C");
    expect(pair.bench.events("program.ended")).toMatchObject([
      { exitCode: null, signal: "SIGINT", limit: null },
    ]);
    expect(pair.bench.events("program.input")).toEqual([]);
    expect(type("x")).toMatchObject({ type: "refused", error: { code: "program_ended" } });
  });

  it("ends the input by Ctrl-D", async () => {
    await reader();
    type("\x04");
    await pair.bench.until("the end", () => pair.bench.events("program.ended").length === 1);
    expect(screen()).toBe("> end of input\n");
    expect(pair.bench.events("program.ended")).toMatchObject([{ exitCode: 0 }]);
  });

  it("takes a line as a whole, and no key in it", async () => {
    await reader();
    pair.bench.command({ do: "program.input", program: 1, text: "a\x03\x7fb" });
    await pair.bench.until("the line", () => pair.bench.events("program.input").length === 1);
    expect(pair.bench.events("program.input")).toMatchObject([{ text: "ab" }]);
  });

  it("may be of any size", async () => {
    await reader();
    expect(pair.bench.command({ do: "program.resize", program: 1, columns: 120, rows: 40 }).type).toBe("ack");
  });

  it("refuses a paste of more lines than the program may have waiting, and types none of it", async () => {
    await reader();
    expect(type("\r".repeat(LIMITS.inputLines + 1))).toMatchObject({ error: { code: "too_many_messages" } });
    expect(screen()).toBe("> ");
  });
});
