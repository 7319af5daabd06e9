import type { Parameters } from "./interface.ts";

/** A server and a client that belong together; their files are `<name>/server.ts` and `<name>/client.ts`. */
export interface Pair {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Whether the client asks its terminal for lines. */
  readonly interactive: boolean;
}

export const PAIRS: readonly Pair[] = [
  {
    name: "tcp-echo-once",
    title: { en: "TCP echo, one message", zh: "TCP 回显：只答一条消息" },
    interactive: false,
  },
  {
    name: "tcp-echo",
    title: { en: "TCP echo, until you type exit", zh: "TCP 回显：一直聊到输入 exit" },
    interactive: true,
  },
];

/** Address is the server's own and is filled in by the lab that runs the pair. */
export const DEFAULT_PARAMETERS: Omit<Parameters, "address"> = { port: 8888, backlog: 5, bufferSize: 1024 };
