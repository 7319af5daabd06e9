/** A worker that says nothing and does not end, for tests of what happens meanwhile. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {});
