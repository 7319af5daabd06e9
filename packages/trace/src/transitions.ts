import type { TcpState } from "./facts.ts";

/** What moves a connection along one arrow of RFC 9293 Figure 5, or along one that Linux adds to it. */
export interface Transition {
  readonly from: TcpState;
  readonly to: TcpState;
  /** In the RFC's words: what came in, and what went out because of it. */
  readonly trigger: string;
  readonly action: string;
  readonly source: "RFC 9293" | "Linux";
}

function arrow(
  from: TcpState,
  to: TcpState,
  trigger: string,
  action: string,
  source: Transition["source"] = "RFC 9293",
): Transition {
  return { from, to, trigger, action, source };
}

/** RFC 9293 §3.3.2 Figure 5 and the arrows that §3.10 adds in words. Linux' own ones are marked. */
export const TRANSITIONS: readonly Transition[] = [
  arrow("CLOSE", "LISTEN", "passive OPEN", "create TCB"),
  arrow("CLOSE", "SYN_SENT", "active OPEN", "snd SYN"),
  arrow("SYN_SENT", "SYN_RECV", "rcv SYN", "snd SYN,ACK"),
  arrow("SYN_SENT", "ESTABLISHED", "rcv SYN,ACK", "snd ACK"),
  arrow("SYN_SENT", "CLOSE", "CLOSE, RST or time-out", "delete TCB"),
  arrow("SYN_RECV", "ESTABLISHED", "rcv ACK of SYN", ""),
  arrow("SYN_RECV", "FIN_WAIT1", "CLOSE", "snd FIN"),
  arrow("SYN_RECV", "CLOSE_WAIT", "rcv ACK of SYN with FIN", "snd ACK", "Linux"),
  arrow("SYN_RECV", "CLOSE", "RST or time-out", "delete TCB"),
  arrow("ESTABLISHED", "FIN_WAIT1", "CLOSE", "snd FIN"),
  arrow("ESTABLISHED", "CLOSE_WAIT", "rcv FIN", "snd ACK"),
  arrow("ESTABLISHED", "CLOSE", "RST or time-out", "delete TCB"),
  arrow("FIN_WAIT1", "FIN_WAIT2", "rcv ACK of FIN", ""),
  arrow("FIN_WAIT1", "CLOSING", "rcv FIN", "snd ACK"),
  arrow("FIN_WAIT1", "TIME_WAIT", "rcv FIN with ACK of FIN", "snd ACK"),
  arrow("FIN_WAIT1", "CLOSE", "RST or time-out", "delete TCB"),
  arrow("FIN_WAIT2", "TIME_WAIT", "rcv FIN", "snd ACK"),
  arrow("FIN_WAIT2", "CLOSE", "RST, or tcp_fin_timeout over", "delete TCB", "Linux"),
  arrow("CLOSING", "TIME_WAIT", "rcv ACK of FIN", ""),
  arrow("CLOSING", "CLOSE", "RST or time-out", "delete TCB"),
  arrow("CLOSE_WAIT", "LAST_ACK", "CLOSE", "snd FIN"),
  arrow("CLOSE_WAIT", "CLOSE", "RST or time-out", "delete TCB"),
  arrow("LAST_ACK", "CLOSE", "rcv ACK of FIN", "delete TCB"),
  arrow("TIME_WAIT", "CLOSE", "60 s over (TCP_TIMEWAIT_LEN)", "delete TCB"),
  arrow("LISTEN", "CLOSE", "CLOSE", "delete TCB"),
];

/** The arrow that leads from one state to another, or null: then the kernel did what neither table foresees. */
export function transitionBetween(from: TcpState, to: TcpState): Transition | null {
  return TRANSITIONS.find((each) => each.from === from && each.to === to) ?? null;
}

const RFC_SPELLING: Readonly<Record<TcpState, string>> = {
  CLOSE: "CLOSED",
  LISTEN: "LISTEN",
  SYN_SENT: "SYN-SENT",
  SYN_RECV: "SYN-RECEIVED",
  ESTABLISHED: "ESTABLISHED",
  FIN_WAIT1: "FIN-WAIT-1",
  FIN_WAIT2: "FIN-WAIT-2",
  CLOSE_WAIT: "CLOSE-WAIT",
  CLOSING: "CLOSING",
  LAST_ACK: "LAST-ACK",
  TIME_WAIT: "TIME-WAIT",
};

/** A state as RFC 9293 §3.3.2 spells it. */
export function rfcSpelling(state: TcpState): string {
  return RFC_SPELLING[state];
}
