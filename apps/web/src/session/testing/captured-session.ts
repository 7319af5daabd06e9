import { type EventFacts, TRACE_VERSION, TraceEvent, TraceLog } from "@wirestage/trace";
import { FileSession } from "../file-session.ts";
import { FakeFrames } from "./fake-frames.ts";

const OPENED: EventFacts = {
  kind: "lab.opened",
  version: TRACE_VERSION,
  kernelRelease: "",
  wallClock: "2026-01-01T00:00:00.000Z",
  seed: 0,
  mtu: 0,
  request: null,
  capture: { file: "echo.pcap", linkType: 1, packets: 0, shown: 0 },
  hosts: [
    { name: "client", address: "192.0.2.1", address6: null, mac: "", interface: "" },
    { name: "server", address: "192.0.2.2", address6: null, mac: "", interface: "" },
  ],
  sysctls: {},
};

/** A session of a capture file of which only the two hosts are known yet. */
export function capturedSession(): FileSession {
  const log = new TraceLog();
  log.append([TraceEvent.parse({ ...OPENED, seq: 0, t: 0 })]);
  const trace = {
    key: "opened-1",
    title: "echo.pcap",
    source: { kind: "file", name: "echo.pcap", size: 24 },
    remarks: [],
    packetNumber: () => null,
    log,
    wholeFrame: async () => Uint8Array.of(),
  } as const;
  return new FileSession(trace, new FakeFrames().request);
}
