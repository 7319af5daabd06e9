import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { recoverRecording } from "@wirestage/recording";
import type { TraceEvent } from "@wirestage/trace";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ToWorker } from "../open-file/worker/worker-messages.ts";
import { useOpenedTrace } from "../session/opened-trace.ts";
import { openKept } from "./open-kept.ts";

const { events } = recoverRecording(
  gunzipSync(readFileSync(new URL("../open-file/fixtures/tcp-echo-once.pcapng.gz", import.meta.url))),
);
const ID = "0123456789abcdefghijkl";
const wanted = new AbortController().signal;
const titleOf = () => "A run";

/** What the server and the worker answer. */
let state: "running" | "ended";
let fileStatus: number;
let inFile: readonly TraceEvent[];
let fetchedFiles: number;
let wentTo: string[];

class FakeWorker extends EventTarget {
  terminate(): void {}

  postMessage(message: ToWorker): void {
    if (message.ask !== "open") return;
    const say = (data: unknown) => this.dispatchEvent(new MessageEvent("message", { data }));
    say({ say: "events", trace: 0, events: inFile });
    say({ say: "trace", trace: 0, remarks: [], numbers: null });
  }
}

async function answer(path: string): Promise<Response> {
  if (path.endsWith(".pcapng")) {
    fetchedFiles += 1;
    return new Response("x", { status: fileStatus });
  }
  const sizes = { events: events.length, frames: 1, durationNs: 1, bytes: 1 };
  const body = { id: ID, name: null, startedAt: "2026-01-01T00:00:00Z", state, programs: [], ...sizes };
  return Response.json(body);
}

beforeEach(() => {
  [state, fileStatus, inFile, fetchedFiles, wentTo] = ["ended", 200, events, 0, []];
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("location", { pathname: "/recordings", search: "", hash: "" });
  vi.stubGlobal("history", { pushState: (_state: unknown, _title: string, to: string) => wentTo.push(to) });
  vi.stubGlobal("scrollTo", () => {});
  useOpenedTrace.setState({ opened: null });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("a recording is shown at its own address", async () => {
  expect(await openKept(ID, titleOf, wanted)).toBeNull();
  expect(wentTo).toEqual([`/recording/${ID}`]);
  expect(useOpenedTrace.getState().opened?.log.latest.next).toBe(events.length);
});

it("one that is over is not fetched again, unless its name has changed", async () => {
  await openKept(ID, titleOf, wanted);
  await openKept(ID, titleOf, wanted);
  expect(fetchedFiles).toBe(1);
  await openKept(ID, () => "Another name", wanted);
  expect(useOpenedTrace.getState().opened?.title).toBe("Another name");
});

it("one whose lab still runs is fetched at each visit", async () => {
  state = "running";
  await openKept(ID, titleOf, wanted);
  await openKept(ID, titleOf, wanted);
  expect(fetchedFiles).toBe(2);
});

it("events that do not follow one another are a damaged file, not a silent server", async () => {
  inFile = events.slice(2);
  expect(await openKept(ID, titleOf, wanted)).toEqual({ kind: "unreadable" });
});

it("a server that does not give the file has not answered", async () => {
  fileStatus = 500;
  expect(await openKept(ID, titleOf, wanted)).toEqual({ kind: "refused", error: null });
});

it("who has left before it arrives stays where they are", async () => {
  const leave = new AbortController();
  const opening = openKept(ID, titleOf, leave.signal);
  leave.abort();
  await opening;
  expect(wentTo).toEqual([]);
  expect(useOpenedTrace.getState().opened).toBeNull();
});
