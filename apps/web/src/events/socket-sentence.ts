import { type EventOf, NS_PER_MS, type SocketState, type TraceLog } from "@wirestage/trace";
import { endpointText, isWildcard } from "../format/endpoint.ts";
import { formatDuration } from "../format/time.ts";
import {
  peering,
  receiveQueueMeaning,
  sendQueueMeaning,
  socketKind,
  timerMeaning,
} from "../hosts/socket-meaning.ts";
import { afterTimerText, becauseText, type EventsT, frameText, hostText, timerText } from "./names.ts";

type SocketEvent = EventOf<"socket.opened" | "socket.changed" | "socket.closed">;

function viewBefore(log: TraceLog, { socket, seq }: SocketEvent): SocketState | null {
  const before = log.socketEvents.findLast((event) => event.socket === socket && event.seq < seq);
  return before && before.kind !== "socket.closed" ? before : null;
}

function queuesText(view: SocketState, t: EventsT): string[] {
  const { receive, send } = view.queues;
  const received = receiveQueueMeaning(view);
  const sent = sendQueueMeaning(view);
  if (received === "accept" || sent === "backlog") {
    const key = socketKind(view) === "tcp" ? "acceptQueue" : "acceptQueueUnix";
    return [t(key, { receive, limit: send })];
  }
  const isMemory = sent === "unsent" || sent === "unreadThere";
  const waiting = t(`toRead.${received}`, { count: receive });
  return isMemory && send === 0 ? [waiting] : [waiting, t(`unacked.${sent}`, { count: send })];
}

function detailsText(view: SocketState, t: EventsT): string {
  const queues = queuesText(view, t);
  if (view.timer === null) return queues.join(t("comma"));
  const left = formatDuration(view.timer.remainingMs * NS_PER_MS);
  return [...queues, timerText(timerMeaning(view, view.timer.kind), left, t)].join(t("comma"));
}

/** `in ESTABLISHED`; of a socket without a handshake `connected (ESTABLISHED in Linux)`. */
function stateText(view: Pick<SocketState, "family" | "type" | "state">, t: EventsT): string {
  return t(peering(view) ?? "inState", { state: view.state });
}

function openedFact(event: EventOf<"socket.opened">, t: EventsT): string {
  const facts = { host: hostText(event.host, t), socket: event.socket, state: stateText(event, t) };
  if (event.state === "SYN_RECV") return t("socketRequested", facts);
  return t("socketOpened", { ...facts, type: t(`socketKind.${socketKind(event)}`) });
}

function isMoved(end: "local" | "remote", event: SocketState, before: SocketState | null): boolean {
  if (before === null || isWildcard(event[end], event.family)) return false;
  return endpointText(event[end], event.family) !== endpointText(before[end], event.family);
}

function changedFact(event: EventOf<"socket.changed">, log: TraceLog, t: EventsT): string {
  const { before, state, socket, family } = event;
  const facts = { host: hostText(event.host, t), socket };
  const earlier = viewBefore(log, event);
  if (peering(event) !== null && isMoved("remote", event, earlier)) {
    return t("socketConnected", { ...facts, remote: endpointText(event.remote, family) });
  }
  if (before !== state) {
    return t(peering(event) === null ? "socketMoved" : "socketDisconnected", { ...facts, before, state });
  }
  if (isMoved("local", event, earlier)) {
    return t("socketBound", { ...facts, local: endpointText(event.local, family) });
  }
  return t("socketStayed", { ...facts, state: stateText(event, t), details: detailsText(event, t) });
}

function closedFact(event: EventOf<"socket.closed">, log: TraceLog, t: EventsT): string {
  const earlier = viewBefore(log, event);
  const { before: state } = event;
  const before = earlier === null ? t("inState", { state }) : stateText({ ...earlier, state }, t);
  return t("socketClosed", { host: hostText(event.host, t), socket: event.socket, before });
}

/** Why it came about; of a capture, by which frame that is told. */
function whyText(fact: string, event: SocketEvent, log: TraceLog, t: EventsT): string {
  const { cause, sampling } = event;
  const stays = event.kind === "socket.changed" && event.before === event.state;
  const told = stays ? afterTimerText(fact, cause, log, t) : null;
  if (told !== null) return told;
  if (sampling !== "inferred" || cause.by !== "frame") return becauseText(fact, cause, log, t);
  return t("because.inferred", { fact, frame: frameText(cause.frame, log, t) });
}

/** What an event of a socket says, and why it came about, as one sentence in the language of `t`. */
export function socketSentence(event: SocketEvent, log: TraceLog, t: EventsT): string {
  switch (event.kind) {
    case "socket.opened":
      return whyText(openedFact(event, t), event, log, t);
    case "socket.changed":
      return whyText(changedFact(event, log, t), event, log, t);
    case "socket.closed":
      return whyText(closedFact(event, log, t), event, log, t);
    default:
      return event satisfies never;
  }
}
