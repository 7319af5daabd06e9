import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeKernel } from "@wirestage/linux/testing";
import { PAIRS, type Pair } from "@wirestage/programs";
import { type Language, type OpenLabRequest, RunName } from "@wirestage/protocol";
import { printCall } from "@wirestage/trace";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TestBench } from "./testing.ts";
import {
  callsOf,
  programOf,
  type Said,
  saidOnWire,
  stepsByLine,
  terminalOf,
  waitsIn,
} from "./testing-conversation.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

const ROLES = ["server", "client"] as const;
type Role = (typeof ROLES)[number];
type Mix = readonly [server: Language, client: Language];
const OTHER_MIXES: readonly Mix[] = [
  ["python", "python"],
  ["ts", "python"],
  ["python", "ts"],
];

const LINES = ["hello", "握手 once more"];
/** Its server spins once the client closes, so the client stays. */
const STAYS = "tcp-echo-loop-killed";
/** What must not be left to chance: which of two things comes first, and how long a test takes. */
const TIMING: Readonly<Record<string, Partial<OpenLabRequest>>> = {
  // So long that the answer has been received before the first message arrives.
  "tcp-hmac-unframed": { latencyMs: 20 },
  // So slow that the message arrives before the server closes.
  "tcp-hmac-replay": { paceMs: 60 },
  "tcp-hmac-silent": { parameters: { TIMEOUT: 1 } },
};

/** What remains the same whoever speaks, whenever the kernel acknowledges, and however it cuts a stream. */
interface Conversation {
  /** All but the closing, whose two sides may overtake each other. */
  readonly said: readonly Said[];
  readonly closing: readonly string[];
  readonly terminals: Readonly<Record<Role, string>>;
  readonly calls: Readonly<Record<Role, readonly string[]>>;
  /** Ids of the steps that were lit. */
  readonly steps: Readonly<Record<Role, readonly string[]>>;
}

function isDone({ name, interactive, flow }: Pair): boolean {
  const [server, client] = [programOf(bench, "server"), programOf(bench, "client")];
  if (!interactive && server?.ended) return Boolean(client?.ended);
  if (name === STAYS)
    return terminalOf(bench, "client").endsWith("ONCE MORE\n> ") && waitsIn(bench, "server", "recv");
  return Boolean(client?.ended) && waitsIn(bench, "server", flow === "udp" ? "recvfrom" : "accept");
}

/** Where a stream is cut is the kernel's affair: what one host sends in a row is one piece. */
function joined(said: readonly Said[]): Said[] {
  const pieces: Said[] = [];
  for (const next of said) {
    const last = pieces.at(-1);
    if (last && last.kind === "data" && next.kind === "data" && last.host === next.host) {
      pieces.splice(-1, 1, { ...last, text: last.text + next.text });
    } else pieces.push(next);
  }
  return pieces;
}

/** Ports that the kernel chose, and where a lab keeps the files of its AF_UNIX sockets. */
function withoutChance(text: string): string {
  return text
    .replace(/(?<=[:, ])[3-6]\d{4}\b/g, "PORT")
    .replace(/\/\S*\/(?=[\w-]+)/g, "…/")
    .replace(/(?<=given up: |connection lost: ).*/g, "…");
}

/** Nonces and what is made of them; a message with its length, which begins with zeros, stays. */
function withoutRandom(call: string): string {
  return call.replace(/b'(?!\\x00\\x00)(?:[^'\\]|\\.)*?\\x(?:[^'\\]|\\.)*'/g, "b'…'");
}

function textOnWire({ name }: Pair, { text }: Said): string {
  return name.startsWith("tcp-hmac") && text.includes("\ufffd") ? "…" : text;
}

/** The steps on the lines that were lit, by the text of the file that runs. */
function litSteps(role: Role): string[] {
  const program = programOf(bench, role)?.started.program;
  const ids = stepsByLine(bench, role);
  return bench
    .events("program.line")
    .flatMap((event) => (event.program === program ? [ids.get(event.line) ?? `line ${event.line}`] : []));
}

function conversation(pair: Pair): Conversation {
  const frames = saidOnWire(bench);
  const isClosing = ({ kind }: Said) => kind === "FIN" || kind === "RST";
  const all = frames
    .filter((frame) => !isClosing(frame))
    .map((frame) => ({ ...frame, text: textOnWire(pair, frame) }));
  const perRole = <T>(of: (role: Role) => T): Record<Role, T> => ({
    server: of("server"),
    client: of("client"),
  });
  const isStream = pair.name === "tcp-stream";
  return {
    said: isStream ? ROLES.flatMap((role) => joined(all.filter(({ host }) => host === role))) : all,
    closing: frames
      .filter(isClosing)
      .map(({ host, kind }) => `${host} ${kind}`)
      .toSorted(),
    terminals: perRole((role) =>
      withoutChance(terminalOf(bench, role)).replace(isStream ? /recv gave .*\n/g : /^$/, ""),
    ),
    calls: perRole((role) =>
      isStream
        ? []
        : callsOf(bench, role).map(({ entered }) => withoutRandom(withoutChance(printCall(entered)))),
    ),
    steps: perRole((role) => (isStream ? [] : litSteps(role))),
  };
}

async function converse(pair: Pair, [language, clientLanguage]: Mix): Promise<Conversation> {
  const input = pair.name === STAYS ? LINES : [...LINES, "exit"];
  bench.open({
    run: RunName.parse(pair.name),
    language,
    clientLanguage,
    input: pair.interactive ? input : [],
    paceMs: 0,
    ...TIMING[pair.name],
  });
  await bench.until(`${pair.name} in ${language} and ${clientLanguage}`, () => isDone(pair));
  const said = conversation(pair);
  await bench.close();
  bench = new TestBench();
  return said;
}

/** What goes over the wire at least, whatever the language. */
function expectedTexts({ interactive, family, name }: Pair): string[] {
  if (family === "AF_UNIX") return [];
  if (name === "tcp-stream") return ["ONE", "THREE", "X".repeat(3000)];
  if (name === "tcp-hmac-silent") return ["…"];
  if (name === "tcp-hmac-replay") return ["…", '{"text":"hello"}'];
  return interactive ? ["hello", "HELLO", "握手 once more", "握手 ONCE MORE"] : ["hello", "HELLO"];
}

describeKernel("a pair of programs", () => {
  it.each(PAIRS)("has the same conversation in both languages and in both mixes: $name", async (pair) => {
    const typescript = await converse(pair, ["ts", "ts"]);
    const onWire = typescript.said.map(({ text }) => text).join("");
    for (const text of expectedTexts(pair)) expect(onWire).toContain(text);
    if (pair.name !== "tcp-stream") expect(typescript.steps.client[0]).toBe("socket");
    for (const mix of OTHER_MIXES) {
      expect(await converse(pair, mix), mix.join(" server, client ")).toEqual(typescript);
    }
  });

  it("of AF_UNIX leaves alone what lies at an ADDRESS that a person gives", async () => {
    const directory = mkdtempSync(join(tmpdir(), "wirestage-mine-"));
    const mine = join(directory, "mine");
    writeFileSync(mine, "kept");
    try {
      bench.open({ run: "unix-echo", parameters: { ADDRESS: mine }, input: ["exit"], paceMs: 0 });
      await bench.until("the client to end", () => Boolean(programOf(bench, "client")?.ended));
      expect(readFileSync(mine, "utf8")).toBe("kept");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("of AF_UNIX puts no frame on the wire", async () => {
    bench.open({ run: "unix-echo", input: [...LINES, "exit"], paceMs: 0 });
    await bench.until("the client to end", () => Boolean(programOf(bench, "client")?.ended));
    expect(terminalOf(bench, "client")).toContain("reply: HELLO");
    expect(bench.log.frames).toEqual([]);
  });
});
