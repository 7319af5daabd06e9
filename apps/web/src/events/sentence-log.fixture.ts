import { type EventFacts, NS_PER_MS, traceTime, type WireRule } from "@wirestage/trace";
import { handshakeFacts, logOf } from "../inspector/handshake.fixture.ts";

export const HAND = { by: "hand" } as const;
/** The next SYN-ACK from the server is lost. */
export const RULE = { by: "rule", rule: "rule-1" } as const;
export const KERNEL = { by: "kernel" } as const;
const ANY = { address: "0.0.0.0", port: 0 };

export const PROGRAM = {
  kind: "program.started",
  program: 1,
  host: "client",
  name: "tcp-echo",
  role: "client",
  language: "ts",
  parameters: {},
} as const satisfies EventFacts;
export const LOSE_SYN_ACK: WireRule = {
  id: "rule-1",
  host: "server",
  filter: "tcp.flags.syn == 1 && tcp.flags.ack == 1",
  pick: { of: "next", count: 1 },
  action: { do: "lose" },
};
export const CONNECT: EventFacts = {
  kind: "call.entered",
  call: 1,
  program: 1,
  host: "client",
  name: "connect",
  arguments: [{ type: "address", address: "192.0.2.2", port: 8888 }],
  socket: 1,
  line: 12,
};
export const SOCKET = {
  socket: 1,
  host: "client",
  family: "AF_INET",
  type: "SOCK_STREAM",
  local: ANY,
  remote: ANY,
  queues: { receive: 0, send: 5 },
  timer: null,
  info: null,
  fd: 3,
  program: 1,
  sampling: "exact",
} as const;

export const GIVEN_UP: EventFacts = {
  kind: "socket.closed",
  socket: 7,
  host: "client",
  before: "FIN_WAIT2",
  cause: { by: "timer", timer: "time-wait", socket: 7 },
  sampling: "exact",
};

const AGAIN = { ...PROGRAM, program: 2 };
export const CONSOLE = { ...PROGRAM, program: 3, name: "console", role: null, language: "console" } as const;
export const COMMAND = { ...CONSOLE, program: 4, name: "python3 my_client.py", language: "command" } as const;

const SET: EventFacts = { kind: "rule.set", rule: LOSE_SYN_ACK };
/** From then on frame 1 is to arrive 300 ms after the beginning. */
const PUT_OFF: EventFacts = {
  kind: "frame.rescheduled",
  frame: 1,
  host: "client",
  by: { by: "rule", rule: "rule-1" },
  position: 0,
  due: traceTime(300 * NS_PER_MS),
};
export const log = logOf([
  ...handshakeFacts(),
  SET,
  PUT_OFF,
  PROGRAM,
  CONNECT,
  GIVEN_UP,
  AGAIN,
  CONSOLE,
  COMMAND,
]);
