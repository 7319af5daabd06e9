import type { SocketState } from "@wirestage/trace";
import type { Bilingual, Family, SocketType } from "./constants.ts";
import type { KnownSocket, KnownValue } from "./scope.ts";

const PROTOCOLS: Readonly<Record<SocketType, string>> = { SOCK_STREAM: "TCP", SOCK_DGRAM: "UDP" };
const SUFFIXES: Readonly<Record<Family, string>> = { AF_INET: "", AF_INET6: "6", AF_UNIX: "" };

/** `TCP`, `UDP6`, `Unix stream`: what a socket is in a word. */
function socketWord({ family, type }: { readonly family: Family; readonly type: SocketType }): string {
  if (family === "AF_UNIX") return type === "SOCK_STREAM" ? "Unix stream" : "Unix datagram";
  return `${PROTOCOLS[type]}${SUFFIXES[family]}`;
}

/** The state of a socket as the kernel spells it; a datagram socket has none worth telling. */
export function stateWord(seen: SocketState | null): string | null {
  return seen && seen.type === "SOCK_STREAM" ? seen.state : null;
}

function socketMeaning(socket: KnownSocket): Bilingual {
  const word = socketWord(socket);
  if (socket.closed) return { en: `${word} socket, closed`, zh: `${word} 套接字，已关闭` };
  const state = stateWord(socket.seen);
  const [en, zh] = state === null ? ["", ""] : [`, ${state}`, `，${state}`];
  return { en: `${word} socket${en}`, zh: `${word} 套接字${zh}` };
}

/** What a name stands for, in a few words. */
export function meaningOf(known: KnownValue): Bilingual {
  switch (known.kind) {
    case "socket":
      return socketMeaning(known);
    case "file":
      return known.closed
        ? { en: "file of a socket, closed", zh: "套接字文件，已关闭" }
        : { en: `file of a socket, ${known.mode}`, zh: `套接字文件，${known.mode}` };
    case "bytes":
      return known.length === null
        ? { en: "bytes", zh: "字节" }
        : { en: `${known.length} bytes`, zh: `${known.length} 个字节` };
    case "address":
      return { en: "address", zh: "地址" };
    case "number":
      return { en: "number", zh: "数" };
    case "text":
      return { en: "text", zh: "文本" };
    case "pair":
      return { en: "pair, not taken apart", zh: "一对值，没有拆开" };
    case "none":
      return { en: "nothing", zh: "空" };
    case "pending":
      return { en: `comes when ${known.method}() returns`, zh: `${known.method}() 返回后才有` };
    default:
      return known satisfies never;
  }
}
