import type { Family } from "./interface.ts";

export interface Text {
  readonly en: string;
  readonly zh: string;
}

type Role = "server" | "client";

/** A server and a client that belong together; see `folderOf` for their files. */
export interface Pair {
  readonly name: string;
  /** Sides that are those of another pair, by its name. */
  readonly sides: Readonly<Partial<Record<Role, string>>>;
  readonly title: Text;
  /** Whether the client asks its terminal for lines. */
  readonly interactive: boolean;
  /** Whose flow chart the programs follow: that of TCP (also AF_UNIX streams) or of UDP. */
  readonly flow: "tcp" | "udp";
  readonly family: Family;
  /** What goes wrong on purpose and how to see it, the pair that has it right, and the side whose source differs. */
  readonly bug: (Text & { readonly cure: string; readonly role: Role }) | null;
}

/** The folder of this side's files: `<folder>/server.ts`, `server.py`, `client.ts` or `client.py`. */
export function folderOf({ name, sides }: Pair, role: Role): string {
  return sides[role] ?? name;
}

const tcp = { sides: {}, interactive: true, flow: "tcp", family: "AF_INET", bug: null } as const;
const udp = { ...tcp, flow: "udp" } as const;

/** In the order in which they are learnt. */
export const PAIRS: readonly Pair[] = [
  {
    ...tcp,
    name: "tcp-echo-once",
    title: { en: "TCP echo, one message", zh: "TCP 回显：只答一条消息" },
    interactive: false,
  },
  {
    ...tcp,
    name: "tcp-echo-loop",
    title: { en: "TCP echo in two loops, while all goes well", zh: "TCP 回显：双层循环（一切顺利时）" },
  },
  {
    ...tcp,
    name: "tcp-echo-loop-empty",
    sides: { server: "tcp-echo" },
    title: { en: "Bug: the empty message", zh: "缺陷：空消息" },
    bug: {
      en: "The client sends even an empty line. That puts nothing on the wire, and now both ends wait in recv for ever. To see it, press Enter without typing anything.",
      zh: "客户端连空行也发送，而空消息不会在线路上产生任何数据，于是双方都永远停在 recv。什么都不输入，直接按回车就能看到。",
      cure: "tcp-echo",
      role: "client",
    },
  },
  {
    ...tcp,
    name: "tcp-echo-loop-killed",
    sides: { client: "tcp-echo" },
    title: { en: "Bug: the client that is gone", zh: "缺陷：客户端已经离开" },
    bug: {
      en: "The server does not look for the empty bytes that recv gives once the client has closed its side, so it calls recv again and again and never accepts another client. To see it, kill the client, or let it exit.",
      zh: "客户端关闭之后，recv 会立即返回空字节；服务器没有判断这种情况，于是不停地调用 recv，再也不会接受下一个客户端。强制结束客户端，或让它正常退出，就能看到。",
      cure: "tcp-echo",
      role: "server",
    },
  },
  {
    ...tcp,
    name: "tcp-echo-loop-reset",
    sides: { client: "tcp-echo" },
    title: { en: "Bug: the connection that is reset", zh: "缺陷：连接被重置" },
    bug: {
      en: "The server does not catch the error of a broken connection, so that one client ends it for all. To see it, pause the client before its recv, let the reply arrive, and kill the client: a socket closed with unread data sends RST.",
      zh: "服务器没有捕获连接出错的异常，一个客户端出事，整个服务器就结束了。让客户端停在 recv 之前，等应答到达后强制结束它：套接字关闭时还有未读数据，内核会发出 RST。",
      cure: "tcp-echo",
      role: "server",
    },
  },
  {
    ...tcp,
    name: "tcp-echo-loop-in-use",
    sides: { client: "tcp-echo" },
    title: { en: "Bug: the address in use", zh: "缺陷：地址已被占用" },
    bug: {
      en: "The server does not set SO_REUSEADDR, so it cannot start again while one of its connections is still in TIME_WAIT. To see it, kill the server first, then let the client exit, and start the server again within a minute.",
      zh: "服务器没有设置 SO_REUSEADDR，只要还有连接处于 TIME_WAIT，就无法重新启动。先强制结束服务器，再让客户端退出，然后在一分钟之内重启服务器，就能看到。",
      cure: "tcp-echo",
      role: "server",
    },
  },
  {
    ...tcp,
    name: "tcp-echo",
    title: { en: "TCP echo, until you type exit", zh: "TCP 回显：一直聊到输入 exit" },
  },
  {
    ...tcp,
    name: "tcp-stream",
    title: { en: "Messages in a TCP stream", zh: "TCP 字节流里的消息边界" },
    interactive: false,
  },
  {
    ...udp,
    name: "udp-echo-once",
    title: { en: "UDP echo, one datagram", zh: "UDP 回显：只答一个数据报" },
    interactive: false,
  },
  {
    ...udp,
    name: "udp-echo",
    title: { en: "UDP echo, until you type exit", zh: "UDP 回显：一直聊到输入 exit" },
  },
  {
    ...tcp,
    name: "unix-echo",
    title: { en: "Echo over a Unix socket: nothing on the wire", zh: "Unix 套接字回显：线路上什么都没有" },
    family: "AF_UNIX",
  },
  {
    ...tcp,
    name: "tcp6-echo",
    title: { en: "TCP echo over IPv6", zh: "IPv6 上的 TCP 回显" },
    family: "AF_INET6",
  },
  {
    ...udp,
    name: "udp6-echo",
    title: { en: "UDP echo over IPv6", zh: "IPv6 上的 UDP 回显" },
    family: "AF_INET6",
  },
  {
    ...tcp,
    name: "tcp-hmac",
    title: { en: "Verifying a connection by HMAC", zh: "用 HMAC 验证连接的合法性" },
  },
  {
    ...tcp,
    name: "tcp-hmac-unframed",
    sides: { client: "tcp-hmac" },
    title: { en: "Bug: one recv for one message", zh: "缺陷：把一次 recv 当成一条消息" },
    bug: {
      en: "The server takes what one recv gives for the answer, and what the next one gives for a message. But a stream knows no messages: when the answer and the first message arrive together, the answer looks wrong. To see it, pause the server before that recv, type a message into the client, and let the server go on. A line of more than 1024 characters breaks it as well.",
      zh: "服务器把一次 recv 的结果当作应答，把下一次的结果当作一条消息。可是字节流里没有消息边界：应答和第一条消息一起到达时，应答看上去就是错的。让服务器停在这次 recv 之前，在客户端输入一条消息，再让服务器继续，就能看到。超过 1024 个字符的一行也会让它出错。",
      cure: "tcp-hmac",
      role: "server",
    },
  },
  {
    ...tcp,
    name: "tcp-hmac-nonce-reused",
    sides: { client: "tcp-hmac" },
    title: { en: "Bug: the nonce that is used again", zh: "缺陷：重复使用的随机数" },
    bug: {
      en: "The server makes its random bytes once and sends them to every client, so that an answer which was right once is right for ever. To see it, let the client log in and exit, take its answer from the wire, and start the client of tcp-hmac-replay with that as ANSWER: it does not know the secret, and is let in.",
      zh: "服务器只生成一次随机数，发给每个客户端的都是它，于是对过一次的应答永远都对。先让客户端登录并退出，从线路上取得它的应答，再把它填作 ANSWER，启动 tcp-hmac-replay 的客户端：它并不知道密钥，却被放了进来。",
      cure: "tcp-hmac",
      role: "server",
    },
  },
  {
    ...tcp,
    name: "tcp-hmac-replay",
    sides: { server: "tcp-hmac" },
    title: { en: "Attack: an answer without the secret", zh: "攻击：没有密钥，只有别人的应答" },
    interactive: false,
  },
  {
    ...tcp,
    name: "tcp-hmac-silent",
    sides: { server: "tcp-hmac" },
    title: { en: "Attack: a client that never answers", zh: "攻击：始终不应答的客户端" },
    interactive: false,
  },
];
