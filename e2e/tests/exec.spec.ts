import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type APIRequestContext, expect, test } from "@playwright/test";
import type { OpenLabResponse } from "@wirestage/protocol";
import type { EventKind, EventOf, TraceEvent } from "@wirestage/trace";
import { openLab, readTrace } from "../api.ts";

const WIRESTAGE = fileURLToPath(new URL("../../bin/wirestage.mjs", import.meta.url));
const CLIENT = `import socket

client = socket.create_connection(("192.0.2.2", 8888))
client.sendall(b"hello")
print(client.recv(1024).decode())
client.close()
`;

/** As a learner's terminal, but for its being a pipe. */
function wirestage(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [WIRESTAGE, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

async function resultOf(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error("Its output is a pipe.");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, code };
}

function ofKind<K extends EventKind>(events: readonly TraceEvent[], kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind);
}

/** A lab whose echo server waits for the next client: its own has come and gone. */
async function labWithServer(api: APIRequestContext): Promise<OpenLabResponse> {
  const lab = await openLab(api, { run: "tcp-echo", input: ["exit"], paceMs: 0 });
  const hasEnded = async () => ofKind(await readTrace(api, lab.id), "program.ended").length > 0;
  await expect.poll(hasEnded).toBe(true);
  return lab;
}

/** The trace once the command in it has ended, and its number. */
async function commandIn(api: APIRequestContext, lab: string) {
  let events: TraceEvent[] = [];
  const program = () => ofKind(events, "program.started").find(({ language }) => language === "command");
  const hasEnded = async () => {
    events = await readTrace(api, lab);
    return ofKind(events, "program.ended").some((each) => each.program === program()?.program);
  };
  await expect.poll(hasEnded).toBe(true);
  const started = program();
  if (started === undefined) throw new Error("No command was started.");
  return { events, started };
}

test("a Python client of one's own, in a lab's host: answered by the lab's server, its source and calls in the trace", async ({
  request,
}, info) => {
  const lab = await labWithServer(request);
  const file = info.outputPath("my_client.py");
  await writeFile(file, CLIENT);
  const ran = await resultOf(wirestage("exec", "--lab", lab.id, "--host", "client", "--", "python3", file));
  expect(ran).toEqual({ stdout: "HELLO\n", stderr: "", code: 0 });

  const { events, started } = await commandIn(request, lab.id);
  const { program } = started;
  expect(started).toMatchObject({ host: "client", role: null, name: `python3 ${file}` });
  expect(ofKind(events, "program.source")).toMatchObject([{ program, language: "python", text: CLIENT }]);
  const calls = ofKind(events, "call.entered").filter((call) => call.program === program);
  expect(calls.map(({ name, line }) => `${line} ${name}`)).toEqual([
    "3 socket",
    "3 connect",
    "4 sendall",
    "5 recv",
    "6 close",
  ]);
  const outcomes = calls.map(({ call }) =>
    ofKind(events, "call.returned").find((each) => each.call === call),
  );
  expect(outcomes.every((returned) => returned?.outcome.ok)).toBe(true);
  expect(ofKind(events, "program.ended").find((each) => each.program === program)).toMatchObject({
    exitCode: 0,
    signal: null,
  });
});

test("any other command: its sockets and frames are seen, no calls, and its exit code is ours", async ({
  request,
}) => {
  const lab = await labWithServer(request);
  const script = "exec 9<>/dev/tcp/192.0.2.2/8888; printf hello >&9; head -c 5 <&9; exit 3";
  const ran = await resultOf(
    wirestage("exec", "--lab", lab.id, "--host", "client", "--", "bash", "-c", script),
  );
  expect(ran).toEqual({ stdout: "HELLO", stderr: "", code: 3 });

  const { events, started } = await commandIn(request, lab.id);
  const { program } = started;
  expect(ofKind(events, "call.entered").filter((call) => call.program === program)).toEqual([]);
  const sockets = [...ofKind(events, "socket.opened"), ...ofKind(events, "socket.changed")];
  const own = sockets.filter((socket) => socket.program === program);
  expect(own.map(({ state }) => state)).toContain("ESTABLISHED");
  expect(own[0]).toMatchObject({ host: "client", remote: { address: "192.0.2.2", port: 8888 } });
  expect(ofKind(events, "program.ended").find((each) => each.program === program)).toMatchObject({
    exitCode: 3,
  });
});

test("wirestage labs lists the lab, with what runs there", async ({ request }) => {
  const lab = await labWithServer(request);
  const { stdout, code } = await resultOf(wirestage("labs"));
  expect(code).toBe(0);
  const row = stdout.split("\n").find((line) => line.startsWith(lab.id));
  expect(row).toMatch(/ \d+ s +tcp-echo \(server\)$/);
});

test("a lab is closed while commands run in it: they and what they started are gone within a second, and that is said", async ({
  request,
}) => {
  const lab = await labWithServer(request);
  const marker = `60.${process.pid}`;
  const script = `sleep ${marker} & echo started; sleep ${marker}`;
  const child = wirestage("exec", "--lab", lab.id, "--host", "server", "--", "sh", "-c", script);
  const result = resultOf(child);
  if (child.stdout !== null) await once(child.stdout, "data");
  await expect.poll(() => sleepers(marker)).toBe(2);
  const headers = { authorization: `Bearer ${lab.token}` };
  await request.delete(`/api/labs/${lab.id}`, { headers });
  await expect.poll(() => sleepers(marker), { timeout: 1_000, intervals: [50] }).toBe(0);
  const { stderr, code } = await result;
  expect(stderr).toContain("The lab has ended, and the command with it.");
  expect(code).toBe(137);
});

/** How many `sleep` of this length run on the machine: proc_pid_cmdline(5). */
function sleepers(marker: string): number {
  const lines = readdirSync("/proc").map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  });
  return lines.filter((line) => line === `sleep\0${marker}\0`).length;
}
