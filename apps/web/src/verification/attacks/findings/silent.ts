import type { EventOf, TraceLog } from "@wirestage/trace";
import { frameIndex } from "../../../inspector/frame-index.ts";
import type { Verification } from "../../story.ts";
import { callEvidence, frameEvidence } from "../evidence.ts";
import { answerTo, segmentsOf } from "./after-login.ts";
import { type Finding, finding, type Outcome, UNDECIDED } from "./finding.ts";
import { closedFinding, intruderOutcome } from "./login.ts";

type SocketView = EventOf<"socket.opened" | "socket.changed">;

/** The listening socket of the server with the most clients waiting that was seen. */
function fullestQueue(log: TraceLog, server: number | null, since: number): SocketView | null {
  let fullest: SocketView | null = null;
  for (const event of log.socketEvents) {
    if (event.kind === "socket.closed" || event.seq < since) continue;
    if (event.program !== server || event.state !== "LISTEN") continue;
    if (fullest === null || event.queues.receive > fullest.queues.receive) fullest = event;
  }
  return fullest;
}

function queueFinding(log: TraceLog, { verifier, begun }: Verification): readonly Finding[] {
  const queue = fullestQueue(log, verifier, begun.seq);
  if (!queue || queue.queues.receive === 0) return [];
  const { receive: waiting, send: backlog } = queue.queues;
  return [finding("queue", { waiting, backlog, room: backlog + 1 })];
}

/** SYNs of a connection that arrived and that the server's kernel left without an answer. */
function droppedSyns(log: TraceLog, story: Verification): readonly Finding[] {
  const index = frameIndex(log);
  const dropped = segmentsOf(log, story, 0).filter(
    ({ entry, from, view }) =>
      from === "client" &&
      index.summary(entry.frame)?.kind === "SYN" &&
      view.payloadLength === 0 &&
      answerTo(log, entry.frame) === null,
  );
  const [first] = dropped;
  if (!first) return [];
  return [finding("synDropped", { count: dropped.length }, [frameEvidence(first.entry.frame)])];
}

/** How long a client whose connection was made waited for `accept`. */
function waitedFinding(key: "firstWaited" | "secondWaited", story: Verification): readonly Finding[] {
  const { connection, begun, compared, verdict } = story;
  if (!connection?.established || compared === null || verdict.is !== "accepted") return [];
  const waitedNs = begun.t - connection.established.t;
  return [finding(key, { waitedNs }, [callEvidence(compared.call)])];
}

/**
 * The first client says nothing; the others know the secret, and want to be served. What it wants is that they are not:
 * that it gets, for as long as the server waits for it.
 */
export function silentOutcome([silent, first, second]: readonly Verification[], log: TraceLog): Outcome {
  if (!silent) return UNDECIDED;
  const waited = first ? waitedFinding("firstWaited", first) : [];
  const isDenied = silent.verdict.is === "timedOut" && waited.length > 0;
  const findings = [
    ...(isDenied ? [finding("deniedForAWhile"), finding("pace")] : []),
    ...queueFinding(log, silent),
    ...closedFinding(silent),
    ...waited,
    ...(second ? [...droppedSyns(log, second), ...waitedFinding("secondWaited", second)] : []),
  ];
  const outcome = intruderOutcome(silent, findings);
  if (isDenied) return { ...outcome, is: "denied" };
  const isServed = first?.verdict.is === "accepted";
  return outcome.is === "failed" && !isServed ? { ...outcome, is: "open" } : outcome;
}
