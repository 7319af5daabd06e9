import { SYSTEM_TIMERS } from "../timers.ts";
import { runServer } from "./running-server.ts";

/**
 * A server in a process of its own that keeps recordings, for tests that take its life or its disk. Says its URL on a line.
 *
 * Usage: tsx keeping-server.ts <directory of recordings> <main file of threads>
 */
const [directory = "", workerEntry = ""] = process.argv.slice(2);
const kept = { directory, bytes: 1024 ** 3 };
const { url } = await runServer({ recordings: { workerEntry, kept } }, { timers: SYSTEM_TIMERS });
process.stdout.write(`${url}\n`);
