import { expect, test, vi } from "vitest";
import { fakeLab, runServer } from "./testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000 });

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a stop: watchers hear shutting_down, lab processes end, the port is free", async () => {
  const server = await runServer({ labProcesses: 2 });
  const lab = await server.openLab();
  const client = await server.watch(lab, lab.token);
  await client.hasEvents(1);
  await server.stop();
  expect((await client.next("end")).error.code).toBe("shutting_down");
  expect(await client.closed).toEqual({ code: 4503, reason: "shutting_down" });
  const ended = server.logged
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === "lab process ended");
  expect(ended).toHaveLength(2);
  for (const { pid, exitCode } of ended) {
    expect(exitCode).toBe(0);
    expect(isRunning(pid)).toBe(false);
  }
  await expect(server.fetch("/api/health")).rejects.toThrow();
});

test("a stop while lab processes are still starting: they end too", async () => {
  const server = await runServer({ labCommand: fakeLab("silent") });
  await server.stop();
  expect(server.logged.some((line) => line.includes("lab process ended"))).toBe(true);
});

test("a lab process that does not end by itself: killed 3 s later", async () => {
  const deaf = [process.execPath, "-e", "setInterval(() => {}, 1000)"];
  const server = await runServer({ labCommand: deaf });
  const stopped = server.stop();
  await vi.waitFor(() => {
    server.timers.advance(3_000);
    expect(server.logged.some((line) => line.includes('"signal":"SIGKILL"'))).toBe(true);
  });
  await stopped;
});
