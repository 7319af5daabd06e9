import type { TcpState } from "@wirestage/trace";

/** Which part of its life a connection is in; the colour of its bar says so, and so does its name. */
export function stateTone(state: TcpState): "opening" | "open" | "closing" | "waiting" | "listening" {
  switch (state) {
    case "SYN_SENT":
    case "SYN_RECV":
      return "opening";
    case "ESTABLISHED":
      return "open";
    case "FIN_WAIT1":
    case "FIN_WAIT2":
    case "CLOSE_WAIT":
    case "CLOSING":
    case "LAST_ACK":
      return "closing";
    case "TIME_WAIT":
      return "waiting";
    case "LISTEN":
    case "CLOSE":
      return "listening";
    default:
      return state satisfies never;
  }
}
