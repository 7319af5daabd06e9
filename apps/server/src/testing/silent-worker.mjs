/** A worker that takes a trace and never writes it, for tests of what happens meanwhile. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => parentPort?.postMessage({ type: "next" }));
parentPort?.postMessage({ type: "next" });
