import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Conversation } from "@wirestage/capture";
import { recoverRecording } from "@wirestage/recording";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useOpenedTrace } from "../session/opened-trace.ts";
import { cancelOpening, chooseAnother, openFile, showConversation, useOpening } from "./opening.ts";
import type { FromWorker, ToWorker } from "./worker/worker-messages.ts";

const { events } = recoverRecording(
  gunzipSync(readFileSync(new URL("./fixtures/tcp-echo-once.pcapng.gz", import.meta.url))),
);

/** A worker that says only what the test has it say. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly asked: ToWorker[] = [];
  isTerminated = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(...messages: readonly FromWorker[]): void {
    for (const data of messages) this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** A whole trace of the file. */
  giveTrace(trace: number): void {
    this.say({ say: "events", trace, events }, { say: "trace", trace, remarks: [], numbers: null });
  }
}

const wentTo: string[] = [];

beforeEach(() => {
  const location = { pathname: "/lab/1", search: "?t=5&frame=2", hash: "" };
  const go = (address: string) => {
    const url = new URL(address, "http://page.test");
    Object.assign(location, { pathname: url.pathname, search: url.search });
    wentTo.push(address);
  };
  wentTo.length = 0;
  FakeWorker.all.length = 0;
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("location", location);
  vi.stubGlobal("history", {
    pushState: (_state: unknown, _title: string, address: string) => go(address),
    replaceState: (_state: unknown, _title: string, address: string) => go(address),
  });
  vi.stubGlobal("scrollTo", () => {});
  useOpenedTrace.setState({ opened: null });
  useOpening.setState({ opening: { is: "idle" }, capture: null });
});

afterEach(() => {
  cancelOpening();
  vi.unstubAllGlobals();
});

function opened(name: string): FakeWorker {
  openFile(new File(["x"], name));
  const worker = FakeWorker.all.at(-1);
  if (!worker) throw new Error("no worker was started");
  return worker;
}

function conversation(id: number): Conversation {
  const hosts = { client: "10.0.0.1", server: "10.0.0.2", clientSpokeFirst: true };
  return { id, version: 4, ...hosts, frames: 1, bytes: 60, protocols: { tcp: 1, udp: 0, other: 0 } };
}

/** A capture of two conversations, the first of which is shown, as trace 1. */
async function openedCapture(): Promise<FakeWorker> {
  const worker = opened("two.pcap");
  worker.say({ say: "survey", conversations: [conversation(1), conversation(2)], packets: 2, leftOut: 0 });
  showConversation(conversation(1));
  worker.giveTrace(1);
  await vi.waitFor(() => expect(useOpenedTrace.getState().opened).not.toBeNull());
  return worker;
}

const bytesOf = (frame: number, signal = new AbortController().signal) =>
  useOpenedTrace.getState().opened?.wholeFrame(frame, signal);

const titleShown = () => useOpenedTrace.getState().opened?.title;

it("a file is shown at its own address, and what the lab's address says of a moment stays with the lab", async () => {
  opened("a.pcapng").giveTrace(0);
  await vi.waitFor(() => expect(titleShown()).toBe("a.pcapng"));
  expect(wentTo).toEqual(["/open"]);
  expect(useOpening.getState().opening).toEqual({ is: "idle" });
});

it("frames of the conversation in view stay its own when another was chosen and given up", async () => {
  const worker = await openedCapture();
  chooseAnother();
  showConversation(conversation(2));
  cancelOpening();
  worker.giveTrace(2);
  void bytesOf(5)?.catch(() => {});
  expect(worker.asked.at(-1)).toMatchObject({ ask: "frame", trace: 1, frame: 5 });
});

it("events of the conversation that was chosen before do not mix with those of the one chosen now", async () => {
  const worker = opened("two.pcap");
  worker.say({ say: "survey", conversations: [conversation(1), conversation(2)], packets: 2, leftOut: 0 });
  showConversation(conversation(1));
  worker.say({ say: "events", trace: 1, events: events.slice(0, 3) });
  showConversation(conversation(2));
  worker.say({ say: "events", trace: 1, events: events.slice(3) });
  worker.giveTrace(2);
  await vi.waitFor(() => expect(titleShown()).toBe("two.pcap"));
  expect(useOpenedTrace.getState().opened?.log.latest.next).toBe(events.length);
});

it("a trace whose events do not follow one another is refused, with a reason", async () => {
  const worker = opened("gap.pcapng");
  worker.say(
    { say: "events", trace: 0, events: events.slice(2) },
    { say: "trace", trace: 0, remarks: [], numbers: null },
  );
  await vi.waitFor(() =>
    expect(useOpening.getState().opening).toMatchObject({ is: "failed", name: "gap.pcapng" }),
  );
  expect(worker.isTerminated).toBe(true);
});

it("a file that is given up while its log is built leaves the lab in view", async () => {
  opened("long.pcapng").giveTrace(0);
  cancelOpening();
  await new Promise(setImmediate);
  expect(wentTo).toEqual([]);
  expect(titleShown()).toBeUndefined();
});

it("of two files the one opened later is shown, and its dialog stays until then", async () => {
  const first = opened("first.pcapng");
  first.giveTrace(0);
  const second = opened("second.pcapng");
  await new Promise(setImmediate);
  expect(useOpening.getState().opening).toMatchObject({ is: "reading", name: "second.pcapng" });
  second.giveTrace(0);
  await vi.waitFor(() => expect(titleShown()).toBe("second.pcapng"));
  expect(first.isTerminated).toBe(true);
});

it("once the worker is gone a frame's bytes are refused at once, asked for before or after", async () => {
  const first = opened("first.pcapng");
  first.giveTrace(0);
  await vi.waitFor(() => expect(titleShown()).toBe("first.pcapng"));
  const before = useOpenedTrace.getState().opened;
  const asked = expect(bytesOf(1)).rejects.toThrow("unreadable");
  opened("second.pcapng").giveTrace(0);
  await vi.waitFor(() => expect(titleShown()).toBe("second.pcapng"));
  await asked;
  await expect(before?.wholeFrame(2, new AbortController().signal)).rejects.toThrow("unreadable");
});

it("a conversation that cannot be read leaves the frames of the one in view readable", async () => {
  const worker = await openedCapture();
  chooseAnother();
  showConversation(conversation(2));
  worker.say({ say: "failed", trace: 2, problem: { code: "unreadable", facts: {} } });
  expect(useOpening.getState().opening).toMatchObject({ is: "failed" });
  const bytes = bytesOf(1);
  const question = worker.asked.at(-1);
  if (question?.ask !== "frame") throw new Error("the frame was not asked for");
  worker.say({ say: "frame", id: question.id, bytes: Uint8Array.of(7) });
  expect(await bytes).toEqual(Uint8Array.of(7));
});

it("a frame that nobody waits for any more is called off", async () => {
  const worker = await openedCapture();
  const leave = new AbortController();
  const bytes = bytesOf(1, leave.signal);
  leave.abort();
  await expect(bytes).rejects.toThrow("unreadable");
  expect(worker.asked.at(-1)).toMatchObject({ ask: "no-frame" });
});
