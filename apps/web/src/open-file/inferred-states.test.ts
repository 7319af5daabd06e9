import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { CaptureSurvey, type Conversation, ConversationPackets, captureTrace } from "@wirestage/capture";
import { PacketReader } from "@wirestage/pcapng";
import { recoverRecording } from "@wirestage/recording";
import { type SocketState, type TcpState, type TraceEvent, transitionBetween } from "@wirestage/trace";
import { describe, expect, it } from "vitest";

function filesIn(folder: string): (readonly [name: string, bytes: Uint8Array])[] {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url).map((name) => [name, readFileSync(new URL(name, url))] as const);
}

function conversationsOf(file: Uint8Array): Conversation[] {
  const survey = new CaptureSurvey();
  const reader = new PacketReader((packet) => survey.take(packet));
  reader.push(file);
  reader.finish();
  return survey.conversations();
}

/** What a stranger's file with the same packets would show. */
function inferredFrom(file: Uint8Array): TraceEvent[] {
  return conversationsOf(file).flatMap((conversation) => {
    const kept = new ConversationPackets(conversation, { frames: 100_000, headBytes: 256 });
    const reader = new PacketReader((packet) => kept.take(packet));
    reader.push(file);
    const origin = reader.origin ?? 0n;
    return [...captureTrace(conversation, kept.packets, { file: "", linkType: 1, packets: 0, origin })];
  });
}

const nameOf = ({ host, local, remote }: SocketState) =>
  `${host} ${local.address} ${local.port} – ${remote.address} ${remote.port}`;

/** The state in which each end of each TCP connection is in the end; listening sockets are of no connection. */
function lastStates(events: readonly TraceEvent[]): Record<string, TcpState> {
  const names = new Map<number, string>();
  const states: Record<string, TcpState> = {};
  for (const event of events) {
    if (event.kind === "socket.opened" || event.kind === "socket.changed") {
      if (event.type === "SOCK_STREAM" && event.remote.port > 0) names.set(event.socket, nameOf(event));
      const name = names.get(event.socket);
      if (name !== undefined) states[name] = event.state;
    } else if (event.kind === "socket.closed") {
      const name = names.get(event.socket);
      if (name !== undefined) states[name] = "CLOSE";
    }
  }
  return states;
}

/** Labs with frames lost, doubled and put out of order, and those that come along with the page. */
const labs = [
  ...filesIn("./fixtures/").map(([name, packed]) => [name, new Uint8Array(gunzipSync(packed))] as const),
  ...filesIn("../../public/samples/").filter(([name]) => name.endsWith(".pcapng")),
];

describe.each(labs)(
  "a real lab's recording, %s, read as a capture that says nothing but its packets",
  (_, file) => {
    const inferred = inferredFrom(file);

    it("ends in the states in which its kernels were", () => {
      expect(lastStates(inferred)).toEqual(lastStates(recoverRecording(file).events));
    });

    it("moves only along the arrows of RFC 9293, but for what a repeat takes back", () => {
      const odd = inferred.flatMap((event) =>
        event.kind === "socket.changed" && transitionBetween(event.before, event.state) === null
          ? [`${event.before} → ${event.state}`]
          : [],
      );
      const takenBack = [
        "ESTABLISHED → SYN_RECV",
        "FIN_WAIT2 → FIN_WAIT1",
        "TIME_WAIT → FIN_WAIT1",
        "TIME_WAIT → CLOSING",
      ];
      expect(odd.filter((step) => !takenBack.includes(step))).toEqual([]);
    });
  },
);
