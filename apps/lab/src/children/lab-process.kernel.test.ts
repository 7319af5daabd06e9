import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { describeKernel } from "@wirestage/linux/testing";
import { FromLab, OpenLabRequest, type ToLab } from "@wirestage/protocol";
import { afterEach, expect, it } from "vitest";
import { LineSplitter } from "../line-splitter.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("../../../../packages/programs", import.meta.url));

let lab: ChildProcess | null = null;

afterEach(() => {
  lab?.kill("SIGKILL");
  lab = null;
});

/** A lab process of its own, and what it says; `heard` resolves with the first line that fits. */
function startLab(python: string) {
  const stdio = ["ignore", "ignore", "inherit", "pipe"] as const;
  const started = spawn(process.execPath, ["--import", "tsx", MAIN, PROGRAMS, python], { stdio: [...stdio] });
  lab = started;
  const control: unknown = started.stdio[3];
  if (!(control instanceof Duplex)) throw new Error("no control pipe");
  const lines: string[] = [];
  let check = () => {};
  const splitter = new LineSplitter((line) => {
    lines.push(line);
    check();
  });
  control.setEncoding("utf8").on("data", (chunk) => splitter.push(String(chunk)));
  const heard = (fits: (line: string) => boolean) =>
    new Promise<string>((resolve) => {
      check = () => {
        const found = lines.find(fits);
        if (found !== undefined) resolve(found);
      };
      check();
    });
  const say = (message: ToLab) => control.write(`${JSON.stringify(message)}\n`);
  return { say, heard, control, pid: started.pid ?? 0 };
}

/** Numbers of the processes that this one has started, and theirs. */
function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** One that only waits for its new parent to take note of its end holds nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function stillThere(pids: readonly number[], patienceMs: number): Promise<number[]> {
  const until = performance.now() + patienceMs;
  const left = () => pids.filter(isAlive);
  while (left().length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return left();
}

const OPEN: ToLab = {
  type: "open",
  lab: "lab",
  request: OpenLabRequest.parse({ run: "tcp-echo", language: "python", paceMs: 0 }),
  seed: 1,
  maxEvents: 10_000,
};

describeKernel("a lab process", () => {
  it.each([
    [
      process.env["WIRESTAGE_PYTHON"] ?? "python3",
      { available: true, version: expect.stringMatching(/^3\.\d+/) },
    ],
    [
      "no-such-python",
      { available: false, message: expect.stringMatching(/`no-such-python`.*WIRESTAGE_PYTHON/) },
    ],
  ])(
    "that is given %s is ready without it, and says what Python it has when asked",
    async (python, found) => {
      const { say, heard } = startLab(python);
      await heard((line) => line.includes("ready"));
      say({ type: "find-python" });
      const message = FromLab.parse(JSON.parse(await heard((line) => line.includes('"python"'))));
      expect(message).toMatchObject({ type: "python", found });
    },
  );

  it.each(["SIGKILL", "SIGTERM"] as const)(
    "that is ended by %s leaves none of its programs behind for a second",
    async (signal) => {
      const { WIRESTAGE_PYTHON = "python3" } = process.env;
      const { say, heard, pid } = startLab(WIRESTAGE_PYTHON);
      await heard((line) => line.includes("ready"));
      say(OPEN);
      await heard((line) => line.includes("program.asking"));
      const programs = descendants(pid);
      expect(programs).toHaveLength(4);
      process.kill(pid, signal);
      expect(await stillThere(programs, 1_000)).toEqual([]);
    },
  );
});
