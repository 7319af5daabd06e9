import {
  type Cause,
  countUntil,
  NS_PER_MS,
  NS_PER_S,
  type SocketState,
  type TraceLog,
  type TraceState,
  type TraceTime,
} from "@wirestage/trace";

/** How long a socket that the kernel forgot stays on the panel, in trace time. */
const LINGER_NS = 2 * NS_PER_S;

/** A socket of the panel: as the kernel last told of it, or just gone. */
export interface HostSocket {
  readonly view: SocketState;
  /** What brought the socket into its state, or ended it. */
  readonly cause: Cause;
  readonly gone: boolean;
  /** The program that holds it, or was the last to hold it. */
  readonly program: number | null;
}

/** A socket that its program has closed still belongs to it as far as a reader is concerned. */
function lastHolder(log: TraceLog, view: SocketState): number | null {
  if (view.program !== null) return view.program;
  const held = log.socketEvents.findLast(
    (event) =>
      event.seq <= view.seq &&
      event.socket === view.socket &&
      event.kind !== "socket.closed" &&
      event.program !== null,
  );
  return held && held.kind !== "socket.closed" ? held.program : null;
}

/** Queues and timers change more often than the state does, each time with a cause of their own. */
function causeOfState(log: TraceLog, view: SocketState): Cause {
  const change = log.socketEvents.findLast(
    (event) =>
      event.seq <= view.seq &&
      event.socket === view.socket &&
      (event.kind === "socket.opened" || (event.kind === "socket.changed" && event.before !== event.state)),
  );
  return change?.cause ?? view.cause;
}

/** Sockets that were closed within the last two seconds before `t`, with what was last known of them. */
function lingering(log: TraceLog, state: TraceState, host: string, t: TraceTime): HostSocket[] {
  const events = log.socketEvents;
  const found: HostSocket[] = [];
  for (let at = countUntil(events, t, (event) => event.t) - 1; at >= 0; at--) {
    const event = events[at];
    if (!event || event.t < t - LINGER_NS) break;
    if (event.kind !== "socket.closed" || event.host !== host || event.seq >= state.next) continue;
    const view = events.slice(0, at).findLast((each) => each.socket === event.socket);
    if (!view || view.kind === "socket.closed") continue;
    found.push({ view, cause: event.cause, gone: true, program: lastHolder(log, view) });
  }
  return found;
}

/** The host's sockets at `t`, listening ones first, then by age; those just gone keep their place. */
export function hostSockets(log: TraceLog, state: TraceState, host: string, t: TraceTime): HostSocket[] {
  const here = [...state.sockets.values()]
    .filter((view) => view.host === host)
    .map((view) => ({ view, cause: causeOfState(log, view), gone: false, program: lastHolder(log, view) }));
  return [...here, ...lingering(log, state, host, t)].sort(
    (a, b) =>
      Number(b.view.state === "LISTEN") - Number(a.view.state === "LISTEN") || a.view.socket - b.view.socket,
  );
}

export interface SocketGroup {
  /** Null: no program ever held them. */
  readonly program: number | null;
  readonly sockets: readonly HostSocket[];
}

/** Sockets by the program that holds or held them, in the order of their first; what none held, last. One group for one program. */
export function socketGroups(sockets: readonly HostSocket[]): SocketGroup[] {
  const programs = new Set(sockets.map(({ program }) => program).filter((program) => program !== null));
  if (programs.size < 2) return sockets.length === 0 ? [] : [{ program: null, sockets }];
  const groups = [...programs, null].map((program) => ({
    program,
    sockets: sockets.filter((socket) => socket.program === program),
  }));
  return groups.filter((group) => group.sockets.length > 0);
}

/** What is left of a socket's timer at `t`, in ms: counted on from the kernel's last answer; null without a timer. */
export function timerLeftMs(view: SocketState, t: TraceTime): number | null {
  if (view.timer === null) return null;
  return Math.max(0, view.timer.remainingMs - (t - view.t) / NS_PER_MS);
}
