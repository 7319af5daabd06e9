import {
  type CallEntry,
  type EventOf,
  type FrameOrigin,
  isFrameOrigin,
  type TraceEvent,
  type TraceLog,
} from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { bytesGiven, bytesOfValue, bytesTaken, isReceiver, isSender } from "./call-bytes.ts";
import { comparisonOf, computationOf } from "./computation.ts";
import type { Episode } from "./episode.ts";
import { EpisodeBook } from "./episode-book.ts";
import { NonceTable } from "./nonce-table.ts";
import { carriersOf } from "./passage-bytes.ts";
import { type SocketStreams, SocketTable } from "./socket-streams.ts";
import type { CallFact, CarriedPart, Computation, Verification } from "./story.ts";
import type { Stretch } from "./stretches.ts";
import { type Way, WayTable } from "./ways.ts";

type Returned = CallEntry & { readonly returned: EventOf<"call.returned"> };

/** Errors that say that there is nothing yet, not that anything ended. */
const NOTHING_YET: ReadonlySet<string> = new Set(["EAGAIN", "EWOULDBLOCK", "EINPROGRESS", "EINTR"]);

function factOf({ seq, t, call }: CallFact): CallFact {
  return { seq, t, call };
}

/** The verifications of a log. Every event is read once; the index grows with the log. */
export class StoryIndex {
  readonly #log: TraceLog;
  readonly #book = new EpisodeBook();
  readonly #sockets = new SocketTable();
  readonly #ways = new WayTable();
  readonly #nonces = new NonceTable();
  /** The newest episode of a connection, by the socket of either end. */
  readonly #bySocket = new Map<number, Episode>();
  /** Answers that were accepted, by their base64. */
  readonly #accepted = new Map<string, number>();
  /** By frame. */
  readonly #parts = new Map<number, CarriedPart>();
  readonly #byWay = new WeakMap<Way, Episode>();
  #seen = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** Those that had begun within the first `count` events. */
  verifications(count: number): readonly Verification[] {
    return this.#book.all.filter(({ begun, tellsOfHmac }) => tellsOfHmac && begun.seq < count);
  }

  /** What a frame carried of a verification. */
  partOf(frame: number): CarriedPart | null {
    return this.#parts.get(frame) ?? null;
  }

  grow(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen++) {
      const event = events[this.#seen];
      if (event) this.#push(event);
    }
  }

  #push(event: TraceEvent): void {
    if (isFrameOrigin(event)) {
      this.#carried(event);
      return;
    }
    switch (event.kind) {
      case "program.started":
        this.#book.started(event.program, event.name);
        return;
      case "program.ended":
        this.#book.ended(event.program, { seq: event.seq, t: event.t });
        return;
      case "socket.opened":
      case "socket.changed":
        this.#sockets.changed(event);
        return;
      case "socket.closed":
        this.#sockets.closed(event);
        return;
      case "call.entered":
        this.#entered(event);
        return;
      case "call.returned":
        this.#returned(event);
        return;
      default:
        return;
    }
  }

  #carried(event: FrameOrigin): void {
    const summary = frameIndex(this.#log).summary(event.frame);
    const way = summary && this.#ways.push(event, summary);
    const episode = way && this.#byWay.get(way);
    if (!episode) return;
    this.#nameParts(episode);
    const { seq, t, frame } = event;
    if (event.kind === "frame.injected" && episode.verdict.is === "accepted") {
      episode.injected.push({ seq, t, frame });
    }
  }

  /** Tells of the frames found last what they carried. */
  #nameParts({ nonce, answer }: Episode): void {
    for (const [what, passage] of [
      ["nonce", nonce],
      ["answer", answer],
    ] as const) {
      if (!passage) continue;
      for (const { frame, from, to } of carriersOf(passage)) {
        if (this.#parts.has(frame)) continue;
        const bytes = Math.min(to, passage.to) - Math.max(from, passage.from);
        this.#parts.set(frame, { what, bytes });
      }
    }
  }

  #entered(event: EventOf<"call.entered">): void {
    const socket = this.#sockets.of(event.socket);
    if (socket === null) return;
    if (isSender(event.name)) this.#gives(event, socket);
    const episode = event.name === "close" ? this.#bySocket.get(socket.socket) : undefined;
    if (episode?.ends?.own !== socket || episode.closed !== null) return;
    episode.closed = factOf(event);
    if (episode.verdict.is === "open") {
      this.#book.settle(episode, episode.unfinished ?? { is: "closed", ...factOf(event) });
    }
  }

  #gives(event: EventOf<"call.entered">, socket: SocketStreams): void {
    const given = bytesGiven({ entered: event });
    if (given === null || given.length === 0) return;
    const stretch = { from: socket.sentLength, to: socket.sentLength + given.length };
    socket.sent.push({ ...factOf(event), ...stretch });
    socket.sentLength = stretch.to;
    const { program } = event;
    this.#nonces.passed(program, { socket, ...stretch, base64: given.base64, is: "sent" });
    const open = this.#bySocket.get(socket.socket);
    if (open?.verdict.is === "open" && open.ends?.own === socket) return;
    if (open?.ends?.peer === socket) this.#answers(open, stretch, program);
    else if (this.#nonces.made(program, given.base64)) this.#challenge(event, socket, stretch, given.base64);
  }

  #answers(episode: Episode, { to }: Stretch, program: number): void {
    if (episode.verdict.is !== "open" || episode.answer !== null || to <= episode.answerFrom) return;
    episode.prover ??= program;
    episode.expectAnswer(to);
  }

  /** A program sends random bytes that it made before. */
  #challenge(event: EventOf<"call.entered">, socket: SocketStreams, stretch: Stretch, base64: string): void {
    const { program } = event;
    const made = this.#nonces.made(program, base64);
    const waiting = this.#book.waitingWith(made);
    const episode = waiting ?? this.#book.begin(event, { program, host: event.host });
    episode.made = made;
    this.#connect(episode, socket, stretch, base64);
  }

  #connect(episode: Episode, own: SocketStreams, nonce: Stretch, base64: string): void {
    const peer = this.#sockets.peerOf(own);
    episode.connect({ own, peer, out: this.#ways.of(own.there), back: this.#ways.of(own.back) }, nonce);
    episode.nonceOf = this.#nonces.firstUse(base64, episode.number);
    this.#bySocket.set(own.socket, episode);
    for (const way of [episode.ends?.out, episode.ends?.back]) if (way) this.#byWay.set(way, episode);
    this.#nameParts(episode);
    if (peer) this.#bySocket.set(peer.socket, episode);
  }

  #returned(returned: EventOf<"call.returned">): void {
    const entry = this.#log.calls[returned.call - 1];
    if (!entry) return;
    const call = { ...entry, returned };
    const { name } = entry.entered;
    if (isReceiver(name)) this.#takes(call);
    else if (name === "send") this.#gave(call);
    else if (name === "os.urandom") this.#makes(call);
    else if (name === "hmac.digest") this.#computes(call);
    else if (name === "hmac.compare_digest") this.#compares(call);
  }

  /** `send` may take less than it was given. */
  #gave({ entered, returned }: Returned): void {
    const socket = this.#sockets.of(entered.socket);
    const given = bytesGiven({ entered });
    if (socket === null || given === null || given.length === 0) return;
    const taken =
      returned.outcome.ok && typeof returned.outcome.value === "number" ? returned.outcome.value : 0;
    if (taken === given.length) return;
    const from = socket.sentLength - given.length;
    socket.sentLength = from + taken;
    socket.sent.replaceLast({ ...factOf(entered), from, to: from + taken });
  }

  #takes(call: Returned): void {
    const socket = this.#sockets.of(call.entered.socket);
    if (socket === null) return;
    const { program } = call.entered;
    const episode = this.#bySocket.get(socket.socket);
    const taken = bytesTaken(call);
    if (taken !== null && taken.length > 0) {
      const stretch = { from: socket.receivedLength, to: socket.receivedLength + taken.length };
      socket.received.push({ ...factOf(call.returned), ...stretch });
      socket.receivedLength = stretch.to;
      if (episode?.ends?.own === socket) episode.unfinished = null;
      if (taken.value) {
        this.#nonces.passed(program, { socket, ...stretch, base64: taken.value.base64, is: "received" });
      }
      if (episode?.ends?.peer === socket) episode.prover ??= program;
    } else if (episode?.verdict.is === "open" && episode.ends?.own === socket) {
      this.#endedReceiving(episode, call, taken !== null);
    }
  }

  /** @param isEnd whether it got the empty bytes that end a stream: what there is may still be compared */
  #endedReceiving(episode: Episode, { returned }: Returned, isEnd: boolean): void {
    const { outcome } = returned;
    const fact = factOf(returned);
    if (isEnd) episode.unfinished = { is: "left", code: null, ...fact };
    else if (outcome.ok) return;
    // A program that has no time left may also ask without waiting.
    else if (NOTHING_YET.has(outcome.code)) episode.unfinished = { is: "timedOut", ...fact };
    else if (outcome.code === "timeout") this.#book.settle(episode, { is: "timedOut", ...fact });
    else this.#book.settle(episode, { is: "left", code: outcome.code, ...fact });
  }

  #makes({ entered, returned }: Returned): void {
    const bytes = returned.outcome.ok ? bytesOfValue(returned.outcome.value) : null;
    if (bytes === null || bytes.length === 0) return;
    const { program, host } = entered;
    const made = { ...factOf(returned), bytes };
    this.#nonces.make(program, made);
    if (this.#book.isOfPair(program)) this.#book.begin(returned, { program, host }).made = made;
  }

  #computes(call: Returned): void {
    const computation = computationOf(call);
    if (computation === null) return;
    const { program, message } = computation;
    const known =
      this.#book.toCompute(program, message) ?? this.#episodeOfMessage(program, message, computation);
    if (!known) return;
    known.tellsOfHmac = true;
    if (known.verifier === program) known.verifierMac ??= computation;
    else known.proverMac ??= computation;
  }

  /** Where nobody saw the nonce being made: bytes that the program has just sent or received are what it is asked about. */
  #episodeOfMessage(program: number, message: Uint8Array, at: Computation): Episode | null {
    const passed = this.#nonces.passedAs(program, message);
    const own = passed && (passed.is === "sent" ? passed.socket : this.#sockets.peerOf(passed.socket));
    if (!passed || !own) return null;
    const known = this.#bySocket.get(own.socket);
    if (known?.verdict.is === "open") {
      if (passed.is === "sent") known.verifier ??= program;
      return known.verifier === program ? known : null;
    }
    const episode = this.#book.begin(at, { program: passed.is === "sent" ? program : null, host: own.host });
    this.#connect(episode, own, passed, passed.base64);
    if (passed.is === "received") episode.prover = program;
    return episode;
  }

  #compares(call: Returned): void {
    const { program } = call.entered;
    const compared = comparisonOf(
      call,
      (a, b) => this.#book.toCompare(program, a, b)?.verifierMac?.mac ?? null,
    );
    const episode = compared && this.#book.toCompare(program, compared.own, compared.given);
    if (!compared || !episode) return;
    episode.tellsOfHmac = true;
    episode.compared = compared;
    const { ends, answerFrom } = episode;
    const to = answerFrom + compared.given.length;
    if (ends && ends.own.receivedLength >= to && to > answerFrom) episode.expectAnswer(to);
    this.#judge(episode, factOf(call.returned), compared.equal, compared.given);
  }

  #judge(episode: Episode, fact: CallFact, equal: boolean, given: Uint8Array): void {
    const answer = given.join();
    episode.answerOf = this.#accepted.get(answer) ?? null;
    this.#book.settle(episode, { is: equal ? "accepted" : "refused", ...fact });
    if (equal && !this.#accepted.has(answer)) this.#accepted.set(answer, episode.number);
  }
}

const INDEXES = new WeakMap<TraceLog, StoryIndex>();

/** The one index of a log, up to date with it. */
export function storyIndex(log: TraceLog): StoryIndex {
  const index = INDEXES.get(log) ?? new StoryIndex(log);
  INDEXES.set(log, index);
  index.grow();
  return index;
}
