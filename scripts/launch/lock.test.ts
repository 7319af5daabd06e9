import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holderText, withLock } from "./lock.mjs";

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wirestage-lock-"));
  file = join(folder, "below/launch.lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("two at once: the second works only when the first has ended", async () => {
  const story: string[] = [];
  const first = withLock(file, async () => {
    story.push("first begins");
    await new Promise((resolve) => setImmediate(resolve));
    story.push("first ends");
  });
  const second = withLock(file, async () => void story.push("second"), { pollMs: 1 });
  await Promise.all([first, second]);
  expect(story).toEqual(["first begins", "first ends", "second"]);
  expect(existsSync(file)).toBe(false);
});

test("a lock that is held: the waiter is told by whom, once", async () => {
  const told: number[] = [];
  const { promise: enough, resolve: release } = deferred();
  const first = withLock(file, () => enough);
  const onWait = (pid: number) => {
    told.push(pid);
    release();
  };
  await withLock(file, async () => {}, { onWait, pollMs: 1 });
  await first;
  expect(told).toEqual([process.pid]);
});

test.each([
  ["a process that is gone", "4194399 123"],
  ["an earlier process with a number that is used again", `${process.pid} 1`],
  ["nobody", ""],
])("a lock left by %s is taken over", async (_, holder) => {
  await withLock(file, async () => {});
  writeFileSync(file, holder);
  const seen = await withLock(file, async () => readFileSync(file, "utf8"));
  expect(seen).toBe(holderText(process.pid));
  expect(existsSync(file)).toBe(false);
});

test("work that fails gives the lock back and its error on", async () => {
  const failing = withLock(file, async () => {
    throw new Error("no room on the disk");
  });
  await expect(failing).rejects.toThrow("no room on the disk");
  expect(existsSync(file)).toBe(false);
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
