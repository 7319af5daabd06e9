import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeKernel } from "@wirestage/linux/testing";
import type { Language } from "@wirestage/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestBench } from "./testing.ts";
import { programOf, terminalOf } from "./testing-conversation.ts";
import {
  callsNamed,
  heldSockets,
  returnedBy,
  startServer,
  startSide,
  untilPrinted,
  untilWaiting,
} from "./testing-verification.ts";

const PROGRAMS = fileURLToPath(new URL("../../../packages/programs", import.meta.url));
const LANGUAGES = ["ts", "python"] as const satisfies readonly Language[];

let directory: string;
let bench: TestBench;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "wirestage-hostile-"));
  symlinkSync(join(PROGRAMS, "tcp-hmac"), join(directory, "tcp-hmac"));
  mkdirSync(join(directory, "tcp-hmac-silent"));
  bench = new TestBench(directory);
});

afterEach(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

/** Starts a client that is none of ours: its code begins with a socket `s`, and the nonce received. */
function startClient(body: string, paceMs: number): void {
  const text = `export async function main(host) {
const s = await host.socket("AF_INET", "SOCK_STREAM");
await s.connect(["192.0.2.2", 8888]);
const nonce = await s.recv(32);
${body}
}`;
  writeFileSync(join(directory, "tcp-hmac-silent", "client.ts"), text);
  startSide(bench, "client", { run: "tcp-hmac-silent", language: "ts", paceMs });
}

async function expectServedNext(language: Language): Promise<void> {
  await untilWaiting(bench, "server", "accept");
  expect(heldSockets(bench, programOf(bench, "server")?.started.program ?? 0)).toBe(1);
  startSide(bench, "client", { run: "tcp-hmac", language, input: ["next"] });
  await untilPrinted(bench, "client", "reply: NEXT\n");
}

const VERIFIED = `await s.sendall(await host.hmac_digest(host.encode("open sesame"), nonce, "sha256"));`;
const sends = (bytes: string) => `${VERIFIED}\nawait s.sendall(${bytes});\nawait s.recv(1);`;
const framed = (text: string) => `Uint8Array.of(0, 0, 0, ${text.length}, ...host.encode('${text}'))`;

describeKernel("a server that verifies by HMAC", () => {
  describe.each(LANGUAGES)("in %s", (language) => {
    it("gives a client that sends byte by byte no longer than TIMEOUT in all", async () => {
      bench.open();
      await startServer(bench, { run: "tcp-hmac", language, parameters: { TIMEOUT: 1 } });
      startClient("while (true) await s.sendall(Uint8Array.of(0));", 200);
      await untilPrinted(bench, "server", "given up: ");
      expect(returnedBy(bench, "server", "recv").length).toBeGreaterThan(1);
      expect(callsNamed(bench, "server", "hmac.compare_digest")).toEqual([]);
      await expectServedNext(language);
    });

    it.each([
      ["a length of 4 GiB", sends("Uint8Array.of(255, 255, 255, 255)"), "too long"],
      ["a message that is no JSON", sends(framed("hello")), "given up: "],
      ["JSON without a text", sends(framed("{}")), "given up: "],
      ["a text that is a number", sends(framed('{"text":5}')), "given up: "],
      [
        "JSON that is nested deeply",
        sends("new Uint8Array([0, 0, 255, 255, ...new Uint8Array(65535).fill(0x5b)])"),
        "given up: ",
      ],
    ])("gives up a client that knows the secret and sends %s, and goes on", async (_, body, printed) => {
      bench.open();
      await startServer(bench, { run: "tcp-hmac", language });
      startClient(body, 0);
      await untilPrinted(bench, "server", printed);
      expect(returnedBy(bench, "server", "hmac.compare_digest")).toEqual([true]);
      await expectServedNext(language);
    });

    it("takes a message cut off in the middle for its end", async () => {
      bench.open();
      await startServer(bench, { run: "tcp-hmac", language });
      startClient(`${VERIFIED}\nawait s.sendall(Uint8Array.of(0, 0, 0, 9, 123));\nawait s.close();`, 0);
      await untilPrinted(bench, "server", "given up: ");
      expect(terminalOf(bench, "server")).not.toContain("received");
      await expectServedNext(language);
    });
  });
});
