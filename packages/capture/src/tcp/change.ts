import type { TcpState } from "@wirestage/trace";
import type { End } from "./end.ts";

/** What a segment says of a socket. `cause` is the frame by which it is known. */
export type StateChange =
  | {
      readonly is: "opened";
      readonly end: End;
      readonly socket: number;
      readonly state: TcpState;
      readonly cause: number;
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
    }
  | {
      readonly is: "closed";
      readonly end: End;
      readonly socket: number;
      readonly before: TcpState;
      readonly cause: number;
    };
