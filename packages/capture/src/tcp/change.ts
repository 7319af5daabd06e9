import type { TcpState } from "@wirestage/trace";
import type { End } from "./end.ts";

/** Before or after the arrival of a frame: what its sender did, and what it did to its receiver. */
export interface Moment {
  readonly frame: number;
  readonly when: "sent" | "arrived";
}

export function isBefore(a: Moment, b: Moment): boolean {
  return a.frame === b.frame ? a.when === "sent" && b.when === "arrived" : a.frame < b.frame;
}

/**
 * What a segment says of a socket. `cause` is the frame that brought it about; `at` is when it came about, which may be
 * before the segment by which it is known.
 */
export type StateChange =
  | {
      readonly is: "opened";
      readonly end: End;
      readonly socket: number;
      readonly state: TcpState;
      readonly cause: number;
      readonly at: Moment;
      /** Its states before this one are not known. */
      readonly midway: boolean;
    }
  | {
      readonly is: "changed";
      readonly end: End;
      readonly socket: number;
      readonly before: TcpState;
      readonly state: TcpState;
      readonly cause: number;
      readonly at: Moment;
    }
  | {
      readonly is: "closed";
      readonly end: End;
      readonly socket: number;
      readonly before: TcpState;
      readonly cause: number;
      readonly at: Moment;
    };
