import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { settleInWorker } from "./settle-in-worker.ts";

const BABBLING = fileURLToPath(new URL("../../testing/babbling-worker.mjs", import.meta.url));

test("a thread that says something else: failed, and nothing is thrown past the caller", async () => {
  const worker = { entry: BABBLING, application: "Wirestage 0.0.0-test" };
  const settled = await settleInWorker(BABBLING, worker, new AbortController().signal);
  expect(settled).toEqual({ type: "failed", why: "unknown" });
});
