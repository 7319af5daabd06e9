import type { Family } from "./interface.ts";

export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A server and a client that belong together; their files are `<name>/server.ts`, `server.py`, `client.ts`, `client.py`. */
export interface Pair {
  readonly name: string;
  readonly title: Text;
  /** Whether the client asks its terminal for lines. */
  readonly interactive: boolean;
  /** Whose flow chart the programs follow: that of TCP (also AF_UNIX streams) or of UDP. */
  readonly flow: "tcp" | "udp";
  readonly family: Family;
  /** What is wrong on purpose, the pair that has it right, and the side whose source differs. */
  readonly bug: (Text & { readonly cure: string; readonly role: "server" | "client" }) | null;
}

export const PAIRS: readonly Pair[] = [
  {
    name: "tcp-echo-once",
    title: { en: "TCP echo, one message", zh: "TCP 回显：只答一条消息" },
    interactive: false,
    flow: "tcp",
    family: "AF_INET",
    bug: null,
  },
  {
    name: "tcp-echo",
    title: { en: "TCP echo, until you type exit", zh: "TCP 回显：一直聊到输入 exit" },
    interactive: true,
    flow: "tcp",
    family: "AF_INET",
    bug: null,
  },
];
