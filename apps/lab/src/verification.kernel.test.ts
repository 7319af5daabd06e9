import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { describeKernel } from "@wirestage/linux/testing";
import type { Language, RunName, RunParameters } from "@wirestage/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestBench } from "./testing.ts";
import { programOf, terminalOf, waitsIn } from "./testing-conversation.ts";
import {
  bytesIn,
  callsNamed,
  heldSockets,
  payloadsOf,
  returnedBy,
  type Side,
  startServer,
  startSide,
  step,
  untilClientEnded,
  untilPrinted,
  untilResting,
  untilWaiting,
} from "./testing-verification.ts";

const LANGUAGES = ["ts", "python"] as const satisfies readonly Language[];
const DIGESTS = ["sha256", "sha512", "sha1", "md5"] as const;
/** Longer than a block of any of them, and more bytes than characters. */
const LONG_SECRET = "握手".repeat(60);

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

function hmacOfPython(key: string, message: Buffer, digest: string): Buffer {
  const text = `import hmac, sys
key, message = bytes.fromhex(sys.argv[1]), bytes.fromhex(sys.argv[2])
print(hmac.new(key, message, sys.argv[3]).hexdigest())`;
  const words = [Buffer.from(key).toString("hex"), message.toString("hex"), digest];
  return Buffer.from(execFileSync("python3", ["-c", text, ...words], { encoding: "utf8" }).trim(), "hex");
}

/** A run of both sides that has come to its end. */
async function run(name: RunName, language: Language, more: object = {}): Promise<void> {
  bench.open({ run: name, language, paceMs: 0, input: ["hello", "exit"], ...more });
  await untilClientEnded(bench);
  await untilWaiting(bench, "server", "accept");
}

/** The next client, which knows the secret, is served. */
async function expectNextServed(language: Language, parameters: RunParameters = {}): Promise<void> {
  startSide(bench, "client", { run: "tcp-hmac", language, parameters, input: ["next"] });
  await untilPrinted(bench, "client", "reply: NEXT\n");
}

function serverHolds(): number {
  return heldSockets(bench, programOf(bench, "server")?.started.program ?? 0);
}

describeKernel("a connection verified by HMAC", () => {
  describe.each(LANGUAGES)("in %s", (language) => {
    it.each([
      ...DIGESTS.map((digest) => [digest, "shorter", "open sesame"] as const),
      ...DIGESTS.map((digest) => [digest, "longer", LONG_SECRET] as const),
    ])(
      "has the MACs of Node and CPython for the bytes on the wire: %s, key %s than a block",
      async (DIGEST, _, SECRET) => {
        await run("tcp-hmac", language, { parameters: { DIGEST, SECRET } });
        const [nonce = Buffer.of()] = payloadsOf(bench, "server");
        const [answer] = payloadsOf(bench, "client");
        const mac = createHmac(DIGEST, SECRET).update(nonce).digest();
        expect(hmacOfPython(SECRET, nonce, DIGEST)).toEqual(mac);
        expect(nonce).toHaveLength(32);
        expect(returnedBy(bench, "server", "os.urandom").map(bytesIn)).toEqual([nonce]);
        expect(answer).toEqual(mac);
        for (const role of ["server", "client"] as const) {
          expect(returnedBy(bench, role, "hmac.digest").map(bytesIn)).toEqual([mac]);
          const [key, message, digest] = callsNamed(bench, role, "hmac.digest")[0]?.entered.arguments ?? [];
          expect(bytesIn(key).toString()).toBe(SECRET);
          expect(bytesIn(message)).toEqual(nonce);
          expect(digest).toBe(DIGEST);
        }
        const compared = callsNamed(bench, "server", "hmac.compare_digest")[0]?.entered.arguments ?? [];
        expect(compared.map(bytesIn)).toEqual([mac, answer]);
        expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([true]);
        expect(terminalOf(bench, "client")).toContain("reply: HELLO\n");
      },
    );

    it("challenges each client with bytes of its own", async () => {
      await run("tcp-hmac", language);
      await expectNextServed(language);
      const nonces = returnedBy(bench, "server", "os.urandom").map((value) => bytesIn(value).toString("hex"));
      expect(new Set(nonces).size).toBe(2);
    });

    it("is closed where the client has another secret, and the next client is served; no socket is left", async () => {
      await run("tcp-hmac", language, { clientParameters: { SECRET: "open barley" }, input: ["hello"] });
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([false]);
      expect(terminalOf(bench, "server")).toContain("refused: wrong answer\n");
      expect(terminalOf(bench, "client")).not.toContain("reply");
      for (let again = 0; again < 3; again += 1) {
        const parameters = { SECRET: `wrong ${again}` };
        startSide(bench, "client", { run: "tcp-hmac", language, parameters, input: ["hello"] });
        await untilClientEnded(bench);
        await untilWaiting(bench, "server", "accept");
      }
      expect(serverHolds()).toBe(1);
      await expectNextServed(language);
      expect(serverHolds()).toBe(2);
    });

    it("is closed after TIMEOUT where no answer comes, while another client waits in the accept queue for its turn", async () => {
      const server = await restBeforeAnswer({ run: "tcp-hmac", language, parameters: { TIMEOUT: 1 } }, () =>
        startSide(bench, "client", { run: "tcp-hmac-silent", language }),
      );
      await untilPrinted(bench, "client", "silent\n");
      startSide(bench, "client", { run: "tcp-hmac", language, input: ["second"] });
      await untilWaiting(bench, "client", "recv");
      const listener = [...bench.log.latest.sockets.values()].find(({ state }) => state === "LISTEN");
      expect(listener?.queues.receive).toBe(1);
      bench.command({ do: "program.resume", program: server });
      await untilPrinted(bench, "client", "reply: SECOND\n");
      const late = callsNamed(bench, "server", "recv").find(({ returned }) => returned?.outcome.ok === false);
      expect(late?.returned?.outcome).toMatchObject({ code: "timeout" });
      expect(terminalOf(bench, "server")).toContain("given up: ");
      expect(serverHolds()).toBe(2);
    });

    it("serves the next client after one that has left without an answer", async () => {
      bench.open();
      await startServer(bench, { run: "tcp-hmac", language });
      const program = startSide(bench, "client", { run: "tcp-hmac-silent", language });
      await untilPrinted(bench, "client", "silent\n");
      bench.command({ do: "program.kill", program });
      await untilWaiting(bench, "server", "accept");
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([false]);
      await expectNextServed(language);
    });

    it("is refused where an old answer is sent again", async () => {
      await run("tcp-hmac", language);
      const ANSWER = payloadsOf(bench, "client")[0]?.toString("hex") ?? "";
      startSide(bench, "client", { run: "tcp-hmac-replay", language, parameters: { ANSWER } });
      await untilClientEnded(bench);
      await untilWaiting(bench, "server", "accept");
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([true, false]);
      expect(terminalOf(bench, "client")).not.toContain("reply");
      expect(serverHolds()).toBe(1);
    });

    it("with a nonce used again lets an old answer in", async () => {
      await run("tcp-hmac-nonce-reused", language);
      const ANSWER = payloadsOf(bench, "client")[0]?.toString("hex") ?? "";
      startSide(bench, "client", { run: "tcp-hmac-replay", language, parameters: { ANSWER } });
      await untilClientEnded(bench);
      expect(returnedBy(bench, "server", "os.urandom")).toHaveLength(1);
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([true, true]);
      expect(callsNamed(bench, "client", "hmac.digest")).toEqual([]);
      expect(terminalOf(bench, "client")).toContain("reply: HELLO\n");
    });

    it("is talked over where answer and first message have arrived together", async () => {
      await mergeAnswerAndMessage("tcp-hmac", language);
      await untilPrinted(bench, "client", "reply: HELLO\n");
    });

    it("without framing is refused where answer and first message have arrived together", async () => {
      await mergeAnswerAndMessage("tcp-hmac-unframed", language);
      await untilClientEnded(bench);
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([false]);
      expect(terminalOf(bench, "server")).toContain("refused: wrong answer\n");
    });

    it("brings a message back whole that is longer than a segment", async () => {
      const line = "x".repeat(4000);
      await run("tcp-hmac", language, { input: [line, "short", "exit"] });
      expect(payloadsOf(bench, "client").every(({ length }) => length < 1500)).toBe(true);
      expect(terminalOf(bench, "client")).toContain(`reply: ${line.toUpperCase()}\n`);
      expect(terminalOf(bench, "client")).toContain("reply: SHORT\n");
    });

    it("without framing breaks at a message that is longer than a segment", async () => {
      await run("tcp-hmac-unframed", language, { latencyMs: 20, input: ["short", "x".repeat(4000)] });
      expect(terminalOf(bench, "client")).toContain("reply: SHORT\n");
      expect(terminalOf(bench, "client")).not.toContain("reply: X");
      expect(terminalOf(bench, "server")).toContain("given up: ");
      expect(serverHolds()).toBe(1);
    });
  });
});

/** A server that has challenged the client which `start` starts, and rests before it asks for the answer. */
async function restBeforeAnswer(side: Side, start: () => void): Promise<number> {
  bench.open();
  const server = await startServer(bench, side);
  bench.command({ do: "program.pause", program: server });
  start();
  await step(bench, "server", [
    "os.urandom",
    "sendall",
    "hmac.digest",
    side.run === "tcp-hmac" ? "settimeout-2" : "settimeout",
  ]);
  await untilResting(bench, "server", "recv");
  return server;
}

/** The server is so slow to ask for the answer that the client's first message has come as well. */
async function mergeAnswerAndMessage(run: RunName, language: Language): Promise<void> {
  const server = await restBeforeAnswer({ run, language, parameters: { TIMEOUT: 60 } }, () =>
    startSide(bench, "client", { run: "tcp-hmac", language, input: ["hello"] }),
  );
  await bench.until(
    "answer and message",
    () => payloadsOf(bench, "client").length === 2 && waitsIn(bench, "client", "recv"),
  );
  bench.command({ do: "program.resume", program: server });
}
