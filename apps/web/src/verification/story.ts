import type { TraceTime } from "@wirestage/trace";
import type { Stretch } from "./stretches.ts";

/** When something became true: the event that told it. */
export interface Moment {
  readonly seq: number;
  readonly t: TraceTime;
}

export interface CallFact extends Moment {
  readonly call: number;
}

/** What `os.urandom` gave the program that challenges. */
export interface NonceMade extends CallFact {
  readonly bytes: Uint8Array;
}

/** Part of a passage that one call gave to its kernel, or took from it. `from` and `to` count the bytes of the stream. */
export interface CalledStretch extends CallFact, Stretch {}

/** Part of a passage that one frame carried: its bytes `start` to before `end`, counted from Ethernet's header. */
export interface CarriedStretch extends Moment, Stretch {
  readonly frame: number;
  readonly start: number;
  readonly end: number;
  /** All payload that the frame has, of which this may be a part. */
  readonly payload: number;
  /** No kernel sent it. */
  readonly isInjected: boolean;
}

/**
 * Bytes on their way from one program to the other: numbers `from` to before `to` of one direction of the connection,
 * where the first byte after the SYN is 0. The lists are what was seen of them, in order, retransmissions included.
 */
export interface Passage extends Stretch {
  readonly sent: readonly CalledStretch[];
  readonly carried: readonly CarriedStretch[];
  readonly received: readonly CalledStretch[];
}

/** What a frame carried of a verification, and how many bytes of it. */
export interface CarriedPart {
  readonly what: "nonce" | "answer";
  readonly bytes: number;
}

/** One `hmac.digest` call. `key` is null where the recording was saved without secrets. */
export interface Computation extends CallFact {
  readonly program: number;
  readonly host: string;
  readonly key: Uint8Array | null;
  readonly message: Uint8Array;
  /** As the program named it: `sha256`. */
  readonly digest: string;
  readonly mac: Uint8Array;
}

/** One `hmac.compare_digest` call. */
export interface Comparison extends CallFact {
  /** What the server computed itself: the argument that equals its MAC, or the first where neither does. */
  readonly own: Uint8Array;
  readonly given: Uint8Array;
  readonly equal: boolean;
}

/**
 * What came of it. `left`: the client's side ended (`code` null) or failed before its answer was whole. `closed`: the
 * server closed without a comparison. `ended`: its program ended first.
 */
export type Verdict =
  | { readonly is: "open" }
  | ({ readonly is: "accepted" | "refused" | "timedOut" | "closed" } & CallFact)
  | ({ readonly is: "left"; readonly code: string | null } & CallFact)
  | ({ readonly is: "ended" } & Moment);

/** The connection that is verified; `socket` is the server's own end, `peer` that of the client, where the lab has it. */
export interface VerifiedConnection {
  readonly socket: number;
  readonly peer: number | null;
  /** Where the client speaks from: `10.0.0.1:40022`. */
  readonly remote: string;
  readonly syn: Moment | null;
  /** When the server's end became ESTABLISHED. */
  readonly established: Moment | null;
  /** The first FIN or RST. */
  readonly farewell: Moment | null;
  /** When neither end had anything more to say: TIME_WAIT, CLOSE after a reset, or no longer known. */
  readonly over: Moment | null;
}

/** How one client was verified, as far as it was seen: what was not is null or missing, never guessed. */
export interface Verification {
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly begun: Moment;
  /** The program that challenges and its host. */
  readonly verifier: number | null;
  readonly verifierHost: string;
  /** The program at the other end of the connection. */
  readonly prover: number | null;
  readonly connection: VerifiedConnection | null;
  readonly made: NonceMade | null;
  readonly nonce: Passage | null;
  readonly proverMac: Computation | null;
  readonly answer: Passage | null;
  readonly verifierMac: Computation | null;
  readonly compared: Comparison | null;
  readonly verdict: Verdict;
  /** When the server closed the connection. */
  readonly closed: CallFact | null;
  /** The earlier verification that had this very nonce. */
  readonly nonceOf: number | null;
  /** The earlier one, accepted, that had this very answer. */
  readonly answerOf: number | null;
  /** Segments of this connection, after it was accepted, that no kernel sent. */
  readonly injected: readonly (Moment & { readonly frame: number })[];
}
