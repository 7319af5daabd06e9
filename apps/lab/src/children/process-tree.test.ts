import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { childrenOf } from "./process-tree.ts";

describe.runIf(process.platform === "linux")("the children of a process", () => {
  it("are the same where the kernel lists them and where all processes are asked for their parent", async () => {
    const shell = spawn("sh", ["-c", "sleep 60 & echo $!; wait"], { stdio: ["ignore", "pipe", "ignore"] });
    const [said] = await once(shell.stdout, "data");
    const child = Number(said);
    onTestFinished(() => {
      process.kill(child, "SIGKILL");
    });
    expect(childrenOf(shell.pid ?? 0)).toEqual([child]);
    expect(childrenOf(shell.pid ?? 0, false)).toEqual([child]);
    expect(childrenOf(child, false)).toEqual([]);
  });
});
