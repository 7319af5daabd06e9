/** A worker that says what nobody understands, for tests of what happens then. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {});
parentPort?.postMessage({ type: "whatever" });
