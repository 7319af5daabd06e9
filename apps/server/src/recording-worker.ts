import { workerData } from "node:worker_threads";
import { runKeepThread } from "./recordings/threads/keep-thread.ts";
import { runSettleThread } from "./recordings/threads/settle-thread.ts";
import { runWriteThread } from "./recordings/threads/write-thread.ts";
import { WorkerStart } from "./recordings/worker-message.ts";

/** Main file of every thread that writes recordings. */
function main(): void {
  const start = WorkerStart.parse(workerData);
  switch (start.task) {
    case "write":
      runWriteThread(start);
      return;
    case "keep":
      runKeepThread(start.application);
      return;
    case "settle":
      runSettleThread(start.path, start.application);
      return;
    default:
      start satisfies never;
  }
}

main();
