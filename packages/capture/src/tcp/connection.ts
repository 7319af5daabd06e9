import type { TcpState } from "@wirestage/trace";
import { SeqNumber } from "@wirestage/wire";
import { isBefore, type Moment, type StateChange } from "./change.ts";
import { type End, forgotten, type IgnoredSyn, remember } from "./end.ts";
import { covers, type Segment } from "./segment.ts";

/**
 * Both ends of one pair of endpoints, by RFC 9293 §3.10 read backwards: not what an end will do because of a segment, but
 * what it must have taken in, because it would not have sent this one otherwise.
 *
 * Where an end answers what it takes in (a SYN, a FIN), the answer tells. Where it says nothing (the acknowledgment of its
 * SYN-ACK or FIN, a RST) the segment is presumed to have arrived, and the end's own repeat takes that back.
 */
export class Connection {
  readonly #ends: readonly [End, End];
  readonly #nextSocket: () => number;
  #changes: StateChange[] = [];
  #now: Moment = { frame: 0, when: "sent" };

  constructor(ends: readonly [End, End], nextSocket: () => number) {
    this.#ends = ends;
    this.#nextSocket = nextSocket;
  }

  /** What the segment says of the end that sent it: `from` is its place among the ends. */
  sent(from: 0 | 1, segment: Segment): readonly StateChange[] {
    const [x, y] = this.#facing(from);
    this.#changes = [];
    this.#now = { frame: segment.frame, when: "sent" };
    if (segment.kind === "SYN-ACK" || segment.kind === "RST") this.#answersIgnored(x, y, segment);
    switch (segment.kind) {
      case "RST":
        this.#resets(x, y, segment);
        break;
      case "SYN":
        this.#opensActively(x, y, segment);
        break;
      case "SYN-ACK":
        this.#acceptsOpening(x, y, segment);
        break;
      case "other":
        this.#speaks(x, y, segment);
        break;
      default:
        segment.kind satisfies never;
    }
    return this.#changes;
  }

  /** What the segment is presumed to do to the end that it was sent to. */
  arrived(from: 0 | 1, segment: Segment): readonly StateChange[] {
    const [x, y] = this.#facing(from);
    this.#changes = [];
    this.#now = { frame: segment.frame, when: "arrived" };
    if (y.socket === null || y.state === "CLOSE") return [];
    if (segment.kind === "RST") {
      if (isAcceptableReset(y, x, segment)) this.#presume(y, "CLOSE", segment.frame);
    } else if (segment.ack !== null) {
      this.#isAcknowledged(y, x, segment, segment.ack);
    }
    return this.#changes;
  }

  #facing(from: 0 | 1): readonly [End, End] {
    const [first, second] = this.#ends;
    return from === 0 ? [first, second] : [second, first];
  }

  #opensActively(x: End, y: End, segment: Segment): void {
    if (x.syn?.acknowledgedBy === SeqNumber.add(segment.seq, 1)) {
      x.syn = { ...x.syn, frame: segment.frame };
      this.#takeBack(x, segment, "SYN_SENT");
      return;
    }
    // A SYN in an open connection is answered with a challenge ACK, and opens nothing; other answers come to be known.
    if (!MAY_OPEN.has(x.state)) {
      x.ignoredSyn = ignoredSyn(x, segment);
      return;
    }
    if (x.state !== "CLOSE") this.#to(x, "CLOSE", segment.frame);
    if (y.state !== "SYN_SENT") this.#forgetBoth(x, y, segment.frame);
    x.syn = { frame: segment.frame, acknowledgedBy: SeqNumber.add(segment.seq, 1) };
    remember(x, segment);
    this.#to(x, "SYN_SENT", segment.frame);
  }

  /** The pair of endpoints is used again: what was left of the connection before it is over. */
  #forgetBoth(x: End, y: End, frame: number): void {
    if (y.state !== "CLOSE") this.#to(y, "CLOSE", frame);
    Object.assign(x, forgotten());
    Object.assign(y, forgotten());
  }

  /**
   * Who opens or refuses by a SYN in an open connection has no such connection, and neither has who sent it: its end is
   * missing. `y` began anew where it sent the SYN, and `x` was free where that arrived.
   */
  #answersIgnored(x: End, y: End, { ack }: Segment): void {
    const { ignoredSyn: syn } = y;
    if (syn === null || ack === null || !covers(ack, syn.acknowledgedBy) || SeqNumber.after(ack, syn.end))
      return;
    this.#asOf(y, { frame: syn.first, when: "sent" }, () => {
      if (y.state !== "CLOSE") this.#to(y, "CLOSE", syn.first);
      Object.assign(y, forgotten(), { syn, next: syn.end });
      this.#to(y, "SYN_SENT", syn.first);
    });
    if (x.state !== "CLOSE") this.#tookIn(x, "CLOSE", syn.frame);
    Object.assign(x, forgotten());
  }

  #acceptsOpening(x: End, y: End, segment: Segment): void {
    const acknowledgedBy = SeqNumber.add(segment.seq, 1);
    if (x.state === "CLOSE" && x.presumedFrom === null) {
      x.syn = { frame: segment.frame, acknowledgedBy };
      if (y.syn === null) this.#to(x, "SYN_RECV", segment.frame, true);
      else this.#tookIn(x, "SYN_RECV", y.syn.frame);
    } else if (x.state === "SYN_SENT" && y.syn !== null) {
      this.#tookIn(x, "SYN_RECV", y.syn.frame);
    } else if (x.syn?.acknowledgedBy === acknowledgedBy) {
      this.#takeBack(x, segment, "SYN_RECV");
    }
    remember(x, segment);
  }

  /** A reset also answers a segment that fits no connection; that one leaves an end in its handshake as it is. */
  #resets(x: End, y: End, segment: Segment): void {
    if (x.socket === null || x.state === "CLOSE") return;
    const inHandshake = x.state === "SYN_SENT" || x.state === "SYN_RECV";
    if (inHandshake && segment.seq !== x.next) return;
    if (y.socket !== null && y.state !== "CLOSE" && !isAcceptableReset(y, x, segment)) return;
    this.#to(x, "CLOSE", segment.frame);
  }

  #speaks(x: End, y: End, segment: Segment): void {
    if (x.socket === null) this.#to(x, "ESTABLISHED", segment.frame, true);
    else if (x.state === "CLOSE" && x.presumedFrom !== null) this.#takeBack(x, segment, x.presumedFrom);
    // In its handshake an end says nothing but that.
    if (x.presumedFrom === "SYN_RECV") x.presumedFrom = null;
    this.#showsWhatArrived(x, y, segment);
    if (x.fin !== null && segment.hasFin && segment.end === x.fin.acknowledgedBy)
      this.#repeatsFin(x, segment);
    if (x.fin === null && segment.hasFin) this.#closes(x, segment);
    remember(x, segment);
  }

  /** Its acknowledgment tells whether a SYN or FIN has reached it. */
  #showsWhatArrived(x: End, y: End, { ack, frame, end, seq }: Segment): void {
    if (y.syn !== null && x.state === "SYN_SENT" && covers(ack, y.syn.acknowledgedBy)) {
      this.#tookIn(x, "ESTABLISHED", y.syn.frame);
    } else if (x.state === "SYN_RECV" && end !== seq) {
      this.#to(x, "ESTABLISHED", frame);
    }
    if (y.fin === null || !covers(ack, y.fin.acknowledgedBy)) return;
    const after = AFTER_FIN[x.state];
    if (after !== undefined) this.#tookIn(x, after, y.fin.frame);
  }

  #closes(x: End, segment: Segment): void {
    x.fin = { frame: segment.frame, acknowledgedBy: segment.end };
    const after = AFTER_CLOSE[x.state];
    if (after !== undefined) this.#to(x, after, segment.frame);
  }

  #repeatsFin(x: End, segment: Segment): void {
    x.fin = { frame: segment.frame, acknowledgedBy: segment.end };
    if (x.presumedFrom !== null) this.#takeBack(x, segment, x.presumedFrom);
  }

  /** What was presumed was not so: the end would not repeat what had been acknowledged. */
  #takeBack(x: End, { frame }: Segment, state: TcpState): void {
    if (x.presumedFrom !== state) return;
    this.#to(x, state, frame);
  }

  #isAcknowledged(y: End, x: End, segment: Segment, ack: SeqNumber): void {
    const isOld = y.acknowledged !== null && SeqNumber.before(segment.end, y.acknowledged);
    const isAhead = y.next !== null && SeqNumber.after(ack, y.next);
    if (isOld || isAhead) return;
    if (y.state === "SYN_RECV" && y.syn !== null && covers(ack, y.syn.acknowledgedBy)) {
      this.#presume(y, "ESTABLISHED", segment.frame);
    }
    if (y.fin === null || !covers(ack, y.fin.acknowledgedBy)) return;
    if (y.state === "FIN_WAIT1" && x.fin !== null && segment.seq === x.fin.acknowledgedBy) {
      // Both closed at once: what comes after the peer's FIN finds that taken in, with nothing missing before it.
      const isNext = y.acknowledged !== null && SeqNumber.add(y.acknowledged, 1) === x.fin.acknowledgedBy;
      if (isNext) this.#tookIn(y, "CLOSING", x.fin.frame);
    }
    const after = AFTER_ACK_OF_FIN[y.state];
    if (after === undefined) return;
    // Its peer's FIN in the same segment, with nothing missing before it, is taken in in the same step.
    const isWhole = segment.hasFin && segment.seq === y.acknowledged;
    this.#presume(y, y.state === "FIN_WAIT1" && isWhole ? "TIME_WAIT" : after, segment.frame);
  }

  #presume(end: End, state: TcpState, cause: number): void {
    const { state: from } = end;
    this.#to(end, state, cause);
    end.presumedFrom = from;
  }

  #tookIn(end: End, state: TcpState, frame: number): void {
    this.#asOf(end, { frame, when: "arrived" }, () => this.#to(end, state, frame));
  }

  /** It had changed at `moment`, unless it changed otherwise since: then all that is known is that it has by now. */
  #asOf(end: End, moment: Moment, change: () => void): void {
    const now = this.#now;
    if (!isBefore(moment, end.changed)) this.#now = moment;
    change();
    this.#now = now;
  }

  #to(end: End, state: TcpState, cause: number, midway = false): void {
    const { state: before } = end;
    const at = this.#now;
    end.state = state;
    end.changed = at;
    end.presumedFrom = null;
    if (end.socket === null || before === "CLOSE") {
      end.socket ??= this.#nextSocket();
      end.midway = midway;
      this.#changes.push({ is: "opened", end, socket: end.socket, state, cause, at, midway });
    } else if (state === "CLOSE") {
      this.#changes.push({ is: "closed", end, socket: end.socket, before, cause, at });
    } else {
      this.#changes.push({ is: "changed", end, socket: end.socket, before, state, cause, at });
    }
  }
}

/** An end in one of these may begin anew; `SYN_SENT` with another number is another attempt. */
const MAY_OPEN: ReadonlySet<TcpState> = new Set(["CLOSE", "SYN_SENT", "TIME_WAIT"]);

type Steps = Readonly<Partial<Record<TcpState, TcpState>>>;

/** Where an end goes that has taken in its peer's FIN (RFC 9293 §3.10.7.4, eighth; SYN_RECV is Linux' own). */
const AFTER_FIN: Steps = {
  SYN_RECV: "CLOSE_WAIT",
  ESTABLISHED: "CLOSE_WAIT",
  FIN_WAIT1: "CLOSING",
  FIN_WAIT2: "TIME_WAIT",
};
/** Where an end goes that sends its FIN (RFC 9293 §3.10.4). */
const AFTER_CLOSE: Steps = { SYN_RECV: "FIN_WAIT1", ESTABLISHED: "FIN_WAIT1", CLOSE_WAIT: "LAST_ACK" };
/** Where an end goes whose FIN is acknowledged (RFC 9293 §3.10.7.4, fifth). */
const AFTER_ACK_OF_FIN: Steps = { FIN_WAIT1: "FIN_WAIT2", CLOSING: "TIME_WAIT", LAST_ACK: "CLOSE" };

/** A repeat of the one that is known keeps its first frame. */
function ignoredSyn(x: End, { frame, seq, end }: Segment): IgnoredSyn {
  const acknowledgedBy = SeqNumber.add(seq, 1);
  const first = x.ignoredSyn?.acknowledgedBy === acknowledgedBy ? x.ignoredSyn.first : frame;
  return { first, frame, end, acknowledgedBy };
}

/**
 * Whether `y` takes a reset of `x`: in SYN-SENT one that acknowledges its SYN, else one that begins where `y` waits for
 * more. `y` may have taken in more than it has acknowledged, so that the number may lie up to where `x` is.
 */
function isAcceptableReset(y: End, x: End, { seq, ack }: Segment): boolean {
  if (y.state === "SYN_SENT") return ack !== null && ack === y.next;
  if (y.acknowledged === null) return true;
  return !SeqNumber.before(seq, y.acknowledged) && !SeqNumber.after(seq, x.next ?? seq);
}
