import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { PcapngWriter } from "@wirestage/pcapng";
import { type EventOf, TRACE_VERSION, type TraceEvent, traceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RecordingError } from "./error.ts";
import { readRecording } from "./read-recording.ts";
import { APPLICATION, heldSynRun, synInFlight } from "./recorded-run.fixture.ts";
import { writeRecording } from "./write-recording.ts";

const application = APPLICATION;
/** For tests that read thousands of files: a busy machine takes longer than vitest's 5 s. */
const MANY_FILES_MS = 60_000;
const GOLDEN = new Uint8Array(readFileSync(new URL("../fixtures/v1-tcp-echo.pcapng", import.meta.url)));

function readError(bytes: Uint8Array): RecordingError {
  try {
    readRecording(bytes);
  } catch (error) {
    if (error instanceof RecordingError) return error;
    throw error;
  }
  throw new Error("the file was read");
}

/** Replaces text by text of the same length, wherever it stands. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  expect(to).toHaveLength(from.length);
  const text = Buffer.from(bytes).toString("latin1");
  expect(text.includes(from)).toBe(true);
  return Buffer.from(text.replaceAll(from, to), "latin1");
}

describe("a file that cannot be read is refused with a sentence that says what to do", () => {
  test.each([
    ["nothing at all", new Uint8Array(0)],
    ["text", new TextEncoder().encode("<!doctype html><title>no</title>")],
    ["a classic pcap", Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
  ])("%s", (_, bytes) => {
    const { code, message } = readError(bytes);
    expect(code).toBe("not_a_pcapng");
    expect(message).toMatch(/not a pcapng file.*Choose a recording/);
  });

  test("a capture of another program", () => {
    const writer = new PcapngWriter();
    writer.writeSection({ userAppl: "Dumpcap (Wireshark) 4.0" });
    const interfaceId = writer.writeInterface({ linkType: 1, snapLen: 0 });
    const others = { code: 2989, value: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) };
    writer.writePacket({ interfaceId, timestamp: 0n, data: new Uint8Array(60), otherOptions: [others] });
    const { code, message } = readError(writer.takeBytes());
    expect(code).toBe("not_a_wirestage_recording");
    expect(message).toMatch(/holds no Wirestage trace.*Choose a recording/);
  });

  test("a recording whose form is newer than this program", () => {
    const { code, facts, message } = readError(replaced(GOLDEN, "WIRESTG\x01", "WIRESTG\x02"));
    expect(code).toBe("recording_too_new");
    expect(facts).toEqual({ what: "format", found: 2, known: 1, application });
    expect(message).toMatch(/made by Wirestage 0\.1\.0.*version is 2.*Update Wirestage/);
  });

  test("a recording whose events are newer than this program", () => {
    const opened = '"kind":"lab.opened","version":';
    const { code, facts } = readError(replaced(GOLDEN, `${opened}1`, `${opened}9`));
    expect(code).toBe("recording_too_new");
    expect(facts).toMatchObject({ what: "trace", found: 9, known: TRACE_VERSION });
  });

  test.each([
    ["an event that is no JSON", '{"seq":3,', '["seq":3,', /not JSON/],
    ["an event of an unknown kind", '"call.blocked"', '"call.blessed"', /cannot be understood/],
    ["a seq twice", '{"seq":3,', '{"seq":2,', /event 3 is missing/],
    [
      "a frame number twice",
      '"frame":3,"host":"client","kind":"frame.sent"',
      '"frame":2,"host":"client","kind":"frame.sent"',
      /frame 3 is missing/,
    ],
    ["more bytes than its packet has", '"bytes":54', '"bytes":99', /lacks bytes of its frame/],
    ["octets that are not UTF-8", "lab.opened", "lab.\xff\xffened", /UTF-8/],
    [
      "an end that counts another number",
      '"recording.ended","events":87',
      '"recording.ended","events":88',
      /87 events of 88/,
    ],
    ["version 0", "WIRESTG\x01", "WIRESTG\0", /version 0/],
    ["a trace of version 0", '"version":1', '"version":0', /cannot be understood/],
  ])("damage: %s", (_, from, to, problem) => {
    const { code, message } = readError(replaced(GOLDEN, from, to));
    expect(code).toBe("recording_damaged");
    expect(message).toMatch(problem);
    expect(message).toMatch(/Save it from Wirestage again/);
  });

  test("a second recording behind the first", () => {
    const twice = new Uint8Array([...GOLDEN, ...GOLDEN]);
    expect(readError(twice)).toMatchObject({ code: "recording_damaged" });
  });

  test("a file that ends too early, wherever it is cut", { timeout: MANY_FILES_MS }, () => {
    const file = writeRecording(synInFlight().events, { application });
    for (let length = 0; length < file.length; length++) {
      const { code } = readError(file.subarray(0, length));
      expect(code).toMatch(/^(not_a_pcapng|not_a_wirestage_recording|recording_damaged)$/);
    }
  });

  test("any changed octets give events or a RecordingError, never anything else", {
    timeout: MANY_FILES_MS,
  }, () => {
    const changes = fc.array(fc.tuple(fc.nat(GOLDEN.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(changes, (octets) => {
        const bytes = new Uint8Array(GOLDEN);
        for (const [at, octet] of octets) bytes[at] = octet;
        try {
          expect(Array.isArray(readRecording(bytes))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordingError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a trace that a recording cannot hold is refused before anything is written", () => {
  const { events } = heldSynRun();
  const [opened, ...rest] = events;

  function withOpened(changes: Partial<EventOf<"lab.opened">>): TraceEvent[] {
    if (opened?.kind !== "lab.opened") throw new Error("a trace starts with lab.opened");
    return [{ ...opened, ...changes }, ...rest];
  }

  test.each<[string, Iterable<TraceEvent | string>, RegExp]>([
    ["no events", [], /no events/],
    ["a beginning that is missing", rest, /event 0 is missing/],
    ["a gap", events.toSpliced(5, 1), /event 5 is missing/],
    ["text that is not JSON", ["{"], /event 0 is not one of a trace/],
    ["JSON that is no event", ['{"seq":0}'], /event 0 is not one of a trace/],
    ["a wall clock that is none", withOpened({ wallClock: "yesterday" }), /wall clock/],
    ["a wall clock before 1970", withOpened({ wallClock: "1969-12-31T23:59:59Z" }), /wall clock/],
    ["no host", withOpened({ hosts: [] }), /no host/],
    [
      "a host that the lab does not have",
      withOpened({ hosts: withoutClient() }),
      /host that the lab does not have/,
    ],
  ])("%s", (_, given, problem) => {
    const refused = expect.objectContaining({
      code: "trace_not_recordable",
      message: expect.stringMatching(problem),
    });
    expect(() => writeRecording(given, { application })).toThrow(refused);
  });

  function withoutClient() {
    return opened?.kind === "lab.opened" ? opened.hosts.filter((host) => host.name !== "client") : [];
  }

  test("two traces in one", () => {
    const first = new TraceBuilder().events;
    const second = first.map((event) => ({ ...event, seq: 1, t: traceTime(1) }));
    expect(() => writeRecording([...first, ...second], { application })).toThrow(/lab\.opened/);
  });
});
