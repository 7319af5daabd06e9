import type { SocketStreams } from "./socket-streams.ts";
import type {
  CallFact,
  Comparison,
  Computation,
  Moment,
  NonceMade,
  Passage,
  Verdict,
  Verification,
  VerifiedConnection,
} from "./story.ts";
import type { Stretch, Stretches } from "./stretches.ts";
import type { Way } from "./ways.ts";

/** Both ends of the connection, and both ways between them. */
interface Ends {
  readonly own: SocketStreams;
  readonly peer: SocketStreams | null;
  /** From the server to the client, and back. */
  readonly out: Way | null;
  readonly back: Way | null;
}

function watched<T extends Stretch>(stretches: Stretches<T> | undefined, stretch: Stretch): readonly T[] {
  return stretches?.watch(stretch) ?? [];
}

function earlier(a: Moment | null, b: Moment | null): Moment | null {
  if (a === null || b === null) return a ?? b;
  return a.seq < b.seq ? a : b;
}

/** A verification that may still be going on: what `StoryIndex` learns is written down here. */
export class Episode implements Verification {
  readonly number: number;
  readonly begun: Moment;
  readonly verifierHost: string;
  verifier: number | null;
  prover: number | null = null;
  made: NonceMade | null = null;
  nonce: Passage | null = null;
  proverMac: Computation | null = null;
  answer: Passage | null = null;
  verifierMac: Computation | null = null;
  compared: Comparison | null = null;
  verdict: Verdict = { is: "open" };
  /** What it comes to if the server closes now, without a comparison. */
  unfinished: Verdict | null = null;
  closed: CallFact | null = null;
  nonceOf: number | null = null;
  answerOf: number | null = null;
  readonly injected: (Moment & { readonly frame: number })[] = [];
  /** Whether anything but random bytes that were sent tells of HMAC. */
  tellsOfHmac: boolean;
  /** Where the client's answer begins in its stream. */
  answerFrom = 0;
  #ends: Ends | null = null;

  constructor(
    number: number,
    begun: Moment,
    verifier: { program: number | null; host: string },
    tellsOfHmac: boolean,
  ) {
    this.number = number;
    this.begun = { seq: begun.seq, t: begun.t };
    this.verifier = verifier.program;
    this.verifierHost = verifier.host;
    this.tellsOfHmac = tellsOfHmac;
  }

  get ends(): Ends | null {
    return this.#ends;
  }

  get connection(): VerifiedConnection | null {
    const ends = this.#ends;
    if (ends === null) return null;
    const { own, peer, out, back } = ends;
    const peerOver = peer === null ? own.over : peer.over;
    return {
      socket: own.socket,
      peer: peer?.socket ?? null,
      remote: own.remote,
      syn: back?.syn ?? null,
      established: own.established,
      farewell: earlier(out?.farewell ?? null, back?.farewell ?? null),
      over: own.over && peerOver && (own.over.seq > peerOver.seq ? own.over : peerOver),
    };
  }

  /** From here on it is known which connection it is about, and where in its stream the nonce stands. */
  connect(ends: Ends, nonce: Stretch): void {
    this.#ends = ends;
    this.answerFrom = ends.own.receivedLength;
    this.nonce = {
      ...nonce,
      sent: watched(ends.own.sent, nonce),
      carried: watched(ends.out?.carried, nonce),
      received: watched(ends.peer?.received, nonce),
    };
  }

  /** @param to where the answer ends in the client's stream, as far as is known */
  expectAnswer(to: number): void {
    const ends = this.#ends;
    if (ends === null || (this.answer !== null && this.answer.to === to)) return;
    if (this.answer !== null) {
      ends.peer?.sent.unwatch(this.answer.sent);
      ends.back?.carried.unwatch(this.answer.carried);
      ends.own.received.unwatch(this.answer.received);
    }
    const stretch = { from: this.answerFrom, to };
    this.answer = {
      ...stretch,
      sent: watched(ends.peer?.sent, stretch),
      carried: watched(ends.back?.carried, stretch),
      received: watched(ends.own.received, stretch),
    };
  }
}
